"""Names that carry markup stay text on every page that shows them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from association.models import Activity, Body, Organization, Person, Publication
from competitions.models import ContestSeries
from office.enums import Role
from office.models import User
from reports.models import Report
from reviews.models import Call, Submission, Track
from tests.matrix.frame import Stage, all_patterns
from tests.matrix.world import LISTED

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ATTACK = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"
NAMED: tuple[tuple[Any, str], ...] = (
    (Organization, "name"),
    (Organization, "short_name"),
    (Person, "name"),
    (Person, "position"),
    (Body, "name"),
    (Activity, "title"),
    (Publication, "title"),
    (Call, "title"),
    (Track, "name"),
    (Submission, "title"),
    (ContestSeries, "name"),
    (Report, "title"),
    (User, "display_name"),
)


@pytest.fixture
def stage() -> Stage:
    made = Stage()
    for world in made.worlds.values():
        for page in LISTED:
            world.find(page.partition(":")[2], "")
    for model, field in NAMED:
        limit = model._meta.get_field(field).max_length
        for number, row in enumerate(model.objects.order_by("pk")):
            model.objects.filter(pk=row.pk).update(**{field: f"{ATTACK}{number}"[-limit:]})
    return made


def pages_of(client: Client, stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield the text of every list, detail and form page of the listed nouns, and of the home page."""
    yield "home", client.get(reverse("reports:home")).content.decode()
    known = {name for name, _pattern in all_patterns()}
    for page in sorted(LISTED):
        noun = page.partition(":")[2]
        key = stage.worlds["own"].find(noun, "").pk
        for name, arguments in (("list", []), ("create", []), ("detail", [key]), ("change", [key]), ("remove", [key])):
            if f"{page}_{name}" not in known:
                continue
            try:
                address = reverse(f"{page}_{name}", args=arguments)
            except NoReverseMatch:
                continue  # an address of another make: its page is not one record's
            answer = client.get(address)
            if answer.status_code == 200:
                yield f"{page}_{name}", answer.content.decode()


@pytest.mark.parametrize(
    "role", [Role.SECRETARIAT_HEAD, pytest.param(Role.SCHOOL_ADMINISTRATOR, marks=pytest.mark.verify)]
)
def test_markup_in_names_is_never_markup_on_a_page(stage: Stage, role: str) -> None:
    shown = set()
    for name, text in pages_of(stage.clients[role], stage):
        assert "<script>alert" not in text, name
        assert "<img src=x" not in text, name
        if "alert(1)" in text:
            shown.add(name)
    assert len(shown) > (20 if role == Role.SECRETARIAT_HEAD else 4), f"the names are not shown any more: {shown}"
