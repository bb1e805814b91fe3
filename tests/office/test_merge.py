"""Two records become one: nothing is lost, and everything can be taken back."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from association.models import Organization, Person, Region
from office.domain.merge import MergeRefused, merge_records
from office.domain.merge_undo import undo_merge
from office.merging import KEPT, RELATIONS, references_to, relations_to
from office.queries.merge import can_merge, merged_under, present_key
from office.workflow import StaleRecord
from tests.factories.association import OrganizationFactory, PersonFactory

MERGED = (Organization, Person)


@pytest.mark.parametrize("model", MERGED)
def test_every_reference_is_declared(model: type[Any]) -> None:
    undeclared = [
        f"{table._meta.label}.{name}"
        for table, name in references_to(model)
        if (table._meta.label_lower, name) not in RELATIONS
    ]
    assert not undeclared, f"say in the app's merging.py what a merge does to {undeclared}"
    assert not any(field.many_to_many for field in model._meta.get_fields() if not field.auto_created)


def test_every_generic_reference_is_declared() -> None:
    undeclared = [
        name
        for table in apps.get_models(include_auto_created=True)
        for field in table._meta.local_fields
        if field.remote_field
        and field.remote_field.model is ContentType
        and (name := f"{table._meta.label}.{field.name}").lower() not in KEPT
    ]
    assert not undeclared, f"say in the app's merging.py what becomes of {undeclared}"


def test_no_declaration_is_left_over() -> None:
    declared = {(table._meta.label_lower, name) for model in MERGED for table, name in references_to(model)}
    assert set(RELATIONS) == declared
    for name in KEPT:
        label, field = name.rsplit(".", 1)
        assert apps.get_model(label)._meta.get_field(field), name


def test_every_limit_that_a_move_can_break_is_answered() -> None:
    """A unique constraint with a moved column needs an answer: which rows repeat each other."""
    silent = []
    for model in MERGED:
        for table, relations in relations_to(model).items():
            limits = [set(limit.fields) for limit in table._meta.total_unique_constraints]
            limits += [set(limit.fields) for limit in table._meta.constraints if getattr(limit, "fields", ())]
            limits += [{field.name} for field in table._meta.local_fields if field.unique and not field.primary_key]
            for relation in relations:
                broken = [limit for limit in limits if relation.field in limit]
                if any(relation.same is None or not set(relation.same) <= limit for limit in broken):
                    silent.append(f"{relation.model}.{relation.field}")
    assert not silent


@pytest.mark.django_db
def test_an_undeclared_reference_stops_the_merge(staff: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = OrganizationFactory(), OrganizationFactory()
    monkeypatch.delitem(RELATIONS, ("groups.group", "lead"))
    with pytest.raises(KeyError, match="lead"):
        merge_records(one, other, actor=staff)
    assert Organization.objects.count() == 2


@pytest.mark.django_db
def test_a_record_changed_meanwhile_is_not_merged(staff: Any) -> None:
    one, other = PersonFactory(), PersonFactory()
    Person.objects.filter(pk=other.pk).update(revision=7)
    with pytest.raises(StaleRecord):
        merge_records(one, other, actor=staff)
    assert Person.objects.count() == 2


@pytest.mark.django_db
def test_only_two_records_of_one_kind(staff: Any) -> None:
    one = PersonFactory()
    for other in (one, one.organization):
        with pytest.raises(MergeRefused):
            merge_records(one, other, actor=staff)


@pytest.mark.django_db
def test_addresses_lead_on_through_several_merges_and_back(staff: Any) -> None:
    first, second, third = (OrganizationFactory(name=name) for name in ("甲校", "乙校", "丙校"))
    old = merge_records(second, first, actor=staff)
    first_key, second_key = old.absorbed_id, second.pk
    later = merge_records(third, second, actor=staff)
    assert present_key(Organization, first_key) == present_key(Organization, second_key) == third.pk
    assert list(Organization.objects.filter(pk__in=merged_under(Organization, "甲校"))) == [third]
    old.refresh_from_db()
    with pytest.raises(MergeRefused, match="乙校"):
        undo_merge(old, actor=staff)
    undo_merge(later, actor=staff)
    old.refresh_from_db()
    assert present_key(Organization, first_key) == second_key
    undo_merge(old, actor=staff)
    assert present_key(Organization, first_key) is None
    assert set(Organization.objects.values_list("name", flat=True)) == {"甲校", "乙校", "丙校"}
    with pytest.raises(MergeRefused):
        undo_merge(old, actor=staff)


def test_what_can_be_merged() -> None:
    assert can_merge(Organization)
    assert can_merge(Person)
    assert not can_merge(Region)
