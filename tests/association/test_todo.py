"""What waits for whom."""

from datetime import timedelta
from typing import Any

import pytest

from association.queries.grant import today
from association.queries.todo import waiting_for
from office.actor import Actor
from office.enums import Role
from office.queries.todo import count_waiting
from office.todo import sort_by_deadline
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory, AgreementFactory, RoleGrantFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_secretariat_settles_overdue_work_and_drafts(staff: Actor, django_assert_max_num_queries: Any) -> None:
    overdue = ActivityFactory()
    ActivityFactory(state="held")
    ActivityFactory(start_on=today(), end_on=today() + timedelta(days=3), year=today().year)
    VisitFactory(start_on=None)
    AgreementFactory.create_batch(2)
    with django_assert_max_num_queries(1):
        items = sort_by_deadline(count_waiting(waiting_for(staff)))
    assert [(item.count, item.due_on) for item in items] == [(1, overdue.end_on), (2, None)]
    client = client_of(staff)
    for item in items:
        page = client.get(item.url)
        assert page.context["page"].count_text == str(item.count)


def test_head_renews_grants_that_end_soon() -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)
    soon = RoleGrantFactory(valid_until=today() + timedelta(days=30))
    RoleGrantFactory(valid_until=today() + timedelta(days=31))
    RoleGrantFactory(valid_until=today() - timedelta(days=1))
    (item,) = sort_by_deadline(count_waiting(waiting_for(head)))
    assert (item.count, item.due_on) == (1, soon.valid_until)
    assert client_of(head).get(item.url).context["page"].count_text == "1"


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER, Role.AUDITOR])
def test_nothing_waits_for_others(role: str) -> None:
    ActivityFactory()
    AgreementFactory()
    assert waiting_for(make_actor(role)) == []
