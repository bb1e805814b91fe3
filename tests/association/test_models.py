"""What must never be false: every constraint of the association, straight at the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from association.enums import BodyKind, OrganizationKind, RegionLevel, SuccessionKind
from association.models import StatedCount, Succession
from office.enums import Role
from tests.factories import association as made

pytestmark = pytest.mark.django_db

EARLY, LATE = date(2020, 5, 1), date(2020, 6, 1)


def organization_twice(**values: Any) -> None:
    made.OrganizationFactory(**values)
    made.OrganizationFactory(**values)


def succession(**values: Any) -> None:
    names = {"predecessor_name": "甲", "successor_name": "乙", "on": EARLY}
    Succession.objects.create(**{**names, **values})


def renamed_to_another() -> None:
    succession(predecessor=made.OrganizationFactory(), successor=made.OrganizationFactory(), kind=SuccessionKind.RENAME)


def merged_into_itself() -> None:
    school = made.OrganizationFactory()
    succession(predecessor=school, successor=school, kind=SuccessionKind.MERGE)


def former_name_twice_until_one_day() -> None:
    school = made.OrganizationFactory()
    made.FormerNameFactory(organization=school, until=EARLY)
    made.FormerNameFactory(organization=school, until=EARLY)


def own_parent(factory: Any) -> None:
    row = factory()
    type(row).objects.filter(pk=row.pk).update(parent=row)


def count_twice() -> None:
    activity = made.ActivityFactory()
    made.StatedCountFactory.create_batch(2, activity=activity)


def session_order_twice() -> None:
    made.ActivitySessionFactory.create_batch(2, activity=made.ActivityFactory(), order=1)


def host_twice() -> None:
    made.ActivityHostFactory.create_batch(2, activity=made.ActivityFactory(), organization=made.OrganizationFactory())


def issue_twice() -> None:
    made.IssueFactory.create_batch(2, publication=made.PublicationFactory(), number=1)


def visit_day_twice() -> None:
    made.VisitDayFactory.create_batch(2, visit=made.VisitFactory())


BROKEN: list[tuple[str, Callable[[], Any]]] = [
    ("region_code_digits", lambda: made.ProvinceFactory(code="34AB00")),
    ("region_parent_by_level", lambda: made.ProvinceFactory(level=RegionLevel.CITY)),
    ("region_not_own_parent", lambda: own_parent(made.RegionFactory)),
    ("organization_open_name", lambda: organization_twice(name="安徽审计职业学院")),
    ("organization_uscc_once", lambda: organization_twice(uscc="91440300708461136T")),
    ("organization_uscc_shape", lambda: made.OrganizationFactory(uscc="91440300708461136I")),
    (
        "organization_level_of_school",
        lambda: made.OrganizationFactory(kind=OrganizationKind.ENTERPRISE, school_level="secondary"),
    ),
    ("organization_dates", lambda: made.OrganizationFactory(founded_on=LATE, closed_on=EARLY)),
    ("organization_words", lambda: made.OrganizationFactory(kind="academy", school_level="")),
    ("former_name_ends_once", former_name_twice_until_one_day),
    ("former_name_dates", lambda: made.FormerNameFactory(since=LATE, until=EARLY)),
    ("succession_sides", renamed_to_another),
    ("succession_sides", merged_into_itself),
    ("person_named", lambda: made.PersonFactory(name="")),
    ("employment_dates", lambda: made.EmploymentFactory(since=LATE, until=EARLY)),
    ("body_not_own_parent", lambda: own_parent(made.BodyFactory)),
    ("body_dates", lambda: made.BodyFactory(founded_on=LATE, dissolved_on=EARLY)),
    ("body_words", lambda: made.BodyFactory(kind="club")),
    ("body_open_name", lambda: made.BodyFactory.create_batch(2, name="中职分会", kind=BodyKind.BRANCH)),
    ("grant_school_role_has_school", lambda: made.RoleGrantFactory(role=Role.SCHOOL_TEACHER)),
    ("grant_body_role_has_body", lambda: made.RoleGrantFactory(role=Role.GROUP_SECRETARY)),
    (
        "grant_one_scope",
        lambda: made.RoleGrantFactory(organization=made.OrganizationFactory(), body=made.BodyFactory()),
    ),
    ("grant_dates", lambda: made.RoleGrantFactory(valid_from=LATE, valid_until=EARLY)),
    ("grant_words", lambda: made.RoleGrantFactory(role="king")),
    ("activity_dates", lambda: made.ActivityFactory(start_on=LATE, end_on=EARLY)),
    ("activity_end_has_start", lambda: made.ActivityFactory(start_on=None, end_on=EARLY)),
    ("activity_in_its_year", lambda: made.ActivityFactory(year=2019)),
    ("visit_in_its_year", lambda: made.VisitFactory(year=2019)),
    ("activity_once", lambda: made.ActivityFactory.create_batch(2, body=made.BodyFactory(), title="论坛")),
    ("activity_words", lambda: made.ActivityFactory(state="begun")),
    ("activity_session_order", session_order_twice),
    ("activity_host_one_party", lambda: made.ActivityHostFactory(name="安徽大学出版社")),
    ("activity_host_one_party", lambda: made.ActivityHostFactory(organization=None)),
    ("activity_host_organization", host_twice),
    ("activity_host_words", lambda: made.ActivityHostFactory(role="boss")),
    ("visit_words", lambda: made.VisitFactory(direction="up")),
    ("visit_day_once", visit_day_twice),
    ("visit_party_named", lambda: made.VisitPartyFactory(organization=None)),
    ("stated_count_one_owner", lambda: made.StatedCountFactory(activity=None)),
    ("stated_count_one_owner", lambda: made.StatedCountFactory(visit=made.VisitFactory())),
    ("stated_count_once_activity", count_twice),
    ("stated_count_words", lambda: made.StatedCountFactory(kind="cats")),
    ("agreement_signed_has_date", lambda: made.AgreementFactory(state="signed")),
    ("agreement_signed_has_date", lambda: made.AgreementFactory(signed_on=EARLY)),
    ("agreement_ended_has_date", lambda: made.AgreementFactory(state="ended", signed_on=EARLY)),
    ("agreement_dates", lambda: made.AgreementFactory(state="signed", signed_on=LATE, valid_until=EARLY)),
    ("agreement_party_one_party", lambda: made.AgreementPartyFactory(name="浪潮集团")),
    ("publication_date_if_published", lambda: made.PublicationFactory(published_on=EARLY)),
    ("publication_once", lambda: made.PublicationFactory.create_batch(2, body=made.BodyFactory(), title="简报")),
    ("issue_once", issue_twice),
    ("issue_number_counts", lambda: made.IssueFactory(number=0)),
    ("recognition_revoked_with_reason", lambda: made.RecognitionFactory(revoked_at=timezone.now())),
    ("recognition_revoked_with_reason", lambda: made.RecognitionFactory(revoked_reason="弄虚作假")),
    ("recognition_named", lambda: made.RecognitionFactory(title="")),
    ("recognition_source_once", lambda: made.RecognitionFactory.create_batch(2, source="reviews.award:1")),
]


@pytest.mark.parametrize(("name", "store"), BROKEN, ids=[f"{place}-{name}" for place, (name, _s) in enumerate(BROKEN)])
def test_the_database_refuses(name: str, store: Callable[[], Any]) -> None:
    from django.db import connection

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        store()
    # SQLite names the columns of a broken UNIQUE, not the constraint.
    assert name in str(refused.value) or (connection.vendor == "sqlite" and "UNIQUE" in str(refused.value))


def test_closed_organizations_may_share_a_name_and_codes_may_be_missing() -> None:
    made.OrganizationFactory(name="安徽建设学校", closed_on=EARLY)
    made.OrganizationFactory(name="安徽建设学校", closed_on=LATE)
    made.OrganizationFactory(name="安徽建设学校")


def test_count_keeps_its_qualifier_through_the_database() -> None:
    count = made.StatedCountFactory(quantity="200余名")
    stored = StatedCount.objects.get(pk=count.pk)
    assert str(stored) == "200余名选手"
    assert stored.get_absolute_url() == count.activity.get_absolute_url()


def test_dates_are_told_in_chinese_at_their_precision() -> None:
    assert made.ActivityFactory().date_text == "2020年9月26日至27日"
    assert made.ActivityFactory().date_words(known_year=2020) == "9月26日至27日"
    vague = made.ActivityFactory(start_on=None, end_on=None, date_precision="year", date_note="初")
    assert vague.date_text == "2020年初"
    visit = made.VisitFactory()
    made.VisitDayFactory(visit=visit, on=date(2020, 7, 10))
    made.VisitDayFactory(visit=visit, on=date(2020, 6, 3))
    assert visit.date_text == "2020年6月3日、7月10日"
    assert made.AgreementFactory(state="signed", signed_on=date(2020, 9, 1), date_precision="month").date_text == (
        "2020年9月"
    )


def test_every_row_leads_to_a_page() -> None:
    rows = [
        made.FormerNameFactory(),
        made.EmploymentFactory(),
        made.ActivitySessionFactory(),
        made.ActivityHostFactory(),
        made.ActivityPersonFactory(),
        made.VisitDayFactory(),
        made.VisitPartyFactory(),
        made.AgreementPartyFactory(),
        made.IssueFactory(),
        made.StatedCountFactory(activity=None, visit=made.VisitFactory()),
        made.StatedCountFactory(activity=None, publication=made.PublicationFactory()),
    ]
    for row in rows:
        assert row.get_absolute_url().startswith("/association/")
        assert str(row)
