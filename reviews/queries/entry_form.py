"""Read the versions of a call's entry form. Functions named ``*_of`` work in system scope."""

from collections import Counter
from typing import Any

from django.db.models import Count

from reviews.methods.entry_form import FormField, Problem, check_answers
from reviews.models import Call, FormVersion, Submission, SubmissionAttachment


def draft_form_of(call: Call) -> FormVersion | None:
    """Return the version being designed, None when nobody designs one."""
    return FormVersion.objects.filter(call=call, published_at__isnull=True).select_related("call").first()


def published_form_of(call: Call | int) -> FormVersion | None:
    """Return the version in use, None while the call has no form."""
    rows = FormVersion.objects.filter(call=call).published().select_related("call")
    return rows.order_by("-number").first()


def versions_of(call: Call) -> Any:
    """Return all versions, the latest first, with how many submissions keep each as ``kept_by``."""
    return FormVersion.objects.filter(call=call).annotate(kept_by=Count("submissions")).order_by("-number")


def questions_of(submission: Submission) -> tuple[FormField, ...]:
    """Return the questions of the form that a submission keeps, none without a form."""
    return submission.form_version.questions if submission.form_version else ()


def file_counts_of(submission: Submission) -> dict[str, int]:
    """Return how many files a submission has under each label: a file question is answered by its label."""
    return dict(Counter(SubmissionAttachment.objects.filter(owner=submission).values_list("label", flat=True)))


def answer_problems_of(submission: Submission) -> list[Problem]:
    """Return what keeps a submission's answers from being sent in; one query when its form asks for files."""
    questions = questions_of(submission)
    asks_files = any(item.kind == "file" for item in questions)
    files = file_counts_of(submission) if asks_files else {}
    return check_answers(questions, submission.answers or {}, files=files)
