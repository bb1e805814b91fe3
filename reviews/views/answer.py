"""Filling in an entry form: a draft that saves itself, files beside their questions, nothing overwritten."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.views.panels import owner_crumb
from office.domain.attachment import FileRefused
from office.domain.upload import take_upload
from office.web.access import door, get_actor, read_text, require
from office.web.page_data import Link
from office.workflow import Refusal
from reviews.domain.answer import AnswersStale, adopt_form, attach_answer, save_answers, take_off_answer
from reviews.domain.form_words import problem_text
from reviews.forms.answer import build_questions, read_given
from reviews.methods.entry_form import Problem, check_answers
from reviews.methods.pages import submission_page
from reviews.models import Submission, SubmissionAttachment
from reviews.queries.entry_form import published_form_of, questions_of

# Gaps are no mistakes until somebody asks whether the form is complete.
GAPS = {"answer_missing", "file_missing"}


def find_submission(request: HttpRequest, pk: int) -> Submission:
    """Return a submission that the actor may see and fill in."""
    actor = get_actor(request)
    rows = Submission.objects.visible_to(actor).select_related("call__body", "form_version", "organization", "track")
    submission: Submission = get_object_or_404(rows, pk=pk)
    require(actor, "reviews.answer_submission", submission)
    return submission


@door()
def fill_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the entry form, save it, add and take off its files; ``act`` says what the button wants.

    ``check`` saves and says what is still missing, ``leave`` saves and goes back, ``upload-<code>`` and
    ``take-<key>`` save and then add or take off a file.
    """
    submission = find_submission(request, pk)
    if submission.form_version is None:
        raise Http404
    if request.method != "POST":
        return show(request, submission, submission.answers, checked="check" in request.GET)
    given = read_given(request.POST, questions_of(submission))
    try:
        stored = save_answers(submission, actor=get_actor(request), given=given, revision=read_revision(request))
    except AnswersStale as stale:
        return show(request, stale.stored, {**stale.stored.answers, **given}, stale=stale, status=409)
    act = request.POST.get("act", "")
    if act.startswith(("upload-", "take-")):
        return act_on_file(request, stored, act)
    if act == "leave":
        messages.success(request, _("The draft is saved."))
        return redirect(stored.get_absolute_url())
    if problems_of(stored, stored.answers):
        return show(request, stored, stored.answers, checked=True, status=422)
    messages.success(request, _("The form is complete. Look at it once more, then submit."))
    return redirect(stored.get_absolute_url())


def act_on_file(request: HttpRequest, stored: Submission, act: str) -> HttpResponse:
    """Add the file chosen for a question, or take one off, and come back to the question."""
    actor = get_actor(request)
    word, _sign, target = act.partition("-")
    back = reverse("reviews:submission_answers", args=[stored.pk])
    if word == "upload":
        try:
            link = attach_sent(request, stored, target)
        except FileRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("“%(name)s” has been attached.") % {"name": link.attachment.name})
        return redirect(f"{back}#ask-{target}")
    if not target.isdecimal() or len(target) > 18:
        raise Http404(target)
    take_off_answer(stored, int(target), actor=actor)
    return redirect(back)


def attach_sent(request: HttpRequest, stored: Submission, code: str) -> SubmissionAttachment:
    """Attach what the form sent for a question: a file, or the actor's own upload that arrived in parts."""
    actor, key = get_actor(request), read_text(request, "upload")
    if not key:
        return attach_answer(stored, code, request.FILES.get(f"q-{code}"), actor=actor)
    with take_upload(key, actor=actor) as whole:
        return attach_answer(stored, code, whole, actor=actor)


@require_POST
@door()
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what has been typed so far and answer in JSON.

    200 {revision, saved_at, left}; 409 {reason: "stale", revision, html} with both answers side by side, or
    {reason: "refused", message} when the entry takes no answers any more.
    """
    submission = find_submission(request, pk)
    given = read_given(request.POST, questions_of(submission))
    try:
        stored = save_answers(submission, actor=get_actor(request), given=given, revision=read_revision(request))
    except AnswersStale as stale:
        html = render_to_string("reviews/answer_conflict.html", conflict_of(stale), request=request)
        return JsonResponse({"reason": "stale", "revision": stale.stored.revision, "html": html}, status=409)
    except Refusal as refusal:
        return JsonResponse({"reason": "refused", "message": str(refusal)}, status=409)
    saved_at = localtime(stored.updated_at).strftime("%H:%M:%S")
    return JsonResponse({"revision": stored.revision, "saved_at": saved_at})


@require_POST
@door()
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Go over to the form in use."""
    submission = find_submission(request, pk)
    adopt_form(submission, actor=get_actor(request))
    messages.success(request, _("The entry now answers the form in use. Look through the questions."))
    return redirect(reverse("reviews:submission_answers", args=[submission.pk]))


def read_revision(request: HttpRequest) -> int:
    """Return the revision with which the page was opened; a page that sends none is the oldest."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0


def problems_of(submission: Submission, answers: Mapping[str, Any]) -> list[Problem]:
    """Return what keeps these answers from being sent in."""
    counts = {label: len(files) for label, files in files_of(submission).items()}
    return check_answers(questions_of(submission), answers, files=counts)


def files_of(submission: Submission) -> dict[str, list[dict[str, Any]]]:
    """Return the files of a submission by label, as the template shows them."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    page = submission_page(submission.call.kind).removesuffix("_detail")
    for link in SubmissionAttachment.objects.filter(owner=submission).select_related("attachment"):
        url = reverse(f"{page}_file_open", args=[submission.pk, link.pk])
        found[link.label].append(
            {"name": link.attachment.name, "size": link.attachment.size, "url": url, "key": link.pk}
        )
    return found


def conflict_of(stale: AnswersStale) -> dict[str, Any]:
    """Return what the conflict's template needs."""
    conflict = [{"label": item.label, "theirs": item.theirs, "mine": item.mine} for item in stale.clashes]
    return {"conflict": conflict, "submission": stale.stored}


def show(
    request: HttpRequest,
    submission: Submission,
    answers: Mapping[str, Any],
    *,
    stale: AnswersStale | None = None,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render the entry form with these answers; gaps are marked only when the page was ``checked``."""
    questions = questions_of(submission)
    files = files_of(submission)
    counts = {label: len(rows) for label, rows in files.items()}
    problems = check_answers(questions, answers, files=counts)
    marked = [problem for problem in problems if checked or problem.word not in GAPS]
    in_use = published_form_of(submission.call_id)
    context = {
        "page": {"title": _("Entry form: %(entry)s") % {"entry": submission}},
        "submission": submission,
        "questions": build_questions(questions, answers, problems=marked, files=files),
        "summary": [(problem.code, problem_text(problem, questions)) for problem in marked],
        "left": len(problems),
        "newer": in_use if in_use is not None and in_use.pk != submission.form_version_id else None,
        "crumbs": [*owner_crumb(submission), Link(_("Entry form"), "")],
        **(conflict_of(stale) if stale else {"conflict": []}),
    }
    return render(request, "reviews/answers.html", context, status=status)
