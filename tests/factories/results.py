"""Public notices, objections and certificates for tests: the smallest row that the database accepts."""

from datetime import UTC, date, datetime

import factory

from association.methods.verify_code import make_code
from association.models import Certificate
from reviews.enums import CallState
from reviews.models import Objection, PublicNotice, Recheck
from tests.factories.association import Derived, OrganizationFactory
from tests.factories.reviews import LONG_AGO, CallFactory


class NoticeFactory(Derived):
    """A notice that is being prepared; ``PublishedFactory`` makes one that was published long ago."""

    class Meta:
        model = PublicNotice

    call = factory.SubFactory(CallFactory, state=CallState.CLOSED)
    contact = "秘书处 张老师 0551-00000000"


class PublishedFactory(NoticeFactory):
    state = "published"
    opens_on = date(2020, 12, 14)
    closes_on = date(2020, 12, 18)
    published_at = datetime(2020, 12, 14, 1, 0, tzinfo=UTC)
    content_hash = "0" * 64


class ObjectionFactory(Derived):
    class Meta:
        model = Objection

    notice = factory.SubFactory(PublishedFactory)
    organization = factory.SubFactory(OrganizationFactory)
    text = "示例异议内容"
    filed_at = LONG_AGO
    deadline = datetime(2020, 12, 18, 16, 0, tzinfo=UTC)


class RecheckFactory(Derived):
    class Meta:
        model = Recheck

    reason = "复核申请"
    comparison = factory.LazyFunction(lambda: {"moved": [], "unchanged": 0, "plans": []})


class CertificateFactory(Derived):
    class Meta:
        model = Certificate

    number = factory.Sequence(lambda number: f"ZS-2019-{number:05d}")
    code = factory.LazyFunction(make_code)
    holder = "张三丰"
    unit = factory.SelfAttribute("organization.name")
    organization = factory.SubFactory(OrganizationFactory)
    occasion = "示例大赛"
    prize = "高职组一等奖"
    work = "示例作品"
    issuer = "示例学会"
    year = 2020
    issued_on = date(2020, 12, 20)
    source = factory.Sequence(lambda number: f"reviews.award:{number + 10**6}")
