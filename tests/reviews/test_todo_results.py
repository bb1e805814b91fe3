"""Lines of the home page between score sheets and final list: the right person, as many as the list shows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.models import Message
from office.queries.todo import count_waiting
from reports.queries.todo import waiting_for as home_waits
from reviews.domain.change_request import file_change
from reviews.domain.ranking import compute_ranking
from reviews.domain.sheet_return import ask_return
from reviews.enums import ChangeKind, ObjectionState
from reviews.models import Objection
from reviews.queries.todo import waiting_for
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.results import ObjectionFactory, PublishedFactory, RecheckFactory
from tests.factories.reviews import SubmissionFactory
from tests.reviews.judged import judged_round
from tests.reviews.scoring_world import Office

pytestmark = pytest.mark.django_db


def day(ahead: int = 0) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def lines(actor: Actor) -> dict[str, int]:
    """Return the lines that are not empty by the list that they open, and hold each against that list."""
    found = [item for item in count_waiting(waiting_for(actor)) if item.count]
    client = client_of(actor)
    for item in found:
        shown = client.get(item.url).context
        assert (shown["page"].count_text if "page" in shown else str(shown["count"])) == str(item.count), item.label
    return {item.url.removeprefix("/reviews/"): item.count for item in found}


def decided(state: str, actor: Actor, **values: Any) -> Objection:
    facts = {"decision": "经查属实", "decided_at": timezone.now(), "decided_by_id": actor.user_id}
    made: Objection = ObjectionFactory(state=state, **facts, **values)
    return made


def test_objections_wait_for_staff_and_an_appeal_for_somebody_else(staff: Actor) -> None:
    second = make_actor(Role.SECRETARIAT_HEAD)
    ObjectionFactory()
    ObjectionFactory(state=ObjectionState.INVESTIGATING)
    ObjectionFactory(state=ObjectionState.LATE)
    decided(ObjectionState.UPHELD, staff)
    against = decided(ObjectionState.DISMISSED, staff, appeal_until=day(1))
    ObjectionFactory(kind="appeal", against=against, notice=against.notice)
    own = {"objections/?waiting=objections": 2, "objections/?state=upheld": 1, "notices/?waiting=ended": 5}
    assert lines(staff) == own
    assert lines(second) == {**own, "objections/?waiting=appeals": 1}
    for role in (Role.FINANCE, Role.AUDITOR, Role.REVIEWER):
        assert lines(make_actor(role)) == {}, role


def test_a_dismissal_open_to_appeal_is_the_schools_own(staff: Actor) -> None:
    unit = OrganizationFactory()
    school = make_actor(Role.SCHOOL_ADMINISTRATOR, organization=unit)
    decided(ObjectionState.DISMISSED, staff, appeal_until=day(), organization=unit)
    decided(ObjectionState.DISMISSED, staff, appeal_until=day(-1), organization=unit)
    decided(ObjectionState.DISMISSED, staff, appeal_until=day())
    assert lines(school) == {"objections/?waiting=appealable": 1}
    assert lines(make_actor(Role.SCHOOL_TEACHER, organization=unit)) == {}


def test_notices_wait_to_be_closed_and_then_to_be_made_final(staff: Actor) -> None:
    PublishedFactory(closes_on=day())
    PublishedFactory(closes_on=day(-1))
    PublishedFactory(state="closed")
    ObjectionFactory(notice=PublishedFactory(state="closed"))
    decided(ObjectionState.DISMISSED, staff, notice=PublishedFactory(state="closed"), appeal_until=day())
    assert lines(staff) == {
        "objections/?waiting=objections": 1,
        "notices/?waiting=ended": 1,
        "notices/?waiting=final": 1,
    }


def test_a_return_waits_for_a_second_person_who_is_told() -> None:
    office = Office()
    ask_return(office.submitted(), actor=office.first, reason="总分与等级不符")
    assert "sheet-returns/?waiting=second" not in lines(office.first)
    assert lines(office.second)["sheet-returns/?waiting=second"] == 1
    (message,) = Message.objects.filter(channel="in_app", kind="sheet")
    assert (message.recipient_id, "须由另一人确认" in message.text) == (office.second.user_id, True)


def test_a_recheck_and_a_change_request_wait_for_staff(staff: Actor) -> None:
    round_ = judged_round([["90"], ["80"]], readers=1)
    (before,) = compute_ranking(round_, actor=staff)
    after = type(before).objects.create(round=round_, version=2, method=before.method)
    RecheckFactory(call=round_.call, before=before, after=after)
    assert lines(staff)["rechecks/?state=open"] == 1
    unit = OrganizationFactory()
    school = make_actor(Role.SCHOOL_ADMINISTRATOR, organization=unit)
    entry = SubmissionFactory(organization=unit, title="智慧教室")
    file_change(entry, actor=school, kind=ChangeKind.WITHDRAW, proposal={}, reason="人员变动")
    assert lines(staff)["change-requests/?state=filed"] == 1
    told = Message.objects.get(channel="in_app", subject="变更申请待审批：智慧教室")
    assert told.recipient_id == staff.user_id


def test_the_home_page_counts_all_lines_in_one_query(staff: Actor, django_assert_num_queries: Any) -> None:
    ObjectionFactory()
    with django_assert_num_queries(1):
        assert "/reviews/objections/?waiting=objections" in {item.url for item in home_waits(staff)}
