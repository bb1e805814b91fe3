"""Returning a submitted sheet takes a reason and two persons; paper sheets take two typings."""

import pytest
from django.urls import reverse
from django.utils import timezone

from office.enums import Role
from office.models import AuditEntry, Message
from office.workflow import Refusal
from reviews.domain.paper_sheet import check_paper, enter_paper
from reviews.domain.score_sheet import ScoresRefused, open_sheet, save_sheet
from reviews.domain.sheet_return import ask_return, confirm_return, drop_return
from reviews.enums import PaperState, ReturnState, RoundState, SheetState
from reviews.models import PaperSheet, Round, ScoreSheet, SheetReturn
from tests.actors import client_of, make_actor
from tests.reviews.scoring_world import ScoringWorld, new_id, stored

pytestmark = pytest.mark.django_db


class Office(ScoringWorld):
    """A world with a reviewer and two clerks."""

    def __init__(self) -> None:
        super().__init__()
        self.entry = self.add_entry("AAA333")
        self.member, self.reviewer = self.add_reviewer()
        self.assignment = self.assign(self.entry, self.member)
        self.first, self.second = make_actor(Role.SECRETARIAT), make_actor(Role.SECRETARIAT)

    def submitted(self) -> ScoreSheet:
        """Return the sheet, submitted."""
        sheet = stored(open_sheet(self.assignment, actor=self.reviewer))
        values = self.values(16, 12)
        save_sheet(sheet, actor=self.reviewer, values=values, revision=1, client_id=new_id(), submit=True)
        return stored(sheet)


def test_two_persons_return_a_sheet_and_the_reviewer_submits_again():
    office = Office()
    asked = ask_return(office.submitted(), actor=office.first, reason="总分与等级不符")
    assert stored(asked.sheet).state == SheetState.SUBMITTED
    with pytest.raises(Refusal):
        confirm_return(asked, actor=office.first)
    confirm_return(asked, actor=office.second)
    sheet = stored(asked.sheet)
    assert (sheet.state, sheet.total) == (SheetState.RETURNED, None)
    message = Message.objects.get(channel="in_app")
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


def test_paper_counts_once_two_clerks_typed_the_same():
    office = Office()
    paper = enter_paper(office.assignment, actor=office.first, values=office.values(16, 5))
    assert stored(paper.sheet).state == SheetState.DRAFTED
    with pytest.raises(Refusal):
        check_paper(paper, actor=office.first, values=office.values(16, 5))
    with pytest.raises(ScoresRefused) as refused:
        check_paper(paper, actor=office.second, values=office.values(16, 6))
    assert refused.value.faults == {office.criteria[1].pk: "differs"}
    check_paper(paper, actor=office.second, values=office.values(16, 5))
    sheet = stored(paper.sheet)
    assert (sheet.state, sheet.total) == (SheetState.SUBMITTED, 21)
    kept = PaperSheet.objects.get()
    assert (kept.state, kept.entered_by_id, kept.checked_by_id) == (
        PaperState.CHECKED,
        office.first.user_id,
        office.second.user_id,
    )
    with pytest.raises(Refusal):
        enter_paper(office.assignment, actor=office.first, values=office.values(1, 1))


def test_paper_is_not_taken_beside_the_screen_nor_the_screen_beside_paper():
    office = Office()
    sheet = stored(open_sheet(office.assignment, actor=office.reviewer))
    save_sheet(sheet, actor=office.reviewer, values=office.values(9, None), revision=1, client_id=new_id())
    with pytest.raises(Refusal):
        enter_paper(office.assignment, actor=office.first, values=office.values(16, 5))
    other = office.assign(office.add_entry("BBB444"), office.member)
    paper = enter_paper(other, actor=office.first, values=office.values(16, 5))
    begun = ScoreSheet.objects.select_related("paper", "assignment__entry__round").get(pk=paper.sheet_id)
    with pytest.raises(Refusal):
        save_sheet(
            begun, actor=office.reviewer, values=office.values(9, 9), revision=begun.revision, client_id=new_id()
        )
    Round.objects.update(state=RoundState.CLOSED)
    closed = type(other).objects.get(pk=other.pk)
    with pytest.raises(Refusal):
        enter_paper(closed, actor=office.first, values=office.values(1, 1))


def test_paper_by_its_pages():
    office = Office()
    enter = reverse("reviews:paper_enter", args=[office.assignment.pk])
    check = reverse("reviews:paper_check", args=[office.assignment.pk])
    fields = {f"exact-{item.pk}": "16" for item in office.criteria}
    one, two = client_of(office.first), client_of(office.second)
    assert one.get(enter).status_code == 200
    assert one.post(enter, {}).status_code == 422
    assert one.post(enter, fields).status_code == 302
    assert one.get(check).status_code == 409
    page = two.get(check)
    assert page.status_code == 200
    assert 'value="16"' not in page.content.decode()
    assert two.post(check, dict.fromkeys(fields, "15")).status_code == 422
    assert two.post(check, fields).status_code == 302
    assert ScoreSheet.objects.get().total == 32
    assert client_of(make_actor(Role.AUDITOR)).get(enter).status_code == 403
