"""Honor selections: the craftsmen of the province, and units and persons of educational informatization."""

from datetime import date

from association.models import Person
from competitions.enums import NomineeKind
from competitions.models import HonorEdition, HonorScheme, Nomination
from reports.demo.calls import CallRecords, Sent
from reports.demo.ledger import Ledger
from reports.demo.tables.calls import CallFacts
from reports.demo.tables.honors import (
    CRAFTSMAN_SCHEME,
    CRAFTSMEN_2020,
    HONORED,
    INFORMATION_2020,
    INFORMATION_SCHEME,
    NOMINATED,
    PERSONS,
    SCHEMES,
    SCHOOLS,
    UNITS,
    person_name,
)
from reviews.domain.dossier import DossierField
from reviews.enums import ParticipantRole, PrizeKind
from reviews.models import Participant


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
    if records.is_lived:
        return
    nominees = nominate_persons(ledger, records, invent_persons(ledger, first=1, count=NOMINATED))
    honored = records.submissions[:HONORED]
    records.award(PrizeKind.HONOR, "mingjiang", honored, on=date(2020, 12, 12), persons=nominees)


def load_information(ledger: Ledger, scheme: HonorScheme) -> None:
    """Load the honored units and persons; how many were nominated is not known."""
    records = open_selection(ledger, INFORMATION_2020, scheme)
    if records.is_lived:
        return
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
