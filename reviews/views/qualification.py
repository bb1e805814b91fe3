"""The qualification check (资格审查): what waits, one after the other, and many at once with a preview."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from office.address import record_address
from office.forms.key import read_key
from office.web.access import door, get_actor, read_text
from office.web.list_page import page_of
from office.web.page_data import Cell, FilesPanel, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.eligibility import evidence_of, evidence_of_all
from reviews.domain.qualification import accept_many
from reviews.domain.submission import SUBMISSION_ACTS
from reviews.enums import SubmissionState
from reviews.models import Call, Submission, SubmissionAttachment
from reviews.queries.qualification import calls_that_wait, next_waiting, waiting_rows
from reviews.queries.submission import participants_of
from reviews.views.eligibility import evidence_panel
from reviews.views.endorsement import endorsement_panels
from reviews.views.form_panels import answers_panels

# So many are looked at and accepted at once; the next ones follow.
AT_ONCE = 300
DECISIONS = ("accept", "send_back", "reject")
# What names an entry in the list, and what its conditions are judged by; of one call's entries the call is known.
NAMED_BY = ("track", "organization")
JUDGED_BY = ("track", "organization__region__parent__parent")
RELATED = ("call__body", "call__eligibility__region", *JUDGED_BY)


@door("reviews.check_submission")
def list_waiting(request: HttpRequest) -> HttpResponse:
    """Show what waits for the check, by call; with a call chosen also whether each meets the conditions."""
    actor = get_actor(request)
    call = chosen_call(request)
    rows = waiting_rows(actor, call_id=call.pk if call else None).defer("dossier", "answers")
    part, pager = page_of(request, rows.select_related(*(JUDGED_BY if call else NAMED_BY)))
    shown = list(part)
    for row in shown if call else ():
        row.call = call
    unmet = evidence_of_all(call, shown, only_unmet=True) if call else {}
    context = {
        "call": call,
        "calls": calls_that_wait(actor),
        "lines": [(row, unmet.get(row.pk, ()), record_address("reviews:qualification_one", row.pk)) for row in shown],
        "count": pager["total"],
        "pager": pager,
        "crumbs": [Link(_("Submissions"), reverse("reviews:submission_list")), Link(_("Qualification check"), "")],
    }
    return render(request, "reviews/qualification_list.html", context)


def chosen_call(request: HttpRequest) -> Call | None:
    """Return the call that the address names, None without one."""
    key = read_key(request.GET.get("call", ""))
    rows = Call.objects.visible_to(get_actor(request)).select_related("body", "eligibility__region")
    return get_object_or_404(rows, pk=key) if key else None


@door("reviews.check_submission")
def check_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry with its evidence; a decision leads on to the next one of the call."""
    actor = get_actor(request)
    rows = Submission.objects.visible_to(actor).select_related(*RELATED, "form_version")
    submission: Any = get_object_or_404(rows.defer("dossier"), pk=pk)
    error, reason = "", read_text(request, "reason")
    if request.method == "POST":
        action = request.POST.get("decision", "")
        following = next_waiting(submission, actor)
        try:
            decide_one(submission, action, request, reason=reason)
        except Refusal as refusal:
            error = str(refusal)
        else:
            words = {"object": submission, "state": submission.get_state_display()}
            messages.success(request, _("“%(object)s” is now “%(state)s”.") % words)
            if following:
                return redirect("reviews:qualification_one", pk=following.pk)
            return redirect(f"{reverse('reviews:qualification_list')}?call={submission.call_id}")
    following = next_waiting(submission, actor)
    context = {
        "submission": submission,
        "panels": check_panels(submission, request),
        "waits": submission.state == "submitted",
        "left": following.left if following else int(submission.state == SubmissionState.SUBMITTED),
        "next_url": reverse("reviews:qualification_one", args=[following.pk]) if following else "",
        "error": error,
        "reason": reason,
        "crumbs": [
            Link(_("Qualification check"), f"{reverse('reviews:qualification_list')}?call={submission.call_id}"),
            Link(str(submission), ""),
        ],
    }
    return render(request, "reviews/qualification_one.html", context, status=409 if error else 200)


def decide_one(submission: Submission, action: str, request: HttpRequest, *, reason: str) -> None:
    """Do one decision on the entry as the page showed it."""
    if action not in DECISIONS:
        raise Refusal(_("Choose what to decide."))
    if request.POST.get("revision") != str(submission.revision):
        raise Refusal(_("The entry has changed since this page was shown. Look at it again."))
    SUBMISSION_ACTS[action](submission, actor=get_actor(request), reason=reason)


def check_panels(submission: Submission, request: HttpRequest) -> list[Any]:
    """Return what the check looks at: conditions, people, files, the school's endorsement, answers."""
    people = list(participants_of(submission))
    files = SubmissionAttachment.objects.filter(owner=submission).select_related("attachment")
    return [
        evidence_panel(evidence_of(submission, people=people)),
        TablePanel(
            _("People in it"),
            [_("Order"), _("Full name"), _("Role"), _("Organization then")],
            [
                [
                    Cell(row.order, kind="number"),
                    Cell(row.name),
                    Cell(row.get_role_display()),
                    Cell(row.organization_name),
                ]
                for row in people
            ],
            empty_text=_("Nobody is named."),
        ),
        FilesPanel(
            _("Files"),
            [
                {
                    "name": link.attachment.name,
                    "label": link.label,
                    "size": link.attachment.size,
                    "url": reverse("reviews:submission_file_open", args=[submission.pk, link.pk]),
                    "uploaded_at": link.attachment.uploaded_at,
                    "remove_url": "",
                }
                for link in files
            ],
        ),
        *endorsement_panels(submission, get_actor(request)),
        *answers_panels(submission, get_actor(request)),
    ]


@door("reviews.check_submission")
def accept_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview which entries of a call meet all conditions, and accept the chosen ones, all or none."""
    actor = get_actor(request)
    call: Any = get_object_or_404(Call.objects.visible_to(actor).select_related("body", "eligibility__region"), pk=pk)
    error = ""
    if request.method == "POST":
        try:
            accepted = accept_many(read_chosen(request), actor=actor)
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("%(count)s entries have been accepted.") % {"count": len(accepted)})
            return redirect(f"{reverse('reviews:qualification_list')}?call={call.pk}")
    waiting = waiting_rows(actor, call_id=call.pk).select_related(*JUDGED_BY).defer("dossier", "answers")
    rows = list(waiting[: AT_ONCE + 1])
    more, rows = len(rows) > AT_ONCE, rows[:AT_ONCE]
    evidence = evidence_of_all(call, rows)
    lines = [(row, [item for item in evidence[row.pk] if item.met is not True]) for row in rows]
    context = {
        "call": call,
        "fitting": [row for row, failed in lines if not failed],
        "failing": [(row, failed) for row, failed in lines if failed],
        "shown": AT_ONCE if more else 0,
        "error": error,
        "crumbs": [
            Link(_("Qualification check"), f"{reverse('reviews:qualification_list')}?call={call.pk}"),
            Link(_("Accept many"), ""),
        ],
    }
    return render(request, "reviews/qualification_batch.html", context, status=409 if error else 200)


def read_chosen(request: HttpRequest) -> dict[int, int]:
    """Return the ticked entries with the revisions that the preview showed."""
    chosen = {}
    for value in request.POST.getlist("entry"):
        key, _colon, revision = value.partition(":")
        pk, number = read_key(key), read_key(revision)
        if pk is not None and number is not None:
            chosen[pk] = number
    return chosen
