"""A record picked by its name: exactly, by number, and never another one than was meant."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from association.models import Organization, Person
from office.forms.picker import PickField, clear_names, numbered
from tests.factories.association import FormerNameFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def field(**options: object) -> PickField:
    return PickField(queryset=Organization.objects.all(), names=("name", "former_names__name"), **options)  # type: ignore[arg-type]


def test_exact_name_finds_it_also_a_former_one() -> None:
    school = FormerNameFactory(name="安徽水利学校").organization
    FormerNameFactory(name="安徽水利学校", organization=school, until=date(2001, 9, 1))
    assert field().clean(f" {school.name} ") == school
    assert field().clean("安徽水利学校") == school


def test_part_of_a_name_is_not_enough() -> None:
    OrganizationFactory(name="安徽水利学院")
    with pytest.raises(ValidationError) as error:
        field().clean("水利")
    assert "水利" in error.value.messages[0]
    assert error.value.code == "unknown"


@pytest.mark.parametrize("brackets", ["（#{}）", "(#{})", " （#{}）"])
def test_number_after_the_name_tells_two_of_one_name_apart(brackets: str) -> None:
    people = [PersonFactory(name="李雪") for _number in range(2)]
    pick = PickField(queryset=Person.objects.all())
    with pytest.raises(ValidationError) as error:
        pick.clean("李雪")
    assert error.value.code == "several"
    assert all(numbered(person) in error.value.messages[0] for person in people)
    assert pick.clean(str(people[1]) + brackets.format(people[1].pk)) == people[1]


def test_name_changed_beside_an_old_number_is_not_the_old_record() -> None:
    person = PersonFactory(name="张三")
    with pytest.raises(ValidationError):
        PickField(queryset=Person.objects.all()).clean(f"李四（#{person.pk}）")


@pytest.mark.parametrize("text", ["（#999999）", "李雪（#99999999999999999999999）", "\0", "2020", "²"])
def test_unknown_text_is_refused_in_words(text: str) -> None:
    PersonFactory()
    with pytest.raises(ValidationError):
        PickField(queryset=Person.objects.all()).clean(text)


def test_empty_is_none_or_asked_for() -> None:
    assert field(required=False).clean("") is None
    with pytest.raises(ValidationError):
        field().clean("")


def test_record_outside_the_queryset_is_unknown() -> None:
    """The form narrows the queryset to what the actor sees; the number does not open the rest."""
    person = PersonFactory()
    with pytest.raises(ValidationError):
        PickField(queryset=Person.objects.none()).clean(numbered(person))


def test_stored_key_shows_as_name_and_a_typed_number_as_typed() -> None:
    school, pick = OrganizationFactory(), field()
    assert pick.prepare_value(school.pk) == pick.prepare_value(str(school.pk)) == school.name
    assert pick.prepare_value(pick.bound_data(str(school.pk), None)) == str(school.pk)
    assert pick.prepare_value("²") == "²"
    assert pick.prepare_value(None) is None


def test_same_record_is_no_change() -> None:
    school, pick = OrganizationFactory(), field()
    assert not pick.has_changed(school.pk, school.name)
    assert pick.has_changed(school.pk, "")
    assert pick.has_changed(None, school.name)


def test_number_shows_only_where_the_name_is_not_enough() -> None:
    school, other = OrganizationFactory(name="安徽水利学院"), OrganizationFactory(name="蚌埠学院")
    pick = field()
    assert pick.prepare_value(school) == "安徽水利学院"
    FormerNameFactory(name="安徽水利学院", organization=other)
    assert pick.prepare_value(school) == numbered(school), "the same name would be found twice"
    assert pick.clean(pick.prepare_value(school)) == school
    people = [PersonFactory(name="李雪"), PersonFactory(name="李雪"), PersonFactory(name="王喆")]
    named = clear_names(people, Person.objects.all(), ("name",))
    assert named == [numbered(people[0]), numbered(people[1]), "王喆"]


def test_names_of_many_records_cost_one_query(django_assert_num_queries: Any) -> None:
    people = PersonFactory.create_batch(12)
    with django_assert_num_queries(1):
        clear_names(people, Person.objects.all(), ("name",))


def test_record_outside_the_queryset_is_shown_with_its_number() -> None:
    """Its name alone would not lead back to it."""
    person = PersonFactory()
    assert clear_names([person], Person.objects.none(), ("name",)) == [numbered(person)]


def test_fixed_field_shows_its_record_also_after_an_error() -> None:
    school = OrganizationFactory()
    pick = field(disabled=True)
    assert pick.prepare_value(pick.bound_data(None, school.pk)) == school.name
