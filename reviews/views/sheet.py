"""Score sheets as staff see them: what was given, how it was saved, and its return by two persons."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.sheet_return import ask_return, check_returnable, confirm_return, drop_return
from reviews.enums import ReturnState, SheetState
from reviews.lists.sheet_return import SHEET_RETURNS
from reviews.methods.score_rules import Given
from reviews.models import ScoreSheet, ScoreWrite, SheetReturn
from reviews.models.panel import without_own_panels
from reviews.queries.desk import scores_of
from reviews.queries.rubric import criteria_of
from reviews.queries.sheet_return import returns_read_by
from reviews.views.moments import moment


def sheet_facts(sheet: ScoreSheet, actor: Actor) -> list[Fact]:
    """Return whose sheet of which entry it is."""
    assignment, paper = sheet.assignment, getattr(sheet, "paper", None)
    submission = assignment.entry.submission
    return [
        Fact(_("Round"), assignment.entry.round, url=assignment.entry.round.get_absolute_url()),
        Fact(_("Review code"), assignment.entry.code),
        Fact(_("Submission"), submission, url=submission.get_absolute_url()),
        Fact(_("Reviewer"), assignment.member),
        Fact(_("State"), sheet.get_state_display()),
        Fact(_("Total"), sheet.total),
        Fact(_("Submitted"), moment(sheet.submitted_at)),
        Fact(_("Typed in from paper by"), paper.entered_by if paper else ""),
        Fact(_("Paper checked by"), paper.checked_by if paper else ""),
        Fact(_("Comment on the whole"), sheet.comment),
    ]


def sheet_panels(sheet: ScoreSheet, actor: Actor) -> list[Any]:
    """Return the scores, the returns and the savings of a sheet."""
    given = scores_of(sheet)
    scores = [
        [
            Cell(item.name),
            Cell(item.points.normalize().to_eng_string(), kind="number"),
            Cell(shown_points(given.get(item.pk)), kind="number"),
            Cell(given[item.pk].comment if item.pk in given else ""),
        ]
        for item in criteria_of(sheet.assignment.entry)
    ]
    returns = [return_row(item, actor) for item in sheet.returns.select_related("asked_by", "answered_by")]
    writes = ScoreWrite.objects.filter(sheet=sheet).select_related("user").order_by("-pk")[:20]
    saved = [
        [Cell(moment(item.at)), Cell(item.user), Cell(_("Submit") if item.submits else _("Save"))] for item in writes
    ]
    return [
        TablePanel(
            _("Scores"),
            [_("Criterion"), _("Points at most"), pgettext("given", "Points"), pgettext("score", "Comment")],
            scores,
        ),
        TablePanel(
            _("Returns"),
            [_("Reason"), _("Asked by"), _("State"), _("Confirmed by"), _("Act")],
            returns,
            empty_text=_("It has never been returned."),
        ),
        TablePanel(_("Last savings"), [pgettext("time", "Saved at"), _("Saved by"), _("Act")], saved),
    ]


def shown_points(given: Given | None) -> str:
    """Return points without zeros behind the point, "" where none are given."""
    points = given.points if given else None
    return "" if points is None else points.normalize().to_eng_string()


def return_row(asked: SheetReturn, actor: Actor) -> list[Cell]:
    """Return one return of a sheet; who may answer it gets the way there."""
    act = Cell("")
    if asked.state == ReturnState.ASKED and may(actor, "reviews.return_sheet"):
        act = Cell(_("Decide on it"), kind="act", url=reverse("reviews:sheet_return_answer", args=[asked.pk]))
    return [
        Cell(asked.reason),
        Cell(asked.asked_by),
        Cell(asked.get_state_display(), kind="state", tone="warn" if asked.state == ReturnState.ASKED else ""),
        Cell(asked.answered_by or ""),
        act,
    ]


def sheet_links(sheet: ScoreSheet, actor: Actor) -> list[Link]:
    """Return the ways from a sheet: to ask for its return, to check what was typed in from paper."""
    if not may(actor, "reviews.return_sheet"):
        return []
    links = []
    if sheet.state == SheetState.SUBMITTED:
        links.append(Link(_("Ask for its return"), reverse("reviews:sheet_return", args=[sheet.pk]), tone="danger"))
    paper = getattr(sheet, "paper", None)
    if paper is not None and sheet.state != SheetState.SUBMITTED:
        again = reverse("reviews:paper_enter", args=[sheet.assignment_id])
        links.append(Link(_("Type in anew"), again, tone="quiet", icon="pencil"))
        if paper.entered_by_id != actor.user_id:
            address = reverse("reviews:paper_check", args=[sheet.assignment_id])
            links.append(Link(_("Check against the paper"), address, tone="primary"))
    return links


SHEET: Noun = Noun(
    app="reviews",
    name="sheet",
    plural="sheets",
    model=ScoreSheet,
    label=gettext_lazy("Score sheet"),
    labels=gettext_lazy("Score sheets"),
    rows=lambda actor: (
        without_own_panels(ScoreSheet.objects.all(), actor, "assignment__entry__round__call").select_related(
            "assignment__entry__round__call",
            "assignment__entry__submission__call",
            "assignment__member__expert__person",
            "paper__entered_by",
            "paper__checked_by",
        )
        if actor.reads_all  # a reviewer's own sheets are on the desk, where nothing names the entry
        else ScoreSheet.objects.none()
    ),
    facts=sheet_facts,
    panels=sheet_panels,
    links=sheet_links,
    parent=lambda sheet: [
        *owner_crumb(sheet.assignment.entry.round),
        Link(_("Progress"), reverse("reviews:round_progress", args=[sheet.assignment.entry.round_id])),
    ],
)

# Its list only: a return is read and answered on the page of its sheet.
SHEET_RETURN: Noun = Noun(
    app="reviews",
    name="sheetreturn",
    plural="sheet-returns",
    model=SheetReturn,
    label=gettext_lazy("Return of a score sheet"),
    labels=gettext_lazy("Returns of score sheets"),
    listing=SHEET_RETURNS,
    rows=returns_read_by,
)


@door("reviews.return_sheet")
def ask_for_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the return of a submitted sheet; a second person confirms."""
    actor = get_actor(request)
    sheet = get_object_or_404(SHEET.visible_rows(actor), pk=pk)
    if request.method != "POST":
        check_returnable(sheet)
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("Ask for its return"), "value": sheet},
        facts=[
            Fact(_("Total"), sheet.total),
            Fact(_("What happens"), _("Another person confirms; then the reviewer is told and can change the sheet.")),
            Fact(_("The reviewer reads the reason"), _("Name no school and no person in it.")),
        ],
        submit_label=_("Ask for its return"),
        cancel_url=sheet.get_absolute_url(),
        crumbs=[*owner_crumb(sheet), Link(_("Ask for its return"), "")],
        tone="danger",
        reason_required=True,
        reason=read_text(request, "reason")[:500],
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        ask_return(sheet, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=422 if not page.reason else 409)
    messages.success(request, _("The return has been asked for. Another person has to confirm it."))
    return redirect(sheet.get_absolute_url())


@door("reviews.return_sheet")
def answer_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a return as a second person, or decide against it."""
    actor = get_actor(request)
    returns = returns_read_by(actor).select_related(
        "sheet__assignment__entry__round", "sheet__assignment__member", "asked_by"
    )
    asked = get_object_or_404(returns, pk=pk)
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("Return of a score sheet"), "value": asked.sheet},
        facts=[
            Fact(_("Reviewer"), asked.sheet.assignment.member),
            Fact(_("Reason of the request"), asked.reason),
            Fact(_("Asked by"), asked.asked_by),
            Fact(_("Total"), asked.sheet.total),
            Fact(_("State"), asked.get_state_display()),
        ],
        submit_label=_("Confirm the return"),
        cancel_url=asked.get_absolute_url(),
        crumbs=[*owner_crumb(asked.sheet), Link(_("Return of a score sheet"), "")],
        tone="danger",
        reason=read_text(request, "reason")[:500],
    )
    context = {"page": page, "may_confirm": asked.asked_by_id != actor.user_id}
    if request.method != "POST":
        return render(request, "reviews/sheet/answer_return.html", context)
    drops = request.POST.get("answer") == "drop"
    try:
        (drop_return if drops else confirm_return)(asked, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "reviews/sheet/answer_return.html", context, status=409)
    said = _("The sheet stays as it is.") if drops else _("The sheet has been returned; its reviewer has been told.")
    messages.success(request, said)
    return redirect(asked.get_absolute_url())
