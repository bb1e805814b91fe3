"""What is judged: a submission's facts as plain data, frozen when it is sent in.

Every field says whether it could tell a reviewer who sent it (``identifying``); a blind reading leaves those out.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from reviews.methods.entry_form import FILE, answer_text, applicable_fields
from reviews.models import Participant, Submission, SubmissionAttachment
from reviews.queries.entry_form import questions_of

DOSSIER_VERSION = 1


@dataclass(frozen=True)
class DossierField:
    """One line of a dossier: a stable code, the Chinese label as printed, the value as text."""

    code: str
    label: str
    value: str
    identifying: bool = False


def build_dossier(submission: Submission, *, extra: tuple[DossierField, ...] = ()) -> dict[str, Any]:
    """Return the dossier of a submission as it stands: fields, participants in order, files with their digests.

    ``extra`` are the fields of the upper app that knows more (the category asked for, the theme of a paper).
    """
    people = Participant.objects.filter(submission=submission).order_by("order", "id")
    files = SubmissionAttachment.objects.filter(owner=submission).select_related("attachment")
    return compose_dossier(submission, people=people, files=files, extra=extra)


def compose_dossier(
    submission: Submission,
    *,
    people: Iterable[Participant] = (),
    files: Iterable[SubmissionAttachment] = (),
    extra: tuple[DossierField, ...] = (),
) -> dict[str, Any]:
    """Return the dossier of a submission with these people and files; asks the database nothing."""
    unit = submission.organization.name if submission.organization else ""
    fields = [
        DossierField("title", "名称", submission.title),
        DossierField("track", "组别", submission.track.name if submission.track else ""),
        DossierField("organization", "单位", unit, identifying=True),
        *extra,
        *answer_fields(submission),
    ]
    named = {item.label for item in questions_of(submission) if item.kind == FILE and item.identifying}
    return {
        "version": DOSSIER_VERSION,
        "fields": [asdict(item) for item in fields if item.value],
        "participants": [
            {"role": person.role, "order": person.order, "name": person.name, "organization": person.organization_name}
            for person in people
        ],
        "files": [
            {
                "name": link.attachment.name,
                "label": link.label,
                "sha256": link.attachment.sha256,
                "identifying": link.label in named,
            }
            for link in files
        ],
    }


def answer_fields(submission: Submission) -> list[DossierField]:
    """Return the answers to the entry form that apply, in the order of the form; files stand among the files."""
    answers = submission.answers or {}
    return [
        DossierField(f"form_{item.code}", item.label, answer_text(item, answers.get(item.code)), item.identifying)
        for item in applicable_fields(questions_of(submission), answers)
        if item.kind != FILE
    ]
