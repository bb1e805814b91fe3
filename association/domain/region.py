"""Keep administrative divisions: each lies in one a level above."""

from typing import Any

from django.utils.translation import gettext as _

from association.enums import RegionLevel
from association.models import Region
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.workflow import Refusal, refuse_unless


class RegionMisplaced(Refusal):
    """The region's level or code does not fit the region it belongs to."""


# Some counties are governed by their province directly (省直辖县), so a county may belong to either.
ABOVE = {
    RegionLevel.CITY: {RegionLevel.PROVINCE},
    RegionLevel.COUNTY: {RegionLevel.CITY, RegionLevel.PROVINCE},
}
CODE_DIGITS = {RegionLevel.PROVINCE: 2, RegionLevel.CITY: 4}


def create_region(region: Region, *, actor: Actor) -> Region:
    """Store a new region; raises ``RegionMisplaced`` when it does not fit the one it belongs to."""
    refuse_misplaced(region)
    create_record(region, actor=actor)
    return region


def change_region(region: Region, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Region:
    """Change a region; the same rules hold as for a new one."""
    for name, value in changes.items():
        setattr(region, name, value)
    refuse_misplaced(region)
    change_record(region, actor=actor, changes=changes, revision=revision)
    return region


def refuse_misplaced(region: Region) -> None:
    """Refuse a region under one of the wrong level, or whose code does not begin like that one's (GB/T 2260)."""
    parent = region.parent
    if parent is None:
        return
    refuse_unless(
        parent.level in ABOVE.get(RegionLevel(region.level), set()),
        _("“%(parent)s” is not a level above: a city belongs to a province, a county to a city or province.")
        % {"parent": parent},
        error=RegionMisplaced,
    )
    digits = CODE_DIGITS[RegionLevel(parent.level)]
    refuse_unless(
        region.code[:digits] == parent.code[:digits],
        _("The code must begin with %(digits)s like that of “%(parent)s”.")
        % {"digits": parent.code[:digits], "parent": parent},
        error=RegionMisplaced,
    )
