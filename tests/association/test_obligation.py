"""What falls due in the association's records, and who is told."""

from datetime import date, timedelta
from typing import Any

import pytest

from association.queries.grant import today
from association.queries.obligation import (
    KINDS,
    administrators_of_schools,
    ending_agreements,
    ending_grants,
    holders_of_roles,
    look_ahead,
    unconfirmed_activities,
    unconfirmed_visits,
)
from office.actor import Actor
from office.models import User
from tests.actors import make_actor
from tests.factories.association import (
    ActivityFactory,
    AgreementFactory,
    OrganizationFactory,
    RoleGrantFactory,
    VisitFactory,
)
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_signed_agreements_are_due_when_they_end() -> None:
    signed: dict[str, Any] = {"state": "signed", "signed_on": date(2025, 1, 1)}
    row = AgreementFactory(**signed, valid_until=date(2026, 11, 30))
    AgreementFactory(**signed, valid_until=date(2026, 12, 1))
    AgreementFactory(**signed)
    AgreementFactory(valid_until=date(2026, 11, 15))
    (found,) = ending_agreements(FIRST, LAST)
    assert (found.key, found.due_on) == (f"agreement_ends:{row.pk}", date(2026, 11, 30))
    assert found.url == row.get_absolute_url()


@pytest.mark.parametrize(
    ("factory", "find"), [(ActivityFactory, unconfirmed_activities), (VisitFactory, unconfirmed_visits)]
)
def test_planned_things_are_due_on_their_last_day(factory: Any, find: Any) -> None:
    days = {"year": 2026, "start_on": date(2026, 10, 30)}
    row = factory(**days, end_on=date(2026, 11, 2), state="planned")
    factory(**days, end_on=date(2026, 11, 2), state="held")
    factory(**days, end_on=None, state="planned")  # one day only, in October
    (found,) = find(FIRST, LAST)
    assert (found.key.rpartition(":")[2], found.due_on) == (str(row.pk), date(2026, 11, 2))


def test_the_holder_is_told_of_a_grant_that_ends() -> None:
    school = OrganizationFactory(name="示例学院")
    grant = RoleGrantFactory(role="school_administrator", organization=school, valid_until=date(2026, 11, 10))
    RoleGrantFactory(role="finance", valid_until=date(2026, 11, 10), user=UserFactory(is_active=False))
    (found,) = ending_grants(FIRST, LAST)
    assert found.responsible == (grant.user_id,)
    assert found.unit == "示例学院"


def test_people_are_those_whose_grant_holds_today(staff: Actor) -> None:
    yesterday = today() - timedelta(days=1)
    RoleGrantFactory(role="secretariat", valid_until=yesterday)
    RoleGrantFactory(role="secretariat", user=UserFactory(is_active=False))
    head = make_actor("secretariat_head", user=User.objects.get(pk=staff.user_id))
    make_actor("auditor")
    assert holders_of_roles() == {"secretariat": (staff.user_id,), "secretariat_head": (head.user_id,)}
    school, other = OrganizationFactory(), OrganizationFactory()
    first = make_actor("school_administrator", organization=school)
    make_actor("school_teacher", organization=school)
    second = make_actor("school_administrator", organization=other)
    assert administrators_of_schools() == {school.pk: (first.user_id,), other.pk: (second.user_id,)}
    assert administrators_of_schools([school.pk]) == {school.pk: (first.user_id,)}


def test_looking_ahead_finds_what_each_kind_finds_in_two_queries(django_assert_max_num_queries: Any) -> None:
    AgreementFactory(state="signed", signed_on=date(2025, 1, 1), valid_until=LAST)
    for factory in (ActivityFactory, VisitFactory):
        factory(year=2026, start_on=FIRST, end_on=None, state="planned")
    RoleGrantFactory(role="finance", valid_until=LAST)
    each = {kind.name: kind.find(FIRST, LAST) for kind in KINDS}
    assert all(each.values())
    windows = {kind.name: (FIRST, LAST) for kind in KINDS}
    with django_assert_max_num_queries(2):
        found = look_ahead(windows)
    assert sorted(found, key=str) == sorted((item for items in each.values() for item in items), key=str)
    assert [item.key for item in look_ahead({**windows, "agreement_ends": (FIRST, FIRST)})] == [
        item.key for item in found if not item.key.startswith("agreement_ends")
    ]
