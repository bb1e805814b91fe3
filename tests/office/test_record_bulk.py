"""Many records at once: checked, stored and audited as one by one, all or none."""

import pytest
from django.core.exceptions import ValidationError

from association.models import Organization, Region
from office.actor import Actor
from office.domain.record_bulk import create_records, remove_records
from office.models import AuditEntry
from office.workflow import Refusal
from tests.factories.association import OrganizationFactory

pytestmark = pytest.mark.django_db


def region(code: str) -> Region:
    parent, _made = Region.objects.get_or_create(code="340000", defaults={"name": "示例省", "level": "province"})
    return Region(code=code, name=f"示例区{code}", level="city", parent=parent)


def acts() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(content_type__model="region").order_by("id")
    return [(row.action, row.object_text) for row in rows]


def test_each_is_stored_with_its_own_audit_row(staff: Actor) -> None:
    rows = create_records([region("349901"), region("349902")], actor=staff, reason="新区划")
    assert [row.code for row in Region.objects.filter(pk__in=[row.pk for row in rows])] == ["349901", "349902"]
    assert acts() == [("create", "示例区349901"), ("create", "示例区349902")]
    entry = AuditEntry.objects.get(object_id=str(rows[0].pk), content_type__model="region")
    assert (entry.after["code"], entry.reason, entry.user_id) == ("349901", "新区划", staff.user_id)
    assert create_records([], actor=staff) == []


def test_what_is_wrong_with_one_stops_all_in_its_words(staff: Actor) -> None:
    create_records([region("349901")], actor=staff)
    with pytest.raises(ValidationError) as caught:
        create_records([region("349902"), region("349901")], actor=staff)
    assert "code" in caught.value.message_dict
    with pytest.raises(ValidationError):
        create_records([region("349903"), region("")], actor=staff)
    assert (Region.objects.filter(code__startswith="3499").count(), len(acts())) == (1, 1)


def test_all_are_removed_or_none(staff: Actor) -> None:
    first, second = create_records([region("349901"), region("349902")], actor=staff)
    OrganizationFactory(region=second)
    with pytest.raises(Refusal):
        remove_records([first, second], actor=staff, reason="并区")
    assert Region.objects.filter(code__startswith="3499").count() == 2
    Organization.objects.all().delete()
    assert remove_records([first, second], actor=staff, reason="并区") == 2
    with pytest.raises(Refusal):
        remove_records([first], actor=staff, reason="并区")
    assert acts()[2:] == [("remove", "示例区349901"), ("remove", "示例区349902")]
    assert remove_records([], actor=staff) == 0
