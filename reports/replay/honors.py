"""The honor selections: craftsmen of the province; units and persons of educational informatization."""

from collections.abc import Iterator
from datetime import date

from office.enums import Role
from reports.demo.tables.calls import CallFacts
from reports.demo.tables.honors import (
    CRAFTSMAN_SCHEME,
    CRAFTSMEN_2020,
    HONORED,
    INFORMATION_2020,
    INFORMATION_SCHEME,
    NOMINATED,
    PERSONS,
    SCHEMES,
    SCHOOLS,
    person_name,
)
from reports.replay.calls import Desk, accept_entries, close_call, entries_of, open_call
from reports.replay.judging import Sitting, admit, open_round, plan_round, score_round, seat_panel, settle_round
from reports.replay.people import CLERK, school_account
from reports.replay.records import BODY_NAMES, hold_activity, plan_activity
from reports.replay.results import finish, give_prizes, publish_notice
from reports.replay.stage import Stage
from reports.replay.walker import at
from reviews.enums import PrizeKind

# The source names no document.
BASIS = "示例依据（原文未载）"
FEWEST = 3
CRAFTSMEN_JUDGES, INFORMATION_JUDGES = 7, 5
MEETING = (date(2020, 12, 3), date(2020, 12, 10))


def keep_scheme(stage: Stage, code: str) -> str:
    """Enter a scheme with its basis; returns its name."""
    body, name = next((body, name) for scheme, body, name in SCHEMES if scheme == code)
    stage.people[CLERK].open(at("competitions:scheme_create")).send(
        {"name": name, "code": code, "body": BODY_NAMES[body], "basis": BASIS}
    )
    return name


def nominate_person(stage: Stage, desk: Desk, number: int) -> None:
    """Record an invented person and the nomination that came in."""
    clerk, name = stage.people[CLERK], person_name(number)
    clerk.open(at("association:person_create")).send({"name": name, "is_illustrative": "on"})
    clerk.open(at("competitions:nomination_create", call=desk.key))
    clerk.send({"nominee_kind": "person", "name": name, "person": name})
    clerk.open(at("competitions:nomination_act", clerk.key(), "submit")).send()


def nominate_school(stage: Stage, desk: Desk, school: str) -> None:
    """Let a school nominate itself."""
    manager = school_account(stage, school, Role.SCHOOL_ADMINISTRATOR)
    manager.open(at("competitions:nomination_create", call=desk.key))
    manager.send({"nominee_kind": "organization", "name": school, "nominee": school})
    manager.open(at("competitions:nomination_act", manager.key(), "submit")).send()


def sitting_of(stage: Stage, name: str, panel: str, days: tuple[date, date], judges: int) -> Sitting:
    """Return a meeting of experts."""
    experts = tuple(range(1, max(FEWEST, stage.sized(judges)) + 1))
    return Sitting(name=name, kind="meeting", opens=days[0], closes=days[1], panel=panel, experts=experts)


def open_selection(stage: Stage, facts: CallFacts, scheme: str, closes: date) -> Desk:
    """Enter the scheme, draft the selection of the year and publish its call today."""
    extra = {"scheme": keep_scheme(stage, scheme)}
    today = stage.clock.today()
    return open_call(stage, facts, opens=today, closes=closes, extra=extra, noun="honor", entry="nomination")


def judge(stage: Stage, desk: Desk, rounds: list[int], experts: tuple[int, ...]) -> None:
    """Open the rounds and let the panel score."""
    for round_ in rounds:
        open_round(stage, round_, blind=False, onsite=False)
    sheets = sum(score_round(stage, round_, experts) for round_ in rounds)
    stage.tell(desk.facts.title, "专家评分", 评委=len(experts), 评分表=sheets)


def replay_craftsmen(stage: Stage) -> Iterator[date]:
    """Replay the selection of craftsmen: 147 nominated, 99 honored."""
    yield date(2020, 4, 7)
    activity = plan_activity(stage, CRAFTSMEN_2020.activity)
    desk = open_selection(stage, CRAFTSMEN_2020, CRAFTSMAN_SCHEME, date(2020, 7, 31))
    yield date(2020, 7, 20)
    for number in range(1, stage.sized(NOMINATED) + 1):
        nominate_person(stage, desk, number)
    stage.tell(desk.facts.title, "登记参选材料", 份=stage.sized(NOMINATED))
    yield date(2020, 8, 3)
    accept_entries(stage, desk)
    close_call(stage, desk)
    sitting = sitting_of(stage, "专家评审", "名匠评审组", (date(2020, 8, 10), date(2020, 8, 31)), CRAFTSMEN_JUDGES)
    round_ = plan_round(stage, desk, sitting)
    seat_panel(stage, desk, sitting, [round_])
    admit(stage, round_, [row["编号"] for row in entries_of(stage, desk)])
    yield sitting.opens
    judge(stage, desk, [round_], sitting.experts)
    yield date(2020, 9, 1)
    settle_round(stage, desk, round_)
    levels = [("mingjiang", "count", stage.sized(HONORED))]
    give_prizes(stage, desk, kind=PrizeKind.HONOR, round_=round_, levels=levels)
    hold_activity(stage, activity)
    notice = publish_notice(stage, desk)
    yield date(2020, 12, 12)
    finish(stage, desk, notice)


def replay_information(stage: Stage) -> Iterator[date]:
    """Replay the selection of units and persons: schools nominate themselves, persons are recorded."""
    yield date(2020, 11, 2)
    activity = plan_activity(stage, INFORMATION_2020.activity)
    desk = open_selection(stage, INFORMATION_2020, INFORMATION_SCHEME, date(2020, 11, 27))
    yield date(2020, 11, 24)
    schools, persons = SCHOOLS[: stage.sized(len(SCHOOLS))], stage.sized(PERSONS)
    for school in schools:
        nominate_school(stage, desk, school)
    for number in range(NOMINATED + 1, NOMINATED + persons + 1):
        nominate_person(stage, desk, number)
    stage.tell(desk.facts.title, "单位自荐、登记个人", 单位=len(schools), 个人=persons)
    yield date(2020, 11, 30)
    accept_entries(stage, desk)
    close_call(stage, desk)
    rounds, experts = prepare_information(stage, desk)
    yield MEETING[0]
    judge(stage, desk, rounds, experts)
    yield date(2020, 12, 11)
    for round_ in rounds:
        settle_round(stage, desk, round_)
    give_prizes(stage, desk, kind=PrizeKind.UNIT, round_=rounds[0], levels=[("unit", "count", len(schools))])
    give_prizes(stage, desk, kind=PrizeKind.HONOR, round_=rounds[1], levels=[("person", "count", persons)])
    hold_activity(stage, activity)
    notice = publish_notice(stage, desk)
    yield date(2020, 12, 21)
    finish(stage, desk, notice)


def prepare_information(stage: Stage, desk: Desk) -> tuple[list[int], tuple[int, ...]]:
    """Plan a round for the units and one for the persons under one panel; returns the rounds and the experts."""
    names = ("先进单位评审", "先进个人评审")
    sittings = [sitting_of(stage, name, "信息化评审组", MEETING, INFORMATION_JUDGES) for name in names]
    rounds = [plan_round(stage, desk, sitting) for sitting in sittings]
    seat_panel(stage, desk, sittings[0], rounds)
    entries = entries_of(stage, desk)
    for round_, is_unit in zip(rounds, (True, False), strict=True):
        admit(stage, round_, [row["编号"] for row in entries if (row["名称"] in SCHOOLS) == is_unit])
    return rounds, sittings[0].experts
