"""The second BIM contest: teams of the schools, team prizes by shares, prizes in single events by number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from office.enums import Role
from reports.demo.tables.calls import deal
from reports.demo.tables.contests import (
    BIM_2020,
    BIM_SERIES,
    EVENT_PRIZES,
    EVENT_STEPS,
    EVENTS,
    SERIES,
    SINGLE,
    TEAM,
    TEAM_SHARES,
    TEAMS_2020,
    event_title,
    team_titles,
)
from reports.replay.calls import Desk, accept_entries, close_call, entries_of, open_call, seal_scan
from reports.replay.judging import Sitting, admit, open_round, plan_round, score_round, seat_panel, settle_round
from reports.replay.people import CLERK, school_account
from reports.replay.records import hold_activity, plan_activity
from reports.replay.results import finish, give_prizes, publish_notice
from reports.replay.stage import Stage
from reports.replay.walker import at

CALLED, SENT, DUE, CHECKED = date(2020, 10, 12), date(2020, 11, 2), date(2020, 11, 20), date(2020, 11, 23)
HELD, LAST_DAY, RANKED, FINAL = date(2020, 12, 12), date(2020, 12, 13), date(2020, 12, 14), date(2020, 12, 25)
JUDGES, FEWEST = 7, 3


def entered_teams(stage: Stage) -> list[tuple[str, str]]:
    """Return school and title of the teams: all of them, or those of the last schools of the list."""
    schools = max(2, stage.sized(len(TEAMS_2020)))
    return team_titles(TEAMS_2020[-schools:])


def events_of(stage: Stage) -> tuple[str, ...]:
    """Return the single events, the first of them in a smaller year."""
    return EVENTS[: stage.sized(len(EVENTS))]


def entered_events(stage: Stage, teams: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return school, team and event of the entries in single events, spread over the teams."""
    found = []
    size = min(sum(stage.sized(count) for count in EVENT_PRIZES.values()), len(teams))
    for event, step in zip(events_of(stage), EVENT_STEPS, strict=False):
        (portion,) = deal(teams, (size,), step=step)
        found += [(school, team, event) for school, team in portion]
    return found


def replay_bim(stage: Stage) -> Iterator[date]:
    """Replay the contest from its call to the certificates."""
    yield CALLED
    clerk, series = stage.people[CLERK], dict(SERIES)[BIM_SERIES]
    clerk.open(at("competitions:series_create")).send({"code": BIM_SERIES, "name": series})
    activity = plan_activity(stage, BIM_2020.activity)
    desk = open_call(stage, BIM_2020, opens=CALLED, closes=DUE, extra={"series": series}, needs_endorsement=True)
    for order, event in enumerate(events_of(stage), start=1):
        clerk.open(at("competitions:event_create", contest=desk.key))
        clerk.send({"name": event, "code": f"event-{order}", "order": order, "is_illustrative": "on"})
    yield SENT
    enter(stage, desk)
    yield CHECKED
    accept_entries(stage, desk)
    close_call(stage, desk)
    sittings = sittings_of(stage)
    rounds = prepare(stage, desk, sittings)
    yield HELD
    judge(stage, desk, rounds, sittings[0].experts)
    yield RANKED
    reward(stage, desk, rounds)
    hold_activity(stage, activity)
    notice = publish_notice(stage, desk)
    yield FINAL
    finish(stage, desk, notice)


def enter(stage: Stage, desk: Desk) -> None:
    """Let teachers draft the entries and hand them over; their schools endorse and send in."""
    teams = entered_teams(stage)
    for school, title in teams:
        send_entry(stage, desk, school, {"title": title})
    events = entered_events(stage, teams)
    for school, team, event in events:
        send_entry(stage, desk, school, {"title": event_title(team, event), "event": event, "team": team})
    schools = len({school for school, _title in teams})
    stage.tell(desk.facts.title, "学校报名、盖章、提交", 学校=schools, 队伍=len(teams), 单项=len(events))


def send_entry(stage: Stage, desk: Desk, school: str, values: dict[str, str]) -> None:
    """Draft one entry as a teacher; endorse it with the sealed scan and send it in as the school's administrator."""
    teacher = school_account(stage, school, Role.SCHOOL_TEACHER)
    teacher.open(at("competitions:entry_create", call=desk.key)).send(values)
    entry = teacher.key()
    teacher.open(at("competitions:entry_act", entry, "hand_to_school")).send()
    manager = school_account(stage, school, Role.SCHOOL_ADMINISTRATOR)
    manager.open(at("reviews:submission_endorse", entry)).send({"opinion": "同意推荐", "scan": seal_scan(school)})
    manager.open(at("competitions:entry_act", entry, "submit")).send()


def sittings_of(stage: Stage) -> tuple[Sitting, Sitting]:
    """Return the rounds of the teams and of the single events, which one panel judges on site."""
    experts = tuple(range(1, max(FEWEST, stage.sized(JUDGES)) + 1))
    team = Sitting(name="团队赛", kind="onsite", opens=HELD, closes=LAST_DAY, panel="BIM评审组", experts=experts)
    return team, replace(team, name="单项赛")


def prepare(stage: Stage, desk: Desk, sittings: tuple[Sitting, Sitting]) -> list[int]:
    """Plan the rounds, seat the panel, and let teams and single entries into the one or the other."""
    rounds = [plan_round(stage, desk, sitting) for sitting in sittings]
    seat_panel(stage, desk, sittings[0], rounds)
    entries = entries_of(stage, desk)
    for round_, single in zip(rounds, (False, True), strict=True):
        admit(stage, round_, [row["编号"] for row in entries if bool(row["赛项"]) == single])
    return rounds


def judge(stage: Stage, desk: Desk, rounds: list[int], experts: tuple[int, ...]) -> None:
    """Judge teams and single events on site, by drawn codes and order."""
    for round_ in rounds:
        open_round(stage, round_, blind=False, onsite=True)
    sheets = sum(score_round(stage, round_, experts, grouping=event_of) for round_ in rounds)
    stage.tell(desk.facts.title, "现场评分", 评委=len(experts), 评分表=sheets)


def reward(stage: Stage, desk: Desk, rounds: list[int]) -> None:
    """Propose the team prizes by shares of the teams, those of the single events by number."""
    for round_ in rounds:
        settle_round(stage, desk, round_)
    shares = [(code, "ratio", share) for code, share in TEAM_SHARES.items()]
    give_prizes(stage, desk, kind=TEAM, round_=rounds[0], levels=shares)
    counts = [(code, "count", stage.sized(count) * len(events_of(stage))) for code, count in EVENT_PRIZES.items()]
    give_prizes(stage, desk, kind=SINGLE, round_=rounds[1], levels=counts)


def event_of(track: str, title: str) -> str:
    """Return the event that the title of an entry names, "" for a team."""
    return next((event for event in EVENTS if event in title), "")
