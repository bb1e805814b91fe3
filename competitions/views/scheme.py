"""Pages of honor schemes."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell
from competitions.forms.scheme import SchemeForm
from competitions.lists.scheme import SCHEMES
from competitions.models import HonorEdition, HonorScheme
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel
from reviews.enums import CallState
from reviews.lists.words import CALL_TONES


def scheme_facts(scheme: HonorScheme, actor: Actor) -> list[Fact]:
    """Return what a scheme is."""
    return [
        Fact(_("Body"), scheme.body, url=scheme.body.get_absolute_url()),
        Fact(_("Code"), scheme.code),
        Fact(_("Basis"), scheme.basis),
    ]


def scheme_panels(scheme: HonorScheme, actor: Actor) -> list[Any]:
    """Return the selections, newest first."""
    honors = HonorEdition.objects.visible_to(actor).filter(scheme=scheme).select_related("call")
    rows = [
        [
            link_cell(honor),
            Cell(honor.edition, kind="number"),
            Cell(honor.call.year, kind="number"),
            Cell(honor.get_state_display(), kind="state", tone=CALL_TONES[CallState(honor.state)]),
        ]
        for honor in honors
    ]
    return [TablePanel(_("Honor selections"), [_("Title"), _("Edition number"), _("Year"), _("State")], rows)]


SCHEME = Noun(
    app="competitions",
    name="scheme",
    plural="schemes",
    model=HonorScheme,
    label=gettext_lazy("Honor scheme"),
    labels=gettext_lazy("Honor schemes"),
    listing=SCHEMES,
    form=SchemeForm,
    rows=lambda actor: HonorScheme.objects.visible_to(actor).select_related("body"),
    facts=scheme_facts,
    panels=scheme_panels,
    names=("name", "code"),
)
