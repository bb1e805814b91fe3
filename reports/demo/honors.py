"""Honor selections: the craftsmen of the province, and units and persons of educational informatization."""

from datetime import date

from association.models import Person
from competitions.enums import NomineeKind
from competitions.models import HonorEdition, HonorScheme, Nomination
from reports.demo.activity_table import CRAFTSMEN, INFORMATION_HONORS
from reports.demo.bodies import INFORMATION_COMMITTEE, ROOT
from reports.demo.calls import CallFacts, CallRecords, Sent
from reports.demo.ledger import Ledger
from reports.demo.organizations import HIGHER_SCHOOLS, SECONDARY_SCHOOLS
from reviews.domain.dossier import DossierField
from reviews.enums import CallKind, ParticipantRole, PrizeKind
from reviews.models import Participant

CRAFTSMAN_SCHEME, INFORMATION_SCHEME = "jianghuai-mingjiang", "jiaoyu-xinxihua"
SCHEMES = (
    (CRAFTSMAN_SCHEME, ROOT, "江淮名匠"),
    (INFORMATION_SCHEME, INFORMATION_COMMITTEE, "全省职业院校教育信息化工作先进单位、先进个人"),
)
CRAFTSMEN_2020 = CallFacts(
    code="mingjiang-2020",
    kind=CallKind.HONOR,
    body=ROOT,
    title=CRAFTSMEN,
    edition=1,
    activity=CRAFTSMEN,
    received_on=date(2020, 9, 30),
    issuer="安徽省职业与成人教育学会、安徽省中华职业教育社、安徽大学出版社",
    entry_measure="份",
    entry_noun="参选材料",
    prizes=((PrizeKind.HONOR, "mingjiang", "江淮名匠", "人", "百名（实际人数99人）"),),
)
INFORMATION_2020 = CallFacts(
    code="xinxihua-2020",
    kind=CallKind.HONOR,
    body=INFORMATION_COMMITTEE,
    title=INFORMATION_HONORS,
    activity=INFORMATION_HONORS,
    received_on=date(2020, 12, 31),
    entry_measure="份",
    entry_noun="推荐材料",
    is_complete=False,
    prizes=(
        (PrizeKind.UNIT, "unit", "先进单位", "个", ""),
        (PrizeKind.HONOR, "person", "先进个人", "名", ""),
    ),
)
NOMINATED, HONORED = 147, 99
UNITS, PERSONS = 20, 40
SCHOOLS = HIGHER_SCHOOLS[:12] + SECONDARY_SCHOOLS[:8]


def person_name(number: int) -> str:
    """Return the name of an invented person."""
    return f"学生{number:03d}"


def load(ledger: Ledger) -> None:
    """Load both selections."""
    schemes = ledger.ensure(
        HonorScheme,
        ({"code": code, "body": ledger.bodies[body], "name": name} for code, body, name in SCHEMES),
        key=["code"],
    )
    load_craftsmen(ledger, schemes[CRAFTSMAN_SCHEME])
    load_information(ledger, schemes[INFORMATION_SCHEME])


def open_selection(ledger: Ledger, facts: CallFacts, scheme: HonorScheme) -> CallRecords:
    """Store a call with the honor selection beside it."""
    records = CallRecords(ledger, facts)
    ledger.ensure_one(HonorEdition, {"call": records.call, "scheme": scheme, "edition": facts.edition}, key=["call"])
    return records


def load_craftsmen(ledger: Ledger, scheme: HonorScheme) -> None:
    """Load the nominations, 99 of which were honored; the source states 百名 and discloses the 99 itself."""
    records = open_selection(ledger, CRAFTSMEN_2020, scheme)
    nominees = nominate_persons(ledger, records, invent_persons(ledger, first=1, count=NOMINATED))
    honored = records.submissions[:HONORED]
    records.award(PrizeKind.HONOR, "mingjiang", honored, on=date(2020, 12, 12), persons=nominees)


def load_information(ledger: Ledger, scheme: HonorScheme) -> None:
    """Load the honored units and persons; how many were nominated is not known."""
    records = open_selection(ledger, INFORMATION_2020, scheme)
    schools = [ledger.organizations[name] for name in SCHOOLS]
    unit_field = (DossierField("nominee_kind", "推荐对象", "单位"),)
    units = records.send_in(Sent(school.name, school, extra=unit_field) for school in schools)
    ledger.ensure(
        Nomination,
        (
            {
                "submission": submission,
                "nominee_kind": NomineeKind.ORGANIZATION,
                "organization": school,
                "name": school.name,
            }
            for submission, school in zip(units, schools, strict=True)
        ),
        key=["submission"],
    )
    persons = nominate_persons(ledger, records, invent_persons(ledger, first=NOMINATED + 1, count=PERSONS))
    records.award(PrizeKind.UNIT, "unit", units)
    records.award(PrizeKind.HONOR, "person", records.submissions[UNITS:], persons=persons)


def invent_persons(ledger: Ledger, *, first: int, count: int) -> list[Person]:
    """Store illustrative persons without an employer: the source names none."""
    rows = [{"name": person_name(number)} for number in range(first, first + count)]
    return list(ledger.ensure(Person, rows, key=["name"], within={"is_illustrative": True}).values())


def nominate_persons(ledger: Ledger, records: CallRecords, persons: list[Person]) -> dict[int, Person]:
    """Store a nomination of each person, who is its participant too; returns the persons by submission id."""
    person_field = (DossierField("nominee_kind", "推荐对象", "个人"),)
    sent = records.send_in(Sent(person.name, nominee=person, extra=person_field) for person in persons)
    pairs = list(zip(sent, persons, strict=True))
    ledger.ensure(
        Nomination,
        (
            {"submission": submission, "nominee_kind": NomineeKind.PERSON, "person": person, "name": person.name}
            for submission, person in pairs
        ),
        key=["submission"],
    )
    ledger.ensure(
        Participant,
        ({"submission": submission, "person": person, "name": person.name} for submission, person in pairs),
        key=["submission"],
        within={"role": ParticipantRole.NOMINEE},
    )
    return {submission.pk: person for submission, person in pairs}
