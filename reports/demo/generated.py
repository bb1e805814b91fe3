"""A year of another association, made up for tests: the shapes that the demo year does not have.

No papers, one track, no first prize, no national final, no groups, other names; all rows are illustrative.
"""

from collections.abc import Sequence
from datetime import date

from association.enums import (
    ActivityKind,
    ActivityState,
    BodyKind,
    CountKind,
    HostRole,
    OrganizationKind,
    PublicationKind,
    PublicationState,
    SchoolLevel,
    VisitDirection,
)
from association.models import (
    Activity,
    ActivityHost,
    Body,
    Issue,
    Organization,
    Publication,
    StatedCount,
    Visit,
)
from competitions.models import Contest, ContestSeries, Entry
from office.actor import system_actor
from reports.demo.calls import CallRecords, Sent
from reports.demo.ledger import Ledger
from reports.demo.tables.calls import CallFacts
from research.models import Program, ProgramCategory, Project, ProjectApplication
from reviews.enums import CallKind, PrizeKind

TRACK = "jigong"


def generate_body(code: str = "linsheng", name: str = "示例邻省职业教育学会") -> Body:
    """Return the second association, made when it is not there."""
    row = {"code": code, "name": name, "short_name": "邻省学会", "kind": BodyKind.ASSOCIATION}
    return Ledger(system_actor("generate_year")).ensure_one(Body, row, key=["code"])


def generate_year(
    body: Body,
    year: int,
    *,
    teams: Sequence[int] = (3, 2, 2, 1),
    seconds: int = 2,
    thirds: int = 3,
    projects: int = 7,
    issues: int = 6,
) -> None:
    """Fill a body's year: a contest with one track and no first prize, projects without a group, a forum, a visit.

    ``teams`` is the number of teams of each school; of ``projects`` applications all but two are approved. With a
    number 0 the chapter stays empty. A second call with the same arguments adds nothing.
    """
    ledger = Ledger(system_actor("generate_year"))
    if teams:
        generate_contest(ledger, body, year, teams=teams, prizes={"second": seconds, "third": thirds})
    if projects:
        generate_projects(ledger, body, year, count=projects)
    generate_meetings(ledger, body, year)
    if issues:
        generate_journal(ledger, body, year, issues=issues)


def generate_schools(ledger: Ledger, count: int) -> list[Organization]:
    """Return technician colleges with names of their own."""
    rows = [
        {
            "name": f"示例邻省技师学院{number:02d}",
            "kind": OrganizationKind.SCHOOL,
            "school_level": SchoolLevel.TECHNICIAN,
            "is_illustrative": True,
        }
        for number in range(1, count + 1)
    ]
    return list(ledger.ensure(Organization, rows, key=["name"], within={"closed_on": None}).values())


def generate_contest(ledger: Ledger, body: Body, year: int, *, teams: Sequence[int], prizes: dict[str, int]) -> None:
    """Load a contest with one track and the prizes given; what is left vacant (空缺) is simply not there."""
    activity = generate_contest_activity(ledger, body, year)
    records = CallRecords(ledger, contest_facts(body, year, title=activity.title))
    series = ledger.ensure_one(
        ContestSeries, {"code": f"{body.code}-wangan", "name": f"{body.name}网络安全竞赛"}, key=["code"]
    )
    ledger.ensure_one(Contest, {"call": records.call, "series": series}, key=["call"])
    schools = generate_schools(ledger, len(teams))
    rows = [
        Sent(f"{school.name}{number}队", school, TRACK)
        for school, count in zip(schools, teams, strict=True)
        for number in range(1, count + 1)
    ]
    sent = records.send_in(rows)
    ledger.ensure(Entry, ({"submission": submission} for submission in sent), key=["submission"])
    start = 0
    for code, count in prizes.items():
        records.award(PrizeKind.TEAM, code, sent[start : start + count], on=activity.end_on)
        start += count


def generate_contest_activity(ledger: Ledger, body: Body, year: int) -> Activity:
    """Return the contest as an activity over two months, with its host."""
    activity: Activity = ledger.ensure_one(
        Activity,
        {
            "body": body,
            "year": year,
            "title": f"{year}年邻省技工院校网络安全竞赛",
            "kind": ActivityKind.CONTEST,
            "start_on": date(year, 5, 8),
            "end_on": date(year, 6, 2),
            "venue": "示例邻省技师学院01",
            "state": ActivityState.HELD,
        },
        key=["body", "year", "title"],
    )
    ledger.ensure(ActivityHost, [{"role": HostRole.HOST, "body": body}], key=["role"], within={"activity": activity})
    return activity


def contest_facts(body: Body, year: int, *, title: str) -> CallFacts:
    """Return the contest's call: one track, no first prize."""
    return CallFacts(
        code=f"{body.code}-wangan-{year}",
        kind=CallKind.CONTEST,
        body=body.code,
        title=title,
        year=year,
        activity=title,
        received_on=date(year, 5, 8),
        entry_measure="支",
        entry_noun="代表队",
        tracks=((TRACK, "技工组", SchoolLevel.TECHNICIAN),),
        prizes=((PrizeKind.TEAM, "second", "二等奖", "项", ""), (PrizeKind.TEAM, "third", "三等奖", "项", "")),
    )


def generate_projects(ledger: Ledger, body: Body, year: int, *, count: int) -> None:
    """Load a program with one category and no groups; all applications but two are approved."""
    facts = CallFacts(
        code=f"{body.code}-keti-{year}",
        kind=CallKind.PROJECT,
        body=body.code,
        title=f"{year}年度邻省教改课题",
        year=year,
        received_on=date(year, 3, 31),
        entry_noun="课题",
    )
    records = CallRecords(ledger, facts)
    row = {"call": records.call, "code": facts.code, "name": facts.title}
    program = ledger.ensure_one(Program, row, key=["call"])
    row = {"program": program, "code": "youth", "name": "青年课题"}
    category = ledger.ensure_one(ProgramCategory, row, key=["program", "code"])
    sent = records.send_in(Sent(f"示例邻省课题{number:02d}") for number in range(1, count + 1))
    rows = ({"submission": submission} for submission in sent)
    applications = ledger.ensure(ProjectApplication, rows, key=["submission"])
    ledger.ensure(
        Project,
        (
            {
                "number": f"{facts.code.upper()}-{number:03d}",
                "category": category,
                "application": applications[submission.pk],
                "title": submission.title,
            }
            for number, submission in enumerate(sent[: max(count - 2, 0)], start=1)
        ),
        key=["number"],
        within={"program": program},
    )


def generate_meetings(ledger: Ledger, body: Body, year: int) -> None:
    """Load a forum with a stated count and a visit of one day."""
    forum = ledger.ensure_one(
        Activity,
        {
            "body": body,
            "year": year,
            "title": f"{year}年邻省技工教育论坛",
            "kind": ActivityKind.FORUM,
            "start_on": date(year, 10, 17),
            "online": True,
            "state": ActivityState.HELD,
        },
        key=["body", "year", "title"],
    )
    count = {"kind": CountKind.PARTICIPANTS, "quantity": "近80人", "noun": "", "source": "会议签到表"}
    ledger.ensure(StatedCount, [count], key=["kind", "noun"], within={"activity": forum})
    ledger.ensure_one(
        Visit,
        {
            "body": body,
            "year": year,
            "title": "赴示例企业走访",
            "direction": VisitDirection.OUTGOING,
            "start_on": date(year, 11, 3),
            "place": "示例企业",
            "state": ActivityState.HELD,
        },
        key=["body", "year", "title"],
    )


def generate_journal(ledger: Ledger, body: Body, year: int, *, issues: int) -> None:
    """Load a journal with the year's issues."""
    journal = ledger.ensure_one(
        Publication,
        {
            "body": body,
            "title": "邻省技工教育",
            "kind": PublicationKind.JOURNAL,
            "edition": "",
            "state": PublicationState.PUBLISHED,
        },
        key=["body", "title", "edition"],
    )
    numbers = ({"number": number} for number in range(1, issues + 1))
    ledger.ensure(Issue, numbers, key=["number"], within={"publication": journal, "year": year})
