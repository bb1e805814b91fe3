"""Rows of the review engine for tests: each factory makes the smallest row that the database accepts."""

from datetime import UTC, datetime

import factory

from reviews.enums import (
    AssignmentState,
    AwardState,
    BatchState,
    CallKind,
    CallState,
    MemberState,
    ParticipantRole,
    PrizeKind,
    RoundKind,
    SubmissionState,
)
from reviews.models import (
    Assignment,
    AssignmentBatch,
    Award,
    AwardPlan,
    Call,
    Criterion,
    Extension,
    FormVersion,
    Panel,
    PanelMember,
    Participant,
    PlanLevel,
    Prize,
    Promotion,
    Ranking,
    RankingRow,
    Round,
    RoundEntry,
    Rubric,
    ScoreSheet,
    Submission,
    TieDecision,
    Track,
)
from tests.factories.association import BodyFactory, Derived, ExpertFactory, OrganizationFactory

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


class RubricFactory(Derived):
    class Meta:
        model = Rubric

    round = factory.SubFactory(RoundFactory)


class CriterionFactory(Derived):
    class Meta:
        model = Criterion

    rubric = factory.SubFactory(RubricFactory)
    order = factory.Sequence(lambda number: number + 1)
    code = factory.Sequence(lambda number: f"criterion-{number:04d}")
    name = factory.Sequence(lambda number: f"示例评分项{number:04d}")
    points = 20


class PanelFactory(Derived):
    class Meta:
        model = Panel

    call = factory.SubFactory(CallFactory)
    name = factory.Sequence(lambda number: f"示例评审组{number:04d}")


class PanelMemberFactory(Derived):
    """A member who has accepted; the employer is the expert's."""

    class Meta:
        model = PanelMember

    panel = factory.SubFactory(PanelFactory)
    expert = factory.SubFactory(ExpertFactory)
    organization = factory.SelfAttribute("expert.person.organization")
    state = MemberState.ACCEPTED


class BatchFactory(Derived):
    class Meta:
        model = AssignmentBatch

    round = factory.SubFactory(RoundFactory)
    number = factory.Sequence(lambda number: number + 1)
    state = BatchState.PUBLISHED


class AssignmentFactory(Derived):
    """An assignment in force, of an entry and a member of its round's call."""

    class Meta:
        model = Assignment

    batch = factory.SubFactory(BatchFactory)
    entry = factory.SubFactory(RoundEntryFactory, round=factory.SelfAttribute("..batch.round"))
    member = factory.SubFactory(PanelMemberFactory, panel__call=factory.SelfAttribute("...batch.round.call"))
    entry_school = factory.SelfAttribute("entry.submission.organization_id")
    reviewer_school = factory.SelfAttribute("member.organization_id")
    state = AssignmentState.ACTIVE


class SheetFactory(Derived):
    """A draft without scores."""

    class Meta:
        model = ScoreSheet

    assignment = factory.SubFactory(AssignmentFactory)


class RankingFactory(Derived):
    class Meta:
        model = Ranking

    round = factory.SubFactory(RoundFactory)
    version = factory.Sequence(lambda number: number + 1)
    method = "mean"
    fingerprint = "0" * 64


class RankingRowFactory(Derived):
    class Meta:
        model = RankingRow

    ranking = factory.SubFactory(RankingFactory)
    submission = factory.SubFactory(SubmissionFactory, call=factory.SelfAttribute("..ranking.round.call"))


class AwardPlanFactory(Derived):
    """A plan for team prizes on the ranking of a round of its call."""

    class Meta:
        model = AwardPlan

    call = factory.SubFactory(CallFactory)
    kind = PrizeKind.TEAM
    round = factory.SubFactory(RoundFactory, call=factory.SelfAttribute("..call"))


class PlanLevelFactory(Derived):
    """Ten percent for a first prize."""

    class Meta:
        model = PlanLevel

    plan = factory.SubFactory(AwardPlanFactory)
    prize = factory.SubFactory(
        PrizeFactory, call=factory.SelfAttribute("..plan.call"), kind=factory.SelfAttribute("..plan.kind")
    )
    mode = "ratio"
    value = 10


class PromotionFactory(Derived):
    """A submission that went on to a later round."""

    class Meta:
        model = Promotion

    ranking = factory.SubFactory(RankingFactory)
    round = factory.SelfAttribute("ranking.round")
    to_round = factory.SubFactory(RoundFactory, call=factory.SelfAttribute("..round.call"))
    submission = factory.SubFactory(SubmissionFactory, call=factory.SelfAttribute("..round.call"))
    promoted = True


class TieDecisionFactory(Derived):
    class Meta:
        model = TieDecision

    round = factory.SubFactory(RoundFactory)
    submission = factory.SubFactory(SubmissionFactory, call=factory.SelfAttribute("..round.call"))
    place = 1
    reason = "评委会复议。"


class FormVersionFactory(Derived):
    """A published form of one question, unless told otherwise."""

    class Meta:
        model = FormVersion

    call = factory.SubFactory(CallFactory)
    number = factory.Sequence(lambda number: number + 1)
    fields = factory.LazyFunction(lambda: [{"code": "f1", "kind": "text", "label": "作品简介", "required": True}])
    published_at = LONG_AGO


class ExtensionFactory(Derived):
    class Meta:
        model = Extension

    submission = factory.SubFactory(SubmissionFactory, state=SubmissionState.DRAFTED)
    until = FAR_AHEAD
    reason = "网络故障"
