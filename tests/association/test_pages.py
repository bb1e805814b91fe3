"""Every page of the association: opens, costs the same at 3 and 50 rows, exports what it shows."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from association.urls import RECORDS
from office.enums import Role
from tests.actors import client_of, make_actor
from tests.factories import association as made
from tests.factories.results import CertificateFactory

pytestmark = pytest.mark.django_db

FACTORIES: dict[str, Any] = {
    "region": made.RegionFactory,
    "organization": made.OrganizationFactory,
    "person": made.PersonFactory,
    "body": made.BodyFactory,
    "grant": made.RoleGrantFactory,
    "activity": made.ActivityFactory,
    "visit": made.VisitFactory,
    "agreement": made.AgreementFactory,
    "publication": made.PublicationFactory,
    "recognition": made.RecognitionFactory,
    "topic": made.TopicFactory,
    "expert": made.ExpertFactory,
    "certificate": CertificateFactory,
}
NAMES = sorted(FACTORIES)
# A certificate is issued from an award and never edited.
FORM_NAMES = [name for name in NAMES if name != "certificate"]


def make_with_rows(name: str, count: int) -> Any:
    """Return a record with ``count`` rows of everything that hangs on it."""
    obj = FACTORIES[name]()
    rows: dict[str, list[Callable[[], Any]]] = {
        "region": [lambda: made.OrganizationFactory(region=obj)],
        "organization": [
            lambda: made.PersonFactory(organization=obj),
            lambda: made.RecognitionFactory(organization=obj),
        ],
        "person": [
            lambda: made.EmploymentFactory(person=obj),
            lambda: made.ActivityPersonFactory(person=obj),
            lambda: made.RecognitionFactory(person=obj),
        ],
        "body": [
            lambda: made.BodyFactory(parent=obj),
            lambda: made.ActivityFactory(body=obj),
            lambda: made.PublicationFactory(body=obj),
        ],
        "activity": [
            lambda: made.ActivitySessionFactory(activity=obj),
            lambda: made.ActivityHostFactory(activity=obj),
            lambda: made.ActivityPersonFactory(activity=obj),
        ],
        "visit": [lambda: made.VisitPartyFactory(visit=obj)],
        "agreement": [lambda: made.AgreementPartyFactory(agreement=obj)],
        "publication": [lambda: made.IssueFactory(publication=obj)],
        "expert": [
            lambda: made.EmploymentFactory(person=obj.person),
            lambda: made.ExpertTopicFactory(expert=obj),
            lambda: made.ExpertRelationFactory(expert=obj),
        ],
    }
    for make in rows.get(name, []):
        for _number in range(count):
            make()
    return obj


def reader(name: str) -> Client:
    """Return a browser of somebody who keeps the noun."""
    return client_of(make_actor(Role.SECRETARIAT_HEAD))


def count_queries(client: Client, url: str) -> int:
    """Return how many queries a page costs, once its caches are warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, response.content[:500]
    return len(queries)


def test_every_noun_has_a_factory_here() -> None:
    assert sorted(noun.name for noun in RECORDS) == NAMES
    assert sorted(noun.name for noun in RECORDS if noun.form) == FORM_NAMES


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_detail_costs_the_same_at_3_and_50_rows(name: str) -> None:
    client = reader(name)
    few = count_queries(client, make_with_rows(name, 3).get_absolute_url())
    assert count_queries(client, make_with_rows(name, 50).get_absolute_url()) == few <= 20


@pytest.mark.parametrize("name", NAMES)
def test_sheet_has_the_rows_and_columns_of_the_list(name: str) -> None:
    FACTORIES[name].create_batch(3)
    client = reader(name)
    noun = next(noun for noun in RECORDS if noun.name == name)
    assert noun.listing is not None
    shown = client.get(reverse(f"association:{name}_list"))
    sheet = load_workbook(BytesIO(client.get(reverse(f"association:{name}_export")).content)).active
    heads = [cell.value for cell in sheet[1]]
    assert heads == [str(column.label) for column in noun.listing.choose([])]
    assert sheet.max_row - 1 == int(shown.context["page"].count_text)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_sorts_and_every_filter_answers(name: str) -> None:
    FACTORIES[name].create_batch(2)
    client, url = reader(name), reverse(f"association:{name}_list")
    noun = next(noun for noun in RECORDS if noun.name == name)
    assert noun.listing is not None
    assert noun.listing.filters is not None
    for number, column in enumerate(noun.listing.columns):
        sort = f"{'-' if number % 2 else ''}{column.name}"
        assert client.get(url, {"sort": sort}).status_code == 200
    for field, item in noun.listing.filters().filters.items():
        choices = [value for value, _label in item.extra.get("choices", [])] or ["2020"]
        for value in choices:
            assert client.get(url, {field: value}).status_code == 200, (field, value)


@pytest.mark.parametrize("name", FORM_NAMES)
def test_form_page_opens_for_a_new_and_for_a_stored_record(name: str) -> None:
    client, obj = reader(name), FACTORIES[name]()
    assert client.get(reverse(f"association:{name}_create")).status_code == 200
    assert client.get(reverse(f"association:{name}_change", args=[obj.pk])).status_code == 200


def test_list_of_region_filter_finds_schools_of_the_whole_city() -> None:
    city = made.RegionFactory(name="合肥市")
    county = made.RegionFactory(name="肥东县", level="county", parent=city)
    school = made.OrganizationFactory(region=county)
    made.OrganizationFactory()
    page = reader("organization").get(reverse("association:organization_list"), {"region": "合肥"})
    assert page.context["page"].count_text == "1"
    assert school.name in page.content.decode()


def test_list_finds_an_organization_by_its_former_name() -> None:
    renamed = made.FormerNameFactory(name="安徽水利学校").organization
    made.OrganizationFactory()
    page = reader("organization").get(reverse("association:organization_list"), {"name": "水利学校"})
    assert page.context["page"].count_text == "1"
    assert renamed.name in page.content.decode()
