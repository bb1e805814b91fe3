"""Batches of assignments: drafted, published, undone; what blocks a draft is named."""

import pytest

from office.actor import Actor
from office.domain.job import run_job
from office.enums import JobState
from office.models import AuditEntry, Job, Message
from office.workflow import Refusal, TransitionRefused
from reviews.domain import assignment_batch
from reviews.domain.assignment import add_pair, remove_pair
from reviews.domain.assignment_batch import discard_batch, draft_batch, publish_batch, request_draft, undo_batch
from reviews.enums import AssignmentState, BatchState, MemberState
from reviews.models import Assignment, AssignmentBatch, PanelMember, RoundEntry
from tests.factories.reviews import (
    RoundEntryFactory,
    SheetFactory,
)
from tests.reviews.assigned import make_member, make_round, pairs_of, published

pytestmark = pytest.mark.django_db


def test_a_draft_fills_the_round_and_reaches_nobody(staff: Actor) -> None:
    round_ = make_round()
    batch = draft_batch(round_, actor=staff, balance=1)
    assert (batch.state, batch.number) == (BatchState.DRAFTED, 1)
    assert len(pairs_of(round_, AssignmentState.DRAFTED)) == 12
    assert not pairs_of(round_)
    assert not Message.objects.exists()
    assert batch.outcome["pairs"] == 12
    assert (batch.outcome["least"], batch.outcome["most"]) == (2, 3)
    assert (batch.outcome["proven"], batch.outcome["gap"]) == (True, "0.00")
    assert batch.parameters["balance"] == 1
    assert AuditEntry.objects.filter(action="create", object_id=str(batch.pk)).exists()


def test_publishing_puts_it_in_force_and_tells_each_reviewer_once(staff: Actor) -> None:
    round_ = make_round()
    batch = published(round_, staff)
    assert batch.state == BatchState.PUBLISHED
    assert len(pairs_of(round_)) == 12
    messages = Message.objects.filter(kind="assignment", channel="in_app")
    assert messages.count() == 5
    names = [entry.submission.organization.name for entry in RoundEntry.objects.filter(round=round_)]
    assert not [text for text in messages.values_list("text", flat=True) if any(name in text for name in names)]
    with pytest.raises(TransitionRefused):
        publish_batch(batch, actor=staff)
    stale = AssignmentBatch.objects.get(pk=batch.pk)
    stale.state = BatchState.DRAFTED
    with pytest.raises(TransitionRefused):
        publish_batch(stale, actor=staff)
    assert messages.count() == 5


def test_a_second_draft_takes_the_place_of_the_first(staff: Actor) -> None:
    round_ = make_round()
    first = draft_batch(round_, actor=staff)
    second = draft_batch(round_, actor=staff, balance=4)
    first.refresh_from_db()
    assert (first.state, second.number) == (BatchState.UNDONE, 2)
    assert set(Assignment.objects.values_list("batch_id", flat=True)) == {second.pk}
    discard_batch(second, actor=staff)
    assert not Assignment.objects.exists()


def test_who_may_not_be_filled_is_named_by_code_and_name(staff: Actor) -> None:
    round_ = make_round(entries=4, members=3, readers=3, load_limit=3)
    with pytest.raises(Refusal) as caught:
        draft_batch(round_, actor=staff)
    said = str(caught.value)
    for name in ["A000", "A003", *[str(member) for member in PanelMember.objects.all()]]:
        assert name in said
    assert "3" in said
    assert not AssignmentBatch.objects.exists()


def test_anchors_are_chosen_and_reviewed_by_all(staff: Actor) -> None:
    round_ = make_round(entries=8, members=4, anchors=2)
    batch = published(round_, staff)
    anchors = list(RoundEntry.objects.filter(round=round_, is_anchor=True))
    assert [entry.pk for entry in anchors] == batch.outcome["anchors"]
    assert len(anchors) == 2
    assert all(entry.assignments.count() == 4 for entry in anchors)
    late = make_member(round_.panel)
    published(round_, staff)
    assert set(late.assignments.values_list("entry_id", flat=True)) == {entry.pk for entry in anchors}


def test_anchors_beyond_a_limit_are_refused(staff: Actor) -> None:
    round_ = make_round(entries=8, members=4, anchors=2, readers=1)
    member = PanelMember.objects.all()[0]
    PanelMember.objects.filter(pk=member.pk).update(load_limit=1)
    with pytest.raises(Refusal, match=str(member)):
        draft_batch(round_, actor=staff)


def test_a_draft_that_is_out_of_date_is_not_published(staff: Actor) -> None:
    round_ = make_round()
    batch = draft_batch(round_, actor=staff)
    make_member(round_.panel)
    with pytest.raises(Refusal):
        publish_batch(batch, actor=staff)
    batch.refresh_from_db()
    assert batch.state == BatchState.DRAFTED
    assert not pairs_of(round_)


def test_undo_until_the_first_sheet_opens(staff: Actor) -> None:
    round_ = make_round()
    batch = published(round_, staff)
    Message.objects.all().delete()
    undo_batch(batch, actor=staff, reason="名单有误")
    assert not pairs_of(round_)
    assert Message.objects.filter(kind="assignment", channel="in_app").count() == 5
    again = published(round_, staff)
    SheetFactory(assignment=again.assignments.all()[0])
    with pytest.raises(Refusal):
        undo_batch(again, actor=staff, reason="名单有误")
    again.refresh_from_db()
    assert again.state == BatchState.PUBLISHED
    assert len(pairs_of(round_)) == 12
    with pytest.raises(Refusal):
        undo_batch(again, actor=staff, reason="")


def test_a_draft_that_was_thinned_by_hand_is_not_published_short(staff: Actor) -> None:
    round_ = make_round()
    batch = draft_batch(round_, actor=staff)
    pair = batch.assignments.select_related("entry").all()[0]
    remove_pair(pair, actor=staff, reason="不合适")
    with pytest.raises(Refusal, match=pair.entry.code):
        publish_batch(batch, actor=staff)
    other = next(m for m in PanelMember.objects.all() if not pair.entry.assignments.filter(member=m).exists())
    batch.refresh_from_db()
    add_pair(batch, pair.entry, other, actor=staff, reason="改派")
    assert publish_batch(batch, actor=staff).state == BatchState.PUBLISHED


def test_what_is_missing_for_a_draft_is_said(staff: Actor) -> None:
    round_ = make_round(entries=0, members=0)
    with pytest.raises(Refusal):
        draft_batch(round_, actor=staff)
    RoundEntryFactory(round=round_)
    with pytest.raises(Refusal):
        draft_batch(round_, actor=staff)
    make_member(round_.panel, state=MemberState.INVITED)
    with pytest.raises(Refusal):
        draft_batch(round_, actor=staff)
    round_.panel = None
    with pytest.raises(Refusal):
        draft_batch(round_, actor=staff)


def test_a_large_round_is_drafted_by_a_worker(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = make_round()
    monkeypatch.setattr(assignment_batch, "LARGE", 10)
    job = request_draft(round_, actor=staff, balance=2)
    assert isinstance(job, Job)
    assert not AssignmentBatch.objects.exists()
    assert run_job(str(job.pk)) == JobState.DONE
    batch = AssignmentBatch.objects.get()
    job.refresh_from_db()
    assert job.result["url"] == batch.get_absolute_url()
    assert batch.parameters["balance"] == 2
    assert AuditEntry.objects.get(action="create", object_id=str(batch.pk)).user_id == staff.user_id
    monkeypatch.setattr(assignment_batch, "LARGE", 1000)
    assert isinstance(request_draft(round_, actor=staff, balance=0), AssignmentBatch)
