"""Two tabs, double submits and the closing of a round at once: nothing lost, nothing overwritten, nothing late.

Runs on whatever database the suite runs on; separate connections meet in earnest on PostgreSQL.
"""

import random
import threading
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, connection

from office.actor import system_actor
from office.domain.transition import advance
from office.workflow import Refusal
from reviews.domain.score_sheet import open_sheet, save_sheet
from reviews.enums import RoundState, SheetState
from reviews.models import Round, Score, ScoreSheet, ScoreWrite
from reviews.workflow import ROUND
from tests.reviews.scoring_world import ScoringWorld, stored

pytestmark = pytest.mark.django_db(transaction=True)

POINTS = (5, 12, 16, 20)


def run_together(acts: list[Callable[[], Any]]) -> list[Any]:
    """Run acts in threads that start at one instant, each on its own connection; returns results or errors in order."""
    results: list[Any] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[place] = act()
        except (Refusal, OperationalError) as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def saving(
    world: ScoringWorld, sheet: ScoreSheet, actor: Any, *, points: int, client_id: uuid.UUID, submit: bool
) -> Callable[[], Any]:
    """Return an act that saves or submits the sheet as it stands now."""
    values = world.values(points, points, comment="理由")
    return lambda: save_sheet(
        stored(sheet), actor=actor, values=values, revision=sheet.revision, client_id=client_id, submit=submit
    )


def race(rounds: int, seed: int) -> None:
    """Let tabs, double submits and a closing meet so many times, and look at what is stored after each."""
    dice, staff = random.Random(seed), system_actor("race")
    for _turn in range(rounds):
        world = ScoringWorld()
        member, actor = world.add_reviewer()
        sheet = stored(open_sheet(world.assign(world.add_entry("AAA333"), member), actor=actor))
        twice = uuid.uuid4()
        acts = [
            saving(world, sheet, actor, points=dice.choice(POINTS), client_id=uuid.uuid4(), submit=dice.random() < 0.5)
            for _tab in range(2)
        ]
        acts += [saving(world, sheet, actor, points=16, client_id=twice, submit=True)] * 2
        closes = dice.random() < 0.5
        if closes:
            acts.append(lambda world=world: advance(world.round, "close_scoring", actor=staff, workflow=ROUND))
        dice.shuffle(acts)
        results = run_together(acts)
        check(sheet, results, closes=closes)


def check(sheet: ScoreSheet, results: list[Any], *, closes: bool) -> None:
    """One saving was taken at most; what is stored is that one, whole; who was told it was taken finds it."""
    kept = stored(sheet)
    writes = list(ScoreWrite.objects.filter(sheet=sheet))
    points = set(Score.objects.filter(sheet=sheet).values_list("points", flat=True))
    assert len(writes) <= 1, "of pages made on one revision, one is taken"
    taken = [item for item in results if isinstance(item, ScoreSheet)]
    assert bool(taken) is bool(writes), "accepted and missing, or stored and refused"
    if writes:
        assert {Decimal(value[0]) for value in writes[0].values["scores"].values()} == points
        assert (kept.state == SheetState.SUBMITTED) is writes[0].submits
        assert kept.revision == writes[0].revision
    else:
        assert kept.state == SheetState.DRAFTED
        assert not points
        assert closes
    if closes:
        assert Round.objects.get(pk=kept.assignment.entry.round_id).state == RoundState.CLOSED


def test_tabs_double_submits_and_the_closing_meet() -> None:
    race(8, seed=4)


@pytest.mark.verify
def test_tabs_double_submits_and_the_closing_meet_often() -> None:
    race(2500, seed=44)
