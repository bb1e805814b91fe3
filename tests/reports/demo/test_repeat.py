"""Two loads into two empty databases say the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from association.models import Activity, Organization, StatedCount, Visit
from reports.demo.generated import generate_body, generate_year
from reports.demo.load import load_year
from reviews.models import Award, Call, Submission
from tests.demo_year import put_demo_year

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def facts() -> list[tuple[Any, ...]]:
    """Return what the year says, without ids and times of storing."""
    counts = StatedCount.objects.order_by("source", "kind", "noun").values_list("source", "kind", "noun", "quantity")
    return [
        *Organization.objects.order_by("name").values_list("name", "kind", "school_level", "region__code"),
        *Activity.objects.order_by("year", "title").values_list("title", "body__code", "start_on", "end_on"),
        *Visit.objects.order_by("title").values_list("title", "body__code", "start_on", "end_on"),
        *((*row[:3], row[3].text()) for row in counts),
        *Submission.objects.order_by("call__code", "number").values_list(
            "call__code", "number", "title", "organization__name", "track__code", "submitted_at", "dossier", "held_by"
        ),
        *Award.objects.order_by("submission__call__code", "submission__number", "kind").values_list(
            "submission__number", "prize__code", "recipient_name", "awarded_on"
        ),
    ]


def facts_after(load: Callable[[], Any]) -> list[tuple[Any, ...]]:
    with transaction.atomic():
        load()
        found = facts()
        transaction.set_rollback(True)
    return found


def test_two_loads_say_the_same() -> None:
    first = facts_after(put_demo_year)  # the run's first, row by row
    assert len(first) > 1000
    assert facts_after(load_year) == first


def test_generated_year_adds_nothing_the_second_time() -> None:
    body = generate_body()
    generate_year(body, 2031)
    first = facts()
    generate_year(generate_body(), 2031)
    assert facts() == first
    generate_year(body, 2032, teams=(), projects=0, issues=0)
    assert not Call.objects.filter(year=2032).exists()
