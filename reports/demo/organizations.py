"""Regions, organizations and persons in public office that the source names, and illustrative schools."""

from association.enums import OrganizationKind as Kind
from association.enums import RegionLevel
from association.models import Employment, Organization, Person, Region
from reports.demo.ledger import Ledger, Row
from reports.demo.tables.organizations import (
    ANHUI,
    ASSOCIATION,
    CITIES,
    HIGHER,
    HIGHER_SCHOOLS,
    OTHERS,
    PERSONS,
    PROVINCES,
    SCHOOLS,
    SECOND_POSTS,
    SECONDARY,
    SECONDARY_SCHOOLS,
    illustrative_address,
)


def load(ledger: Ledger) -> None:
    """Load regions, organizations and persons."""
    load_regions(ledger)
    load_organizations(ledger)
    load_persons(ledger)


def load_regions(ledger: Ledger) -> None:
    """Load the provinces, then their cities."""
    ledger.ensure(
        Region, ({"code": code, "name": name, "level": RegionLevel.PROVINCE} for code, name in PROVINCES), key=["code"]
    )
    provinces = {region.code[:2]: region for region in Region.objects.filter(level=RegionLevel.PROVINCE)}
    ledger.ensure(
        Region,
        (
            {"code": code, "name": name, "level": RegionLevel.CITY, "parent": provinces[code[:2]]}
            for code, name in CITIES
        ),
        key=["code"],
    )


def load_organizations(ledger: Ledger) -> None:
    """Load the named organizations and the illustrative schools."""
    places = ledger.regions
    rows: list[Row] = [
        {"name": name, "kind": Kind.SCHOOL, "school_level": level, "region": places.get(region or "")}
        for name, level, region in SCHOOLS
    ]
    rows += [
        {"name": name, "short_name": short, "kind": kind, "region": places.get(region or "")}
        for name, short, kind, region in OTHERS
    ]
    rows += [
        {
            "name": name,
            "kind": Kind.SCHOOL,
            "school_level": level,
            "region": places[ANHUI],
            "is_illustrative": True,
            "address": illustrative_address(name),
            "postcode": name[-2:].zfill(6),
        }
        for level, names in ((HIGHER, HIGHER_SCHOOLS), (SECONDARY, SECONDARY_SCHOOLS))
        for name in names
    ]
    ledger.ensure(Organization, rows, key=["name"], within={"closed_on": None})


def load_persons(ledger: Ledger) -> None:
    """Load the named persons with the posts that the source gives them; since when, it does not say."""
    units = ledger.organizations
    persons = ledger.ensure(
        Person,
        (
            {"name": name, "organization": units.get(employer), "position": position}
            for name, employer, position in PERSONS
        ),
        key=["name"],
        within={"is_illustrative": False},
    )
    ledger.ensure(
        Employment,
        (
            {"person": persons[name], "organization": units[employer], "position": position}
            for name, employer, position in (*PERSONS, *SECOND_POSTS)
            if employer
        ),
        key=["person", "organization", "position"],
    )


def association() -> Organization:
    """Return the association's legal entity."""
    return Organization.objects.get(name=ASSOCIATION, closed_on=None)
