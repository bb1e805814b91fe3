"""How far a round is, for those who read all: by reviewer, by entry; and a reminder to those who are behind."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel, Tag
from reviews.domain.scoring import remind_reviewers
from reviews.enums import RoundState, SheetState
from reviews.models import Round, ScoreSheet
from reviews.models.panel import without_own_panels
from reviews.queries.progress import ReviewerProgress, counts_of, entry_progress, reviewer_progress
from reviews.views.moments import moment
from reviews.views.round import ROUND_TONES

SHOWN = 500


def rounds_read_by(actor: Actor) -> Any:
    """Return the rounds whose entries the actor may see by name: not those of calls that the actor judges."""
    return without_own_panels(Round.objects.visible_to(actor).select_related("call"), actor)


@door("reviews.view_progress")
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the numbers of a round, its reviewers and its entries."""
    actor = get_actor(request)
    round_ = get_object_or_404(rounds_read_by(actor), pk=pk)
    counts = counts_of(round_)
    page = DetailPage(
        title=_("%(label)s: %(value)s") % {"label": _("Progress"), "value": round_},
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Progress"), "")],
        state=Tag(round_.get_state_display(), tone=ROUND_TONES.get(round_.state, "")),
    )
    if may(actor, "reviews.remind_round") and round_.scores_at(timezone.now()) and counts.submitted < counts.sheets:
        address = reverse("reviews:round_remind", args=[round_.pk])
        page.primary = Link(_("Remind those who are behind"), address, method="post", icon="bell")
    page.panels = [
        FactsPanel(
            [
                Fact(_("Sheets submitted"), f"{counts.submitted} / {counts.sheets}"),
                Fact(_("Sheets begun, not submitted"), counts.begun),
                Fact(_("Sheets not opened"), counts.unopened),
                Fact(_("Entries with fewer sheets than asked for"), f"{counts.unread} / {counts.entries}"),
                Fact(_("Scoring closes"), moment(round_.closes_at)),
            ]
        ),
        reviewers_panel(round_, on_paper=may(actor, "reviews.enter_paper") and round_.state == RoundState.SCORING),
        entries_panel(round_),
        sheets_panel(round_, actor),
    ]
    return render(request, "ui/detail.html", {"page": page})


def reviewers_panel(round_: Round, *, on_paper: bool) -> TablePanel:
    """Return the reviewers, those with most left first, with the way to the sheets that came in on paper."""
    rows = [
        [
            Cell(item.member),
            Cell(item.member.organization.name if item.member.organization else ""),
            Cell(item.assigned, kind="number"),
            Cell(item.submitted, kind="number"),
            Cell(item.begun, kind="number"),
            Cell(
                _("%(count)s left") % {"count": item.left} if item.left else _("Done"),
                kind="state",
                tone="warn" if item.left else "ok",
            ),
            Cell(moment(item.last)),
            *([paper_cell(round_, item)] if on_paper else []),
        ]
        for item in reviewer_progress(round_)[:SHOWN]
    ]
    done = pgettext("state", "Submitted")
    heads = [_("Reviewer"), _("Organization"), _("Assigned"), done, _("Begun"), _("State"), _("Last saved")]
    heads += [_("Sheets from paper")] if on_paper else []
    return TablePanel(_("Reviewers"), heads, rows, empty_text=_("No entries have been assigned to reviewers yet."))


def paper_cell(round_: Round, item: ReviewerProgress) -> Cell:
    """Return the way to a reviewer's sheets from paper."""
    return Cell(
        _("Sheets from paper"), kind="act", url=reverse("reviews:paper_sheets", args=[round_.pk, item.member.pk])
    )


def entries_panel(round_: Round) -> TablePanel:
    """Return the entries with how many sheets each has."""
    rows = []
    for item in entry_progress(round_)[:SHOWN]:
        entry, sent = item.entry, item.entry.submission
        full = item.submitted >= round_.readers
        rows.append(
            [
                Cell(sent.title, kind="link", url=sent.get_absolute_url()),
                Cell(entry.code),
                Cell(sent.organization.name if sent.organization else ""),
                Cell(sent.track.name if sent.track else ""),
                Cell(item.assigned, kind="number"),
                Cell(f"{item.submitted} / {round_.readers}", kind="state", tone="ok" if full else "warn"),
            ]
        )
    heads = [_("Title"), _("Review code"), _("Organization"), _("Track"), _("Assigned"), _("Sheets submitted")]
    return TablePanel(_("Entries"), heads, rows, empty_text=_("Nothing has gone into this round yet."))


def sheets_panel(round_: Round, actor: Actor) -> TablePanel:
    """Return the sheets that were opened, each with its page."""
    sheets = ScoreSheet.objects.visible_to(actor).filter(assignment__entry__round=round_)
    sheets = sheets.select_related("assignment__entry", "assignment__member__expert__person")
    rows: list[Any] = [
        [
            Cell(sheet.assignment.entry.code, kind="link", url=sheet.get_absolute_url()),
            Cell(sheet.assignment.member),
            Cell(sheet.total, kind="number"),
            Cell(sheet.get_state_display(), kind="state", tone="ok" if sheet.state == SheetState.SUBMITTED else "warn"),
            Cell(moment(sheet.submitted_at)),
        ]
        for sheet in sheets.order_by("assignment__entry__code", "pk")[:SHOWN]
    ]
    heads = [_("Review code"), _("Reviewer"), _("Total"), _("State"), _("Submitted")]
    return TablePanel(_("Score sheets"), heads, rows, empty_text=_("No sheet has been opened yet."))


@require_POST
@door("reviews.remind_round")
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the reviewers who have sheets to submit."""
    actor = get_actor(request)
    round_ = get_object_or_404(rounds_read_by(actor), pk=pk)
    told = remind_reviewers(round_, actor=actor)
    messages.success(request, _("%(count)s reviewers have been reminded.") % {"count": told})
    return redirect("reviews:round_progress", pk=round_.pk)
