"""What has to be on record before a contest: regions, organizations, bodies, activities, experts."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from association.enums import OrganizationKind, RegionLevel, SchoolLevel
from reports.demo.tables.activities import ACTIVITIES, Facts
from reports.demo.tables.bodies import INFORMATION_COMMITTEE, PARTS, ROOT
from reports.demo.tables.experts import FROM_ENTERPRISE, NOTE, TITLES, TOPICS, expert_name
from reports.demo.tables.organizations import (
    ANHUI,
    ASSOCIATION,
    CITIES,
    HIGHER_SCHOOLS,
    OTHERS,
    PROVINCES,
    SCHOOLS,
    illustrative_address,
    school_name,
)
from reports.replay.people import CLERK
from reports.replay.stage import Stage, pick
from reports.replay.walker import at

BODY_NAMES = {ROOT: ASSOCIATION, **{code: f"{ASSOCIATION}{short}" for code, short, _kind in PARTS}}
# The illustrative schools that experts come from, as the demo year spreads them.
HOMES = 13


def keep_regions(stage: Stage, organizations: set[str], places: set[str]) -> None:
    """Enter the provinces and cities in which these organizations and places lie."""
    named = {region for name, _level, region in SCHOOLS if name in organizations}
    named |= {region for name, _short, _kind, region in OTHERS if name in organizations} | places | {ANHUI}
    provinces = {code[:2]: name for code, name in PROVINCES}
    cities = [(code, name) for code, name in CITIES if name in named]
    named |= {provinces[code[:2]] for code, _name in cities}
    rows = [(code, name, RegionLevel.PROVINCE, "") for code, name in PROVINCES if name in named]
    rows += [(code, name, RegionLevel.CITY, provinces[code[:2]]) for code, name in cities]
    clerk = stage.people[CLERK]
    for code, name, level, parent in rows:
        clerk.open(at("association:region_create"))
        clerk.send(pick({"code": code, "name": name, "level": level, "parent": parent}))


def keep_organizations(stage: Stage, wanted: set[str]) -> None:
    """Enter the named organizations that the contests need, and the association itself."""
    clerk = stage.people[CLERK]
    rows: list[dict[str, Any]] = [
        {"name": name, "kind": OrganizationKind.SCHOOL, "school_level": level, "region": region}
        for name, level, region in SCHOOLS
        if name in wanted
    ]
    rows += [
        {"name": name, "short_name": short, "kind": kind, "region": region}
        for name, short, kind, region in OTHERS
        if name in wanted
    ]
    for row in rows:
        clerk.open(at("association:organization_create")).send(pick(row))


def keep_schools(stage: Stage, names: list[str]) -> None:
    """Enter illustrative schools, marked as such, with an address that says that nobody lives there."""
    clerk = stage.people[CLERK]
    for name in names:
        level = SchoolLevel.HIGHER_VOCATIONAL if name in HIGHER_SCHOOLS else SchoolLevel.SECONDARY
        clerk.open(at("association:organization_create")).send(
            {
                "kind": OrganizationKind.SCHOOL,
                "school_level": level,
                "name": name,
                "region": ANHUI,
                "postcode": name[-2:].zfill(6),
                "address": illustrative_address(name),
                "is_illustrative": "on",
            }
        )


def keep_bodies(stage: Stage) -> None:
    """Enter the association as a body, and the committee that runs a selection of its own."""
    clerk = stage.people[CLERK]
    clerk.open(at("association:body_create")).send(
        {"name": ASSOCIATION, "short_name": "学会", "kind": "association", "code": ROOT}
        | {"organization": ASSOCIATION, "region": ANHUI}
    )
    short, kind = next((short, kind) for code, short, kind in PARTS if code == INFORMATION_COMMITTEE)
    clerk.open(at("association:body_create")).send(
        {"name": BODY_NAMES[INFORMATION_COMMITTEE], "short_name": short, "kind": kind}
        | {"code": INFORMATION_COMMITTEE, "parent": ASSOCIATION, "region": ANHUI}
    )


def activity_facts(title: str) -> Facts:
    """Return what the source says of an activity."""
    return next(facts for facts in ACTIVITIES if facts.title == title)


def plan_activity(stage: Stage, title: str) -> int:
    """Enter an activity with its hosts as the source tells them; returns its key."""
    facts, clerk = activity_facts(title), stage.people[CLERK]
    clerk.open(at("association:activity_create")).send(
        pick(
            {
                "title": title,
                "body": BODY_NAMES[facts.body],
                "kind": facts.kind,
                "year": facts.year,
                "start_on": facts.start,
                "end_on": facts.end,
                "date_precision": facts.precision,
                "date_note": facts.date_note,
                "venue": facts.venue,
                "region": facts.region,
                "online": "on" if facts.online else "",
                "summary": facts.summary,
            }
        )
    )
    activity = clerk.key()
    for order, (role, host) in enumerate(facts.hosts, start=1):
        clerk.open(at("association:host_create", activity=activity))
        clerk.send({"role": role, "order": order} | host_field(host))
    return activity


def host_field(host: str) -> dict[str, str]:
    """Return by which field a host is named: a body, an organization on record, or a bare name."""
    if host in BODY_NAMES:
        return {"body": BODY_NAMES[host]}
    known = {name for name, *_rest in (*SCHOOLS, *OTHERS)}
    return {"organization": host} if host in known else {"name": host}


def hold_activity(stage: Stage, activity: int) -> None:
    """Mark an activity as held."""
    stage.people[CLERK].open(at("association:activity_act", activity, "hold")).send()


def keep_experts(stage: Stage, count: int) -> None:
    """Enter the fields of expertise and invented experts, each with an employer among the illustrative schools."""
    clerk = stage.people[CLERK]
    for order, (code, name) in enumerate(TOPICS):
        clerk.open(at("association:topic_create")).send({"code": code, "name": name, "order": order})
    for number in range(1, count + 1):
        home = expert_home(number)
        person = {"name": expert_name(number), "position": "教师" if home else "企业技术人员", "is_illustrative": "on"}
        clerk.open(at("association:person_create")).send(pick({**person, "organization": home}))
        topics = [TOPICS[(number - 1 + step) % len(TOPICS)][1] for step in (0, 3)]
        clerk.open(at("association:expert_create")).send(
            pick(
                {
                    "person": expert_name(number),
                    "title": TITLES[number % len(TITLES)],
                    "is_enterprise": "" if home else "on",
                    "topics": topics,
                    "note": NOTE,
                }
            )
        )


def expert_home(number: int) -> str:
    """Return the school at which an invented expert works, "" for one from an enterprise."""
    return school_name(number % HOMES + 1) if number % FROM_ENTERPRISE else ""


def sheet(heads: list[str], rows: list[list[Any]]) -> SimpleUploadedFile:
    """Return a sheet as the office would send it in."""
    book = Workbook()
    page: Any = book.active
    for row in (heads, *rows):
        page.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("名单.xlsx", buffer.getvalue())
