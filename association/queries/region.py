"""Read which city a region counts with."""

from django.db.models import Q

from association.enums import RegionLevel
from association.models import Region


def city_of() -> dict[int, int]:
    """Return the city with which each county counts, by the county's key; other regions count as themselves."""
    counties = Region.objects.filter(level=RegionLevel.COUNTY, parent__isnull=False)
    return dict(counties.values_list("pk", "parent_id"))


def in_city(region: Region, path: str) -> Q:
    """Return the condition that the region at the end of a path counts with this one."""
    return Q(**{path: region}) | Q(**{f"{path}__parent": region, f"{path}__level": RegionLevel.COUNTY})
