"""A merge is taken back: everything as it was, or a refusal."""

from typing import Any

import pytest

from association.models import Organization, Person
from office.domain.merge import MergeRefused, merge_records
from office.domain.merge_undo import undo_merge
from office.models import AuditEntry, Merge
from tests.factories.association import OrganizationFactory, PersonFactory


@pytest.mark.django_db
def test_what_was_taken_over_goes_back(staff: Any) -> None:
    employer = OrganizationFactory()
    one = PersonFactory(organization=None, position="", phone="")
    other = PersonFactory(organization=employer, position="教师", phone="13805512345")
    merge = merge_records(one, other, actor=staff, fill=("organization", "position", "phone"))
    stored = Person.objects.get()
    assert (stored.organization, stored.phone, stored.phone_tail) == (employer, "13805512345", "05512345")
    assert "13805512345" not in str(list(AuditEntry.objects.values_list("before", "after"))), "the trail masks phones"
    undo_merge(merge, actor=staff)
    stored = Person.objects.get(pk=one.pk)
    assert (stored.organization, stored.phone, stored.phone_tail) == (None, "", "")
    assert Person.objects.get(pk=merge.absorbed_id).phone == "13805512345"


@pytest.mark.django_db
def test_a_later_change_stands_in_the_way_of_undoing(staff: Any) -> None:
    one, other = OrganizationFactory(), OrganizationFactory()
    person = PersonFactory(organization=other)
    merge = merge_records(one, other, actor=staff)
    Person.objects.filter(pk=person.pk).update(organization=OrganizationFactory())
    with pytest.raises(MergeRefused):
        undo_merge(merge, actor=staff)
    merge.refresh_from_db()
    assert merge.undone_at is None
    assert not Organization.objects.filter(pk=merge.absorbed_id).exists()


@pytest.mark.django_db
def test_a_name_taken_since_stands_in_the_way_of_undoing(staff: Any) -> None:
    one, other = OrganizationFactory(), OrganizationFactory(name="甲校")
    merge = merge_records(one, other, actor=staff)
    OrganizationFactory(name="甲校")
    with pytest.raises(MergeRefused):
        undo_merge(merge, actor=staff)
    assert Merge.objects.get().undone_at is None
