"""Fill in an entry form: a draft saved again and again, never over somebody else's answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.domain.audit import record_act
from office.domain.record import change_record
from office.workflow import Refusal, StaleRecord, refuse_unless
from reviews.domain.form_words import problem_text
from reviews.domain.quota import hold_submission
from reviews.domain.submission_time import check_accepts
from reviews.enums import SubmissionState
from reviews.methods.entry_form import FILE, FormField, answer_text, tidy_answers
from reviews.models import Submission, SubmissionAttachment
from reviews.queries.entry_form import answer_problems_of, published_form_of, questions_of

MASKED = "****"


@dataclass(frozen=True)
class AnswerClash:
    """A question that two people answered differently: its label and both answers as a reader sees them."""

    label: str
    theirs: str
    mine: str


class AnswersStale(StaleRecord):
    """Somebody else saved the entry meanwhile and the answers differ; ``stored`` is how it stands, with the clashes."""

    def __init__(self, *, stored: Submission, clashes: list[AnswerClash]) -> None:
        super().__init__(_("Somebody else has saved this entry meanwhile. Your answers are kept on your page."))
        self.stored = stored
        self.clashes = clashes


def check_may_answer(submission: Submission, *, actor: Actor) -> None:
    """Refuse answers to what was sent in, to a form that is not there, and outside the time of the entry."""
    refuse_unless(
        submission.state == SubmissionState.DRAFTED,
        _("What has been sent in cannot be changed. Ask the secretariat to send it back."),
    )
    refuse_unless(submission.form_version_id is not None, _("This entry has no form to fill in."))
    check_accepts(submission.call, actor=actor, submission=submission)


def save_answers(
    submission: Submission, *, actor: Actor, given: Mapping[str, Any], revision: int | None = None
) -> Submission:
    """Save the answers given and return the submission as stored; those of other questions stay.

    What does not fit yet (a word where a number is asked) is kept as typed: only sending in asks for all. The same
    answers again write nothing, so a repeat is harmless and a stale repeat is no conflict. Raises ``AnswersStale``.
    """
    with transaction.atomic():
        stored: Submission = Submission.objects.select_related("call__body", "form_version", "organization").get(
            pk=submission.pk
        )
        check_may_answer(stored, actor=actor)
        questions = questions_of(stored)
        kept = {code: answer for code, answer in stored.answers.items() if code not in given}
        answers = {**kept, **tidy_answers(questions, given)}
        if answers == stored.answers:
            return stored
        if revision is not None and revision != stored.revision:
            raise AnswersStale(stored=stored, clashes=clashes_between(questions, stored.answers, answers))
        write_answers(stored, questions, answers, actor=actor)
    return stored


def write_answers(
    stored: Submission, questions: tuple[FormField, ...], answers: dict[str, Any], *, actor: Actor
) -> None:
    """Write answers over the revision that was read, with an audit row of the questions that changed."""
    changed = [item for item in questions if stored.answers.get(item.code) != answers.get(item.code)]
    before = {item.label: audited(item, stored.answers.get(item.code)) for item in changed}
    after = {item.label: audited(item, answers.get(item.code)) for item in changed}
    rows = Submission.objects.filter(pk=stored.pk, revision=stored.revision, state=SubmissionState.DRAFTED)
    now = timezone.now()
    if rows.update(answers=answers, updated_at=now, revision=stored.revision + 1) != 1:
        raise StaleRecord(_("Somebody else saved this record while you were editing it."))
    stored.answers, stored.updated_at, stored.revision = answers, now, stored.revision + 1
    record_act(stored, "answer", actor=actor, before=before, after=after)


def audited(item: FormField, answer: Any) -> str:
    """Return an answer for the audit trail: one that identifies a person or school only says that it was given."""
    text = answer_text(item, answer)
    return MASKED if text and item.identifying else text


def clashes_between(
    questions: tuple[FormField, ...], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> list[AnswerClash]:
    """List the questions answered differently."""
    return [
        AnswerClash(item.label, answer_text(item, theirs.get(item.code)), answer_text(item, mine.get(item.code)))
        for item in questions
        if theirs.get(item.code) != mine.get(item.code)
    ]


def adopt_form(submission: Submission, *, actor: Actor) -> Submission:
    """Go over to the form in use: answers to questions that it still asks stay, the others fall away.

    An open entry keeps its version until somebody asks for this; repeating it changes nothing.
    """
    refuse_unless(
        submission.state == SubmissionState.DRAFTED,
        _("What has been sent in cannot be changed. Ask the secretariat to send it back."),
    )
    check_accepts(submission.call, actor=actor, submission=submission)
    in_use = published_form_of(submission.call_id)
    if in_use is None:
        raise Refusal(_("“%(call)s” has no entry form.") % {"call": submission.call})
    codes = {item.code for item in in_use.questions}
    answers = {code: answer for code, answer in submission.answers.items() if code in codes}
    change_record(submission, actor=actor, changes={"form_version": in_use, "answers": answers})
    return submission


def attach_answer(submission: Submission, code: str, upload: Any, *, actor: Actor) -> SubmissionAttachment:
    """Attach a file as the answer to a file question; kind, size and number are checked against the question."""
    check_may_answer(submission, actor=actor)
    item = next((item for item in questions_of(submission) if item.code == code and item.kind == FILE), None)
    if item is None or upload is None:
        raise FileRefused(_("Choose a file first."))
    ending = str(upload.name or "").rsplit(".", 1)[-1].lower()
    if item.file_kinds and ending not in item.file_kinds:
        raise FileRefused(
            _("“%(label)s” takes files with these endings: %(kinds)s.")
            % {"label": item.label, "kinds": "、".join(item.file_kinds)}
        )
    if item.file_mb and (upload.size or 0) > item.file_mb * 1024 * 1024:
        raise FileRefused(
            _("“%(label)s” takes files of up to %(limit)s MB; this one has %(size)s MB.")
            % {"label": item.label, "limit": item.file_mb, "size": -(-upload.size // 1024 // 1024)}
        )
    with transaction.atomic():
        hold_submission(submission)
        files = SubmissionAttachment.objects.filter(owner=submission, label=item.label)
        if files.count() >= item.file_count:
            raise FileRefused(
                _("“%(label)s” takes %(limit)s files: take one off first.")
                % {"label": item.label, "limit": item.file_count}
            )
        attachment = store_attachment(upload, actor=actor)
        link: SubmissionAttachment = SubmissionAttachment.objects.create(
            owner=submission, attachment=attachment, label=item.label, order=files.count()
        )
        record_act(submission, "upload", actor=actor, after={"file": attachment.name, "question": item.label})
    return link


def take_off_answer(submission: Submission, key: int, *, actor: Actor) -> None:
    """Take one file off an entry form's question; taking it off again changes nothing."""
    check_may_answer(submission, actor=actor)
    labels = [item.label for item in questions_of(submission) if item.kind == FILE]
    link = SubmissionAttachment.objects.filter(owner=submission, pk=key, label__in=labels).first()
    if link is None:
        return
    with transaction.atomic():
        hold_submission(submission)
        taken, _rows = SubmissionAttachment.objects.filter(pk=link.pk).delete()
        if taken:
            before = {"file": link.attachment.name, "sha256": link.attachment.sha256}
            record_act(submission, "take_off", actor=actor, before=before)


def check_answered(submission: Submission) -> None:
    """Refuse to send in while the entry form has gaps or mistakes, naming the first three."""
    problems = answer_problems_of(submission)
    if not problems:
        return
    questions = questions_of(submission)
    named = " ".join(problem_text(problem, questions) for problem in problems[:3])
    raise Refusal(_("The entry form is not complete (%(count)s): %(named)s") % {"count": len(problems), "named": named})
