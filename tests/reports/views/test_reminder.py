"""Pages of the reminders: rules to change, what comes next, why not, and the text for WeChat."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry, ReminderRule
from reports.domain.reminder import load_reminder_rules, send_reminders
from tests.actors import make_actor
from tests.factories.association import AgreementFactory, BodyFactory, OrganizationFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def day(ahead: int = 0) -> date:
    return timezone.localdate() + timedelta(days=ahead)


VALUES = {
    "kind": "agreement_ends",
    "name": "协议到期",
    "before": "30、7",
    "after": "1",
    "audience": "staff",
    "channel": "in_app",
    "subject": "{事项}",
    "text": "{事项}{期限}到期",
    "is_active": "on",
}


def test_clerk_writes_and_changes_a_rule(log_in: Callable[..., Client], staff: Actor) -> None:
    client = log_in(staff)
    assert client.post(reverse("reports:reminder_create"), VALUES).status_code == 302
    rule = ReminderRule.objects.get()
    assert (rule.stages, rule.channel) == ((-30, -7, 1), "in_app")
    page = reverse("reports:reminder_change", args=[rule.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {**VALUES, "before": "15", "revision": "1"}).status_code == 302
    rule.refresh_from_db()
    assert rule.stages == (-15, 1)
    stale = client.post(page, {**VALUES, "before": "9", "revision": "1"})
    assert stale.status_code == 422
    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["create", "change"]
    again = client.post(reverse("reports:reminder_create"), VALUES)
    assert again.status_code == 422  # the same deadline for the same people
    assert "15" in client.get(reverse("reports:reminder_list")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"before": "soon"},
        {"before": "", "after": ""},
        {"text": "{姓名}"},
        {"subject": "{天}"},
        {"before": "400"},
        {"kind": "nothing"},
    ],
)
def test_a_rule_that_cannot_work_is_refused(log_in: Callable[..., Client], wrong: dict[str, str]) -> None:
    answer = log_in("secretariat").post(reverse("reports:reminder_create"), {**VALUES, **wrong})
    assert answer.status_code == 422
    assert not ReminderRule.objects.exists()


def test_who_only_reads_is_offered_no_text_to_send(log_in: Callable[..., Client], staff: Actor) -> None:
    page, text = reverse("reports:reminder_list"), reverse("reports:reminder_text")
    offered = {role: text in log_in(role).get(page).content.decode() for role in (Role.SECRETARIAT, Role.AUDITOR)}
    assert offered == {Role.SECRETARIAT: True, Role.AUDITOR: False}


def test_pages_say_what_comes_and_what_was_told(
    log_in: Callable[..., Client], staff: Actor, django_assert_max_num_queries: Any
) -> None:
    load_reminder_rules(actor=staff)
    soon = AgreementFactory(state="signed", signed_on=day(), valid_until=day(35), title="合作备忘录")
    AgreementFactory(state="signed", signed_on=day(), valid_until=day(6), title="框架协议")
    client = log_in(staff)
    text = client.get(reverse("reports:reminder_next")).content.decode()
    assert "合作备忘录" in text
    assert day(5).isoformat() in text
    send_reminders()
    log = reverse("reports:reminder_log")
    with django_assert_max_num_queries(12):
        shown = client.get(log).content.decode()
    assert "框架协议" in shown
    assert soon.title in shown  # its stage of 90 days was told
    only = client.get(f"{log}?outcome=withheld").content.decode()
    assert "合作备忘录" not in only
    assert "框架协议" in only  # 90 and 30 days gave way to 7
    assert client.get(reverse("reports:reminder_log") + "?title=框架").status_code == 200


def test_the_list_asks_within_the_budget(
    log_in: Callable[..., Client], staff: Actor, django_assert_max_num_queries: Any
) -> None:
    load_reminder_rules(actor=staff)
    ReminderRule.objects.update(is_active=True, in_workdays=True)
    client = log_in(staff)
    call = CallFactory(closes_at=timezone.now() + timedelta(days=9))
    SubmissionFactory(call=call, state="drafted")
    make_actor("school_administrator", organization=OrganizationFactory())
    AgreementFactory(state="signed", signed_on=day(), valid_until=day(9))
    client.get(reverse("reports:reminder_next"))  # the content types are known from here on
    asked = []
    for number in (3, 30):
        for place in range(number):
            AgreementFactory(
                state="signed",
                signed_on=day(),
                valid_until=day(10 + place),
                title=f"协议{number}-{place}",
            )
        with django_assert_max_num_queries(12) as queries:
            client.get(reverse("reports:reminder_next"), headers={"HX-Request": "true"})
        asked.append(len(queries))
        with django_assert_max_num_queries(12):
            client.get(reverse("reports:reminder_list"))
    assert asked[0] == asked[1]


def test_the_text_for_wechat_lists_the_missing(log_in: Callable[..., Client], staff: Actor, settings: Any) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    client, page = log_in(staff), reverse("reports:reminder_text")
    assert client.get(page).status_code == 200
    body = BodyFactory(name="示例省学会", short_name="省学会")
    call = CallFactory(body=body, title="微课大赛", closes_at=timezone.now() + timedelta(days=3))
    schools = [OrganizationFactory(name=f"{name}学院") for name in ("甲", "乙", "丙")]
    for school in schools:
        make_actor("school_administrator", organization=school)
    OrganizationFactory(name="没有账户的学院")
    SubmissionFactory(call=call, organization=schools[0], state="submitted")
    SubmissionFactory(call=call, organization=schools[1], state="drafted")
    text = client.get(page, {"call": call.pk}).context["text"]
    assert text.startswith("【省学会】微课大赛")
    assert "还有3天" in text
    assert "已有1所院校报送" in text
    assert "乙学院（已填写，未提交）" in text
    assert "丙学院" in text
    assert "甲学院" not in text
    assert "没有账户" not in text
    assert text.endswith(f"https://portal.example{call.get_absolute_url()}")
    everybody = client.get(page, {"call": call.pk, "scope": "all"}).context["text"]
    assert "没有账户的学院" in everybody
    level = client.get(page, {"call": call.pk, "level": "secondary"}).context["text"]
    assert "各院校均已报送" in level
    assert client.get(page, {"call": 0}).status_code == 200
