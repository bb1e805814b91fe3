"""Pages of contest series."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell
from competitions.forms.series import SeriesForm
from competitions.lists.series import SERIES
from competitions.models import Contest, ContestSeries
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TablePanel
from reviews.enums import CallState
from reviews.lists.words import CALL_TONES


def series_facts(series: ContestSeries, actor: Actor) -> list[Fact]:
    """Return what a series is."""
    return [Fact(_("Name"), series.name), Fact(_("Code"), series.code)]


def series_panels(series: ContestSeries, actor: Actor) -> list[Any]:
    """Return the editions, newest first."""
    contests = Contest.objects.visible_to(actor).filter(series=series).select_related("call")
    rows = [
        [
            link_cell(contest),
            Cell(contest.edition, kind="number"),
            Cell(contest.call.year, kind="number"),
            Cell(contest.get_state_display(), kind="state", tone=CALL_TONES[CallState(contest.state)]),
        ]
        for contest in contests.order_by("-edition", "-call_id")
    ]
    return [TablePanel(_("Editions"), [_("Title"), _("Edition number"), _("Year"), _("State")], rows)]


CONTEST_SERIES = Noun(
    app="competitions",
    name="series",
    plural="series",
    model=ContestSeries,
    label=gettext_lazy("Contest series"),
    labels=gettext_lazy("Contest series"),
    listing=SERIES,
    form=SeriesForm,
    facts=series_facts,
    panels=series_panels,
    names=("name", "code"),
)
