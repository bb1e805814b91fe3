"""Rows of the association for tests: each factory makes the smallest row that the database accepts."""

from datetime import date
from typing import Any

import factory

from association.enums import (
    ActivityKind,
    AgreementKind,
    BodyKind,
    CountKind,
    HostRole,
    OrganizationKind,
    PublicationKind,
    RecognitionLevel,
    RegionLevel,
    RelationKind,
    SchoolLevel,
    SuccessionKind,
    VisitDirection,
    VisitSide,
)
from association.models import (
    Activity,
    ActivityHost,
    ActivityPerson,
    ActivitySession,
    Agreement,
    AgreementParty,
    Body,
    DuplicatePair,
    Employment,
    Expert,
    ExpertRelation,
    ExpertTopic,
    FormerName,
    Issue,
    Membership,
    Organization,
    Person,
    Publication,
    Recognition,
    Region,
    RoleGrant,
    StatedCount,
    Succession,
    Topic,
    Visit,
    VisitDay,
    VisitParty,
)
from office.enums import Role
from office.quantity import parse_quantity
from tests.factories.office import UserFactory


class Derived(factory.django.DjangoModelFactory):
    """Fills sort keys as ``create_record`` would."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        obj = model_class(*args, **kwargs)
        if hasattr(obj, "derive"):
            obj.derive()
        if isinstance(getattr(obj, "quantity", None), str):
            obj.quantity = parse_quantity(obj.quantity)
        obj.save(force_insert=True)
        return obj


class ProvinceFactory(Derived):
    class Meta:
        model = Region

    code = factory.Sequence(lambda number: f"{11 + number % 80:02d}0000")
    name = factory.Sequence(lambda number: f"示例省{number:02d}")
    level = RegionLevel.PROVINCE


class RegionFactory(Derived):
    """A city with its province."""

    class Meta:
        model = Region

    code = factory.Sequence(lambda number: f"34{1 + number % 9999:04d}")
    name = factory.Sequence(lambda number: f"示例市{number:02d}")
    level = RegionLevel.CITY
    parent = factory.SubFactory(ProvinceFactory)


class OrganizationFactory(Derived):
    """A higher vocational school, unless told otherwise."""

    class Meta:
        model = Organization

    kind = OrganizationKind.SCHOOL
    school_level = factory.LazyAttribute(
        lambda row: SchoolLevel.HIGHER_VOCATIONAL if row.kind == OrganizationKind.SCHOOL else ""
    )
    name = factory.Sequence(lambda number: f"示例职业学院{number:04d}")
    is_illustrative = True


class MembershipFactory(Derived):
    class Meta:
        model = Membership

    organization = factory.SubFactory(OrganizationFactory)
    number = factory.Sequence(lambda number: f"HY-{number:04d}")
    since = date(2015, 1, 1)


class FormerNameFactory(Derived):
    class Meta:
        model = FormerName

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda number: f"示例学校旧名{number:04d}")
    until = date(2015, 9, 1)


class SuccessionFactory(Derived):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(OrganizationFactory)
    successor = factory.SubFactory(OrganizationFactory)
    kind = SuccessionKind.MERGE
    on = date(2019, 9, 1)
    predecessor_name = factory.SelfAttribute("predecessor.name")
    successor_name = factory.SelfAttribute("successor.name")


class PersonFactory(Derived):
    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"示例人员{number:04d}")
    organization = factory.SubFactory(OrganizationFactory)
    position = "教师"
    is_illustrative = True


class TopicFactory(Derived):
    class Meta:
        model = Topic

    code = factory.Sequence(lambda number: f"topic-{number:04d}")
    name = factory.Sequence(lambda number: f"示例领域{number:04d}")


class ExpertFactory(Derived):
    class Meta:
        model = Expert

    person = factory.SubFactory(PersonFactory)


class ExpertTopicFactory(Derived):
    class Meta:
        model = ExpertTopic

    expert = factory.SubFactory(ExpertFactory)
    topic = factory.SubFactory(TopicFactory)


class ExpertRelationFactory(Derived):
    """A part-time post at an organization, unless a person is given (then say ``organization=None``)."""

    class Meta:
        model = ExpertRelation

    expert = factory.SubFactory(ExpertFactory)
    kind = RelationKind.PART_TIME
    organization = factory.SubFactory(OrganizationFactory)


class DuplicateFactory(Derived):
    """Two organizations that look alike."""

    class Meta:
        model = DuplicatePair
        exclude = ("low", "high")

    kind = "organization"
    low = factory.SubFactory(OrganizationFactory)
    high = factory.SubFactory(OrganizationFactory)
    low_id = factory.SelfAttribute("low.pk")
    high_id = factory.SelfAttribute("high.pk")
    low_name = factory.SelfAttribute("low.name")
    high_name = factory.SelfAttribute("high.name")
    score = 80
    reasons = ("same_name",)


class EmploymentFactory(Derived):
    class Meta:
        model = Employment

    person = factory.SubFactory(PersonFactory)
    organization = factory.SelfAttribute("person.organization")
    position = "教师"
    since = date(2015, 9, 1)


class BodyFactory(Derived):
    class Meta:
        model = Body

    code = factory.Sequence(lambda number: f"body-{number:04d}")
    name = factory.Sequence(lambda number: f"示例分会{number:04d}")
    kind = BodyKind.BRANCH


class RoleGrantFactory(Derived):
    """A grant valid since 2020; school and body roles get a scope of their own."""

    class Meta:
        model = RoleGrant

    user = factory.SubFactory(UserFactory)
    role = Role.SECRETARIAT
    valid_from = date(2020, 1, 1)


class ActivityFactory(Derived):
    class Meta:
        model = Activity

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda number: f"示例活动{number:04d}")
    kind = ActivityKind.FORUM
    year = 2020
    start_on = date(2020, 9, 26)
    end_on = date(2020, 9, 27)


class ActivitySessionFactory(Derived):
    class Meta:
        model = ActivitySession

    activity = factory.SubFactory(ActivityFactory)
    order = factory.Sequence(lambda number: number + 1)


class ActivityHostFactory(Derived):
    class Meta:
        model = ActivityHost

    activity = factory.SubFactory(ActivityFactory)
    role = HostRole.HOST
    organization = factory.SubFactory(OrganizationFactory)


class ActivityPersonFactory(Derived):
    class Meta:
        model = ActivityPerson

    activity = factory.SubFactory(ActivityFactory)
    person = factory.SubFactory(PersonFactory)
    role = "出席"


class VisitFactory(Derived):
    class Meta:
        model = Visit

    body = factory.SubFactory(BodyFactory)
    direction = VisitDirection.OUTGOING
    title = factory.Sequence(lambda number: f"示例考察{number:04d}")
    year = 2020
    start_on = date(2020, 11, 5)


class VisitDayFactory(Derived):
    class Meta:
        model = VisitDay

    visit = factory.SubFactory(VisitFactory)
    on = date(2020, 11, 5)


class VisitPartyFactory(Derived):
    class Meta:
        model = VisitParty

    visit = factory.SubFactory(VisitFactory)
    side = VisitSide.THEIRS
    organization = factory.SubFactory(OrganizationFactory)


class StatedCountFactory(Derived):
    """A count of an activity, unless another owner is given (then say ``activity=None``)."""

    class Meta:
        model = StatedCount

    activity = factory.SubFactory(ActivityFactory)
    kind = CountKind.PARTICIPANTS
    quantity = "200余名"
    noun = "选手"
    source = "2020年工作总结报告"


class AgreementFactory(Derived):
    class Meta:
        model = Agreement

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda number: f"示例合作备忘录{number:04d}")
    kind = AgreementKind.MEMORANDUM


class AgreementPartyFactory(Derived):
    class Meta:
        model = AgreementParty

    agreement = factory.SubFactory(AgreementFactory)
    organization = factory.SubFactory(OrganizationFactory)


class PublicationFactory(Derived):
    class Meta:
        model = Publication

    body = factory.SubFactory(BodyFactory)
    title = factory.Sequence(lambda number: f"示例会刊{number:04d}")
    kind = PublicationKind.JOURNAL


class IssueFactory(Derived):
    class Meta:
        model = Issue

    publication = factory.SubFactory(PublicationFactory)
    year = 2020
    number = factory.Sequence(lambda number: number + 1)


class RecognitionFactory(Derived):
    class Meta:
        model = Recognition

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.SelfAttribute("organization.name")
    title = "教育信息化工作先进单位"
    level = RecognitionLevel.ASSOCIATION
    year = 2020
