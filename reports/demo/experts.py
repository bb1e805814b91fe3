"""Fields of expertise and an illustrative expert pool: the source names no expert, so all are invented and say so."""

from datetime import date

from association.enums import OrganizationKind, RelationKind
from association.models import Employment, Expert, ExpertRelation, ExpertTopic, Organization, Person, Topic
from reports.demo.ledger import Ledger
from reports.demo.tables.experts import EXPERTS, FROM_ENTERPRISE, NOTE, TITLES, TOPICS, expert_name

MOVED_ON = date(2019, 9, 1)


def load(ledger: Ledger) -> None:
    """Load the fields and the experts, each with two fields; some with a former school or a declared relation."""
    topics = ledger.ensure(
        Topic, ({"code": code, "name": name, "order": order} for order, (code, name) in enumerate(TOPICS)), key=["code"]
    )
    rows = Organization.objects.filter(is_illustrative=True, kind=OrganizationKind.SCHOOL, closed_on__isnull=True)
    schools = list(rows.order_by("pk")[: EXPERTS + 1])
    numbers = range(1, EXPERTS + 1)
    names = [expert_name(number) for number in numbers]
    homes = [schools[number % len(schools)] if schools and number % FROM_ENTERPRISE else None for number in numbers]
    people = ledger.ensure(
        Person,
        (
            {"name": name, "organization": home, "position": "教师" if home else "企业技术人员"}
            for name, home in zip(names, homes, strict=True)
        ),
        key=["name"],
        within={"is_illustrative": True},
    )
    experts = ledger.ensure(
        Expert,
        (
            {"person": people[name], "title": TITLES[number % len(TITLES)], "is_enterprise": home is None}
            for number, (name, home) in enumerate(zip(names, homes, strict=True))
        ),
        key=["person"],
        within={"note": NOTE},
    )
    codes = [code for code, _name in TOPICS]
    known = [
        {"expert": expert, "topic": topics[codes[(number + step) % len(codes)]]}
        for number, expert in enumerate(experts.values())
        for step in (0, 3)
    ]
    ledger.ensure(ExpertTopic, known, key=["expert", "topic"])
    if schools:
        load_ties(ledger, list(experts.values()), homes, schools)


def load_ties(
    ledger: Ledger, pool: list[Expert], homes: list[Organization | None], schools: list[Organization]
) -> None:
    """Load where the experts work, a former school of some, and one declared relation."""
    settled = [(expert.person, home) for expert, home in zip(pool, homes, strict=True) if home is not None]
    posts = [
        {"person": person, "organization": home, "since": MOVED_ON, "position": "教师"} for person, home in settled
    ]
    posts += [
        {"person": person, "organization": schools[0], "until": MOVED_ON, "position": "教师"}
        for person, _home in settled[:3]
    ]
    ledger.ensure(Employment, posts, key=["person", "organization"])
    tie = {"expert": pool[1], "organization": schools[-1], "kind": RelationKind.PART_TIME, "note": "兼职教师"}
    ledger.ensure(ExpertRelation, [tie], key=["expert", "organization"])
