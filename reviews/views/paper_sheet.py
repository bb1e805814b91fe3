"""Sheets from paper: type one in, and type it again as somebody else; only what agrees counts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor
from office.web.page_data import Link
from office.workflow import Refusal, refuse_unless
from reviews.domain.paper_sheet import check_paper, check_round, enter_paper
from reviews.domain.score_sheet import ScoresRefused, SheetValues
from reviews.enums import AssignmentState
from reviews.forms.score_sheet import read_sheet
from reviews.models import Assignment, PaperSheet
from reviews.models.panel import without_own_panels
from reviews.queries.desk import scores_of
from reviews.queries.rubric import criteria_of
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
    return ask(request, assignment, act, stored, title=_("Type in a paper sheet"), submit_label=_("Type in"))


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
    return ask(request, assignment, act, SheetValues(), title=_("Check against the paper"), submit_label=_("Compare"))


def ask(
    request: HttpRequest, assignment: Assignment, act: Any, stored: SheetValues, *, title: str, submit_label: str
) -> HttpResponse:
    """Show the lines of a paper sheet, or do the act with what was typed."""
    criteria = criteria_of(assignment.entry)
    back = reverse("reviews:round_progress", args=[assignment.entry.round_id])
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
    name = f"{assignment.entry.code} {assignment.member}"
    page = {
        "title": _("%(label)s: %(value)s") % {"label": title, "value": name},
        "crumbs": [*owner_crumb(assignment.entry.round), Link(_("Progress"), back), Link(title, "")],
        "sheet": build_sheet(criteria, values, faults),
        "submit_label": submit_label,
        "cancel_url": back,
        "error": error,
    }
    status = 409 if error else 422 if faults else 200
    return render(request, "reviews/sheet/paper.html", {"page": page}, status=status)
