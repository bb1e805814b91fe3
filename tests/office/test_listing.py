"""One declaration, many readers: screen, sort, filter, count, columns and sheet agree."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from association.lists.organization import ORGANIZATIONS
from association.models import Organization
from office.actor import ANONYMOUS, Actor
from office.listing import Column, Listing, Selection, show_value
from office.web.sheet import write_sheet
from tests.actors import client_of
from tests.factories.association import BodyFactory, FormerNameFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST, EXPORT, OPTIONS = (f"association:organization_{page}" for page in ("list", "export", "options"))


def cells_of(client: Client, query: dict[str, Any]) -> list[list[Any]]:
    content = client.get(reverse(EXPORT), query).content
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).active.iter_rows()]


def names_on(client: Client, **query: Any) -> list[str]:
    """Return the names that the page shows, in their order."""
    html = client.get(reverse(LIST), query).content.decode()
    named = [(html.find(f">{row.name}</a>"), row.name) for row in Organization.objects.all()]
    return [name for place, name in sorted(named) if place >= 0]


@pytest.fixture
def schools(db: None) -> list[Any]:
    return [
        OrganizationFactory(name="安徽学院", school_level="undergraduate"),
        OrganizationFactory(name="蚌埠学院", school_level="higher_vocational"),
        OrganizationFactory(name="滁州中专", school_level="secondary"),
    ]


def test_filter_keeps_what_fits_and_can_be_lifted(staff: Actor, schools: list[Any]) -> None:
    client = client_of(staff)
    assert names_on(client, school_level="secondary") == ["滁州中专"]
    page = client.get(reverse(LIST), {"school_level": "secondary", "name": "滁"}).context["page"]
    assert page.count_text == "1"
    assert len(page.chips) == 2
    assert all("page=" not in chip["remove_url"] for chip in page.chips)
    assert "school_level" not in next(chip for chip in page.chips if "name=" in chip["remove_url"])["label"]


def test_filter_that_cannot_be_read_says_so_and_hides_nothing(staff: Actor, schools: list[Any]) -> None:
    answer = client_of(staff).get(reverse(LIST), {"school_level": "primary"})
    assert answer.status_code == 200
    assert answer.context["page"].count_text == "3"
    assert answer.context["page"].filter_form.errors


def test_filter_by_yes_or_no_keeps_all_rows_when_left_alone(staff: Actor) -> None:
    BodyFactory(dissolved_on=date(2019, 1, 1))
    BodyFactory()
    address = reverse("association:body_list")
    with translation.override("en"):
        pages = {
            value: client_of(staff).get(address, {"dissolved": value}).context["page"]
            for value in ("", "true", "false")
        }
    choices = [label for _value, label in pages[""].filter_form.fields["dissolved"].widget.choices]
    assert len(choices) == 3
    assert not pages[""].chips
    assert pages["true"].count_text == "1"
    assert int(pages[""].count_text) == int(pages["true"].count_text) + int(pages["false"].count_text)
    assert "True" not in pages["true"].chips[0]["label"]


def test_sort_goes_up_and_down_by_pinyin(staff: Actor, schools: list[Any]) -> None:
    client = client_of(staff)
    assert names_on(client, sort="name") == ["安徽学院", "蚌埠学院", "滁州中专"]
    assert names_on(client, sort="-name") == ["滁州中专", "蚌埠学院", "安徽学院"]
    heads = client.get(reverse(LIST), {"sort": "name"}).context["page"].heads
    assert heads[0]["sort_state"] == "asc"
    assert "sort=-name" in heads[0]["sort_url"]


def test_rows_without_a_value_come_last_up_and_down(staff: Actor, schools: list[Any]) -> None:
    Organization.objects.filter(pk=schools[0].pk).update(founded_on=date(1956, 9, 1))
    Organization.objects.filter(pk=schools[1].pk).update(founded_on=date(1978, 9, 1))
    client = client_of(staff)
    assert names_on(client, sort="founded_on") == ["安徽学院", "蚌埠学院", "滁州中专"]
    assert names_on(client, sort="-founded_on") == ["蚌埠学院", "安徽学院", "滁州中专"]


def test_sort_stays_when_the_filter_is_sent(staff: Actor, schools: list[Any]) -> None:
    client = client_of(staff)
    html = client.get(reverse(LIST), {"sort": "-name"}).content.decode()
    assert '<input type="hidden" name="sort" value="-name">' in html
    assert 'name="sort"' not in client.get(reverse(LIST)).content.decode()


def test_drop_down_of_a_filter_begins_in_words(staff: Actor, schools: list[Any]) -> None:
    html = client_of(staff).get(reverse(LIST)).content.decode()
    assert "---------" not in html


@pytest.mark.parametrize("sort", ["password", "-requested_by__password", "--name", "name,pk", "\0", "-"])
def test_unknown_sort_falls_back_to_the_usual_order(staff: Actor, schools: list[Any], sort: str) -> None:
    assert names_on(client_of(staff), sort=sort) == names_on(client_of(staff))


@pytest.mark.parametrize("page", ["0", "-1", "999", "two", "\0", "9" * 40])
def test_page_that_does_not_exist_shows_the_first(staff: Actor, schools: list[Any], page: str) -> None:
    answer = client_of(staff).get(reverse(LIST), {"page": page})
    assert answer.status_code == 200
    assert answer.context["page"].pager["number"] == 1


def test_count_stops_at_its_cap(staff: Actor, schools: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.web.list_page.COUNT_CAP", 2)
    monkeypatch.setattr("office.listing.COUNT_CAP", 2)
    page = client_of(staff).get(reverse(LIST)).context["page"]
    assert page.count_text == "2+"
    assert ORGANIZATIONS.select(staff, {}).count() == 3


def test_chosen_columns_stay_for_the_session_and_hold_for_the_sheet(staff: Actor, schools: list[Any]) -> None:
    client = client_of(staff)
    client.get(reverse(LIST), {"columns": ["uscc", "unknown", "uscc"]})
    assert [head["name"] for head in client.get(reverse(LIST)).context["page"].heads] == ["name", "uscc"]
    assert client.session["columns:association-organization"] == ["uscc"]
    assert len(cells_of(client, {})[0]) == 2
    assert [head["name"] for head in client_of(staff).get(reverse(LIST)).context["page"].heads] != ["name", "uscc"]


def test_sheet_has_the_filtered_rows_in_the_order_of_the_screen(staff: Actor, schools: list[Any]) -> None:
    query = {"name": "学院", "sort": "-name"}
    client = client_of(staff)
    rows = cells_of(client, query)
    assert [row[0] for row in rows[1:]] == names_on(client, **query) == ["蚌埠学院", "安徽学院"]
    heads = client.get(reverse(LIST), query).context["page"].heads
    with translation.override("zh-hans"):
        assert rows[0] == [str(head["label"]) for head in heads]


@pytest.mark.parametrize("text", ["=1+1", "+86 551", "-1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "#N/A", "\tTab"])
def test_text_that_looks_like_a_formula_stays_text(staff: Actor, text: str) -> None:
    OrganizationFactory(name=text)
    content = client_of(staff).get(reverse(EXPORT)).content
    cell = load_workbook(BytesIO(content)).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


class Rows(list[Any]):
    """A list that stands in for a queryset."""

    def iterator(self, chunk_size: int) -> Any:
        return iter(self)


def test_sheet_keeps_numbers_dates_and_money_as_such() -> None:
    kinds = ("number", "money", "day", "moment", "yes", "text")
    row = {
        "number": 12,
        "money": Decimal("1234.50"),
        "day": date(2020, 12, 12),
        "moment": datetime(2020, 12, 12, 1, 5, tzinfo=UTC),
        "yes": True,
        "text": "甲\x0b乙",
    }
    columns = tuple(Column(kind, kind, lambda item, kind=kind: item[kind]) for kind in kinds)
    listing = Listing("test", "名单：A/B [1]?", lambda _actor: Rows(), columns, order=())
    selection = Selection(listing=listing, rows=Rows([row]), filters=None, sort="")  # type: ignore[arg-type]
    sheet = load_workbook(BytesIO(write_sheet(selection, columns))).active
    values = [cell.value for cell in sheet[2]]
    assert values[:2] == [12, 1234.5]
    assert values[2:4] == [datetime(2020, 12, 12), datetime(2020, 12, 12, 9, 5)]  # noqa: DTZ001 - a sheet knows no zone
    assert values[4:] == [show_value(True), "甲乙"]
    assert sheet.freeze_panes == "A2"


def test_listing_shows_nothing_to_who_sees_nothing(schools: list[Any]) -> None:
    assert ORGANIZATIONS.select(ANONYMOUS, {}).count() == 0


def test_suggestions_narrow_by_what_was_typed(staff: Actor, schools: list[Any]) -> None:
    client = client_of(staff)
    every = client.get(reverse(OPTIONS), {"field": "organization", "organization": ""}).content.decode()
    assert every.count("<option") == 3
    some = client.get(reverse(OPTIONS), {"field": "organization", "organization": " 滁州\0"}).content.decode()
    assert some.count("<option") == 1
    assert "滁州中专" in some


def test_suggestion_found_by_several_former_names_is_offered_once(staff: Actor) -> None:
    school = FormerNameFactory(name="安徽水利学校").organization
    FormerNameFactory(name="安徽水利中专", organization=school, until=date(2001, 9, 1))
    found = client_of(staff).get(reverse(OPTIONS), {"q": "水利"}).content.decode()
    assert found.count("<option") == 1


def test_suggestions_of_a_school_are_its_own_people_only() -> None:
    from tests.actors import make_actor

    own = PersonFactory(name="王一")
    PersonFactory(name="王二")
    client = client_of(make_actor("school_administrator", organization=own.organization))
    answer = client.get(reverse("association:person_options"), {"q": "王"})
    if answer.status_code == 200:
        assert "王二" not in answer.content.decode()
    else:
        assert answer.status_code == 403
