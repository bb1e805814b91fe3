"""Pages of results in the browser: publish, read as everybody, object as a school, issue certificates, recheck."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from association.models import Certificate
from office.actor import Actor
from reviews.domain.award import propose_award
from reviews.enums import CallState, NoticeState, ObjectionState, SubmissionState
from reviews.models import Objection, PublicNotice
from tests.actors import client_of, make_actor
from tests.calendars import publish_calendars
from tests.factories.results import CertificateFactory, NoticeFactory, ObjectionFactory, PublishedFactory
from tests.factories.reviews import AwardFactory, CallFactory, PrizeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(staff: Actor) -> Any:
    """A closed call with one proposed award, whose awards need a notice."""
    publish_calendars(actor=staff)
    call = CallFactory(state=CallState.CLOSED, needs_notice=True, basis="皖教〔2020〕1号。")
    submission = SubmissionFactory(call=call, state=SubmissionState.ACCEPTED)
    propose_award(PrizeFactory(call=call), submission, actor=staff, recipient_name="张三")
    return call


def test_from_the_call_to_the_public_page(call: Any, staff: Actor, client: Client):
    office = client_of(staff)
    create = reverse("reviews:publicnotice_create")
    assert office.get(f"{create}?call={call.pk}").status_code == 200
    values = {"call": call.pk, "workdays": 5, "appeal_workdays": 3, "contact": "秘书处 0551-1"}
    assert office.post(create, values).status_code == 302
    notice = PublicNotice.objects.get()
    assert client.get(reverse("public_notice", args=[notice.pk])).status_code == 404, "a draft is nobody's business"
    act = reverse("reviews:publicnotice_act", args=[notice.pk, "publish_notice"])
    assert "张三" in office.get(notice.get_absolute_url()).content.decode()
    assert office.get(act).status_code == 200
    assert office.post(act).status_code == 302
    assert office.post(act).status_code == 409
    text = client.get(reverse("public_notice", args=[notice.pk])).content.decode()
    for shown in ("张三", "根据皖教〔2020〕1号，", "秘书处 0551-1", "共5个工作日"):
        assert shown in text
    assert call.title in client.get(reverse("public_notices")).content.decode()


def test_a_school_objects_once_on_a_double_click_and_sees_its_own(call: Any, staff: Actor):
    notice = PublishedFactory(call=call, closes_on="2099-01-01")
    school = make_actor("school_administrator")
    browser, url = client_of(school), reverse("reviews:publicnotice_object", args=[notice.pk])
    values = {"text": "内容雷同", "contact": "0551-2", "form_token": "a" * 32}
    first, second = browser.post(url, values), browser.post(url, values)
    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
    objection = Objection.objects.get()
    assert objection.organization_id == school.organization_id
    assert browser.get(objection.get_absolute_url()).status_code == 200
    assert client_of(make_actor("school_administrator")).get(objection.get_absolute_url()).status_code == 404
    assert browser.post(url, {"text": ""}).status_code == 422


def test_the_secretariat_records_who_objects(call: Any, staff: Actor):
    notice = PublishedFactory(call=call)
    url = reverse("reviews:publicnotice_object", args=[notice.pk])
    office = client_of(staff)
    values = {"text": "材料不实", "filed_at": "2020-12-15T09:00"}
    assert office.post(url, values).status_code == 422, "nobody objects unnamed"
    assert office.post(url, values | {"name": "李四", "contact": "0551-3"}).status_code == 302
    assert Objection.objects.get().is_in_time


def test_an_appeal_by_the_school_that_objected(staff: Actor):
    school = make_actor("school_administrator")
    objection = ObjectionFactory(
        organization_id=school.organization_id,
        state=ObjectionState.DISMISSED,
        decision="不成立",
        decided_at="2020-12-16T01:00:00Z",
        decided_by_id=staff.user_id,
        appeal_until="2099-01-01",
    )
    url = reverse("reviews:objection_appeal", args=[objection.pk])
    browser = client_of(school)
    assert browser.get(url).status_code == 200
    assert browser.post(url, {"text": "请复核"}).status_code == 302
    assert browser.post(url, {"text": "请复核"}).status_code == 422
    assert Objection.objects.filter(against=objection).count() == 1


def test_certificates_are_issued_on_the_calls_page_once(staff: Actor):
    call = CallFactory(state=CallState.DECIDED)
    AwardFactory(prize=PrizeFactory(call=call), recipient_name="张三")
    office, url = client_of(staff), reverse("reviews:call_certificates", args=[call.pk])
    assert office.get(url).status_code == 200
    assert office.post(url).status_code == 302
    assert office.post(url).status_code == 409
    certificate = Certificate.objects.get()
    reissue = reverse("association:certificate_reissue", args=[certificate.pk])
    values = {"holder": "张三丰", "unit": "", "work": "", "issued_on": "2020-12-20"}
    assert office.post(reissue, values).status_code == 422
    assert office.post(reissue, values | {"reason": "姓名有误"}).status_code == 302
    assert office.post(reissue, values | {"reason": "姓名有误"}).status_code == 422
    assert Certificate.objects.count() == 2


def test_pages_of_every_state_open(staff: Actor):
    office = client_of(staff)
    rows = [NoticeFactory(), *(PublishedFactory(state=state) for state in NoticeState if state != NoticeState.DRAFTED)]
    rows += [ObjectionFactory(), CertificateFactory(), CertificateFactory(state="revoked", reason="材料不实")]
    for row in rows:
        assert office.get(row.get_absolute_url()).status_code == 200, row
    for name in ("reviews:publicnotice_list", "reviews:objection_list", "association:certificate_list"):
        assert office.get(reverse(name)).status_code == 200
