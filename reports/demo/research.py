"""Research: 287 applications, of which 60 key and 167 general projects; 101 papers with their prizes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from association.enums import SchoolLevel
from reports.demo.calls import CallRecords, Sent
from reports.demo.ledger import Ledger
from reports.demo.tables.activities import PAPERS, PROJECTS
from reports.demo.tables.bodies import ROOT
from reports.demo.tables.calls import HIGHER_TRACK, SECONDARY_TRACK, CallFacts, deal
from reports.demo.tables.organizations import HIGHER_SCHOOLS, SECONDARY_SCHOOLS
from research.models import Paper, Program, ProgramCategory, Project, ProjectApplication
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, PrizeKind

TRACKS = (
    (HIGHER_TRACK, "高职类", SchoolLevel.HIGHER_VOCATIONAL),
    (SECONDARY_TRACK, "中职类", SchoolLevel.SECONDARY),
)
PROJECTS_2020 = CallFacts(
    code="keti-2020",
    kind=CallKind.PROJECT,
    body=ROOT,
    title="2020年度教育科研规划课题",
    activity=PROJECTS,
    received_on=date(2020, 12, 31),
    entry_noun="课题",
    tracks=TRACKS,
)
PAPERS_2020 = CallFacts(
    code="lunwen-2020",
    kind=CallKind.PAPER,
    body=ROOT,
    title=PAPERS,
    activity=PAPERS,
    received_on=date(2020, 12, 31),
    entry_measure="篇",
    entry_noun="论文",
    tracks=TRACKS,
    prizes=(
        (PrizeKind.PAPER, "first", "一等奖", "篇", ""),
        (PrizeKind.PAPER, "second", "二等奖", "篇", ""),
        (PrizeKind.PAPER, "third", "三等奖", "篇", ""),
        (PrizeKind.PAPER, "encouragement", "鼓励奖", "篇", ""),
    ),
)
APPLICATIONS = 287
CATEGORIES = (("key", "重点课题"), ("general", "一般课题"))
APPROVED = {
    ("key", HIGHER_TRACK): 55,
    ("key", SECONDARY_TRACK): 5,
    ("general", HIGHER_TRACK): 154,
    ("general", SECONDARY_TRACK): 13,
}
PAPERS_RECEIVED = {HIGHER_TRACK: 21, SECONDARY_TRACK: 80}
PAPER_PRIZES = {
    HIGHER_TRACK: {"first": 2, "second": 4, "third": 5, "encouragement": 6},
    SECONDARY_TRACK: {"first": 7, "second": 15, "third": 17, "encouragement": 26},
}


def load(ledger: Ledger) -> None:
    """Load the program with its projects, then the papers."""
    load_projects(ledger)
    load_papers(ledger)


def spread(ledger: Ledger, track: str, rows: Sequence[Sent]) -> list[Sent]:
    """Return submissions put into a track and spread over the illustrative schools of its level in turn."""
    names = HIGHER_SCHOOLS if track == HIGHER_TRACK else SECONDARY_SCHOOLS
    schools = [ledger.organizations[name] for name in names]
    return [replace(row, organization=schools[place % len(schools)], track=track) for place, row in enumerate(rows)]


def load_projects(ledger: Ledger) -> None:
    """Load the applications and what was approved of them.

    Of the sixty that were not approved the source gives neither group nor school, so they have none.
    """
    records = CallRecords(ledger, PROJECTS_2020)
    if records.is_lived:
        return
    program = ledger.ensure_one(
        Program, {"call": records.call, "code": PROJECTS_2020.code, "name": PROJECTS_2020.title}, key=["call"]
    )
    categories = ledger.ensure(
        ProgramCategory,
        ({"code": code, "name": name, "order": order} for order, (code, name) in enumerate(CATEGORIES, start=1)),
        key=["code"],
        within={"program": program},
    )
    rows, chosen = application_rows(ledger)
    sent = records.send_in(rows)
    applications = ledger.ensure(
        ProjectApplication, ({"submission": submission} for submission in sent), key=["submission"]
    )
    ledger.ensure(
        Project,
        (
            {
                "number": project_number(number),
                "category": categories[category],
                "application": applications[submission.pk],
                "title": submission.title,
                "track": submission.track,
                "organization": submission.organization,
                "leader_name": f"示例主持人{number:03d}",
            }
            for number, (submission, category) in enumerate(zip(sent, chosen, strict=False), start=1)
        ),
        key=["number"],
        within={"program": program},
    )
    ledger.keep_series(f"research.program.{program.pk}", year=PROJECTS_2020.year, last=len(chosen))


def application_rows(ledger: Ledger) -> tuple[list[Sent], list[str]]:
    """Return all applications, the approved ones first, and the category of each approved one."""
    rows: list[Sent] = []
    chosen: list[str] = []
    for (category, track), count in APPROVED.items():
        numbers = range(len(rows) + 1, len(rows) + count + 1)
        titles = [Sent(f"示例课题{number:03d}", held_by=project_number(number)) for number in numbers]
        rows += spread(ledger, track, titles)
        chosen += [category] * count
    rows += [Sent(f"示例课题{number:03d}") for number in range(len(rows) + 1, APPLICATIONS + 1)]
    return rows, chosen


def project_number(number: int) -> str:
    """Return a project number of the program, as its series gives them."""
    return f"{PROJECTS_2020.code.upper()}-{number:03d}"


def load_papers(ledger: Ledger) -> None:
    """Load the papers by group and their four levels of prizes."""
    records = CallRecords(ledger, PAPERS_2020)
    if records.is_lived:
        return
    for track, count in PAPERS_RECEIVED.items():
        numbers = range(len(records.submissions) + 1, len(records.submissions) + count + 1)
        papers = [paper(number) for number in numbers]
        sent = records.send_in(spread(ledger, track, papers))
        ledger.ensure(
            Paper,
            (
                {"submission": submission, "author_names": author_name(number)}
                for submission, number in zip(sent, numbers, strict=True)
            ),
            key=["submission"],
        )
        portions = deal(sent, tuple(PAPER_PRIZES[track].values()), step=11)
        for code, winners in zip(PAPER_PRIZES[track], portions, strict=True):
            records.award(PrizeKind.PAPER, code, winners)


def paper(number: int) -> Sent:
    """Return an invented paper."""
    authors = DossierField("authors", "作者", author_name(number), identifying=True)
    return Sent(f"示例论文{number:03d}", extra=(authors,))


def author_name(number: int) -> str:
    """Return the invented author of a paper."""
    return f"示例作者{number:03d}"
