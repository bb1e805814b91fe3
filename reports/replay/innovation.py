"""The selection contest of innovation and startups: online review, shortlist, on-site final, prizes by track."""

from collections.abc import Iterator
from datetime import date

from reports.demo.tables.contests import (
    FINAL_ROUND,
    ONLINE_ROUND,
    SERIES,
    STARTUP_2020,
    STARTUP_ENTRIES,
    STARTUP_FINALISTS,
    STARTUP_PRIZES,
    STARTUP_SERIES,
    WORK,
    project_title,
)
from reports.replay.calls import Desk, accept_entries, close_call, entries_of, import_entries, open_call
from reports.replay.judging import Sitting, admit, open_round, plan_round, score_round, seat_panel, settle_round
from reports.replay.people import CLERK
from reports.replay.records import hold_activity, plan_activity
from reports.replay.results import finish, give_prizes, publish_notice, send_on
from reports.replay.stage import Stage
from reports.replay.walker import at

CALLED, SENT, DUE, CHECKED = date(2020, 6, 15), date(2020, 8, 17), date(2020, 8, 31), date(2020, 9, 1)
OPENED, CLOSED, LISTED = date(2020, 9, 7), date(2020, 9, 25), date(2020, 9, 27)
HELD, LAST_DAY, RANKED, FINAL = date(2020, 10, 15), date(2020, 10, 16), date(2020, 10, 19), date(2020, 10, 27)
REVIEWERS, JURORS, FEWEST = 30, 9, 3
TRACKS = {code: name for code, name, _level in STARTUP_2020.tracks}
# A prize goes to as many of each track as the source says; the track with too few finalists has one third prize less.
EACH = {code: max(prizes[code] for prizes in STARTUP_PRIZES.values()) for code in ("first", "second", "third")}


def replay_innovation(stage: Stage) -> Iterator[date]:
    """Replay the contest from its call through its three stages to the certificates."""
    yield CALLED
    clerk, series = stage.people[CLERK], dict(SERIES)[STARTUP_SERIES]
    clerk.open(at("competitions:series_create")).send({"code": STARTUP_SERIES, "name": series})
    activity = plan_activity(stage, STARTUP_2020.activity)
    desk = open_call(stage, STARTUP_2020, opens=CALLED, closes=DUE, extra={"series": series})
    yield SENT
    enter(stage, desk)
    yield CHECKED
    accept_entries(stage, desk)
    close_call(stage, desk)
    online, final = sittings_of(stage)
    first, second = plan_round(stage, desk, online), plan_round(stage, desk, final)
    seat_panel(stage, desk, online, [first])
    seat_panel(stage, desk, final, [second])
    admit(stage, first, [row["编号"] for row in entries_of(stage, desk)])
    yield OPENED
    open_round(stage, first, blind=True, onsite=False)
    sheets = score_round(stage, first, online.experts)
    stage.tell(desk.facts.title, "网络评分", 评委=len(online.experts), 评分表=sheets)
    yield LISTED
    shortlist(stage, desk, first)
    yield HELD
    open_round(stage, second, blind=False, onsite=True)
    sheets = score_round(stage, second, final.experts)
    stage.tell(desk.facts.title, "现场评分", 评委=len(final.experts), 评分表=sheets)
    yield RANKED
    settle_round(stage, desk, second)
    counts = [(code, "count", stage.sized(count)) for code, count in EACH.items()]
    give_prizes(stage, desk, kind=WORK, round_=second, levels=counts)
    hold_activity(stage, activity)
    notice = publish_notice(stage, desk)
    yield FINAL
    finish(stage, desk, notice)


def entered_tracks(stage: Stage) -> list[str]:
    """Return the tracks of the projects by code: those of the finalists are known, the others are spread evenly."""
    finalists = [track for track, count in STARTUP_FINALISTS.items() for _ in range(stage.sized(count))]
    others = max(stage.sized(STARTUP_ENTRIES), len(finalists)) - len(finalists)
    codes = list(TRACKS)
    return finalists + [codes[number % len(codes)] for number in range(others)]


def enter(stage: Stage, desk: Desk) -> None:
    """Record the projects from a sheet: the source names no school."""
    tracks = entered_tracks(stage)
    rows = [[project_title(number), TRACKS[track]] for number, track in enumerate(tracks, start=1)]
    import_entries(stage, desk, "competitions.entry", ["项目名称", "组别"], rows)
    stage.tell(desk.facts.title, "登记参赛项目", 项目=len(rows))


def sittings_of(stage: Stage) -> tuple[Sitting, Sitting]:
    """Return the online review by the whole pool and the final on site."""
    pool = tuple(range(1, max(FEWEST, stage.sized(REVIEWERS)) + 1))
    jury = tuple(range(1, max(FEWEST, stage.sized(JURORS)) + 1))
    online = Sitting(
        name=ONLINE_ROUND, kind="online", opens=OPENED, closes=CLOSED, panel="网络评审组", experts=pool, blind=True
    )
    final = Sitting(name=FINAL_ROUND, kind="onsite", opens=HELD, closes=LAST_DAY, panel="现场评审组", experts=jury)
    return online, final


def shortlist(stage: Stage, desk: Desk, round_: int) -> None:
    """Let the best of each track go on to the final."""
    rankings = settle_round(stage, desk, round_)
    for track, count in STARTUP_FINALISTS.items():
        send_on(stage, rankings[TRACKS[track]], count=stage.sized(count), to_round=FINAL_ROUND)
    stage.tell(
        desk.facts.title, "入围现场决赛", **{TRACKS[key]: stage.sized(n) for key, n in STARTUP_FINALISTS.items()}
    )
