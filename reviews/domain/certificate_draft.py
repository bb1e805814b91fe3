"""What stands on the certificates of an award: one of the whole award, one of each person, or both."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from association.enums import CertificateKind, HolderRole
from association.models import Certificate
from reviews.domain.award import NAMED_ROLES
from reviews.enums import CertificateHolders, ParticipantRole, PrizeKind
from reviews.models import Award, Participant

HONOR_KINDS = frozenset({PrizeKind.HONOR, PrizeKind.UNIT})
# Printed under the holder where the certificate does not bear these names already.
MEMBER_ROLES = (ParticipantRole.LEADER, ParticipantRole.CONTESTANT, ParticipantRole.HOST, ParticipantRole.MEMBER)
LINES = (("团队成员", MEMBER_ROLES), ("作者", (ParticipantRole.AUTHOR,)), ("指导教师", (ParticipantRole.ADVISER,)))
# Who gets a sheet of the own where each person does: those whom the award names, or all who made what it names.
PERSON_ROLES = {
    **NAMED_ROLES,
    PrizeKind.TEAM: MEMBER_ROLES,
    PrizeKind.WORK: (*MEMBER_ROLES, ParticipantRole.AUTHOR),
    PrizeKind.UNIT: (),
}


def people_of(awards: Iterable[Award]) -> dict[int, list[Participant]]:
    """Return the people of each award's submission in the order of the certificate, in one query."""
    found: dict[int, list[Participant]] = defaultdict(list)
    rows = Participant.objects.filter(submission__in={award.submission_id for award in awards})
    for person in rows.select_related("person", "organization").order_by("order", "id"):
        found[person.submission_id].append(person)
    return found


def drafts_of(award: Award, people: Sequence[Participant], *, holders: str) -> list[Certificate]:
    """Return the certificates of an award as they are to be printed, without numbers and codes.

    ``people`` are all of the submission in order. An award that names exactly one person, or nobody that is on record,
    has one sheet whatever was chosen.
    """
    own = own_people(award, people)
    is_named = PrizeKind(award.kind) in NAMED_ROLES
    if holders == CertificateHolders.AWARD or not own or (is_named and len(own) == 1):
        return [draft_of(award, people)]
    sheets = [draft_for(award, people, person, place=place) for place, person in enumerate(own, start=1)]
    return [draft_of(award, people), *sheets] if holders == CertificateHolders.BOTH else sheets


def own_people(award: Award, people: Sequence[Participant]) -> list[Participant]:
    """Return the persons who may have a sheet of their own, in order, each once: 领队 who also competes is one."""
    roles = PERSON_ROLES.get(PrizeKind(award.kind), ())
    found: dict[object, Participant] = {}
    for person in people:
        if person.role in roles:
            found.setdefault(person.person_id or person.name, person)
    return list(found.values())


def draft_of(award: Award, people: Sequence[Participant]) -> Certificate:
    """Return the certificate of a whole award: in the name of those whom it names, of the work or of the unit."""
    named = NAMED_ROLES.get(PrizeKind(award.kind), ())
    holders = [person for person in people if person.role in named]
    sheet = frame_of(award)
    sheet.person = holders[0].person if len(holders) == 1 else None
    sheet.role = role_of(award, is_named=bool(holders))
    sheet.people = printed_lines(people, without=named if award.kind != PrizeKind.UNIT else tuple(ParticipantRole))
    return sheet


def role_of(award: Award, *, is_named: bool) -> str:
    """Return what the holder of a whole award is to the work; empty where only the printed name tells."""
    if award.kind == PrizeKind.UNIT:
        return HolderRole.UNIT
    if is_named:
        return HolderRole.ADVISER if award.kind == PrizeKind.ADVISER else HolderRole.AUTHOR
    is_work = award.kind in {PrizeKind.TEAM, PrizeKind.WORK}
    return HolderRole.WORK if is_work and award.recipient_name in {"", award.submission.title} else ""


def draft_for(award: Award, people: Sequence[Participant], person: Participant, *, place: int) -> Certificate:
    """Return the certificate of one person in an award, who stands at this place among those who get one."""
    own = own_people(award, people)
    unit = award.submission.organization
    sheet = frame_of(award)
    sheet.part = f"p{person.pk}"
    sheet.holder, sheet.person = person.name, person.person
    sheet.unit = person.organization_name or (unit.name if unit else "")
    sheet.work = award.submission.title
    sheet.role = HolderRole.ADVISER if award.kind == PrizeKind.ADVISER else HolderRole.MEMBER
    sheet.people = printed_lines(people, without=())
    if len(own) > 1:
        sheet.place, sheet.places = place, len(own)
    else:
        sheet.people = [line for line in sheet.people if line[1] != person.name]
    return sheet


def frame_of(award: Award) -> Certificate:
    """Return what all sheets of an award share."""
    prize, submission, call = award.prize, award.submission, award.prize.call
    unit = submission.organization
    track = prize.track or submission.track
    return Certificate(
        kind=CertificateKind.HONOR if award.kind in HONOR_KINDS else CertificateKind.AWARD,
        holder=award.recipient_name or submission.title,
        unit=unit.name if unit and unit.name != award.recipient_name else "",
        organization=unit,
        occasion=call.title,
        prize=f"{track.name}{prize.name}"[:120] if track else prize.name,
        work=submission.title if submission.title != award.recipient_name else "",
        issuer=call.issuer_name,
        year=call.year,
        issued_on=award.awarded_on or timezone.localdate(),
        source=award.recognition_source,
    )


def printed_lines(people: Sequence[Participant], *, without: Sequence[str]) -> list[list[str]]:
    """Return the further names of a certificate as pairs of label and names joined by 、."""
    lines = []
    for label, roles in LINES:
        names = [person.name for person in people if person.role in roles and person.role not in without]
        if names:
            lines.append([label, "、".join(dict.fromkeys(names))])
    return lines
