"""The contests of the year: BIM (second edition, with the first of 2019), micro video, innovation and startups."""

from datetime import date

from association.enums import RecognitionLevel, SchoolLevel
from reports.demo.tables.activities import (
    BIM_FIRST,
    BIM_SECOND,
    PROVINCE_EDUCATION,
    PROVINCE_LABOR,
    STARTUP_SELECTION,
    VIDEO_SELECTION,
    ZHONGHUA_SOCIETY,
)
from reports.demo.tables.bodies import ROOT
from reports.demo.tables.calls import HIGHER_TRACK, SECONDARY_TRACK, UNDERGRADUATE_TRACK, CallFacts
from reports.demo.tables.organizations import HIGHER_SCHOOLS
from reviews.enums import CallKind, PrizeKind

BIM_SERIES, VIDEO_SERIES, STARTUP_SERIES = "bim", "chuancheng", "zhonghua-shuangchuang"
SERIES = (
    (BIM_SERIES, "安徽省高职高专“BIM应用”技能大赛"),
    (VIDEO_SERIES, "全国职业院校“传承的力量”微视频大赛选拔赛"),
    (STARTUP_SERIES, "安徽省中华职业教育创新创业大赛"),
)
TEAM, SINGLE, WORK = PrizeKind.TEAM, PrizeKind.INDIVIDUAL, PrizeKind.WORK
HIGHER = (HIGHER_TRACK, "高职组", SchoolLevel.HIGHER_VOCATIONAL)
SECONDARY = (SECONDARY_TRACK, "中职组", SchoolLevel.SECONDARY)
UNDERGRADUATE = (UNDERGRADUATE_TRACK, "应用型技术本科组", SchoolLevel.UNDERGRADUATE)

BIM_2019 = CallFacts(
    code="bim-2019",
    kind=CallKind.CONTEST,
    body=ROOT,
    title=BIM_FIRST,
    year=2019,
    edition=1,
    activity=BIM_FIRST,
    received_on=date(2019, 12, 31),
    entry_measure="支",
    entry_noun="队伍",
)
BIM_2020 = CallFacts(
    code="bim-2020",
    kind=CallKind.CONTEST,
    body=ROOT,
    title=BIM_SECOND,
    edition=2,
    activity=BIM_SECOND,
    received_on=date(2020, 12, 12),
    entry_measure="支",
    entry_noun="队伍",
    prizes=(
        (SINGLE, "first", "一等奖", "项", ""),
        (SINGLE, "second", "二等奖", "项", ""),
        (SINGLE, "third", "三等奖", "项", ""),
        (TEAM, "first", "一等奖", "项", ""),
        (TEAM, "second", "二等奖", "项", ""),
        (TEAM, "third", "三等奖", "项", ""),
    ),
)
VIDEO_2020 = CallFacts(
    code="weishipin-2020",
    kind=CallKind.CONTEST,
    body=ROOT,
    title=VIDEO_SELECTION,
    activity=VIDEO_SELECTION,
    received_on=date(2020, 12, 31),
    basis="全国学会《关于开展全国职业院校“传承的力量”微视频大赛的通知》",
    entry_measure="件",
    entry_noun="作品",
    is_complete=False,
    tracks=(HIGHER, SECONDARY),
    prizes=((WORK, "first", "一等奖", "项", ""), (WORK, "second", "二等奖", "项", "")),
)
STARTUP_2020 = CallFacts(
    code="shuangchuang-2020",
    kind=CallKind.CONTEST,
    body=ROOT,
    title=STARTUP_SELECTION,
    edition=1,
    activity=STARTUP_SELECTION,
    received_on=date(2020, 10, 15),
    level=RecognitionLevel.PROVINCIAL,
    issuer=f"{ZHONGHUA_SOCIETY}、{PROVINCE_EDUCATION}、{PROVINCE_LABOR}",
    basis="第四届全国“双创大赛”选拔推荐工作",
    entry_measure="个",
    entry_noun="参赛队",
    tracks=(SECONDARY, HIGHER, UNDERGRADUATE),
    prizes=(
        (WORK, "first", "一等奖", "名", "每组4名"),
        (WORK, "second", "二等奖", "名", "每组6名"),
        (WORK, "third", "三等奖", "名", "每组10名"),
    ),
)

# 27 schools send two teams each and the last one: 53. Of 19 schools, sixteen send two, two three, the last one: 39.
TEAMS_2020 = (2,) * 26 + (1,)
TEAMS_2019 = (2,) * 16 + (3,) * 2 + (1,)
# How winners are spread over the teams (``deal``).
TEAM_STEP, EVENT_STEPS = 20, (7, 11, 17, 23)
# Shares of all teams in percent, half up: they give the prizes below out of 53.
TEAM_SHARES = {"first": 10, "second": 20, "third": 30}
TEAM_PRIZES = {"first": 5, "second": 11, "third": 16}
# Four events with 3, 5 and 7 prizes each make the 12, 20 and 28 that the source counts over all events.
EVENTS = ("示例赛项一", "示例赛项二", "示例赛项三", "示例赛项四")
EVENT_PRIZES = {"first": 3, "second": 5, "third": 7}

VIDEO_PRIZES = {HIGHER_TRACK: {"first": 10, "second": 15}, SECONDARY_TRACK: {"first": 1, "second": 1}}

STARTUP_ENTRIES = 288
ONLINE_ROUND, FINAL_ROUND = "网络评审", "现场决赛"
# Finalists, then prizes by track: 20 prizes cannot go to the 19 finalists of the last group, so its third prizes are 9.
STARTUP_FINALISTS = {SECONDARY_TRACK: 20, HIGHER_TRACK: 21, UNDERGRADUATE_TRACK: 19}
STARTUP_PRIZES = {
    SECONDARY_TRACK: {"first": 4, "second": 6, "third": 10},
    HIGHER_TRACK: {"first": 4, "second": 6, "third": 10},
    UNDERGRADUATE_TRACK: {"first": 4, "second": 6, "third": 9},
}


def team_titles(counts: tuple[int, ...]) -> list[tuple[str, str]]:
    """Return school and title of the teams of the illustrative schools, so many of each."""
    pairs = zip(HIGHER_SCHOOLS, counts, strict=False)
    return [(name, f"{name}{'一二三'[number]}队") for name, count in pairs for number in range(count)]


def event_title(team: str, event: str) -> str:
    """Return the title of a team's entry in an event."""
    return f"{team}（{event}）"


def video_title(number: int) -> str:
    """Return the title of an invented work."""
    return f"示例微视频作品{number:02d}"


def project_title(number: int) -> str:
    """Return the title of an invented project."""
    return f"示例双创项目{number:03d}"
