"""Objects of the matrix: entry forms, filled in or being designed, extensions, files of call notices."""

from typing import Any

from reviews.enums import CallState, SubmissionState
from reviews.models import CallAttachment
from tests.factories.reviews import CallFactory, ExtensionFactory, FormVersionFactory, SubmissionFactory

FORM_PAGES = ("form_design", "form_preview", "form_publish", "form_discard", "question_create")
QUESTION_PAGES = ("question_change", "question_move", "question_remove")
ANSWER_PAGES = ("submission_answers", "submission_autosave", "submission_adopt")


def make_form(world: Any, phase: str) -> Any:
    """Return a form in use of a call of the body."""
    return FormVersionFactory(call=CallFactory(body=world.body, state=phase or CallState.OPEN))


def make_answered(world: Any, phase: str) -> Any:
    """Return a submission of the world's school that has a form."""
    form = world.find("formversion")
    state = phase or SubmissionState.DRAFTED
    return SubmissionFactory(call=form.call, form_version=form, organization=world.organization, state=state)


def make_extension(world: Any, phase: str) -> Any:
    """Return the extension of a draft of the world's school."""
    return ExtensionFactory(submission=world.find("submission", phase or SubmissionState.DRAFTED))


def make_ruled(world: Any, _phase: str) -> Any:
    """Return a call with the rules that were kept when it closed."""
    times = {"title": "", "basis": "", "notice": "", "opens_at": None, "closes_at": None, "grace_minutes": 0}
    kept: dict[str, Any] = {name: [] for name in ("forms", "tracks", "prizes", "rounds", "quotas", "plans")}
    kept |= {"version": 1, "act": "close_call", "kept_at": "2020-12-01T09:00:00+08:00", "call": times}
    return CallFactory(body=world.body, state=CallState.CLOSED, rule_set=kept)


FORMS = {
    "formversion": make_form,
    "answered": make_answered,
    "extension": make_extension,
    "ruledcall": make_ruled,
}
CALL_FILES = {
    "call_file": (CallAttachment, lambda world, phase: world.find("call", phase)),
    "contest_file": (CallAttachment, lambda world, phase: world.find("contest", phase).call),
    "honor_file": (CallAttachment, lambda world, phase: world.find("honor", phase).call),
}
FORM_ARGUMENTS: dict[str, Any] = {
    **{f"reviews:{page}": lambda world, phase: [world.find("formversion", phase).call_id] for page in FORM_PAGES},
    **{
        f"reviews:{page}": lambda world, phase: [world.find("formversion", phase).call_id, "f1"]
        for page in QUESTION_PAGES
    },
    **{f"reviews:{page}": lambda world, phase: [world.find("answered", phase).pk] for page in ANSWER_PAGES},
    "reviews:call_rules": lambda world, _phase: [world.find("ruledcall").pk],
}
