"""Find organizations, bodies and regions by the names that sheets give them: all names read once for a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from association.models import Body, FormerName, Organization, Person, Region
from office.domain.import_kind import RowError
from office.methods.cells import name_key

ASKED = 500
REGION_ENDINGS = ("省", "市", "县", "区", "自治区", "自治州", "地区")


class OrganizationNames:
    """All organizations by present, short and former names and by code; an open one goes before closed ones."""

    def __init__(self) -> None:
        self.rows: dict[int, Organization] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.by_other: dict[str, list[int]] = defaultdict(list)
        self.by_code: dict[str, int] = {}
        for row in Organization.objects.all():
            self.rows[row.pk] = row
            self.by_name[name_key(row.name)].append(row.pk)
            if row.short_name:
                self.by_other[name_key(row.short_name)].append(row.pk)
            if row.uscc:
                self.by_code[row.uscc] = row.pk
        for name, pk in FormerName.objects.values_list("name", "organization_id"):
            self.by_other[name_key(name)].append(pk)

    def find(self, name: str, *, code: str = "") -> list[Organization]:
        """Return the organizations that a name or code means: by code, else by present name, else by another one."""
        if code and code in self.by_code:
            return [self.rows[self.by_code[code]]]
        key = name_key(name)
        keys = list(dict.fromkeys(self.by_name.get(key, ()) or self.by_other.get(key, ()))) if key else []
        found = [self.rows[pk] for pk in keys]
        still_open = [row for row in found if row.closed_on is None]
        return still_open or found

    def get(self, name: str) -> Organization | None:
        """Return the one organization of a name, None for no name; ``RowError`` for none or several."""
        if not name:
            return None
        found = self.find(name)
        if not found:
            raise RowError(_("No organization is called “%(name)s”; enter or import it first.") % {"name": name})
        if len(found) > 1:
            raise RowError(_("Several organizations are called “%(name)s”; write the full name.") % {"name": name})
        return found[0]


class RegionNames:
    """All regions by name, with and without 省, 市, 县, 区, and by path (安徽省合肥市) or code."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Region]] = defaultdict(list)
        rows = list(Region.objects.all())
        by_pk = {row.pk: row for row in rows}
        for row in rows:
            names = {row.code, row.name, *short_forms(row.name)}
            above = by_pk.get(row.parent_id) if row.parent_id else None
            if above:
                names |= {above.name + row.name, above.name + "/" + row.name}
            for name in names:
                self.by_name[name_key(name)].append(row)

    def get(self, name: str) -> Region | None:
        """Return the one region of a name, None for no name; ``RowError`` for none or several."""
        if not name:
            return None
        found = self.by_name.get(name_key(name), [])
        if len(found) == 1:
            return found[0]
        if not found:
            raise RowError(_("No region is called “%(name)s”.") % {"name": name})
        raise RowError(_("Several regions are called “%(name)s”; write the city before the county.") % {"name": name})


def short_forms(name: str) -> set[str]:
    """Return a region's name without its ending, where two characters or more remain."""
    return {name[: -len(end)] for end in REGION_ENDINGS if name.endswith(end) and len(name) - len(end) >= 2}


class BodyNames:
    """All bodies by name, short name and code."""

    def __init__(self) -> None:
        self.by_name: dict[str, list[Body]] = defaultdict(list)
        for row in Body.objects.all():
            for key in {name_key(row.name), name_key(row.short_name), name_key(row.code)} - {""}:
                self.by_name[key].append(row)

    def find(self, name: str) -> Body | None:
        """Return the one body of a name, None when none or several are called so."""
        found = self.by_name.get(name_key(name), [])
        return found[0] if len(found) == 1 else None


def persons_named(names: Iterable[str]) -> dict[str, list[Any]]:
    """Return the stored persons of some names, by plain name; few queries for any number of names."""
    wanted = sorted({name_key(name) for name in names} - {""})
    found: dict[str, list[Any]] = defaultdict(list)
    for start in range(0, len(wanted), ASKED):
        rows = Person.objects.filter(name_plain__in=wanted[start : start + ASKED]).select_related("organization")
        for row in rows.order_by("pk"):
            found[name_key(row.name)].append(row)
    return found
