"""The contests of the year: BIM (second edition, with the first of 2019), micro video, innovation and startups."""

from datetime import date

from competitions.models import Contest, ContestSeries, Entry, Event
from reports.demo.calls import CallRecords, Sent
from reports.demo.finals import load_finals
from reports.demo.ledger import Ledger
from reports.demo.tables.calls import CallFacts, deal
from reports.demo.tables.contests import (
    BIM_2019,
    BIM_2020,
    BIM_SERIES,
    EVENT_PRIZES,
    EVENT_STEPS,
    EVENTS,
    FINAL_ROUND,
    ONLINE_ROUND,
    SERIES,
    SINGLE,
    STARTUP_2020,
    STARTUP_ENTRIES,
    STARTUP_FINALISTS,
    STARTUP_PRIZES,
    STARTUP_SERIES,
    TEAM,
    TEAM_PRIZES,
    TEAM_STEP,
    TEAMS_2019,
    TEAMS_2020,
    VIDEO_2020,
    VIDEO_PRIZES,
    VIDEO_SERIES,
    WORK,
    event_title,
    project_title,
    team_titles,
    video_title,
)
from reviews.domain.dossier import DossierField
from reviews.enums import RoundKind
from reviews.models import Round, RoundEntry, Submission


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
    return [Sent(title, ledger.organizations[school]) for school, title in team_titles(counts)]


def load_bim_first(ledger: Ledger, series: ContestSeries) -> None:
    """Load the first edition: schools and teams, nothing more is known."""
    records, _ = open_contest(ledger, BIM_2019, series)
    if records.is_lived:
        return
    enter_works(ledger, records, teams_of(ledger, TEAMS_2019))


def load_bim_second(ledger: Ledger, series: ContestSeries) -> None:
    """Load the second edition: teams with team prizes, and the event entries that won single prizes."""
    records, contest = open_contest(ledger, BIM_2020, series)
    if records.is_lived:
        return
    teams = enter_works(ledger, records, teams_of(ledger, TEAMS_2020))
    last_day = date(2020, 12, 13)
    for code, winners in zip(TEAM_PRIZES, deal(teams, tuple(TEAM_PRIZES.values()), step=TEAM_STEP), strict=True):
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
    for event, step in zip(events.values(), EVENT_STEPS, strict=True):
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
    return Sent(event_title(team.title, event.name), team.organization, extra=fields)


def load_video(ledger: Ledger, series: ContestSeries) -> None:
    """Load the works that won; how many were sent in, and by which schools, is not known."""
    records, _ = open_contest(ledger, VIDEO_2020, series)
    if records.is_lived:
        return
    number = 0
    for track, prizes in VIDEO_PRIZES.items():
        for code, count in prizes.items():
            rows = [Sent(video_title(number + place), track=track) for place in range(1, count + 1)]
            number += count
            records.award(WORK, code, enter_works(ledger, records, rows))


def load_startup(ledger: Ledger, series: ContestSeries) -> None:
    """Load all teams: the group is known of those who went into the final, the school of none."""
    records, _ = open_contest(ledger, STARTUP_2020, series)
    if records.is_lived:
        return
    rounds = ledger.ensure(
        Round,
        (
            {"order": 1, "name": ONLINE_ROUND, "kind": RoundKind.ONLINE},
            {"order": 2, "name": FINAL_ROUND, "kind": RoundKind.ONSITE},
        ),
        key=["order"],
        within={"call": records.call},
    )
    tracks = [track for track, count in STARTUP_FINALISTS.items() for _ in range(count)]
    tracks += [""] * (STARTUP_ENTRIES - len(tracks))
    rows = [Sent(project_title(number), track=track) for number, track in enumerate(tracks, start=1)]
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
