"""Returning a submitted sheet takes a reason and two persons."""

import pytest
from django.urls import reverse
from django.utils import timezone

from office.models import AuditEntry, Message
from office.workflow import Refusal
from reviews.domain.score_sheet import open_sheet, save_sheet
from reviews.domain.sheet_return import ask_return, confirm_return, drop_return
from reviews.enums import ReturnState, SheetState
from reviews.models import Round, SheetReturn
from tests.actors import client_of
from tests.factories.reviews import ParticipantFactory
from tests.reviews.scoring_world import Office, new_id, stored

pytestmark = pytest.mark.django_db


def test_two_persons_return_a_sheet_and_the_reviewer_submits_again():
    office = Office()
    asked = ask_return(office.submitted(), actor=office.first, reason="总分与等级不符")
    assert stored(asked.sheet).state == SheetState.SUBMITTED
    with pytest.raises(Refusal):
        confirm_return(asked, actor=office.first)
    confirm_return(asked, actor=office.second)
    sheet = stored(asked.sheet)
    assert (sheet.state, sheet.total) == (SheetState.RETURNED, None)
    (second, message) = Message.objects.filter(channel="in_app").order_by("pk")
    assert (second.recipient_id, "AAA333" in second.subject) == (office.second.user_id, True)
    assert (message.recipient_id, "AAA333" in message.subject) == (office.reviewer.user_id, True)
    assert office.entry.submission.title not in message.text
    with pytest.raises(Refusal):
        confirm_return(SheetReturn.objects.get(), actor=office.second)
    values = office.values(20, 12)
    save_sheet(sheet, actor=office.reviewer, values=values, revision=sheet.revision, client_id=new_id(), submit=True)
    assert stored(sheet).total == 32
    assert AuditEntry.objects.filter(action="return_sheet", user_id=office.second.user_id).count() == 1


def test_return_is_refused_without_reason_twice_of_a_draft_and_after_the_close():
    office = Office()
    draft = stored(open_sheet(office.assignment, actor=office.reviewer))
    with pytest.raises(Refusal):
        ask_return(draft, actor=office.first, reason="理由")
    sheet = office.submitted()
    with pytest.raises(Refusal):
        ask_return(sheet, actor=office.first, reason=" ")
    asked = ask_return(sheet, actor=office.first, reason="理由")
    drop_return(asked, actor=office.second, reason="无须退回")
    assert SheetReturn.objects.get().state == ReturnState.DROPPED
    again = ask_return(stored(sheet), actor=office.first, reason="理由")
    Round.objects.update(closes_at=timezone.now())
    asked = SheetReturn.objects.select_related("sheet__assignment__entry__round").get(pk=again.pk)
    with pytest.raises(Refusal):
        confirm_return(asked, actor=office.second)
    assert stored(sheet).state == SheetState.SUBMITTED


def test_a_reason_that_names_the_entrys_people_or_unit_never_reaches_a_blind_reviewer():
    """The reviewer reads the reason in a mail: what stands in it must not undo the codes."""
    office = Office()
    sheet = office.submitted()
    entry = office.entry.submission
    ParticipantFactory(submission=entry, name="欧阳示例")
    for reason in (f"{entry.organization.name}有异议", "选手欧阳 示例来电", "请联系13805510000"):
        with pytest.raises(Refusal):
            ask_return(stored(sheet), actor=office.first, reason=reason)
    assert not Message.objects.exists()
    Round.objects.update(blind=False)
    assert ask_return(stored(sheet), actor=office.first, reason="选手欧阳示例来电").state == ReturnState.ASKED


def test_return_by_its_pages():
    office = Office()
    sheet = office.submitted()
    one, two = client_of(office.first), client_of(office.second)
    ask = reverse("reviews:sheet_return", args=[sheet.pk])
    assert one.get(ask).status_code == 200
    assert one.post(ask).status_code == 422
    assert one.post(ask, {"reason": "分值有误"}).status_code == 302
    answer = reverse("reviews:sheet_return_answer", args=[SheetReturn.objects.get().pk])
    assert one.get(answer).status_code == 200
    assert one.post(answer).status_code == 409
    assert two.post(answer).status_code == 302
    assert stored(sheet).state == SheetState.RETURNED
    assert two.get(sheet.get_absolute_url()).status_code == 200
