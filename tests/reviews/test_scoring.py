"""Rounds: opening only when ready, closing, settling, reminders to exactly those behind."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.models import Message
from office.workflow import Refusal, TransitionRefused
from reviews.domain.round import admit, change_round, send_away
from reviews.domain.scoring import open_scoring, opening_faults, remind_reviewers, settle_round
from reviews.enums import CopyState, RankingState, RoundState, SheetState
from reviews.models import BlindCopy, Round, RoundEntry, ScoreSheet
from reviews.queries.progress import counts_of, reviewers_behind
from tests.actors import client_of, make_actor
from tests.factories.reviews import RankingFactory, SubmissionFactory
from tests.reviews.scoring_world import ScoringWorld

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> ScoringWorld:
    """A prepared round that lacks nothing: one entry, one reviewer."""
    made = ScoringWorld(state=RoundState.PREPARED)
    member, _actor = made.add_reviewer()
    made.assign(made.add_entry("AAA333"), member)
    return made


@pytest.mark.parametrize("lack", ["panel", "rubric", "code", "copies", "findings", "window", "assignment", "tie", ""])
def test_a_round_opens_only_when_nothing_is_missing(world: ScoringWorld, staff: Actor, lack: str):
    entries = RoundEntry.objects.filter(round=world.round)
    if lack == "panel":
        Round.objects.update(panel=None)
    elif lack == "rubric":
        world.rubric.delete()
    elif lack == "code":
        entries.update(code="")
    elif lack == "copies":
        BlindCopy.objects.all().delete()
    elif lack == "findings":
        BlindCopy.objects.update(state=CopyState.FOUND)
    elif lack == "window":
        Round.objects.update(opens_at=None, closes_at=timezone.now() - timedelta(hours=1))
    elif lack == "assignment":
        world.batch.assignments.all().delete()
    elif lack == "tie":
        Round.objects.update(tie_chain=["gone"])
    round_ = Round.objects.get(pk=world.round.pk)
    assert bool(opening_faults(round_)) is bool(lack)
    if lack:
        with pytest.raises(Refusal):
            open_scoring(round_, actor=staff)
        assert Round.objects.get().state == RoundState.PREPARED
        return
    open_scoring(round_, actor=staff)
    assert Round.objects.get().state == RoundState.SCORING
    told = Message.objects.filter(channel="in_app")
    assert told.count() == 1
    assert world.call.title in told.get().text
    with pytest.raises(TransitionRefused):
        open_scoring(Round.objects.get(), actor=staff)
    assert told.count() == 1


def test_open_round_without_blindness_needs_no_copies(world: ScoringWorld, staff: Actor):
    BlindCopy.objects.all().delete()
    Round.objects.update(blind=False)
    open_scoring(Round.objects.get(), actor=staff)


def test_rules_and_field_stand_once_scoring_has_opened(world: ScoringWorld, staff: Actor):
    change_round(world.round, actor=staff, changes={"readers": 2})
    Round.objects.update(state=RoundState.SCORING)
    round_ = Round.objects.get()
    for changes in ({"readers": 3}, {"method": "huber"}, {"tie_chain": ["c1"]}, {"blind": False}):
        with pytest.raises(Refusal):
            change_round(Round.objects.get(), actor=staff, changes=changes)
    with pytest.raises(Refusal):
        admit(round_, SubmissionFactory(call=world.call), actor=staff)
    with pytest.raises(Refusal):
        send_away(RoundEntry.objects.first(), actor=staff)
    later = round_.closes_at + timedelta(days=1)
    change_round(round_, actor=staff, changes={"closes_at": later, "readers": 2})
    assert Round.objects.get().closes_at == later
    Round.objects.update(state=RoundState.CLOSED)
    with pytest.raises(Refusal):
        change_round(Round.objects.get(), actor=staff, changes={"closes_at": later + timedelta(days=1)})


def test_settling_needs_an_adopted_ranking(world: ScoringWorld, staff: Actor):
    Round.objects.update(state=RoundState.CLOSED)
    with pytest.raises(Refusal):
        settle_round(Round.objects.get(), actor=staff)
    RankingFactory(round=world.round, state=RankingState.ADOPTED)
    settle_round(Round.objects.get(), actor=staff)
    assert Round.objects.get().state == RoundState.SETTLED


def test_reminder_reaches_exactly_those_behind(staff: Actor):
    made = ScoringWorld(readers=1)
    entries = [made.add_entry(code) for code in ("AAA333", "BBB444")]
    done, _done_actor = made.add_reviewer()
    late, late_actor = made.add_reviewer()
    for entry in entries:
        sheet = ScoreSheet(assignment=made.assign(entry, done), state=SheetState.SUBMITTED, total=10)
        sheet.submitted_at = timezone.now()
        sheet.save()
        made.assign(entry, late)
    assert reviewers_behind(made.round) == {late_actor.user_id: 2}
    assert remind_reviewers(made.round, actor=staff) == 1
    message = Message.objects.get(channel="in_app")
    assert message.recipient_id == late_actor.user_id
    assert "2件" in message.text
    remind_reviewers(made.round, actor=staff)
    assert Message.objects.filter(channel="in_app").count() == 1, "twice within the hour tells once"
    counts = counts_of(made.round)
    assert (counts.sheets, counts.submitted, counts.unopened, counts.unread) == (4, 2, 2, 0)
    Round.objects.update(state=RoundState.CLOSED)
    with pytest.raises(Refusal):
        remind_reviewers(Round.objects.get(), actor=staff)


def test_pages_of_a_round_work_for_staff(world: ScoringWorld):
    client = client_of(make_actor(Role.SECRETARIAT))
    pages = [world.round.get_absolute_url(), reverse("reviews:round_progress", args=[world.round.pk])]
    pages += [reverse("reviews:round_copies", args=[world.round.pk]), world.rubric.get_absolute_url()]
    for address in pages:
        assert client.get(address).status_code == 200, address
    act = reverse("reviews:round_act", args=[world.round.pk, "open_scoring"])
    assert client.get(act).status_code == 200
    assert client.post(act).status_code == 302
    assert Round.objects.get().state == RoundState.SCORING
    assert client.post(reverse("reviews:round_remind", args=[world.round.pk])).status_code == 302
    close = reverse("reviews:round_act", args=[world.round.pk, "close_scoring"])
    assert client.post(close).status_code == 302
    reopen = reverse("reviews:round_act", args=[world.round.pk, "reopen_scoring"])
    assert client.post(reopen, {"reason": "漏评"}).status_code == 403
    head = client_of(make_actor(Role.SECRETARIAT_HEAD))
    assert head.post(reopen).status_code == 422
    assert head.post(reopen, {"reason": "漏评"}).status_code == 302
    assert Round.objects.get().state == RoundState.SCORING
