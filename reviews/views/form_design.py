"""The designer of a call's entry form: questions in order, one page for each, a preview, and publishing."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor, require
from office.web.page_data import FormPage, Link
from office.workflow import Refusal, StaleRecord
from reviews.domain.entry_form import discard_draft, place_question, publish_form, remove_question, save_question
from reviews.domain.form_words import problem_text
from reviews.enums import CallState
from reviews.forms.answer import Question, build_questions
from reviews.forms.question import KIND_LABELS, QuestionForm, initial_of
from reviews.methods.entry_form import FormField, check_definition
from reviews.models import Call, FormVersion
from reviews.queries.entry_form import draft_form_of, published_form_of, versions_of


@dataclass(frozen=True)
class Line:
    """One question in the designer's list, with where its buttons lead."""

    question: Question
    kind: Any
    place: int
    up: int | None
    down: int | None
    change_url: str
    move_url: str
    remove_url: str


def find_call(request: HttpRequest, pk: int, *, designs: bool = True) -> Call:
    """Return a call that the actor may see and, unless asked otherwise, whose form the actor designs."""
    actor = get_actor(request)
    call: Call = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    if designs:
        require(actor, "reviews.design_form", call)
    return call


def shown_version(call: Call) -> FormVersion | None:
    """Return the version that the designer shows: the draft, else the one in use."""
    return draft_form_of(call) or published_form_of(call)


@door()
def show_design(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the questions of the draft, or of the form in use: the first change then begins a new version."""
    call = find_call(request, pk)
    version = shown_version(call)
    fields = version.questions if version else ()
    draft = version if version is not None and version.published_at is None else None
    problems = check_definition(fields) if draft else []
    context = {
        "page": {"title": _("%(call)s: entry form") % {"call": call}},
        "call": call,
        "version": version,
        "draft": draft,
        "may_change": call.state in {CallState.DRAFTED, CallState.OPEN},
        "lines": lines_of(call, fields),
        "kinds": [
            Link(label, f"{reverse('reviews:question_create', args=[call.pk])}?kind={kind}")
            for kind, label in KIND_LABELS.items()
        ],
        "problems": [problem_text(problem, fields) for problem in problems],
        "versions": versions_of(call),
        "crumbs": [*owner_crumb(call), Link(_("Entry form"), "")],
    }
    return render(request, "reviews/form_design.html", context)


def lines_of(call: Call, fields: tuple[FormField, ...]) -> list[Line]:
    """Return the lines of the designer's list."""
    last = len(fields) - 1
    return [
        Line(
            question=question,
            kind=KIND_LABELS[question.field.kind],
            place=place + 1,
            up=place - 1 if place else None,
            down=place + 1 if place < last else None,
            change_url=reverse("reviews:question_change", args=[call.pk, question.field.code]),
            move_url=reverse("reviews:question_move", args=[call.pk, question.field.code]),
            remove_url=reverse("reviews:question_remove", args=[call.pk, question.field.code]),
        )
        for place, question in enumerate(build_questions(fields, {}))
    ]


@door()
def show_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version as schools will meet it; nothing that is typed here is kept."""
    actor = get_actor(request)
    call = find_call(request, pk, designs=False)
    versions = FormVersion.objects.visible_to(actor).filter(call=call).order_by("-number")
    wanted = request.GET.get("version", "")
    if wanted.isdecimal() and len(wanted) < 5:
        versions = versions.filter(number=int(wanted))
    version = versions.first()
    if version is None:
        raise Http404
    context = {
        "page": {"title": _("%(call)s: entry form, version %(number)s") % {"call": call, "number": version.number}},
        "version": version,
        "questions": build_questions(version.questions, {}),
        "crumbs": [*owner_crumb(call), Link(_("Entry form"), design_url(call, actor)), Link(_("Preview"), "")],
    }
    return render(request, "reviews/form_preview.html", context)


def design_url(call: Call, actor: Actor) -> str:
    """Return the designer's address for staff, "" for readers."""
    return reverse("reviews:form_design", args=[call.pk]) if actor.is_staff else ""


@door()
def create_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question of the kind that the address names."""
    call = find_call(request, pk)
    kind = request.GET.get("kind", "")
    if kind not in KIND_LABELS:
        raise Http404(kind)
    version = shown_version(call)
    return edit_question(request, call, version, None, kind=kind, earlier=version.questions if version else ())


@door()
def change_question(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Change a question of the draft; a published version stays, and a new one is begun."""
    call = find_call(request, pk)
    version = shown_version(call)
    fields = version.questions if version else ()
    place = next((index for index, item in enumerate(fields) if item.code == code), None)
    if place is None:
        raise Http404(code)
    return edit_question(request, call, version, fields[place], kind=fields[place].kind, earlier=fields[:place])


def edit_question(
    request: HttpRequest,
    call: Call,
    version: FormVersion | None,
    item: FormField | None,
    *,
    kind: str,
    earlier: tuple[FormField, ...],
) -> HttpResponse:
    """Show or save the form of one question."""
    # A published version has no revision to hold against: the first change begins the draft.
    revision = version.revision if version is not None and version.published_at is None else None
    initial = {**(initial_of(item) if item else {}), "revision": revision}
    form = QuestionForm(request.POST or None, kind=kind, earlier=earlier, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                built = form.build_field(item.code if item else "")
                save_question(call, built, actor=get_actor(request), revision=form.opened_revision)
            except StaleRecord:
                status = 409
                sent = request.POST.copy()
                sent["revision"] = str(revision or "")
                form.data = sent
                form.add_error(None, changed_meanwhile())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The question “%(label)s” is in the draft.") % {"label": built.label})
                return redirect(call_design(call))
    page = FormPage(
        title=_("Question: %(kind)s") % {"kind": KIND_LABELS[kind]},
        form=form,
        submit_label=_("Save the question"),
        cancel_url=call_design(call),
        crumbs=[*owner_crumb(call), Link(_("Entry form"), call_design(call)), Link(_("Question"), "")],
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def changed_meanwhile() -> str:
    """Say that the draft moved on while a question was open."""
    return _("Somebody else has changed the form meanwhile. Look at the list, then save again.")


def call_design(call: Call) -> str:
    """Return the designer's address."""
    return reverse("reviews:form_design", args=[call.pk])


@require_POST
@door()
def move_question(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Put a question to the place that is sent."""
    call = find_call(request, pk)
    place = request.POST.get("to", "")
    if not place.isdecimal() or len(place) > 3:
        raise Http404(place)
    place_question(call, code, to=int(place), actor=get_actor(request))
    return redirect(call_design(call))


@require_POST
@door()
def drop_question(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Take a question out of the draft."""
    call = find_call(request, pk)
    remove_question(call, code, actor=get_actor(request))
    return redirect(call_design(call))


@require_POST
@door()
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the draft in use."""
    call = find_call(request, pk)
    sent = request.POST.get("revision", "")
    revision = int(sent) if sent.isdecimal() and len(sent) < 10 else None
    try:
        version = publish_form(call, actor=get_actor(request), revision=revision)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Version %(number)s is in use: entries begun from now on answer it.") % {"number": version.number},
        )
    return redirect(call_design(call))


@require_POST
@door()
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    call = find_call(request, pk)
    discard_draft(call, actor=get_actor(request))
    messages.success(request, _("The draft is gone; the form in use stays."))
    return redirect(call_design(call))
