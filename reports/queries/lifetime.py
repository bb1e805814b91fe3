"""All that a unit or a person was ever recognized for: under former names, before mergers, and as one of a team."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from association.models import FormerName, Organization, Person, Recognition
from association.queries.organization import lineage_of
from office.actor import Actor
from reviews.domain.certificate_draft import PERSON_ROLES
from reviews.enums import PrizeKind
from reviews.models import Award, Participant


@dataclass(frozen=True)
class Line:
    """One recognition: the unit as it was called then, and through what it belongs here.

    That is the step by which another unit became this one (``Succession``), or the role in a team.
    """

    recognition: Recognition
    unit: str = ""
    through: Any = None
    role: str = ""


@dataclass(frozen=True)
class Tally:
    """How many recognitions are in force, how many of each level, and how many were taken back."""

    standing: int
    levels: list[tuple[str, int]]
    revoked: int


def lifetime_of_organization(organization: Organization) -> list[Line]:
    """Return what a unit and all units it came from were recognized for, the newest first; system scope.

    Of a unit that was split, what it had won before stands with each part.
    """
    steps = lineage_of(organization)
    rows = list(Recognition.objects.filter(organization__in=list(steps)).select_related("organization", "person"))
    names = names_then(rows)
    return [Line(row, unit=names[row.pk], through=steps.get(row.organization_id or 0)) for row in rows]


def names_then(rows: Iterable[Recognition]) -> dict[int, str]:
    """Return what the unit of each recognition was called on its day, by the recognition's key; one query.

    Where only the year is known, the name at its end counts.
    """
    rows = list(rows)
    former: dict[int, list[FormerName]] = {}
    for name in FormerName.objects.filter(organization__in={row.organization_id for row in rows}).order_by("until"):
        former.setdefault(name.organization_id, []).append(name)
    names: dict[int, str] = {}
    for row in rows:
        day = row.on or date(row.year, 12, 31)
        old = next((name for name in former.get(row.organization_id or 0, ()) if name.until > day), None)
        names[row.pk] = old.name if old else row.organization.name if row.organization else ""
    return names


def lifetime_of_person(person: Person, *, actor: Actor) -> list[Line]:
    """Return what a person was recognized for, alone or as one of those whom an award names, the newest first."""
    roles = shared_awards(person)
    found = Recognition.objects.visible_to(actor).filter(Q(person=person) | Q(source__in=list(roles)))
    rows = list(found.select_related("organization", "person"))
    names = names_then(rows)
    return [Line(row, unit=names[row.pk], role=roles.get(row.source, "")) for row in rows]


def shared_awards(person: Person) -> dict[str, str]:
    """Return the sources of the awards of works in which a person took part, each with the role; two queries."""
    parts = Participant.objects.filter(person=person).order_by("order", "id")
    roles: dict[int, list[Participant]] = {}
    for part in parts:
        roles.setdefault(part.submission_id, []).append(part)
    found: dict[str, str] = {}
    for award in Award.objects.filter(submission__in=list(roles)).only("pk", "kind", "submission_id"):
        wanted = PERSON_ROLES.get(PrizeKind(award.kind), ())
        role = next((part for part in roles[award.submission_id] if part.role in wanted), None)
        if role is not None:
            found[award.recognition_source] = str(role.get_role_display())
    return found


def tally(lines: Iterable[Line]) -> Tally:
    """Count the lines of a list."""
    rows = [line.recognition for line in lines]
    standing = [row for row in rows if not row.is_revoked]
    levels = Counter(str(row.get_level_display()) for row in standing)
    return Tally(len(standing), levels.most_common(), len(rows) - len(standing))
