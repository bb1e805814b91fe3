"""Filters that suggest names: part of a name, a picked name, a picked name with its number."""

import pytest
from django.urls import reverse

from association.lists.words import organization_filter
from association.models import Person
from office.actor import Actor
from tests.actors import client_of
from tests.factories.association import OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_part_of_a_name_the_name_and_the_number_find_the_rows() -> None:
    schools = [OrganizationFactory(name="安徽水利学院"), OrganizationFactory(name="安徽水利学院附属中专")]
    people = [PersonFactory(organization=school) for school in schools]
    keep = organization_filter().filter
    assert set(keep(Person.objects.all(), "水利")) == set(people)
    assert set(keep(Person.objects.all(), "附属中专")) == {people[1]}
    assert set(keep(Person.objects.all(), f"安徽水利学院（#{schools[0].pk}）")) == {people[0]}
    assert set(keep(Person.objects.all(), "安徽（#99999999999999999999）")) == set()
    assert set(keep(Person.objects.all(), "")) == set(people)


def test_filter_suggests_and_keeps_what_was_typed(staff: Actor) -> None:
    PersonFactory.create_batch(3)
    html = client_of(staff).get(reverse("association:person_list"), {"organization": "示例"}).content.decode()
    assert reverse("association:organization_options") in html
    assert 'name="organization" value="示例"' in html
