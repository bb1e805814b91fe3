"""Score sheets: saved as often as wanted, never over another page's saving, submitted once, inside the window only."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord
from reviews.domain.score_sheet import ScoresRefused, open_sheet, save_sheet
from reviews.enums import AssignmentState, RoundState, SheetState
from reviews.models import Round, Score, ScoreSheet, ScoreWrite
from tests.reviews.scoring_world import ScoringWorld, new_id, stored

pytestmark = pytest.mark.django_db


class Desk(ScoringWorld):
    """A world with one entry of one reviewer, its sheet opened."""

    def __init__(self, **values: object) -> None:
        super().__init__(**values)  # type: ignore[arg-type]
        self.entry = self.add_entry("AAA333")
        self.member, self.actor = self.add_reviewer()
        self.assignment = self.assign(self.entry, self.member)

    def open(self) -> ScoreSheet:
        return stored(open_sheet(self.assignment, actor=self.actor))


def test_opening_makes_one_sheet_and_says_so_once():
    desk = Desk()
    assert desk.open() == desk.open()
    assert AuditEntry.objects.filter(action="open_sheet").count() == 1


def test_saving_keeps_what_was_given_and_moves_the_revision():
    desk = Desk()
    sheet = desk.open()
    sheet = save_sheet(sheet, actor=desk.actor, values=desk.values(16, None), revision=1, client_id=new_id())
    assert (sheet.revision, sheet.state) == (2, SheetState.DRAFTED)
    assert list(Score.objects.values_list("points", flat=True)) == [Decimal(16)]
    sheet = save_sheet(stored(sheet), actor=desk.actor, values=desk.values(None, 12), revision=2, client_id=new_id())
    assert list(Score.objects.values_list("criterion", "points")) == [(desk.criteria[1].pk, Decimal(12))]
    assert list(ScoreWrite.objects.values_list("revision", flat=True)) == [2, 3]


def test_a_repeat_by_the_same_id_changes_nothing():
    desk = Desk()
    sheet, again = desk.open(), new_id()
    for _time in range(2):
        saved = save_sheet(stored(sheet), actor=desk.actor, values=desk.values(16, 12), revision=1, client_id=again)
    assert saved.revision == 2
    assert ScoreWrite.objects.count() == 1


def test_a_second_page_is_not_overwritten():
    desk = Desk()
    sheet = desk.open()
    save_sheet(stored(sheet), actor=desk.actor, values=desk.values(20, 20), revision=1, client_id=new_id())
    with pytest.raises(StaleRecord):
        save_sheet(sheet, actor=desk.actor, values=desk.values(9, 9), revision=1, client_id=new_id(), submit=True)
    assert set(Score.objects.values_list("points", flat=True)) == {Decimal(20)}
    assert stored(sheet).state == SheetState.DRAFTED


def test_submitting_sums_and_stands():
    desk = Desk()
    sheet, once = desk.open(), new_id()
    values = desk.values(16, Decimal(12))
    save_sheet(stored(sheet), actor=desk.actor, values=values, revision=1, client_id=once, submit=True)
    kept = stored(sheet)
    assert (kept.state, kept.total, kept.submitted_at is not None) == (SheetState.SUBMITTED, Decimal(28), True)
    assert AuditEntry.objects.filter(action="submit_sheet").count() == 1
    # The answer was lost and the page sends again: as good as done.
    save_sheet(stored(sheet), actor=desk.actor, values=values, revision=1, client_id=once, submit=True)
    with pytest.raises(Refusal):
        save_sheet(stored(sheet), actor=desk.actor, values=values, revision=kept.revision, client_id=new_id())
    assert AuditEntry.objects.filter(action="submit_sheet").count() == 1


@pytest.mark.parametrize(
    ("points", "comment", "submit", "fault"),
    [
        ((21, 10), "", False, "too_high"),
        ((-1, 10), "", False, "negative"),
        (("10.5", 10), "", False, "off_step"),
        ((None, 10), "", True, "missing"),
        ((5, 10), "", True, "comment"),
        ((5, 10), "理由", True, ""),
        ((None, 10), "", False, ""),
        ((5, 10), "", False, ""),
    ],
)
def test_what_breaks_the_rubric_is_refused(points: tuple[object, ...], comment: str, submit: bool, fault: str):
    desk = Desk()
    sheet, values = desk.open(), desk.values(*points, comment=comment)
    if not fault:
        save_sheet(sheet, actor=desk.actor, values=values, revision=1, client_id=new_id(), submit=submit)
        return
    with pytest.raises(ScoresRefused) as refused:
        save_sheet(sheet, actor=desk.actor, values=values, revision=1, client_id=new_id(), submit=submit)
    assert refused.value.faults == {desk.criteria[0].pk: fault}
    assert not Score.objects.exists()


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_window_is_enforced_to_the_second(shift: int, monkeypatch: pytest.MonkeyPatch):
    desk = Desk()
    sheet = desk.open()
    at = desk.round.closes_at + timedelta(seconds=shift)
    monkeypatch.setattr(timezone, "now", lambda: at)
    values = desk.values(16, 12)
    if shift < 0:
        save_sheet(sheet, actor=desk.actor, values=values, revision=1, client_id=new_id(), submit=True)
        return
    with pytest.raises(Refusal):
        save_sheet(sheet, actor=desk.actor, values=values, revision=1, client_id=new_id(), submit=True)
    assert not Score.objects.exists()


def test_nothing_is_scored_before_the_opening_after_the_closing_or_once_taken_away():
    desk = Desk()
    sheet = desk.open()
    for change in ({"state": RoundState.CLOSED}, {"opens_at": timezone.now() + timedelta(hours=1)}):
        before = {name: getattr(desk.round, name) for name in change}
        Round.objects.filter(pk=desk.round.pk).update(**change)
        with pytest.raises(Refusal):
            save_sheet(stored(sheet), actor=desk.actor, values=desk.values(9, 9), revision=1, client_id=new_id())
        Round.objects.filter(pk=desk.round.pk).update(**before)
    type(desk.assignment).objects.update(state=AssignmentState.VOIDED)
    with pytest.raises(Refusal):
        save_sheet(stored(sheet), actor=desk.actor, values=desk.values(9, 9), revision=1, client_id=new_id())
    other = desk.assign(desk.add_entry("BBB444"), desk.member, state=AssignmentState.VOIDED)
    with pytest.raises(Refusal):
        open_sheet(other, actor=desk.actor)


def test_a_page_that_looked_before_the_closing_does_not_slip_in():
    """The round was open when the page was checked, and closed when it was written."""
    desk = Desk()
    sheet = desk.open()
    Round.objects.filter(pk=desk.round.pk).update(state=RoundState.CLOSED)
    with pytest.raises(Refusal):
        save_sheet(sheet, actor=desk.actor, values=desk.values(9, 9), revision=1, client_id=new_id(), submit=True)
    assert stored(sheet).state == SheetState.DRAFTED
    assert not Score.objects.exists()
