"""A person's name is corrected after the sheet was printed: told, counted and replaced by hand, never by itself."""

from typing import Any

import pytest
from django.urls import reverse

from association.domain.certificate import GATES, keep_name
from association.models import Certificate, Person
from association.queries.todo import waiting_for
from office.domain.record import change_record
from office.models import AuditEntry
from office.queries.todo import count_waiting
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.results import CertificateFactory

pytestmark = pytest.mark.django_db
SAID = "姓名已变更，待换发"


def sheet(name: str, **values: Any) -> Any:
    return CertificateFactory(person=PersonFactory(name=name), holder=values.pop("holder", name), **values)


def waiting(actor: Any) -> int:
    return sum(item.count for item in count_waiting(waiting_for(actor)) if "waiting=renamed" in item.url)


def test_a_corrected_name_is_told_counted_and_replaced_by_hand(staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GATES, "tests.award:", lambda _source: None)
    one = sheet("示例宝", source="tests.award:1", people=[["团队成员", "示例宝、示例玉"]])
    client = client_of(staff)
    assert waiting(staff) == 0
    assert SAID not in client.get(one.get_absolute_url()).content.decode()
    change_record(one.person, actor=staff, changes={"name": "示例葆"}, reason="姓名录错")
    assert waiting(staff) == 1
    assert Certificate.objects.count() == 1, "nothing is replaced by itself"
    assert f"{SAID}：示例葆" in client.get(one.get_absolute_url()).content.decode()
    listed = client.get(reverse("association:certificate_list"), {"waiting": "renamed", "columns": "name_state"})
    assert listed.context["page"].count_text == "1"
    reissue = reverse("association:certificate_reissue", args=[one.pk])
    form = client.get(reissue).context["form"]
    assert form["holder"].initial == "示例葆"
    values = {"holder": "示例葆", "unit": one.unit, "work": one.work, "issued_on": "2020-12-20", "reason": "更名"}
    assert client.post(reissue, values).status_code == 302
    fresh = Certificate.objects.issued().get()
    assert (fresh.holder, fresh.people) == ("示例葆", [["团队成员", "示例葆、示例玉"]])
    assert waiting(staff) == 0


def test_a_sheet_can_be_kept_as_printed_for_one_later_name_alone(staff: Any) -> None:
    one = sheet("示例宝")
    act = reverse("association:certificate_act", args=[one.pk, "keep_name"])
    client = client_of(staff)
    assert client.post(act, {"reason": "尚无变更"}).status_code == 403
    assert act not in client.get(one.get_absolute_url()).content.decode()
    change_record(one.person, actor=staff, changes={"name": "示例葆"}, reason="姓名录错")
    assert act in client.get(one.get_absolute_url()).content.decode()
    assert client_of(make_actor("school_administrator", organization=one.organization)).post(act).status_code == 403
    asked = client.get(act).content.decode()
    assert "示例宝" in asked
    assert "示例葆" in asked
    assert client.post(act, {"reason": ""}).status_code == 422
    stale = Certificate.objects.get(pk=one.pk)
    assert client.post(act, {"reason": "本人要求保留"}).status_code == 302
    assert waiting(staff) == 0
    text = client.get(one.get_absolute_url()).content.decode()
    assert SAID not in text
    assert "示例葆（仍用原证书）" in text
    entry = AuditEntry.objects.get(action="keep_name")
    assert (entry.after, entry.reason) == ({"name_kept": "示例葆"}, "本人要求保留")
    with pytest.raises(Refusal):
        keep_name(stale, actor=staff, reason="再次")
    assert AuditEntry.objects.filter(action="keep_name").count() == 1
    # Another change asks again.
    change_record(Person.objects.get(pk=one.person_id), actor=staff, changes={"name": "示例堡"})
    assert waiting(staff) == 1
    assert f"{SAID}：示例堡" in client.get(one.get_absolute_url()).content.decode()


def test_what_is_no_change_of_one_known_persons_name_is_not_told(staff: Any) -> None:
    sheet("张三", holder="张　三")
    sheet("李 四", holder="李四")
    CertificateFactory(holder="示例作品", person=None)
    sheet("王五", holder="王伍", state="revoked", reason="撤销")
    school = OrganizationFactory(name="示例旧校名学院")
    CertificateFactory(holder=school.name, organization=school)
    change_record(school, actor=staff, changes={"name": "示例新校名学院"}, reason="更名")
    assert waiting(staff) == 0
    told = Certificate.objects.with_name_changed()
    assert not any(row.name_changed for row in told)
    told_one = sheet("赵六", holder="赵陆")
    assert [row.pk for row in Certificate.objects.with_former_name()] == [told_one.pk]


def test_a_school_reads_it_and_nobody_but_the_secretariat_is_asked_to_do_something() -> None:
    one = sheet("新名字", holder="旧名字")
    school = make_actor("school_teacher", organization=one.organization)
    assert SAID in client_of(school).get(one.get_absolute_url()).content.decode()
    assert waiting(school) == waiting(make_actor("auditor")) == waiting(make_actor("finance")) == 0
