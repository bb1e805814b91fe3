"""The receipt (回执) of what was sent in: read from the frozen dossier, told to whoever sent it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.timezone import localtime

from association.queries.obligation import administrators_of_schools
from office.actor import Actor
from office.domain.message import Draft, write_drafts
from reviews.domain.telling import MESSAGE_KIND
from reviews.enums import ParticipantRole
from reviews.models import Submission
from reviews.queries.panel import without_reviewers


@dataclass(frozen=True)
class Receipt:
    """What was received: Chinese facts, people in the order of the certificate, files with their digests.

    ``digest`` is the SHA-256 of the whole dossier as canonical JSON: two receipts with one digest show the same entry.
    """

    number: str
    title: str
    call: str
    unit: str
    received_at: datetime
    fields: list[tuple[str, str]]
    people: list[tuple[str, str, str]]
    files: list[tuple[str, str, str]]
    digest: str


def receipt_of(submission: Submission) -> Receipt | None:
    """Return the receipt of a submission, None while nothing has been received."""
    dossier = submission.dossier or {}
    if submission.submitted_at is None or not dossier:
        return None
    return Receipt(
        number=submission.number,
        title=submission.title,
        call=submission.call.title,
        unit=submission.organization.name if submission.organization else "",
        received_at=submission.submitted_at,
        fields=[(row["label"], row["value"]) for row in dossier.get("fields", [])],
        people=[
            (row["name"], str(ParticipantRole(row["role"]).label), row.get("organization") or "")
            for row in dossier.get("participants", [])
        ],
        files=[(row["name"], row.get("label") or "", row["sha256"]) for row in dossier.get("files", [])],
        digest=digest_of(dossier),
    )


def digest_of(dossier: dict[str, Any]) -> str:
    """Return the SHA-256 of a dossier, 64 hexadecimal digits."""
    plain = json.dumps(dossier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def tell_receipt(submission: Submission, *, actor: Actor) -> int:
    """Send the receipt to who sent in and to the administrators of the school; nothing for what staff recorded."""
    if not actor.is_school or actor.user_id is None:
        return 0
    school = submission.organization_id or 0
    files = [f"{row['name']} {row['sha256']}" for row in submission.dossier.get("files", [])]
    lines = [
        f"“{submission.title}”已报送“{submission.call.title}”。",
        f"编号：{submission.number}",
        f"收到时间：{localtime(submission.submitted_at):%Y-%m-%d %H:%M:%S}",
        *(["文件及校验码（SHA-256）：", *files] if files else []),
    ]
    administrators = administrators_of_schools([school]).get(school, ())
    readers = without_reviewers((actor.user_id, *administrators), submission.call_id)
    about = (ContentType.objects.get_for_model(submission).pk, str(submission.pk))
    # Who sends in is told too: the receipt is theirs to keep.
    return write_drafts(
        [
            Draft(
                recipient_id=reader,
                kind=MESSAGE_KIND,
                subject=f"报送回执：{submission.number} {submission.title}"[:200],
                text="\n".join(lines),
                url=submission.get_absolute_url(),
                about=about,
            )
            for reader in readers
        ]
    )
