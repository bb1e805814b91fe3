"""Pages of bodies: the tree, and a body's work."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.body import change_body, create_body
from association.forms.body import BodyForm
from association.lists.body import BODIES
from association.lists.publication import state_tone as publication_tone
from association.lists.words import state_tone as activity_tone
from association.models import Activity, Body, Publication
from association.views.panels import link_cell
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel

SHOWN = 20


def body_facts(body: Body, actor: Actor) -> list[Fact]:
    """Return what a body is."""
    links = [(_("Parent body"), body.parent), (_("Legal entity"), body.organization), (_("Region"), body.region)]
    return [
        Fact(_("Kind"), body.get_kind_display()),
        Fact(_("Short name"), body.short_name),
        *(Fact(label, target, url=target.get_absolute_url() if target else "") for label, target in links),
        Fact(_("Founded on"), body.founded_on),
        Fact(_("Dissolved on"), body.dissolved_on),
        Fact(_("Code"), body.code),
    ]


def body_panels(body: Body, actor: Actor) -> list[Any]:
    """Return the bodies below, and the newest activities and publications, as far as one may see them."""
    below = body.children.visible_to(actor)
    panels: list[Any] = [
        TablePanel(
            _("Bodies below"),
            [_("Name"), _("Kind"), _("Dissolved on")],
            [[link_cell(row), Cell(row.get_kind_display()), Cell(row.dissolved_on, kind="date")] for row in below],
            empty_text=_("No body belongs to this one."),
        )
    ]
    if may(actor, "association.list_activity"):
        rows = Activity.objects.visible_to(actor).filter(body=body)[:SHOWN]
        panels.append(work_panel(_("Activities"), rows, "activity_list", body, tone=activity_tone))
    if may(actor, "association.list_publication"):
        rows = Publication.objects.visible_to(actor).filter(body=body)[:SHOWN]
        panels.append(work_panel(_("Publications"), rows, "publication_list", body, tone=publication_tone))
    return panels


def work_panel(title: str, rows: Any, address: str, body: Body, *, tone: Callable[[Any], str]) -> TablePanel:
    """Return a panel of a body's newest works."""
    found = list(rows)
    more = f"{reverse(f'association:{address}')}?{urlencode({'body': body.name})}" if len(found) == SHOWN else ""
    return TablePanel(
        title,
        [_("Title"), _("Kind"), _("Date"), _("State")],
        [
            [
                link_cell(row),
                Cell(row.get_kind_display()),
                Cell(row.date_text),
                Cell(row.get_state_display(), kind="state", tone=tone(row)),
            ]
            for row in found
        ],
        empty_text=_("Nothing is entered yet."),
        more_url=more,
    )


BODY = Noun(
    app="association",
    name="body",
    plural="bodies",
    model=Body,
    label=gettext_lazy("Body"),
    labels=gettext_lazy("Bodies"),
    listing=BODIES,
    form=BodyForm,
    rows=lambda actor: Body.objects.visible_to(actor).select_related("parent", "organization", "region"),
    facts=body_facts,
    panels=body_panels,
    create=lambda form, actor: create_body(Body(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_body(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    names=("name", "short_name", "code"),
)
