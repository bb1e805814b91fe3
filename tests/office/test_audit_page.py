"""The search over the trail: who may, what is found, how far pages go."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.audit import Act, record_act, record_acts
from office.domain.seal import seal_entries
from office.enums import Role
from office.models import AuditEntry, User
from tests.actors import client_of, make_actor
from tests.append_only import triggers_off
from tests.factories.association import ActivityFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST, EXPORT = reverse("office:audit_list"), reverse("office:audit_export")


@pytest.fixture
def auditor() -> Actor:
    return make_actor(Role.AUDITOR)


@pytest.fixture
def desk(auditor: Actor) -> Client:
    return client_of(auditor)


def shown(client: Client, **query: Any) -> str:
    answer = client.get(LIST, query)
    assert answer.status_code == 200
    return str(answer.context["page"].rows_html)


def move_to(entry: AuditEntry, **ago: int) -> None:
    with triggers_off(), connection.cursor() as cursor:
        moment = timezone.now() - timedelta(**ago)
        cursor.execute("UPDATE office_auditentry SET at = %s WHERE id = %s", [moment, entry.pk])


def test_search_by_person_object_act_kind_role_and_batch(desk: Client, staff: Actor) -> None:
    school, person = OrganizationFactory(name="合肥职业技术学院"), PersonFactory(name="李梅")
    batch = uuid.uuid4()
    record_act(school, "change", actor=Actor(user_id=staff.user_id, name="王秘书", role=Role.SECRETARIAT))
    record_acts([Act(person, "create")], actor=Actor(name="导入"), batch=batch)
    for query, found in (
        ({"person": "王秘书"}, "合肥"),
        ({"person": "导入"}, "李梅"),
        ({"text": "职业技术"}, "合肥"),
        ({"act": "create"}, "李梅"),
        ({"kind": "association.person"}, "李梅"),
        ({"role": "secretariat"}, "合肥"),
        ({"batch": str(batch)}, "李梅"),
    ):
        rows = shown(desk, **query)
        assert found in rows, query
        assert rows.count("<tr>") == 1, query
    assert "合肥" not in shown(desk, person="无此人")


def test_a_person_is_found_by_the_name_of_today(desk: Client, staff: Actor) -> None:
    record_act(OrganizationFactory(), "change", actor=staff)
    User.objects.filter(pk=staff.user_id).update(display_name="新名字")
    assert shown(desk, person="新名字").count("<tr>") == 1


def test_days_count_by_the_offices_clock(desk: Client, staff: Actor) -> None:
    old, new = (record_act(ActivityFactory(title=title), "change", actor=staff) for title in ("旧活动", "新活动"))
    move_to(old, days=3)
    today = timezone.localdate()
    assert "旧活动" not in shown(desk, since=today)
    assert "新活动" in shown(desk, since=today, until=today)
    assert "新活动" not in shown(desk, until=today - timedelta(days=1))
    assert "旧活动" in shown(desk, until=today - timedelta(days=3))
    assert desk.get(LIST, {"since": "13月", "batch": "x", "kind": "no.thing", "older": "9" * 30}).status_code == 200
    assert new.pk


def test_every_row_stands_on_one_page_both_ways(desk: Client, staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.views.audit.keyset_page.__kwdefaults__", {"size": 3})
    activity = ActivityFactory()
    keys = [record_act(activity, "change", actor=staff).pk for _turn in range(8)][::-1]

    def read(address: str) -> tuple[list[int], dict[str, Any]]:
        page = desk.get(LIST + address, follow=True).context["page"]
        found = [key for key in keys if f"/audit/{key}/" in page.rows_html]
        return found, page.pager

    first, pager = read("?text=")
    assert (first, pager["previous_url"]) == (keys[:3], "")
    second, pager = read(pager["next_url"])
    record_act(activity, "change", actor=staff)  # what is written meanwhile moves nothing
    last, end = read(pager["next_url"])
    assert (second, last, end["next_url"]) == (keys[3:6], keys[6:], "")
    assert read(end["previous_url"])[0] == second
    assert read(read(end["previous_url"])[1]["previous_url"])[0] == first


def test_a_page_costs_the_same_with_three_and_with_fifty_rows(desk: Client, staff: Actor) -> None:
    counts = []
    for size in (3, 60):
        for _turn in range(size):
            record_act(ActivityFactory(), "change", actor=staff, reason="更正")
        seal_entries()
        desk.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            desk.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_system_administrator_searches_accounts_only() -> None:
    administrator = make_actor(Role.SYSTEM_ADMINISTRATOR)
    user = User.objects.get(pk=administrator.user_id)
    own = record_act(user, "change", actor=administrator)
    other = record_act(OrganizationFactory(name="某校"), "change", actor=administrator)
    desk = client_of(administrator)
    assert shown(desk).count("<tr>") == 1
    assert desk.get(own.get_absolute_url()).status_code == 200
    assert desk.get(other.get_absolute_url()).status_code == 404


def test_an_entry_shows_each_field_in_words(desk: Client, staff: Actor) -> None:
    school = OrganizationFactory(name="芜湖职业技术学院")
    entry = record_act(
        PersonFactory(name="李梅"),
        "change",
        actor=staff,
        before={"organization": None, "phone": "13900000000", "is_illustrative": True, "position": "讲师"},
        after={"organization": school.pk, "phone": "13912345678", "is_illustrative": False, "position": "教授"},
        reason="调动",
    )
    text = desk.get(entry.get_absolute_url()).content.decode()
    for part in ("芜湖职业技术学院", "讲师", "教授", "139****5678", "调动", "李梅", str(staff.name)):
        assert part in text
    assert "13912345678" not in text
    assert seal_entries()
    with CaptureQueriesContext(connection) as queries:
        desk.get(entry.get_absolute_url())
    assert len(queries) <= 12


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.FINANCE, Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER])
def test_nobody_else_searches_or_exports(role: str) -> None:
    desk = client_of(make_actor(role))
    assert desk.get(LIST).status_code == 403
    assert desk.post(EXPORT, {"reason": "看一看"}).status_code == 403
