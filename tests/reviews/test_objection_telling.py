"""What the school that objected and the secretariat are told, by mail too."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from office.actor import Actor
from office.domain.transition import advance
from office.domain.workday import load_calendars
from office.models import Message, User
from reviews.domain.objection import accept_objection, dismiss, file_appeal, file_objection
from reviews.models import Objection
from reviews.workflow import OBJECTION
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.results import PublishedFactory
from tests.factories.reviews import PanelMemberFactory

pytestmark = pytest.mark.django_db


def test_the_school_is_told_by_mail_what_becomes_of_its_objection(staff: Actor, monkeypatch: pytest.MonkeyPatch):
    load_calendars(actor=staff)
    instant = datetime(2020, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: instant)
    notice = PublishedFactory()
    unit, other = OrganizationFactory(), make_actor("secretariat")
    school = make_actor("school_administrator", organization=unit)
    judge = make_actor("school_administrator", organization=unit)
    PanelMemberFactory(panel__call=notice.call, user=User.objects.get(pk=judge.user_id))
    objection = file_objection(Objection(notice=notice, text="作品雷同"), actor=school)
    title, mails = notice.call.title, Message.objects.filter(channel="email", kind="objection")
    told = {(other.user_id, f"收到异议：{title}"), (staff.user_id, f"收到异议：{title}")}
    assert set(mails.values_list("recipient_id", "subject")) == {*told, (school.user_id, f"异议已收到：{title}")}
    advance(accept_objection(objection, actor=staff), "examine", actor=staff, workflow=OBJECTION)
    dismiss(objection, actor=staff, reason="两件作品不同")
    last = mails.filter(recipient_id=school.user_id).latest("pk")
    assert "两件作品不同" in last.text
    assert "2020年12月18日前（含当日）申诉一次" in last.text
    appeal = accept_objection(file_appeal(objection, actor=school, text="请重新核查"), actor=other)
    advance(appeal, "examine", actor=other, workflow=OBJECTION)
    dismiss(appeal, actor=other, reason="维持原结论")
    subjects = mails.filter(recipient_id=school.user_id).order_by("pk").values_list("subject", flat=True)
    words = ("异议已收到", "异议已受理", "异议不成立", "申诉已收到", "申诉已受理", "申诉不成立")
    assert list(subjects) == [f"{word}：{title}" for word in words]
    assert "最终结论" in mails.latest("pk").text
    assert not mails.filter(recipient_id=judge.user_id).exists()
    named = Objection(notice=notice, text="作品雷同", name="李四", contact="0551-1", filed_at=notice.published_at)
    person = file_objection(named, actor=staff)
    assert mails.get(object_id=str(person.pk)).recipient_id == other.user_id
