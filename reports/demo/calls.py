"""Load a decided call with its tracks, prizes, submissions and awards: the shape that all chapters share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from association.models import Activity, Organization, Person, Recognition
from office.models import AuditEntry
from reports.demo.ledger import Ledger
from reports.demo.tables.calls import CallFacts, ranked
from reviews.domain.award import compose_recognition
from reviews.domain.dossier import DossierField, compose_dossier
from reviews.enums import AwardState, CallState, ParticipantRole, PrizeKind, SubmissionState
from reviews.models import Award, Call, Participant, Prize, Submission, Track


@dataclass(frozen=True)
class Sent:
    """One submission to store; ``nominee`` is the person it puts forward, ``extra`` what the upper app adds to it."""

    title: str
    organization: Organization | None = None
    track: str = ""
    nominee: Person | None = None
    held_by: str = ""
    extra: tuple[DossierField, ...] = ()


class CallRecords:
    """The stored call with its tracks and prizes by code, and what was sent in, in the order of its numbers.

    A call that went through the portal's own pages (``manage.py replay_contests``) stands for the source's facts as it
    is: with ``is_lived`` nothing is added to it.
    """

    def __init__(self, ledger: Ledger, facts: CallFacts) -> None:
        self.ledger, self.facts = ledger, facts
        self.call: Call = ledger.ensure_one(Call, call_row(ledger, facts), key=["code"])
        self.is_lived = was_lived(self.call)
        self.submissions: list[Submission] = []
        self.tracks: dict[str, Track] = {}
        self.prizes: dict[tuple[str, str], Prize] = {}
        if not self.is_lived:
            self.lay_out()

    def lay_out(self) -> None:
        """Store the tracks and prizes of the call."""
        ledger, facts = self.ledger, self.facts
        own = {"call": self.call}
        self.tracks = ledger.ensure(
            Track,
            (
                {"code": code, "name": name, "school_level": level, "order": order}
                for order, (code, name, level) in enumerate(facts.tracks, start=1)
            ),
            key=["code"],
            within=own,
        )
        self.prizes = ledger.ensure(
            Prize,
            (
                {
                    "kind": kind,
                    "code": code,
                    "name": name,
                    "measure": measure,
                    "nominal": stated or None,
                    "order": order,
                }
                for (kind, code, name, measure, stated), order in ranked(facts.prizes)
            ),
            key=["kind", "code"],
            within={**own, "track": None},
        )

    def send_in(self, rows: Iterable[Sent]) -> list[Submission]:
        """Store submissions under the next numbers of the call, accepted, and freeze what was judged."""
        first = len(self.submissions) + 1
        received_at = timezone.make_aware(datetime.combine(self.facts.received_on, time(12)))
        stored = self.ledger.ensure(
            Submission,
            (
                self.submission_row(row, number=number) | {"submitted_at": received_at}
                for number, row in enumerate(rows, start=first)
            ),
            key=["number"],
            within={"call": self.call},
        )
        added = list(stored.values())
        self.submissions += added
        self.ledger.keep_series(f"reviews.call.{self.call.pk}", year=self.call.year, last=len(self.submissions))
        return added

    def submission_row(self, row: Sent, *, number: int) -> dict[str, Any]:
        """Return the columns of a submission, with the dossier that was judged."""
        columns = {"title": row.title, "organization": row.organization, "track": self.tracks.get(row.track)}
        nominee = row.nominee
        people = [Participant(name=nominee.name, person=nominee, role=ParticipantRole.NOMINEE)] if nominee else []
        return {
            **columns,
            "number": f"{self.call.code.upper()}-{number:03d}",
            "state": SubmissionState.ACCEPTED,
            "held_by": row.held_by,
            "dossier": compose_dossier(Submission(**columns), people=people, extra=row.extra),
        }

    def award(
        self,
        kind: PrizeKind,
        code: str,
        winners: Iterable[Submission],
        *,
        on: date | None = None,
        persons: Mapping[int, Person] | None = None,
    ) -> None:
        """Give a prize to submissions, final, each with its line in the lifetime list of recognitions.

        ``persons`` are the persons honored by the id of their submission.
        """
        prize = self.prizes[kind, code]
        prize.call = self.call
        stored: dict[int, Award] = self.ledger.ensure(
            Award,
            (
                {
                    "submission": submission,
                    "kind": kind,
                    "recipient_name": recipient(kind, submission),
                    "awarded_on": on,
                    "state": AwardState.FINAL,
                }
                for submission in winners
            ),
            key=["submission"],
            within={"prize": prize},
        )
        named = persons or {}
        self.ledger.ensure(
            Recognition,
            (lifetime_line(award, prize, named.get(award.submission_id)) for award in stored.values()),
            key=["source"],
        )


def was_lived(call: Call) -> bool:
    """Return whether somebody made the call on its page: what a load stores leaves no row of its making."""
    kind = ContentType.objects.get_for_model(Call)
    return AuditEntry.objects.filter(content_type=kind, object_id=str(call.pk), action="create").exists()


def call_row(ledger: Ledger, facts: CallFacts) -> dict[str, Any]:
    """Return the columns of a call."""
    body = ledger.bodies[facts.body]
    activity = Activity.objects.get(body=body, year=facts.year, title=facts.activity) if facts.activity else None
    names = ("code", "kind", "title", "year", "edition", "level", "issuer", "basis", "entry_measure", "entry_noun")
    return {
        **{name: getattr(facts, name) for name in names},
        "body": body,
        "activity": activity,
        "is_complete": facts.is_complete,
        "state": CallState.DECIDED,
    }


def recipient(kind: PrizeKind, submission: Submission) -> str:
    """Return the name that an award bears: the unit for an honor of units, else what was sent in."""
    return submission.organization.name if kind == PrizeKind.UNIT and submission.organization else submission.title


def lifetime_line(award: Award, prize: Prize, person: Person | None) -> dict[str, Any]:
    """Return the recognition that a final award writes, as columns."""
    award.prize = prize
    line = compose_recognition(award, person=person)
    columns = (field.name for field in Recognition._meta.concrete_fields if not field.primary_key)
    return {name: getattr(line, name) for name in columns if name not in {"created_at", "updated_at"}}
