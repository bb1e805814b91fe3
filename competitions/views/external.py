"""Pages of contests held by others, with the results of our schools."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from competitions.domain.external import change_result, record_result, remove_result
from competitions.forms.external import ExternalContestForm, ExternalResultForm
from competitions.lists.external import EXTERNALS
from competitions.models import ExternalContest, ExternalResult
from competitions.views.referral import referral_panels
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact
from reviews.views.panels import rows_panel


def external_facts(contest: ExternalContest, actor: Actor) -> list[Fact]:
    """Return what the contest is, when and where it was held, and what its organizers stated."""
    activity, series = contest.activity, contest.series
    selection = contest.selection if actor.reads_all else contest.announced_selection
    facts = [
        Fact(_("Year"), contest.year),
        Fact(_("Edition number"), contest.edition),
        Fact(_("Level"), contest.get_level_display()),
        Fact(_("Issuer of awards"), contest.issuer),
        Fact(_("Contest series"), series, url=series.get_absolute_url() if series else ""),
        Fact(_("Selection contest"), selection, url=selection.get_absolute_url() if selection else ""),
    ]
    if activity is not None:
        facts.append(Fact(_("Activity"), activity, url=activity.get_absolute_url()))
        facts.append(Fact(_("Date"), activity.date_text))
        facts.append(Fact(_("Venue"), activity.venue))
        facts.append(Fact(_("Stated counts"), "、".join(str(count) for count in activity.counts.all())))
    return facts


def external_panels(contest: ExternalContest, actor: Actor) -> list[Any]:
    """Return the results as far as the actor may see them."""
    rows = ExternalResult.objects.visible_to(actor).filter(contest=contest)
    return [
        *referral_panels(contest, actor),
        rows_panel(
            RESULT,
            title=_("Results elsewhere"),
            heads=[
                _("Organization"),
                _("Title of the work"),
                _("Track"),
                _("Prize"),
                _("Rank"),
                _("Number of prizes"),
                _("Referral"),
            ],
            rows=rows.select_related("organization", "referral"),
            cells=result_cells,
            keeps=may(actor, "competitions.change_result"),
            add_query=f"contest={contest.pk}",
            add_label=_("Add a result"),
        ),
    ]


def result_cells(result: ExternalResult) -> list[Cell]:
    """Return the cells of a result."""
    unit = result.organization
    return [
        Cell(
            result.organization_name,
            kind="link" if unit else "text",
            url=unit.get_absolute_url() if unit else "",
        ),
        Cell(result.work_title),
        Cell(result.track_name),
        Cell(result.prize_name),
        Cell(result.rank or "", kind="number"),
        Cell(str(result.quantity or "")),
        referral_cell(result),
    ]


def referral_cell(result: ExternalResult) -> Cell:
    """Return the way to the referral by which the entry went there, if it was referred here."""
    referral = getattr(result, "referral", None)
    return Cell(_("View"), kind="link", url=referral.get_absolute_url()) if referral else Cell("")


EXTERNAL = Noun(
    app="competitions",
    name="external",
    plural="external-contests",
    model=ExternalContest,
    label=gettext_lazy("Contest held by others"),
    labels=gettext_lazy("Contests held by others"),
    listing=EXTERNALS,
    form=ExternalContestForm,
    rows=lambda actor: ExternalContest.objects.visible_to(actor).select_related(
        "activity", "series", "selection__call"
    ),
    facts=external_facts,
    panels=external_panels,
    names=("name",),
)
RESULT = Noun(
    app="competitions",
    name="result",
    plural="external-results",
    model=ExternalResult,
    label=gettext_lazy("Result elsewhere"),
    labels=gettext_lazy("Results elsewhere"),
    form=ExternalResultForm,
    rows=lambda actor: ExternalResult.objects.visible_to(actor).select_related("contest__activity", "organization"),
    create=lambda form, actor: record_result(ExternalResult(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_result(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_result,
    parent=lambda row: owner_crumb(row.contest),
)
