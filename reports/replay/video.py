"""The selection for the national micro video contest: works by track, judged online, the first prizes go on."""

from collections.abc import Iterator
from datetime import date

from reports.demo.tables.activities import VIDEO_FINAL
from reports.demo.tables.contests import SERIES, VIDEO_2020, VIDEO_PRIZES, VIDEO_SERIES, WORK, video_title
from reports.replay.calls import Desk, accept_entries, close_call, entries_of, import_entries, open_call
from reports.replay.judging import Sitting, admit, open_round, plan_round, score_round, seat_panel, settle_round
from reports.replay.people import CLERK
from reports.replay.records import hold_activity, plan_activity
from reports.replay.results import finish, give_prizes, publish_notice, send_on
from reports.replay.stage import Stage
from reports.replay.walker import at

CALLED, SENT, DUE, CHECKED = date(2020, 5, 11), date(2020, 6, 15), date(2020, 6, 19), date(2020, 6, 22)
OPENED, CLOSED, RANKED, FINAL = date(2020, 6, 29), date(2020, 7, 10), date(2020, 7, 13), date(2020, 7, 24)
JUDGES, FEWEST = 5, 3
Counts = dict[str, dict[str, int]]


def prizes_of(stage: Stage) -> Counts:
    """Return the number of each prize by track at the size of this replay."""
    return {
        track: {code: stage.sized(count) for code, count in prizes.items()} for track, prizes in VIDEO_PRIZES.items()
    }


def replay_video(stage: Stage) -> Iterator[date]:
    """Replay the selection from its call to the recommendation for the national final.

    The source tells of the winners only: they are all that is entered, and the call says that its list is not complete.
    """
    yield CALLED
    clerk, series = stage.people[CLERK], dict(SERIES)[VIDEO_SERIES]
    clerk.open(at("competitions:series_create")).send({"code": VIDEO_SERIES, "name": series})
    activity = plan_activity(stage, VIDEO_2020.activity)
    desk = open_call(stage, VIDEO_2020, opens=CALLED, closes=DUE, extra={"series": series})
    yield SENT
    enter(stage, desk)
    yield CHECKED
    accept_entries(stage, desk)
    close_call(stage, desk)
    sitting = sitting_of(stage)
    round_ = plan_round(stage, desk, sitting)
    seat_panel(stage, desk, sitting, [round_])
    admit(stage, round_, [row["编号"] for row in entries_of(stage, desk)])
    yield OPENED
    open_round(stage, round_, blind=True, onsite=False)
    sheets = score_round(stage, round_, sitting.experts)
    stage.tell(desk.facts.title, "网络评分", 评委=len(sitting.experts), 评分表=sheets)
    yield RANKED
    reward(stage, desk, round_)
    hold_activity(stage, activity)
    notice = publish_notice(stage, desk)
    yield FINAL
    finish(stage, desk, notice)


def enter(stage: Stage, desk: Desk) -> None:
    """Record the works from a sheet: the source names no school."""
    names = {code: name for code, name, _level in VIDEO_2020.tracks}
    rows = [[names[track]] for track, prizes in prizes_of(stage).items() for _ in range(sum(prizes.values()))]
    rows = [[video_title(number), *row] for number, row in enumerate(rows, start=1)]
    import_entries(stage, desk, "competitions.entry", ["作品名称", "组别"], rows)
    stage.tell(desk.facts.title, "登记参赛作品", 作品=len(rows))


def sitting_of(stage: Stage) -> Sitting:
    """Return the online review."""
    experts = tuple(range(1, max(FEWEST, stage.sized(JUDGES)) + 1))
    return Sitting(
        name="网络评审", kind="online", opens=OPENED, closes=CLOSED, panel="微视频评审组", experts=experts, blind=True
    )


def reward(stage: Stage, desk: Desk, round_: int) -> None:
    """Give each track its prizes by number, and recommend the first of each for the national final."""
    rankings = settle_round(stage, desk, round_)
    names = {code: name for code, name, _level in VIDEO_2020.tracks}
    for track, prizes in prizes_of(stage).items():
        levels = [(code, "count", count) for code, count in prizes.items()]
        give_prizes(stage, desk, kind=WORK, round_=round_, levels=levels, track=names[track])
        send_on(stage, rankings[names[track]], count=prizes["first"], target=VIDEO_FINAL)
