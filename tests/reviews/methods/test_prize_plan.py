"""Prizes by plan: the cases of the house by hand, and what holds for every size, tie, rounding and policy."""

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.methods.prize_plan import Outcome, Plan, ShortfallPolicy, TiePolicy, Why, apply_plan, as_data
from reviews.methods.quota import Base, Level, Mode, PlanRounding, planned_numbers
from reviews.methods.ranking import RAW, Ranked, chain_values, rank_entries, ties_of
from reviews.methods.results import rank_track, read_plan, results_of
from reviews.methods.sheet import Sheet
from tests.reviews.methods.contests import hand_cases, random_document

pytestmark = pytest.mark.pure


def prizes_of(case: str) -> dict[str, Any]:
    return results_of(hand_cases()[case])["tracks"][0]["prizes"][0]


def outcome_of(case: str) -> Outcome:
    document = hand_cases()[case]
    track = document["tracks"][0]
    _scores, ranked = rank_track(document, track)
    schools = {row["entry"]: row["school"] for row in track["entries"]}
    return apply_plan(read_plan(document["plans"][0]), ranked, schools=schools)


@pytest.mark.parametrize(
    ("case", "given"),
    [
        ("53 half up", {"first": 5, "second": 11, "third": 16}),
        ("53 cumulative", {"first": 5, "second": 11, "third": 16}),
        ("25 half up", {"first": 3}),
        ("25 floor", {"first": 2}),
        ("15 half up", {"first": 2, "second": 3, "third": 5}),
        ("15 cumulative", {"first": 2, "second": 3, "third": 4}),
        ("tie share up", {"first": 6}),
        ("tie share down", {"first": 4}),
        ("tie break", {"first": 5}),
        ("nobody", {}),
        ("19 of 20", {"first": 4, "second": 6, "third": 9}),
        ("minimum", {"first": 3, "second": 2}),
        ("minimum moved", {"first": 3, "second": 3}),
        ("line and rest", {"first": 4, "rest": 4}),
    ],
)
def test_numbers_by_hand(case: str, given: dict[str, int]) -> None:
    assert prizes_of(case)["given"] == given


def test_cumulative_ends_of_53() -> None:
    levels = [Level(name, Mode.RATIO, Decimal(share)) for name, share in (("1", 10), ("2", 20), ("3", 30))]
    numbers = [one.number for one in planned_numbers(levels, base=53, rounding=PlanRounding.CUMULATIVE)]
    assert numbers == [5, 11, 16]
    assert [float(one.exact or 0) for one in planned_numbers(levels, base=53, rounding="half_up")] == [5.3, 10.6, 15.9]
    assert [one.number for one in planned_numbers(levels, base=53, rounding="ceiling")] == [6, 11, 16]


def test_ratio_and_count_stand_in_one_contest() -> None:
    ranked = rank_entries([f"{at:03d}" for at in range(60)], {f"{at:03d}": Decimal(100 - at) for at in range(60)})
    individual = Plan("individual", tuple(Level(f"{at}", Mode.COUNT, Decimal(n)) for at, n in enumerate((12, 20, 28))))
    assert list(apply_plan(individual, ranked).counts().values()) == [12, 20, 28]


def test_the_chain_tells_a_tie_apart() -> None:
    given = [entry for entry, _level in prizes_of("tie break")["awards"]]
    assert "006" in given
    assert "005" not in given


def test_a_full_tie_is_listed_and_blocks_until_decided() -> None:
    found = results_of(hand_cases()["full tie"])["tracks"][0]
    assert found["ties"] == [["005", "006"]]
    assert found["prizes"][0]["undecided"] == ["005", "006"]
    assert [entry for entry, _level in found["prizes"][0]["awards"]] == ["001", "002", "003", "004"]
    assert not outcome_of("full tie").is_settled
    decided = results_of(hand_cases()["full tie decided"])["tracks"][0]
    assert decided["ties"] == decided["prizes"][0]["undecided"] == []
    assert ["006", "first"] in decided["prizes"][0]["awards"]


def test_deferred_ties_wait_even_where_a_chain_would_decide() -> None:
    assert prizes_of("tie defer")["undecided"] == ["005", "006"]


def test_a_shortfall_is_recorded() -> None:
    assert prizes_of("19 of 20")["deviations"] == [{"level": "third", "planned": 10, "given": 9}]
    (short,) = outcome_of("19 of 20").shortfalls
    assert (short.why, short.planned.number, short.given) == (Why.CANDIDATES, 10, 9)


def test_the_third_entry_of_a_school_is_passed_over_and_traced() -> None:
    """A, A, B, A, B, C with two to a school and four prizes: the third of A is passed over, the next moves up."""
    found = prizes_of("cap")
    assert found["passed_over"] == ["004"]
    assert [entry for entry, _level in found["awards"]] == ["001", "002", "003", "005"]
    traces = {one.entry: one.trace for one in outcome_of("cap").decisions}
    assert [step.why for step in traces["004"]] == [Why.CAP]
    assert as_data(traces["005"][0]) == {"why": "awarded", "level": "first", "place": 4, "planned": 4}
    assert [step.why for step in traces["006"]] == [Why.FULL]


def test_equal_entries_of_one_school_at_its_cap_are_left_open() -> None:
    rows = [Ranked("1", Decimal(90), rank=1), Ranked("2", Decimal(90), rank=1), Ranked("3", Decimal(80), rank=3)]
    plan = Plan("team", (Level("first", Mode.COUNT, Decimal(2)),), school_cap=1)
    found = apply_plan(plan, rows, schools={"1": "A", "2": "A", "3": "B"})
    assert found.undecided == (("1", "2"),)


def test_what_a_tie_takes_the_next_level_lacks() -> None:
    ranked = rank_entries(
        "abcdefg", {name: Decimal(score) for name, score in zip("abcdefg", (9, 8, 8, 7, 6, 5, 4), strict=True)}
    )
    levels = (Level("first", Mode.COUNT, Decimal(2)), Level("second", Mode.COUNT, Decimal(3)))
    up = apply_plan(Plan("team", levels, tie=TiePolicy.SHARE_UP), ranked)
    down = apply_plan(Plan("team", levels, tie=TiePolicy.SHARE_DOWN), ranked)
    assert [(one.given, one.why) for one in up.levels] == [(3, Why.TIE), (2, Why.TIE)]
    assert [(one.given, one.why) for one in down.levels] == [(1, Why.TIE), (4, Why.MOVED)]


@pytest.mark.parametrize(("base", "count"), [("registered", 40), ("attended", 30), ("valid", 20)])
def test_bases(base: str, count: int) -> None:
    ranked = rank_entries([f"{at:02d}" for at in range(30)], {f"{at:02d}": Decimal(at) for at in range(20)})
    plan = Plan("team", (Level("first", Mode.RATIO, Decimal(10)),), base=base)
    found = apply_plan(plan, ranked, registered=40)
    assert (found.base, found.counts()) == (count, {"first": count // 10})


def test_entries_without_a_score_stand_last_and_receive_nothing() -> None:
    ranked = rank_entries(["1", "2"], {"2": Decimal(5)})
    assert [(row.entry, row.rank) for row in ranked] == [("2", 1), ("1", None)]
    found = apply_plan(Plan("team", (Level("all", Mode.REMAINDER),)), ranked)
    assert [(one.entry, one.level, one.trace[-1].why) for one in found.decisions] == [
        ("2", "all", Why.AWARDED),
        ("1", None, Why.NO_SCORE),
    ]


def test_ranks_share_and_skip() -> None:
    ranked = rank_entries("abcd", {"a": Decimal(7), "b": Decimal(9), "c": Decimal(9), "d": Decimal(1)})
    assert [(row.entry, row.rank) for row in ranked] == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]
    assert ties_of(ranked) == [("b", "c")]


def test_the_untrimmed_total_can_stand_in_the_chain() -> None:
    sheets = [Sheet("1", f"R{at}", {"x": Decimal(points)}) for at, points in enumerate((60, 80, 85, 88, 99))]
    assert chain_values(sheets, [RAW, "x", "y"], places=1)["1"] == (Decimal("82.4"), Decimal("82.4"), Decimal("0.0"))


def check_outcome(plan: Plan, ranked: list[Ranked], found: Outcome, schools: dict[str, str]) -> None:
    """What must hold for every plan and every field."""
    order = {level.code: place for place, level in enumerate(plan.levels)}
    level_of = {one.entry: one.level for one in found.decisions}
    waiting = {entry for group in found.undecided for entry in group}
    why = {one.entry: {step.why for step in one.trace} for one in found.decisions}
    assert all(one.trace for one in found.decisions)
    assert len(found.decisions) == len(ranked)
    held: dict[str, int] = {}
    lowest = -1
    for _score, group in group_by_score(ranked):
        free = [row for row in group if row.entry not in waiting and Why.CAP not in why[row.entry]]
        places = [order.get(level_of[row.entry] or "", len(order)) for row in free]
        assert all(place >= lowest for place in places), "an award below a better one that has less"
        lowest = max([lowest, *places])
    for row in ranked:
        level = level_of[row.entry]
        if row.score is None:
            assert level is None
        if level is not None:
            held[schools[row.entry]] = held.get(schools[row.entry], 0) + 1
            bound = plan.levels[order[level]].bound
            assert bound is None or (row.score is not None and row.score >= bound)
    assert plan.school_cap is None or all(count <= plan.school_cap for count in held.values())
    limited = [one for one in found.levels if one.planned.number is not None]
    assert all((one.given == one.planned.number) == (one.why is None) for one in limited)
    if limited == list(found.levels) and plan.tie != TiePolicy.SHARE_UP:
        assert sum(one.given for one in limited) <= sum(one.planned.number or 0 for one in limited)


def group_by_score(ranked: list[Ranked]) -> list[tuple[Decimal, list[Ranked]]]:
    found: dict[Decimal, list[Ranked]] = {}
    for row in ranked:
        if row.score is not None:
            found.setdefault(row.score, []).append(row)
    return sorted(found.items(), reverse=True)


def random_field(seed: int, size: int) -> tuple[Plan, list[Ranked], dict[str, str]]:
    chance = random.Random(seed)
    steps = chance.choice([1, 3, 20, 500, 10**6])
    names = [f"{at:04d}" for at in range(size)]
    scores = {name: Decimal(chance.randint(0, steps)) for name in names if chance.random() < 0.97}
    chain = {name: (Decimal(chance.randint(0, 3)),) for name in names}
    decided = {name: chance.randint(1, 3) for name in names if chance.random() < 0.2}
    ranked = rank_entries(names, scores, chain=chain, decided=decided)
    levels = tuple(random_level(chance, code, size, steps) for code in "abcd"[: chance.randint(0, 4)])
    plan = Plan(
        "team",
        levels,
        base=chance.choice(list(Base)),
        rounding=chance.choice(list(PlanRounding)),
        tie=chance.choice(list(TiePolicy)),
        shortfall=chance.choice(list(ShortfallPolicy)),
        school_cap=chance.choice([None, None, 1, 3]),
    )
    return plan, ranked, {name: f"S{chance.randint(1, max(1, size // 4))}" for name in names}


def random_level(chance: random.Random, code: str, size: int, steps: int) -> Level:
    mode = chance.choice(list(Mode))
    values = {
        Mode.RATIO: Decimal(chance.choice(["5", "10", "33.3", "70"])),
        Mode.COUNT: Decimal(chance.randint(0, max(1, size // 2))),
        Mode.FLOOR: Decimal(chance.randint(0, steps)),
        Mode.REMAINDER: Decimal(0),
    }
    return Level(code, mode, values[mode], chance.choice([None, None, Decimal(chance.randint(0, steps))]))


@given(st.integers(0, 10**9), st.sampled_from([0, 1, 2, 3, 5, 10, 53, 288]))
def test_no_award_below_a_better_entry_without_one(seed: int, size: int) -> None:
    plan, ranked, schools = random_field(seed, size)
    check_outcome(plan, ranked, apply_plan(plan, ranked, schools=schools, registered=size + 3), schools)


@pytest.mark.verify
@given(st.integers(0, 10**9), st.integers(0, 5000))
def test_no_award_below_a_better_entry_without_one_at_any_size(seed: int, size: int) -> None:
    plan, ranked, schools = random_field(seed, size)
    check_outcome(plan, ranked, apply_plan(plan, ranked, schools=schools, registered=size + 3), schools)


@given(st.integers(0, 5000), st.sampled_from(list(PlanRounding)))
def test_cumulative_rounding_never_drifts(base: int, rounding: str) -> None:
    levels = [Level(name, Mode.RATIO, Decimal(share)) for name, share in (("1", 10), ("2", 20), ("3", 30))]
    numbers = planned_numbers(levels, base=base, rounding=rounding)
    drift = sum(one.number or 0 for one in numbers) - Decimal(base) * 6 / 10
    bound = Decimal("0.5") if rounding == PlanRounding.CUMULATIVE else Decimal(3)
    assert abs(drift) <= bound
    assert all((one.number or 0) >= 0 for one in numbers)


@given(st.integers(0, 10**9))
def test_documents_of_any_kind_have_results(seed: int) -> None:
    found = results_of(random_document(seed))
    assert found["tracks"][0]["rows"] is not None
