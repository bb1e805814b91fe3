"""Small contests as exported documents: the cases worked out by hand, and random ones."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from reviews.methods.results import FORMAT

THREE = (("first", "10"), ("second", "20"), ("third", "30"))


def level(code: str, value: str = "0", mode: str = "count", minimum: str | None = None) -> dict[str, Any]:
    return {"code": code, "mode": mode, "value": value, "minimum": minimum}


def ratios(*shares: tuple[str, str]) -> list[dict[str, Any]]:
    return [level(code, share, "ratio") for code, share in shares or THREE]


def plan(levels: Sequence[dict[str, Any]], **rules: Any) -> dict[str, Any]:
    standard = {
        "code": "team",
        "base": "attended",
        "rounding": "half_up",
        "tie": "break",
        "shortfall": "leave",
        "school_cap": None,
        "tracks": None,
    }
    return {**standard, **rules, "levels": list(levels)}


def track(
    scores: Sequence[Sequence[str]], *, code: str = "gaozhi", schools: Sequence[str] = (), **more: Any
) -> dict[str, Any]:
    """A track whose entries 001, 002 ... received these totals, each from reviewers R1, R2 ..."""
    names = [f"{number:03d}" for number in range(1, len(scores) + 1)]
    entries = [
        {"entry": name, "school": schools[at] if schools else f"S{at + 1}", "decided": None}
        for at, name in enumerate(names)
    ]
    sheets = [
        {"entry": name, "judge": f"R{seat}", "points": {"total": points}}
        for name, pile in zip(names, scores, strict=True)
        for seat, points in enumerate(pile, start=1)
    ]
    return {"code": code, "registered": len(names), "entries": entries, "sheets": sheets, **more}


def falling(count: int, *, top: int = 1000) -> list[list[str]]:
    """Scores without a tie, the first entry the best."""
    return [[str(top - at)] for at in range(count)]


def document(tracks: Sequence[dict[str, Any]], plans: Sequence[dict[str, Any]] = (), **rules: Any) -> dict[str, Any]:
    standard = {"format": FORMAT, "method": "mean", "places": 2, "chain": []}
    return {**standard, **rules, "tracks": list(tracks), "plans": list(plans)}


def chained(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """A track of one sheet each with two criteria; the second is the link of the chain."""
    made = track([["0"]] * len(pairs))
    for sheet, (total, link) in zip(made["sheets"], pairs, strict=True):
        sheet["points"] = {"rest": str(int(total) - int(link)), "innovation": link}
    return made


# Six entries, the fifth and sixth equal in total; the chain tells them apart.
TIE = [("95", "9"), ("94", "9"), ("93", "9"), ("92", "9"), ("88", "7"), ("88", "8"), ("80", "9")]
FULL_TIE = [*TIE[:4], ("88", "8"), ("88", "8"), ("80", "9")]


def hand_cases() -> dict[str, dict[str, Any]]:
    """The cases of the house that everybody can check with a pencil."""
    five = [level("first", "5")]
    equal = chained(FULL_TIE)
    decided = chained(FULL_TIE)
    decided["entries"][5]["decided"] = 1
    capped = track(falling(6), schools=["A", "A", "B", "A", "B", "C"])
    return {
        "53 half up": document([track(falling(53))], [plan(ratios())]),
        "53 cumulative": document([track(falling(53))], [plan(ratios(), rounding="cumulative")]),
        "25 half up": document([track(falling(25))], [plan(ratios(("first", "10")))]),
        "25 floor": document([track(falling(25))], [plan(ratios(("first", "10")), rounding="floor")]),
        "15 half up": document([track(falling(15))], [plan(ratios())]),
        "15 cumulative": document([track(falling(15))], [plan(ratios(), rounding="cumulative")]),
        "tie share up": document([chained(TIE)], [plan(five, tie="share_up")], chain=["innovation"]),
        "tie share down": document([chained(TIE)], [plan(five, tie="share_down")], chain=["innovation"]),
        "tie break": document([chained(TIE)], [plan(five)], chain=["innovation"]),
        "tie defer": document([chained(TIE)], [plan(five, tie="defer")], chain=["innovation"]),
        "full tie": document([equal], [plan(five)], chain=["innovation"]),
        "full tie decided": document([decided], [plan(five)], chain=["innovation"]),
        "trimmed": document([track([["90", "88", "85", "84", "60"]])], method="trimmed"),
        "trimmed two": document([track([["90", "88"]])], method="trimmed"),
        "85.125": document([track([["85.125"]])]),
        "nobody": document([track([])], [plan(ratios())]),
        "19 of 20": document(
            [track(falling(19))], [plan([level("first", "4"), level("second", "6"), level("third", "10")])]
        ),
        "cap": document([capped], [plan([level("first", "4")], school_cap=2)]),
        "minimum": document([track(falling(8))], [plan([level("first", "4", minimum="998"), level("second", "2")])]),
        "minimum moved": document(
            [track(falling(8))],
            [plan([level("first", "4", minimum="998"), level("second", "2")], shortfall="move_down")],
        ),
        "line and rest": document(
            [track(falling(8))], [plan([level("first", "997", "floor"), level("rest", mode="remainder")])]
        ),
        "no link": document([rooms()], method="additive"),
        "linked": document([rooms(linked=True)], method="huber"),
    }


def rooms(*, linked: bool = False) -> dict[str, Any]:
    """Two rooms of two reviewers; linked, one reviewer of the first sits in both."""
    made = track([[]] * 20)
    chance = random.Random(4)
    for number, row in enumerate(made["entries"]):
        judges = ("R1", "R2") if number < 10 else (("R1" if linked and number < 12 else "R3"), "R4")
        made["sheets"] += [
            {"entry": row["entry"], "judge": judge, "points": {"total": str(chance.randint(60, 95))}}
            for judge in judges
        ]
    return made


def random_document(seed: int) -> dict[str, Any]:
    """A contest of any size and rules; scores lie close together, so that ties are common."""
    chance = random.Random(seed)
    size, seats = chance.choice([0, 1, 2, 3, 7, 15, 40, 90]), chance.randint(1, 9)
    method = chance.choice(["mean", "mean", "trimmed", "additive", "huber", "z"])
    readers = min(seats, chance.randint(1, 6))
    made = track([[]] * size, schools=[f"S{chance.randint(1, 6)}" for _ in range(size)])
    for row in made["entries"]:
        row["decided"] = chance.choice([None, None, None, 1, 2])
        judges = chance.sample(range(1, seats + 1), readers if chance.random() < 0.95 else 0)
        made["sheets"] += [
            {
                "entry": row["entry"],
                "judge": f"R{judge}",
                "points": {"a": str(chance.randint(30, 33)), "b": f"{chance.randint(20, 23)}.{chance.choice('05')}"},
            }
            for judge in judges
        ]
    made["registered"] = size + chance.randint(0, 9)
    rules = {
        "base": chance.choice(["registered", "attended", "valid"]),
        "rounding": chance.choice(["half_up", "floor", "ceiling", "cumulative"]),
        "tie": chance.choice(["share_up", "share_down", "break", "defer"]),
        "shortfall": chance.choice(["leave", "move_down"]),
        "school_cap": chance.choice([None, None, 1, 2, 5]),
    }
    levels = [random_level(chance, f"L{number}") for number in range(chance.randint(0, 4))]
    chain = chance.choice([[], ["a"], ["b", "@raw"]])
    return document([made], [plan(levels, **rules)], method=method, places=chance.choice([0, 1, 2, 3]), chain=chain)


def random_level(chance: random.Random, code: str) -> dict[str, Any]:
    mode = chance.choice(["ratio", "ratio", "count", "count", "floor", "remainder"])
    value = {"ratio": chance.choice(["10", "20", "33.3", "60"]), "count": str(chance.randint(0, 9))}.get(mode, "0")
    if mode == "floor":
        value = str(chance.randint(52, 56))
    return level(code, value, mode, chance.choice([None, None, str(chance.randint(50, 56))]))
