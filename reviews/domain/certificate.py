"""Issue the certificates of a call's final awards."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from association.domain.certificate import guards, issue_certificates
from association.enums import CertificateKind
from association.models import Certificate
from office.actor import Actor
from office.workflow import refuse_unless
from reviews.domain.award import NAMED_ROLES
from reviews.domain.finality import check_may_certify
from reviews.enums import ParticipantRole, PrizeKind
from reviews.models import Award, Call, Participant
from reviews.queries.certificate import PREFIX, awards_without_certificate
from reviews.queries.public_notice import finality_of, standing_notice

HONOR_KINDS = frozenset({PrizeKind.HONOR, PrizeKind.UNIT})
# Printed under the holder where the certificate does not bear these names already.
MEMBER_ROLES = (ParticipantRole.LEADER, ParticipantRole.CONTESTANT, ParticipantRole.HOST, ParticipantRole.MEMBER)
LINES = (("团队成员", MEMBER_ROLES), ("作者", (ParticipantRole.AUTHOR,)), ("指导教师", (ParticipantRole.ADVISER,)))


def issue_for_call(call: Call, *, actor: Actor) -> list[Certificate]:
    """Issue the certificates of all final awards of a call that never had one, all or none.

    Refused while the call's public notice is not final or an objection is open, for an award that the notice does not
    list, and when nothing is left to issue.
    """
    rows = awards_without_certificate(call).select_related(
        "prize__call__body", "prize__track", "submission__track", "submission__organization"
    )
    awards = list(rows.defer("submission__dossier"))
    refuse_unless(bool(awards), _("No final award of this call waits for a certificate."))
    check_all(call, awards)
    people = people_of(awards)
    return issue_certificates([draft_of(award, people[award.submission_id]) for award in awards], actor=actor)


def check_all(call: Call, awards: Iterable[Award]) -> None:
    """Refuse unless every award may have its certificate now; the notice is read once for all of them."""
    facts, notice = finality_of(call), standing_notice(call)
    listed = {line["award"] for line in notice.content} if notice else set()
    for award in awards:
        check_may_certify(award, facts=replace(facts, is_listed=award.pk in listed))


@guards(PREFIX)
def check_source(source: str) -> None:
    """Refuse a certificate for the award of a source while that award or its notice is open."""
    award = Award.objects.select_related("prize__call").filter(pk=int(source.removeprefix(PREFIX))).first()
    refuse_unless(award is not None, _("Only a final award gets a certificate."))
    assert award is not None  # refused above
    check_may_certify(award)


def people_of(awards: Iterable[Award]) -> dict[int, list[Participant]]:
    """Return the people of each award's submission in the order of the certificate, in one query."""
    found: dict[int, list[Participant]] = defaultdict(list)
    rows = Participant.objects.filter(submission__in={award.submission_id for award in awards})
    for person in rows.select_related("person").order_by("order", "id"):
        found[person.submission_id].append(person)
    return found


def draft_of(award: Award, people: Sequence[Participant]) -> Certificate:
    """Return the certificate of an award as it is to be printed, without number and code."""
    prize, submission, call = award.prize, award.submission, award.prize.call
    named = NAMED_ROLES.get(PrizeKind(award.kind), ())
    holders = [person for person in people if person.role in named]
    unit = submission.organization
    track = prize.track or submission.track
    return Certificate(
        kind=CertificateKind.HONOR if award.kind in HONOR_KINDS else CertificateKind.AWARD,
        holder=award.recipient_name or submission.title,
        unit=unit.name if unit and unit.name != award.recipient_name else "",
        organization=unit,
        person=holders[0].person if len(holders) == 1 else None,
        occasion=call.title,
        prize=f"{track.name}{prize.name}"[:120] if track else prize.name,
        work=submission.title if submission.title != award.recipient_name else "",
        people=printed_lines(people, without=named if award.kind != PrizeKind.UNIT else tuple(ParticipantRole)),
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
            lines.append([label, "、".join(names)])
    return lines
