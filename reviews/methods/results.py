"""Results as a document: rules and sheets in, ranks, ties and prizes out, both plain data and the same to the byte.

The input is what staff download (``format`` reviews.sheets/1)::

    {"format": "reviews.sheets/1", "method": "mean", "places": 2, "chain": ["innovation"],
     "plans": [{"code": "team", "base": "attended", "rounding": "half_up", "tie": "break", "shortfall": "leave",
                "school_cap": null, "tracks": null,
                "levels": [{"code": "first", "mode": "ratio", "value": "10", "minimum": null}]}],
     "tracks": [{"code": "gaozhi", "registered": 53,
                 "entries": [{"entry": "001", "school": "S01", "decided": null}],
                 "sheets": [{"entry": "001", "judge": "R1", "points": {"innovation": "28.5"}}]}]}

Numbers are texts, so that no reader makes floating point of them. ``tracks`` of a plan names the tracks it is given in
(null: all). ``script/recompute_results.py`` works the same out without this code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from reviews.methods.prize_plan import Outcome, Plan, apply_plan
from reviews.methods.quota import Level
from reviews.methods.ranking import LAST, Ranked, chain_values, rank_entries, ties_of
from reviews.methods.scoring import Scores, score_entries
from reviews.methods.sheet import Sheet

FORMAT = "reviews.sheets/1"
RESULT_FORMAT = "reviews.results/1"


def canonical(data: Any) -> str:
    """Return data as the one JSON text that stands for it: sorted keys, no spaces, a line's end."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def fingerprint_of(data: Any) -> str:
    """Return the SHA-256 of the canonical text."""
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def read_plan(data: Mapping[str, Any]) -> Plan:
    """Return the plan that plain data describe."""
    levels = tuple(
        Level(
            one["code"],
            one["mode"],
            Decimal(one["value"] or 0),
            None if one["minimum"] is None else Decimal(one["minimum"]),
        )
        for one in data["levels"]
    )
    names = ("code", "base", "rounding", "tie", "shortfall", "school_cap")
    return Plan(levels=levels, **{name: data[name] for name in names})


def write_plan(plan: Plan, tracks: Sequence[str] | None = None) -> dict[str, Any]:
    """Return a plan as plain data."""
    levels = [
        {"code": one.code, "mode": str(one.mode), "value": f"{one.value:f}", "minimum": text_or_none(one.minimum)}
        for one in plan.levels
    ]
    names = ("code", "base", "rounding", "tie", "shortfall")
    words = {name: str(getattr(plan, name)) for name in names}
    return {
        **words,
        "school_cap": plan.school_cap,
        "levels": levels,
        "tracks": None if tracks is None else list(tracks),
    }


def read_sheets(track: Mapping[str, Any]) -> list[Sheet]:
    """Return the sheets of a track."""
    return [
        Sheet(one["entry"], one["judge"], {code: Decimal(points) for code, points in one["points"].items()})
        for one in track["sheets"]
    ]


def rank_track(rules: Mapping[str, Any], track: Mapping[str, Any]) -> tuple[Scores, list[Ranked]]:
    """Return the scores and the order of one track."""
    sheets = read_sheets(track)
    scores = score_entries(sheets, method=rules["method"], places=rules["places"])
    ranked = rank_entries(
        [row["entry"] for row in track["entries"]],
        scores.counting,
        chain=chain_values(sheets, rules["chain"], places=rules["places"]),
        decided={row["entry"]: row["decided"] for row in track["entries"] if row["decided"] is not None},
    )
    return scores, ranked


def results_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return ranks, ties and prizes of an exported document as plain data, ready for ``canonical``."""
    tracks = [track_results(document, track) for track in document["tracks"]]
    return {"format": RESULT_FORMAT, "tracks": tracks}


def track_results(document: Mapping[str, Any], track: Mapping[str, Any]) -> dict[str, Any]:
    """Return the results of one track; where the method could not be applied nobody has a rank."""
    scores, ranked = rank_track(document, track)
    schools = {row["entry"]: row["school"] for row in track["entries"]}
    plans = [plan for plan in document["plans"] if plan["tracks"] is None or track["code"] in plan["tracks"]]
    outcomes = [apply_plan(read_plan(plan), ranked, schools=schools, registered=track["registered"]) for plan in plans]
    return {
        "code": track["code"],
        "refused": scores.refusal.code if scores.refusal else None,
        "rows": [row_data(row, scores) for row in ranked],
        "ties": [list(group) for group in ties_of(ranked)],
        "prizes": [outcome_data(outcome) for outcome in outcomes],
    }


def row_data(row: Ranked, scores: Scores) -> dict[str, Any]:
    """Return one ranked row as plain data."""
    return {
        "entry": row.entry,
        "raw": text_or_none(scores.raw.get(row.entry)),
        "adjusted": text_or_none(scores.adjusted.get(row.entry)),
        "chain": [f"{value:f}" for value in row.chain],
        "decided": None if row.decided == LAST else row.decided,
        "rank": row.rank,
    }


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Return what a plan gave as plain data: levels that nobody received are not told of."""
    return {
        "code": outcome.plan.code,
        "base": outcome.base,
        "given": outcome.counts(),
        "awards": [[one.entry, one.level] for one in outcome.decisions if one.level],
        "passed_over": sorted(
            one.entry for one in outcome.decisions if one.level is None and any(step.why == "cap" for step in one.trace)
        ),
        "undecided": sorted({entry for group in outcome.undecided for entry in group}),
        "deviations": [
            {
                "level": one.planned.level.code,
                "planned": one.planned.number,
                "given": one.given,
            }
            for one in outcome.levels
            if one.why
        ],
    }


def text_or_none(value: Decimal | None) -> str | None:
    """Return a number as text."""
    return None if value is None else f"{value:f}"
