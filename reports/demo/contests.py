"""The contests of the year: BIM (second edition, with the first of 2019), micro video, innovation and startups."""

from datetime import date

from association.enums import RecognitionLevel, SchoolLevel
from competitions.models import Contest, ContestSeries, Entry, Event
from reports.demo.activity_table import (
    BIM_FIRST,
    BIM_SECOND,
    PROVINCE_EDUCATION,
    PROVINCE_LABOR,
    STARTUP_SELECTION,
    VIDEO_SELECTION,
    ZHONGHUA_SOCIETY,
)
from reports.demo.bodies import ROOT
from reports.demo.calls import (
    HIGHER_TRACK,
    SECONDARY_TRACK,
    UNDERGRADUATE_TRACK,
    CallFacts,
    CallRecords,
    Sent,
    deal,
)
from reports.demo.finals import load_finals
from reports.demo.ledger import Ledger
from reports.demo.organizations import HIGHER_SCHOOLS
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, PrizeKind, RoundKind
from reviews.models import Round, RoundEntry, Submission

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
TEAM_PRIZES = {"first": 5, "second": 11, "third": 16}
# Four events with 3, 5 and 7 prizes each make the 12, 20 and 28 that the source counts over all events.
EVENTS = ("示例赛项一", "示例赛项二", "示例赛项三", "示例赛项四")
EVENT_PRIZES = {"first": 3, "second": 5, "third": 7}

VIDEO_PRIZES = {HIGHER_TRACK: {"first": 10, "second": 15}, SECONDARY_TRACK: {"first": 1, "second": 1}}

STARTUP_ENTRIES = 288
# Finalists, then prizes by track: 20 prizes cannot go to the 19 finalists of the last group, so its third prizes are 9.
STARTUP_FINALISTS = {SECONDARY_TRACK: 20, HIGHER_TRACK: 21, UNDERGRADUATE_TRACK: 19}
STARTUP_PRIZES = {
    SECONDARY_TRACK: {"first": 4, "second": 6, "third": 10},
    HIGHER_TRACK: {"first": 4, "second": 6, "third": 10},
    UNDERGRADUATE_TRACK: {"first": 4, "second": 6, "third": 9},
}


def load(ledger: Ledger) -> None:
    """Load the contests, then what our schools won in the national finals."""
    series = ledger.ensure(ContestSeries, ({"code": code, "name": name} for code, name in SERIES), key=["code"])
    load_bim_first(ledger, series[BIM_SERIES])
    load_bim_second(ledger, series[BIM_SERIES])
    load_video(ledger, series[VIDEO_SERIES])
    load_startup(ledger, series[STARTUP_SERIES])
    load_finals(ledger)


def open_contest(ledger: Ledger, facts: CallFacts, series: ContestSeries) -> tuple[CallRecords, Contest]:
    """Store a call with the contest beside it."""
    records = CallRecords(ledger, facts)
    row = {"call": records.call, "series": series, "edition": facts.edition}
    return records, ledger.ensure_one(Contest, row, key=["call"])


def enter_works(ledger: Ledger, records: CallRecords, rows: list[Sent]) -> list[Submission]:
    """Store entries outside single events: teams or works."""
    sent = records.send_in(rows)
    ledger.ensure(Entry, ({"submission": submission} for submission in sent), key=["submission"])
    return sent


def teams_of(ledger: Ledger, counts: tuple[int, ...]) -> list[Sent]:
    """Return the teams of the illustrative schools, so many of each."""
    rows = []
    for name, count in zip(HIGHER_SCHOOLS, counts, strict=False):
        rows += [Sent(f"{name}{'一二三'[number]}队", ledger.organizations[name]) for number in range(count)]
    return rows


def load_bim_first(ledger: Ledger, series: ContestSeries) -> None:
    """Load the first edition: schools and teams, nothing more is known."""
    records, _ = open_contest(ledger, BIM_2019, series)
    enter_works(ledger, records, teams_of(ledger, TEAMS_2019))


def load_bim_second(ledger: Ledger, series: ContestSeries) -> None:
    """Load the second edition: teams with team prizes, and the event entries that won single prizes."""
    records, contest = open_contest(ledger, BIM_2020, series)
    teams = enter_works(ledger, records, teams_of(ledger, TEAMS_2020))
    last_day = date(2020, 12, 13)
    for code, winners in zip(TEAM_PRIZES, deal(teams, tuple(TEAM_PRIZES.values()), step=20), strict=True):
        records.award(TEAM, code, winners, on=last_day)
    events = ledger.ensure(
        Event,
        (
            {"code": f"event-{order}", "name": name, "order": order, "is_illustrative": True}
            for order, name in enumerate(EVENTS, start=1)
        ),
        key=["code"],
        within={"contest": contest},
    )
    for event, step in zip(events.values(), (7, 11, 17, 23), strict=True):
        portions = deal(teams, tuple(EVENT_PRIZES.values()), step=step)
        for code, winners in zip(EVENT_PRIZES, portions, strict=True):
            sent = records.send_in(event_entry(event, team) for team in winners)
            ledger.ensure(
                Entry,
                (
                    {"submission": submission, "event": event, "team_id": team.pk}
                    for submission, team in zip(sent, winners, strict=True)
                ),
                key=["submission"],
            )
            records.award(SINGLE, code, sent, on=last_day)


def event_entry(event: Event, team: Submission) -> Sent:
    """Return the entry of a team in an event."""
    fields = (
        DossierField("event", "赛项", event.name),
        DossierField("team", "队伍", team.title, identifying=True),
    )
    return Sent(f"{team.title}（{event.name}）", team.organization, extra=fields)


def load_video(ledger: Ledger, series: ContestSeries) -> None:
    """Load the works that won; how many were sent in, and by which schools, is not known."""
    records, _ = open_contest(ledger, VIDEO_2020, series)
    number = 0
    for track, prizes in VIDEO_PRIZES.items():
        for code, count in prizes.items():
            rows = [Sent(f"示例微视频作品{number + place:02d}", track=track) for place in range(1, count + 1)]
            number += count
            records.award(WORK, code, enter_works(ledger, records, rows))


def load_startup(ledger: Ledger, series: ContestSeries) -> None:
    """Load all teams: the group is known of those who went into the final, the school of none."""
    records, _ = open_contest(ledger, STARTUP_2020, series)
    rounds = ledger.ensure(
        Round,
        (
            {"order": 1, "name": "网络评审", "kind": RoundKind.ONLINE},
            {"order": 2, "name": "现场决赛", "kind": RoundKind.ONSITE},
        ),
        key=["order"],
        within={"call": records.call},
    )
    tracks = [track for track, count in STARTUP_FINALISTS.items() for _ in range(count)]
    tracks += [""] * (STARTUP_ENTRIES - len(tracks))
    rows = [Sent(f"示例双创项目{number:03d}", track=track) for number, track in enumerate(tracks, start=1)]
    teams = enter_works(ledger, records, rows)
    ledger.ensure(
        RoundEntry,
        ({"submission": submission} for submission in teams[: sum(STARTUP_FINALISTS.values())]),
        key=["submission"],
        within={"round": rounds[2]},
    )
    start = 0
    for track, finalists in STARTUP_FINALISTS.items():
        portions = deal(teams[start : start + finalists], tuple(STARTUP_PRIZES[track].values()), step=1)
        for code, winners in zip(STARTUP_PRIZES[track], portions, strict=True):
            records.award(WORK, code, winners, on=date(2020, 10, 16))
        start += finalists
