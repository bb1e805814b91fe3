"""Sheets from paper: type one in, and type it again as somebody else; only what agrees counts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel
from office.workflow import Refusal, refuse_unless
from reviews.domain.paper_sheet import check_paper, check_round, enter_paper
from reviews.domain.score_sheet import ScoresRefused, SheetValues
from reviews.enums import AssignmentState, RoundState
from reviews.forms.score_sheet import read_sheet
from reviews.models import Assignment, PanelMember, PaperSheet
from reviews.models.panel import without_own_panels
from reviews.queries.desk import scores_of
from reviews.queries.paper_sheet import PaperLine, paper_lines
from reviews.queries.rubric import criteria_of
from reviews.views.round_progress import rounds_read_by
from reviews.views.score_lines import build_sheet


def find_assignment(actor: Actor, pk: int) -> Assignment:
    """Return an assignment in force with what its page needs; only staff have this page."""
    rows = without_own_panels(Assignment.objects.visible_to(actor), actor, "entry__round__call")
    rows = rows.filter(state=AssignmentState.ACTIVE)
    rows = rows.select_related(
        "entry__round__call", "entry__submission", "member__expert__person", "sheet__paper__entered_by"
    )
    found: Assignment = get_object_or_404(rows, pk=pk)
    return found


@door("reviews.enter_paper")
def show_paper(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Show the entries of a reviewer, each with how far its sheet from paper is; the next one is the strong button."""
    actor = get_actor(request)
    round_ = get_object_or_404(rounds_read_by(actor), pk=pk)
    members = PanelMember.objects.filter(panel__call_id=round_.call_id).select_related("expert__person")
    judge = get_object_or_404(members, pk=member)
    lines = paper_lines(round_, judge)
    takes = round_.state == RoundState.SCORING
    page = DetailPage(
        title=_("%(label)s: %(value)s") % {"label": _("Sheets from paper"), "value": judge},
        crumbs=[
            *owner_crumb(round_),
            Link(_("Progress"), reverse("reviews:round_progress", args=[pk])),
            Link(judge, ""),
        ],
        subtitle=_("A sheet counts once two persons have typed the same."),
    )
    page.primary = next_step(lines, actor) if takes else None
    page.panels = [
        FactsPanel(
            [
                Fact(_("Assigned"), len(lines)),
                Fact(_("To be typed in"), sum(line.is_open for line in lines)),
                Fact(_("To be checked by another"), sum(line.waits for line in lines)),
                Fact(_("Scored on the screen"), sum(line.on_screen for line in lines)),
            ]
        ),
        TablePanel(
            _("Entries"),
            [_("Review code"), _("Title"), _("State"), _("Typed in by"), _("Checked by"), _("Act")],
            [paper_row(line, actor, takes=takes) for line in lines],
            empty_text=_("No entries have been assigned to this reviewer."),
        ),
    ]
    return render(request, "ui/detail.html", {"page": page})


def next_step(lines: list[PaperLine], actor: Actor) -> Link | None:
    """Return the way to the next sheet to type in, or else to the next that this actor may check."""
    for line in lines:
        if line.is_open:
            return Link(_("Type in the next sheet"), address_of("paper_enter", line), icon="pencil")
    for line in lines:
        if line.waits and line.paper and line.paper.entered_by_id != actor.user_id:
            return Link(_("Check the next sheet"), address_of("paper_check", line), icon="check2-square")
    return None


def address_of(page: str, line: PaperLine) -> str:
    """Return the address of a page of one sheet."""
    return reverse(f"reviews:{page}", args=[line.assignment.pk])


def paper_row(line: PaperLine, actor: Actor, *, takes: bool) -> list[Cell]:
    """Return one line of a reviewer's sheets, with what this actor can do about it."""
    paper, entry = line.paper, line.assignment.entry
    word, tone = _("Not typed in"), ""
    act = Cell(_("Type in"), kind="act", url=address_of("paper_enter", line))
    if paper is not None:
        word, tone = paper.get_state_display(), "warn" if line.waits else "ok"
        own = paper.entered_by_id == actor.user_id
        page = "paper_enter" if own else "paper_check"
        act = Cell(_("Type in anew") if own else pgettext("paper", "Check"), kind="act", url=address_of(page, line))
    elif line.on_screen:
        word, tone = _("Scored on the screen"), "muted"
    has_act = takes and (line.is_open or line.waits)
    return [
        Cell(entry.code),
        Cell(entry.submission.title, kind="link", url=entry.submission.get_absolute_url()),
        Cell(word, kind="state", tone=tone),
        Cell(paper.entered_by if paper else ""),
        Cell(paper.checked_by or "" if paper else ""),
        act if has_act else Cell(""),
    ]


@door("reviews.enter_paper")
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a paper sheet in."""
    actor = get_actor(request)
    assignment = find_assignment(actor, pk)
    check_round(assignment)

    def act(values: SheetValues) -> None:
        enter_paper(assignment, actor=actor, values=values)
        messages.success(request, _("The sheet has been typed in. Another person has to check it against the paper."))

    sheet = getattr(assignment, "sheet", None)
    stored = SheetValues(scores_of(sheet), sheet.comment) if sheet else SheetValues()
    hint = _("Type what stands on the paper. Another person types it again; it counts when both agree.")
    return ask(request, assignment, act, stored, title=_("Type in a paper sheet"), submit_label=_("Type in"), hint=hint)


@door("reviews.enter_paper")
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Type a paper sheet again as another person; what differs is shown and nothing is stored."""
    actor = get_actor(request)
    assignment = find_assignment(actor, pk)
    paper = PaperSheet.objects.select_related(
        "sheet__assignment__entry__round", "sheet__assignment__entry__submission", "entered_by"
    )
    entered = get_object_or_404(paper, sheet__assignment=assignment)
    refuse_unless(
        entered.entered_by_id != actor.user_id, _("You typed this sheet in yourself: another person has to check it.")
    )

    def act(values: SheetValues) -> None:
        check_paper(entered, actor=actor, values=values)
        messages.success(request, _("Both typings agree. The sheet has been submitted."))

    # The lines are empty: what was typed first must not be copied by the eye.
    hint = _("%(name)s typed this sheet in first. Type it again from the paper: lines that differ are marked.")
    return ask(
        request,
        assignment,
        act,
        SheetValues(),
        title=_("Check against the paper"),
        submit_label=_("Compare"),
        hint=hint % {"name": entered.entered_by},
    )


def ask(
    request: HttpRequest, assignment: Assignment, act: Any, stored: SheetValues, *, title: str, **words: str
) -> HttpResponse:
    """Show the lines of a paper sheet, or do the act with what was typed.

    ``words`` are ``submit_label`` and ``hint``.
    """
    criteria = criteria_of(assignment.entry)
    round_, member = assignment.entry.round, assignment.member
    back = reverse("reviews:paper_sheets", args=[round_.pk, member.pk])
    progress = reverse("reviews:round_progress", args=[round_.pk])
    values, faults, error = stored, {}, ""
    if request.method == "POST":
        sent = read_sheet(request.POST, criteria)
        values, faults = sent.values, dict(sent.faults)
        if not faults:
            try:
                act(sent.values)
            except ScoresRefused as refused:
                faults = refused.faults
            except Refusal as refusal:
                error = str(refusal)
            else:
                return redirect(back)
    crumbs = [*owner_crumb(round_), Link(_("Progress"), progress), Link(member, back), Link(title, "")]
    page = {
        "title": _("%(label)s: %(value)s") % {"label": title, "value": assignment.entry.code},
        "subtitle": f"{member} · {assignment.entry.submission.title}",
        "crumbs": crumbs,
        "sheet": build_sheet(criteria, values, faults),
        **words,
        "cancel_url": back,
        "error": error,
    }
    status = 409 if error else 422 if faults else 200
    return render(request, "reviews/sheet/paper.html", {"page": page}, status=status)
