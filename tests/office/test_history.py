"""The history of a record: fields and values in words, masks marked, older lines behind a button."""

import pytest
from django.test import Client

from office.actor import Actor
from office.domain.audit import record_act
from office.enums import Role
from office.queries.audit import history_of
from office.web.history import LINES, history_lines, read_history
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(staff: Actor) -> Client:
    return client_of(staff)


def test_each_change_is_told_by_field_and_values(staff: Actor) -> None:
    school = OrganizationFactory(name="新单位")
    person = PersonFactory()
    record_act(
        person,
        "change",
        actor=staff,
        before={"organization": None, "position": "讲师", "phone": "13800000000"},
        after={"organization": school.pk, "position": "教授", "phone": "13912345678"},
        reason="调动",
    )
    (line,) = read_history(person, obj=person)[0]
    told = {change.name: (change.before, change.after, change.masked) for change in line["changes"]}
    assert told == {
        "organization": ("", "新单位", False),
        "position": ("讲师", "教授", False),
        "phone": ("138****0000", "139****5678", True),
    }
    assert (line["who"], line["role"], line["reason"]) == (staff.name, staff.role_label, "调动")


def test_a_move_does_not_repeat_its_state_and_a_making_lists_nothing(staff: Actor, desk: Client) -> None:
    activity = ActivityFactory()
    record_act(activity, "create", actor=staff, after={"title": "论坛"})
    record_act(activity, "hold", actor=staff, before={"state": "planned"}, after={"state": "held", "venue": "合肥"})
    hold, create = desk.get(activity.get_absolute_url()).context["page"].history
    assert [change.name for change in hold["changes"]] == ["venue"]
    assert create["changes"] == []


def test_a_field_that_is_gone_and_a_record_that_is_gone_are_still_told(staff: Actor) -> None:
    person = PersonFactory()
    record_act(
        person, "change", actor=staff, before={"old_field": "旧"}, after={"old_field": "新", "organization": 99999}
    )
    (line,) = history_lines(history_of(person))
    told = {change.label: change.after for change in line["changes"]}
    assert told["old_field"] == "新"
    assert "99999" in told[str(person._meta.get_field("organization").verbose_name)]


def test_older_lines_come_by_the_button_with_and_without_scripts(staff: Actor, desk: Client) -> None:
    activity = ActivityFactory()
    for turn in range(LINES + 3):
        record_act(activity, "change", actor=staff, after={"venue": f"会场{turn:02}"})
    url = activity.get_absolute_url()
    page = desk.get(url).context["page"]
    assert len(page.history) == LINES
    whole = desk.get(url + page.history_older).content.decode()
    assert "<html" in whole
    assert "会场00" in whole
    assert f"会场{LINES + 2}" not in whole
    part = desk.get(url + page.history_older, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count("<time") == 3
    assert desk.get(url, {"older": "x"}).status_code == 200


def test_who_may_not_read_the_history_gets_no_line_of_it(staff: Actor) -> None:
    activity = ActivityFactory()
    entry = record_act(activity, "change", actor=staff, after={"venue": "密"})
    school = client_of(make_actor(Role.SCHOOL_TEACHER))
    answer = school.get(activity.get_absolute_url(), {"older": entry.pk + 1}, headers={"HX-Request": "true"})
    assert "<time" not in answer.content.decode()
