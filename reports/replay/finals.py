"""The national finals: what others held, and what the source says that our schools won there."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from reports.demo.tables.calls import CallFacts
from reports.demo.tables.contests import STARTUP_2020, VIDEO_2020
from reports.demo.tables.finals import FINALS, FinalFacts
from reports.replay.people import CLERK
from reports.replay.records import hold_activity, plan_activity
from reports.replay.stage import Stage, pick
from reports.replay.walker import at

RECORDED = date(2020, 12, 28)
SELECTIONS: dict[str, CallFacts] = {facts.code: facts for facts in (VIDEO_2020, STARTUP_2020)}


def replay_finals(stage: Stage) -> Iterator[date]:
    """Record the finals and the results there, named ones and those known only as a number."""
    yield RECORDED
    for facts in FINALS:
        results = record_final(stage, facts)
        stage.tell(facts.name, "登记全国决赛成绩", 条=results)


def results_of(stage: Stage, facts: FinalFacts) -> Sequence[tuple[str, str, str, str, int | None]]:
    """Return the named results of a final, all of them or the first of them."""
    return facts.results[: stage.sized(len(facts.results))]


def record_final(stage: Stage, facts: FinalFacts) -> int:
    """Record one final with its results; returns how many."""
    clerk = stage.people[CLERK]
    activity = plan_activity(stage, facts.activity)
    hold_activity(stage, activity)
    clerk.open(at("competitions:external_create"))
    selection = SELECTIONS[facts.selection].title if facts.selection else ""
    final = {"name": facts.name, "year": 2020, "edition": facts.edition, "issuer": facts.issuer}
    clerk.send(pick({**final, "activity": facts.activity, "selection": selection}))
    contest = clerk.key()
    rows: list[dict[str, Any]] = [
        {
            "organization": school,
            "organization_name": school,
            "work_title": work,
            "track_name": track,
            "prize_name": prize,
            "rank": rank,
        }
        for school, work, track, prize, rank in results_of(stage, facts)
    ]
    rows += [{"track_name": track, "prize_name": prize, "quantity": number} for track, prize, number in facts.unnamed]
    for order, row in enumerate(rows, start=1):
        clerk.open(at("competitions:result_create", contest=contest)).send(pick({**row, "order": order}))
    return len(rows)
