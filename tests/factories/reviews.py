"""Rows of the review engine for tests: each factory makes the smallest row that the database accepts."""

from datetime import UTC, datetime

import factory

from reviews.enums import (
    AwardState,
    CallKind,
    CallState,
    ParticipantRole,
    PrizeKind,
    RoundKind,
    SubmissionState,
)
from reviews.models import Award, Call, Participant, Prize, Round, RoundEntry, Submission, Track
from tests.factories.association import BodyFactory, Derived, OrganizationFactory

LONG_AGO = datetime(2020, 3, 1, 1, 0, tzinfo=UTC)
FAR_AHEAD = datetime(2099, 1, 1, 1, 0, tzinfo=UTC)


class CallFactory(Derived):
    """An open call that accepts now, unless told otherwise."""

    class Meta:
        model = Call

    body = factory.SubFactory(BodyFactory)
    code = factory.Sequence(lambda number: f"call-{number:04d}")
    kind = CallKind.GROUP_REVIEW
    title = factory.Sequence(lambda number: f"示例征集{number:04d}")
    year = 2020
    opens_at = LONG_AGO
    closes_at = FAR_AHEAD
    state = CallState.OPEN


class TrackFactory(Derived):
    class Meta:
        model = Track

    call = factory.SubFactory(CallFactory)
    code = factory.Sequence(lambda number: f"track-{number:04d}")
    name = "高职组"


class RoundFactory(Derived):
    class Meta:
        model = Round

    call = factory.SubFactory(CallFactory)
    order = factory.Sequence(lambda number: number + 1)
    name = "现场决赛"
    kind = RoundKind.ONSITE


class SubmissionFactory(Derived):
    """A submission that has come in, unless another state is given."""

    class Meta:
        model = Submission

    call = factory.SubFactory(CallFactory)
    title = factory.Sequence(lambda number: f"示例作品{number:04d}")
    organization = factory.SubFactory(OrganizationFactory)
    state = SubmissionState.SUBMITTED
    number = factory.LazyAttributeSequence(
        lambda row, number: "" if row.state == SubmissionState.DRAFTED else f"N-{number:04d}"
    )
    submitted_at = factory.LazyAttribute(lambda row: None if row.state == SubmissionState.DRAFTED else LONG_AGO)


class RoundEntryFactory(Derived):
    class Meta:
        model = RoundEntry

    round = factory.SubFactory(RoundFactory)
    submission = factory.SubFactory(SubmissionFactory, call=factory.SelfAttribute("..round.call"))


class ParticipantFactory(Derived):
    class Meta:
        model = Participant

    submission = factory.SubFactory(SubmissionFactory)
    name = factory.Sequence(lambda number: f"学生{number:03d}")
    role = ParticipantRole.CONTESTANT


class PrizeFactory(Derived):
    class Meta:
        model = Prize

    call = factory.SubFactory(CallFactory)
    kind = PrizeKind.WORK
    code = factory.Sequence(lambda number: f"prize-{number:04d}")
    name = "一等奖"


class AwardFactory(Derived):
    """A final award, unless another state is given."""

    class Meta:
        model = Award

    prize = factory.SubFactory(PrizeFactory)
    submission = factory.SubFactory(SubmissionFactory, call=factory.SelfAttribute("..prize.call"))
    recipient_name = factory.SelfAttribute("submission.title")
    state = AwardState.FINAL
