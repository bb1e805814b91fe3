"""Batches of assignments: draft, look, publish, undo, repair; single pairs; what may never be."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from office.actor import Actor
from office.models import AuditEntry, Message
from office.workflow import Refusal
from reviews.domain.assignment import add_pair, release_member, remove_pair
from reviews.domain.assignment_batch import draft_batch, publish_batch, undo_batch
from reviews.domain.conflict import refresh_conflicts
from reviews.domain.score_sheet import open_sheet
from reviews.enums import AssignmentState, MemberState, RoundState, SheetState, SubmissionState
from reviews.models import Assignment, AssignmentBatch, Conflict, PanelMember, Round, RoundEntry, ScoreSheet
from reviews.queries.assignment import read_round
from tests.factories.association import OrganizationFactory, TopicFactory
from tests.factories.reviews import (
    RoundEntryFactory,
    SheetFactory,
    SubmissionFactory,
    TrackFactory,
)
from tests.reviews.assigned import make_member, make_round, pairs_of, published

pytestmark = pytest.mark.django_db


def test_nobody_gets_the_own_school_and_the_database_holds_it(staff: Actor) -> None:
    round_ = make_round(entries=3, members=2)
    entry = RoundEntry.objects.filter(round=round_).order_by("code")[0]
    colleague = make_member(round_.panel, organization=entry.submission.organization)
    batch = published(round_, staff)
    assert (entry.pk, colleague.pk) not in pairs_of(round_)
    assert not Assignment.objects.filter(entry_school=None).exists()
    assert not Assignment.objects.filter(reviewer_school=None).exists()
    with pytest.raises(Refusal, match="A000"):
        add_pair(batch, entry, colleague, actor=staff, reason="试验")
    school = entry.submission.organization_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            batch=batch, entry=entry, member=colleague, entry_school=school, reviewer_school=school
        )


def test_tracks_topics_experts_and_units_are_kept(staff: Actor) -> None:
    round_ = make_round(entries=0, members=0, readers=2, distinct_units=True, enterprise_minimum=1)
    tracks = [TrackFactory(call=round_.call) for _ in range(2)]
    topics = [TopicFactory() for _ in range(2)]
    for number in range(6):
        submission = SubmissionFactory(call=round_.call, track=tracks[number % 2], topic=topics[number % 2])
        RoundEntryFactory(round=round_, submission=submission, code=f"A{number:03d}")
    shared = OrganizationFactory()
    for track, topic in zip(tracks, topics, strict=True):
        for school in (shared, shared, OrganizationFactory()):
            make_member(round_.panel, track=track, organization=school).expert.topics.create(topic=topic)
        make_member(round_.panel, track=track, is_enterprise=True)
    batch = published(round_, staff)
    for entry in RoundEntry.objects.filter(round=round_):
        readers = [pair.member for pair in entry.assignments.select_related("member")]
        assert len(readers) == 2
        assert {reader.track_id for reader in readers} == {entry.submission.track_id}
        assert sum(reader.is_enterprise for reader in readers) == 1
        assert len({reader.organization_id for reader in readers}) == 2
    assert batch.outcome["matched"] == 6


def test_a_withdrawal_is_repaired_without_moving_anybody(staff: Actor) -> None:
    round_ = make_round(entries=10, members=6)
    published(round_, staff)
    before = pairs_of(round_)
    leaver = PanelMember.objects.all()[0]
    finished, *open_ones = Assignment.objects.filter(member=leaver).order_by("pk")
    assert open_ones
    SheetFactory(assignment=finished, state=SheetState.SUBMITTED, total=80, submitted_at=round_.created_at)
    PanelMember.objects.filter(pk=leaver.pk).update(state=MemberState.WITHDRAWN)
    batch = draft_batch(round_, actor=staff)
    assert sorted(batch.outcome["freed"]) == sorted([pair.pk, "withdrawn"] for pair in open_ones)
    assert pairs_of(round_) == before
    publish_batch(batch, actor=staff)
    after = pairs_of(round_)
    assert before - after == {(pair.entry_id, pair.member_id) for pair in open_ones}
    assert len(after) == len(before)
    finished.refresh_from_db()
    assert finished.state == AssignmentState.ACTIVE
    assert set(Assignment.objects.filter(pk__in=[pair.pk for pair in open_ones]).values_list("state", flat=True)) == {
        AssignmentState.RELEASED
    }
    assert AuditEntry.objects.filter(action="release").count() == len(open_ones)
    with pytest.raises(Refusal):
        draft_batch(round_, actor=staff)


def test_who_leaves_is_released_at_once_and_finished_work_stands(staff: Actor) -> None:
    round_ = make_round()
    published(round_, staff)
    leaver = PanelMember.objects.all()[0]
    finished, *open_ones = Assignment.objects.filter(member=leaver).order_by("pk")
    SheetFactory(assignment=finished, state=SheetState.SUBMITTED, total=80, submitted_at=round_.created_at)
    assert release_member(leaver, actor=staff, reason="因病退出") == len(open_ones)
    assert set(Assignment.objects.filter(member=leaver, state=AssignmentState.ACTIVE)) == {finished}
    assert Assignment.objects.get(pk=open_ones[0].pk).reason == "因病退出"
    assert release_member(leaver, actor=staff) == 0


def test_what_becomes_an_own_school_is_voided_and_its_sheet_stays(staff: Actor) -> None:
    round_ = make_round()
    published(round_, staff)
    pair = Assignment.objects.select_related("entry__submission", "member").all()[0]
    sheet = SheetFactory(assignment=pair)
    assert refresh_conflicts(round_.call).voided == 0
    PanelMember.objects.filter(pk=pair.member_id).update(organization=pair.entry.submission.organization)
    assert refresh_conflicts(round_.call).voided == 1
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    assert pair.sheet == sheet
    assert AuditEntry.objects.filter(action="void", object_id=str(pair.pk)).count() == 1
    published(round_, staff)
    assert pair.entry.assignments.filter(state=AssignmentState.ACTIVE).count() == 2


def test_a_conflict_on_record_keeps_a_pair_apart(staff: Actor) -> None:
    round_ = make_round(entries=3, members=3)
    entry = RoundEntry.objects.filter(round=round_)[0]
    member = PanelMember.objects.all()[0]
    Conflict.objects.create(member=member, submission=entry.submission, kind="pinned")
    batch = draft_batch(round_, actor=staff)
    assert (entry.pk, member.pk) not in pairs_of(round_, AssignmentState.DRAFTED)
    other = PanelMember.objects.exclude(pk=member.pk)[0]
    Conflict.objects.create(member=other, submission=entry.submission, kind="pinned")
    with pytest.raises(Refusal):
        publish_batch(batch, actor=staff)
    with pytest.raises(Refusal, match="A000"):
        draft_batch(round_, actor=staff)


def test_an_entry_that_is_withdrawn_frees_its_reviewers(staff: Actor) -> None:
    round_ = make_round()
    published(round_, staff)
    entry = RoundEntry.objects.filter(round=round_)[0]
    entry.submission.__class__.objects.filter(pk=entry.submission_id).update(state=SubmissionState.WITHDRAWN)
    batch = draft_batch(round_, actor=staff)
    assert [cause for _key, cause in batch.outcome["freed"]] == ["entry", "entry"]
    publish_batch(batch, actor=staff)
    assert not entry.assignments.filter(state=AssignmentState.ACTIVE).exists()


def test_a_sheet_is_not_opened_on_an_assignment_that_was_just_undone(staff: Actor) -> None:
    """The page was read before the batch was undone: what it remembers does not count."""
    round_ = make_round(state=RoundState.SCORING)
    batch = published(round_, staff)
    pair = batch.assignments.select_related("entry__round").all()[0]
    undo_batch(batch, actor=staff, reason="名单有误")
    assert pair.state == AssignmentState.ACTIVE
    with pytest.raises(Refusal):
        open_sheet(pair, actor=staff)
    assert not ScoreSheet.objects.exists()


def test_a_pair_is_added_and_removed_by_hand_within_the_rules(staff: Actor) -> None:
    round_ = make_round(entries=4, members=4, load_limit=3, distinct_units=True)
    batch = draft_batch(round_, actor=staff)
    free = next(
        (entry, member)
        for entry in RoundEntry.objects.filter(round=round_)
        for member in PanelMember.objects.all()
        if not Assignment.objects.filter(entry=entry, member=member).exists()
    )
    pair = add_pair(batch, *free, actor=staff, reason="专业对口")
    assert (pair.state, pair.reason) == (AssignmentState.DRAFTED, "专业对口")
    with pytest.raises(Refusal):
        add_pair(batch, *free, actor=staff, reason="再来一次")
    remove_pair(pair, actor=staff, reason="误加")
    assert not Assignment.objects.filter(pk=pair.pk).exists()
    publish_batch(batch, actor=staff)
    Message.objects.all().delete()
    added = add_pair(batch, *free, actor=staff, reason="专业对口")
    assert added.state == AssignmentState.ACTIVE
    assert Message.objects.filter(recipient=free[1].user, channel="in_app").count() == 1
    another = RoundEntry.objects.filter(round=round_).exclude(assignments__member=free[1])[0]
    with pytest.raises(Refusal, match="3"):
        add_pair(batch, another, free[1], actor=staff, reason="超过上限")
    remove_pair(added, actor=staff, reason="误加")
    added.refresh_from_db()
    assert (added.state, added.reason) == (AssignmentState.RELEASED, "误加")
    same_unit = make_member(round_.panel, organization=batch.assignments.all()[0].member.organization)
    with pytest.raises(Refusal, match=str(batch.assignments.all()[0].member)):
        add_pair(batch, batch.assignments.all()[0].entry, same_unit, actor=staff, reason="同单位")


def test_a_submitted_sheet_is_not_lost_with_its_assignment(staff: Actor) -> None:
    round_ = make_round()
    published(round_, staff)
    pair = Assignment.objects.all()[0]
    SheetFactory(assignment=pair, state=SheetState.SUBMITTED, total=80, submitted_at=round_.created_at)
    with pytest.raises(Refusal):
        remove_pair(pair, actor=staff, reason="换人")
    pair.refresh_from_db()
    assert pair.state == AssignmentState.ACTIVE


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.SETTLED])
def test_a_closed_round_is_not_assigned(staff: Actor, state: str) -> None:
    round_ = make_round()
    batch = draft_batch(round_, actor=staff)
    Round.objects.filter(pk=round_.pk).update(state=state)
    round_.refresh_from_db()
    batch = AssignmentBatch.objects.select_related("round").get(pk=batch.pk)
    for act in (lambda: draft_batch(round_, actor=staff), lambda: publish_batch(batch, actor=staff)):
        with pytest.raises(Refusal):
            act()


def test_reading_a_round_takes_as_many_queries_for_many(staff: Actor, django_assert_max_num_queries: Any) -> None:
    round_ = make_round(entries=12, members=8)
    published(round_, staff)
    with django_assert_max_num_queries(8):
        read_round(round_)
