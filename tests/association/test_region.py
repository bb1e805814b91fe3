"""Regions: each lies in one a level above."""

import pytest
from django.core.exceptions import ValidationError

from association.domain.region import RegionMisplaced, change_region, create_region
from association.enums import RegionLevel
from association.models import Region
from office.actor import Actor
from office.models import AuditEntry
from tests.factories.association import ProvinceFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anhui(db: None) -> Region:
    return ProvinceFactory(code="340000", name="安徽省")


def test_city_is_stored_below_its_province_with_audit(anhui: Region, staff: Actor) -> None:
    city = create_region(Region(code="340100", name="合肥市", level=RegionLevel.CITY, parent=anhui), actor=staff)
    entry = AuditEntry.objects.get(object_text="合肥市")
    assert (city.parent, entry.action, entry.role) == (anhui, "create", "secretariat")


def test_county_may_belong_to_its_province_directly(anhui: Region, staff: Actor) -> None:
    create_region(Region(code="349001", name="示例县", level=RegionLevel.COUNTY, parent=anhui), actor=staff)


def test_city_below_a_city_is_refused(anhui: Region, staff: Actor) -> None:
    city = RegionFactory(code="340100", parent=anhui)
    with pytest.raises(RegionMisplaced):
        create_region(Region(code="340200", name="芜湖市", level=RegionLevel.CITY, parent=city), actor=staff)
    assert Region.objects.count() == 2


def test_code_of_another_province_is_refused(anhui: Region, staff: Actor) -> None:
    with pytest.raises(RegionMisplaced, match="34"):
        create_region(Region(code="320100", name="南京市", level=RegionLevel.CITY, parent=anhui), actor=staff)


def test_same_code_twice_is_refused(anhui: Region, staff: Actor) -> None:
    with pytest.raises(ValidationError) as refused:
        create_region(Region(code="340000", name="安徽", level=RegionLevel.PROVINCE), actor=staff)
    assert "code" in refused.value.message_dict


def test_change_keeps_to_the_same_rules(anhui: Region, staff: Actor) -> None:
    city = RegionFactory(code="340100", parent=anhui)
    with pytest.raises(RegionMisplaced):
        change_region(city, actor=staff, changes={"code": "310100"})
    city.refresh_from_db()
    change_region(city, actor=staff, changes={"name": "合肥市"}, revision=city.revision)
    assert Region.objects.get(pk=city.pk).name == "合肥市"
