"""Rows of contests and honor selections for tests."""

import factory

from competitions.enums import NomineeKind
from competitions.models import (
    Contest,
    ContestSeries,
    Entry,
    Event,
    ExternalContest,
    ExternalResult,
    HonorEdition,
    HonorScheme,
    Nomination,
    Referral,
    ReferralQuota,
)
from reviews.enums import CallKind
from tests.factories.association import BodyFactory, Derived, OrganizationFactory
from tests.factories.reviews import AwardFactory, CallFactory, SubmissionFactory


class SeriesFactory(Derived):
    class Meta:
        model = ContestSeries

    code = factory.Sequence(lambda number: f"series-{number:04d}")
    name = factory.Sequence(lambda number: f"示例大赛{number:04d}")


class ContestFactory(Derived):
    """A contest whose call accepts now."""

    class Meta:
        model = Contest

    call = factory.SubFactory(CallFactory, kind=CallKind.CONTEST)
    series = factory.SubFactory(SeriesFactory)
    edition = factory.SelfAttribute("call.edition")


class EventFactory(Derived):
    class Meta:
        model = Event

    contest = factory.SubFactory(ContestFactory)
    code = factory.Sequence(lambda number: f"event-{number:04d}")
    name = "建模赛项"


class EntryFactory(Derived):
    """An entry that has come in; give ``submission__call`` a contest's call."""

    class Meta:
        model = Entry

    submission = factory.SubFactory(SubmissionFactory, call__kind=CallKind.CONTEST)


class SchemeFactory(Derived):
    class Meta:
        model = HonorScheme

    body = factory.SubFactory(BodyFactory)
    code = factory.Sequence(lambda number: f"scheme-{number:04d}")
    name = factory.Sequence(lambda number: f"示例称号{number:04d}")


class HonorFactory(Derived):
    class Meta:
        model = HonorEdition

    scheme = factory.SubFactory(SchemeFactory)
    call = factory.SubFactory(CallFactory, kind=CallKind.HONOR, body=factory.SelfAttribute("..scheme.body"))
    edition = factory.SelfAttribute("call.edition")


class NominationFactory(Derived):
    """A nomination that has come in; give ``submission__call`` a selection's call."""

    class Meta:
        model = Nomination

    submission = factory.SubFactory(SubmissionFactory, call__kind=CallKind.HONOR)
    nominee_kind = NomineeKind.PERSON
    name = factory.SelfAttribute("submission.title")


class ExternalContestFactory(Derived):
    class Meta:
        model = ExternalContest

    name = factory.Sequence(lambda number: f"示例全国大赛{number:04d}")
    year = 2020


class ExternalResultFactory(Derived):
    class Meta:
        model = ExternalResult

    contest = factory.SubFactory(ExternalContestFactory)
    organization = factory.SubFactory(OrganizationFactory)
    organization_name = factory.SelfAttribute("organization.name")
    prize_name = "一等奖"


class ReferralFactory(Derived):
    """An entry referred by its final award, unless another state is given."""

    class Meta:
        model = Referral

    contest = factory.SubFactory(ExternalContestFactory)
    award = factory.SubFactory(AwardFactory, prize__call__kind=CallKind.CONTEST)
    submission = factory.SelfAttribute("award.submission")
    order = 1
    reason = "省赛一等奖"


class ReferralQuotaFactory(Derived):
    class Meta:
        model = ReferralQuota

    contest = factory.SubFactory(ExternalContestFactory)
    call = factory.SubFactory(CallFactory, kind=CallKind.CONTEST)
    maximum = 3
