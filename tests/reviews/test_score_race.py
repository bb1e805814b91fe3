"""Two tabs, double submits and the closing of a round at once: nothing lost, nothing overwritten, nothing late.

Runs on whatever database the suite runs on; separate connections meet in earnest on PostgreSQL.
"""

import random
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from office.actor import system_actor
from office.domain.transition import advance
from reviews.domain.score_sheet import open_sheet, save_sheet
from reviews.enums import RoundState, SheetState
from reviews.models import Round, Score, ScoreSheet, ScoreWrite
from reviews.workflow import ROUND
from tests.reviews.scoring_world import ScoringWorld, stored
from tests.reviews.together import Done, run_together

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = (5, 12, 16, 20)


def saving(
    world: ScoringWorld, sheet: ScoreSheet, actor: Any, *, points: int, client_id: uuid.UUID, submit: bool
) -> Callable[[], Any]:
    """Return an act that saves or submits the sheet as it stands now."""
    values = world.values(points, points, comment="理由")
    return lambda: save_sheet(
        stored(sheet), actor=actor, values=values, revision=sheet.revision, client_id=client_id, submit=submit
    )


def race(rounds: int, seed: int) -> None:
    """Let tabs, double submits, the deadline and a closing meet so often, and look at what is stored after each."""
    dice, staff = random.Random(seed), system_actor("race")
    world = ScoringWorld()
    member, actor = world.add_reviewer()
    for turn in range(rounds):
        Round.objects.filter(pk=world.round.pk).update(state=RoundState.SCORING, closes_at=None)
        sheet = stored(open_sheet(world.assign(world.add_entry(f"A{turn:05d}"), member), actor=actor))
        twice = uuid.uuid4()
        acts = [
            saving(world, sheet, actor, points=dice.choice(POINTS), client_id=uuid.uuid4(), submit=dice.random() < 0.5)
            for _tab in range(2)
        ]
        acts += [saving(world, sheet, actor, points=16, client_id=twice, submit=True)] * 2
        closes = dice.random() < 0.5
        if closes:
            acts.append(lambda: advance(stored_round(world), "close_scoring", actor=staff, workflow=ROUND))
        ends = timezone.now() + timedelta(milliseconds=dice.choice([5, 20, 60_000]))
        Round.objects.filter(pk=world.round.pk).update(closes_at=ends)
        done = run_together(acts, [dice.choice([0, 0, 0.003, 0.01]) for _act in acts])
        check(sheet, done[:4], done[4] if closes else None, ends)


def stored_round(world: ScoringWorld) -> Round:
    """Return the round as it is stored now."""
    found: Round = Round.objects.get(pk=world.round.pk)
    return found


def check(sheet: ScoreSheet, savings: list[Done], closing: Done | None, ends: datetime) -> None:
    """One saving was taken at most; what is stored is that one, whole; who was told it was taken finds it."""
    kept = stored(sheet)
    writes = list(ScoreWrite.objects.filter(sheet=sheet))
    points = set(Score.objects.filter(sheet=sheet).values_list("points", flat=True))
    hint = [repr(one.refused) for one in savings]
    assert len(writes) <= 1, "of pages made on one revision, one is taken"
    taken = [one for one in savings if one.taken]
    assert bool(taken) is bool(writes), ("accepted and missing, or stored and refused", hint)
    if writes:
        assert {Decimal(value[0]) for value in writes[0].values["scores"].values()} == points, hint
        assert (kept.state == SheetState.SUBMITTED) is writes[0].submits, hint
        assert kept.revision == writes[0].revision, hint
    else:
        assert kept.state == SheetState.DRAFTED, hint
        assert not points, hint
        assert closing is not None or any(one.ended and one.ended > ends for one in savings), ("nobody's in time", hint)
    # The repeat of a saving that had come in is as good as done, whenever it comes; the first of them was in time.
    first = min((one.begun for one in taken if one.begun), default=None)
    assert first is None or first < ends, hint
    if closing is not None and closing.taken:
        assert not taken or not all(one.begins_after(closing) for one in taken), hint
        assert Round.objects.get(pk=kept.assignment.entry.round_id).state == RoundState.CLOSED


def test_tabs_double_submits_and_the_closing_meet() -> None:
    race(8, seed=4)


@pytest.mark.verify
def test_tabs_double_submits_and_the_closing_meet_often() -> None:
    race(2500, seed=44)
