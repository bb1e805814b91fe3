"""Which year the home page tells."""

import pytest

from reports.queries.overview import newest_values, tiles
from tests.factories.association import BodyFactory
from tests.factories.reports import FigureValueFactory

pytestmark = pytest.mark.django_db
FAMILIES = ("contest.schools", "contest.entries", "project.applications", "paper.received", "honor.nominations")


def fill_year(body: object, year: int, families: tuple[str, ...]) -> None:
    for family in families:
        FigureValueFactory(body=body, year=year, name=f"{family}:{year}", period=f"{year}年")


def test_a_new_years_first_contest_does_not_push_the_last_year_away() -> None:
    body = BodyFactory()
    fill_year(body, 2020, FAMILIES)
    fill_year(body, 2021, FAMILIES[:2])
    assert {value.year for value in newest_values(body)} == {2020}
    fill_year(body, 2021, FAMILIES[2:4])
    assert {value.year for value in newest_values(body)} == {2021}
    assert len(tiles(newest_values(body))) == 4


def test_while_no_year_is_full_the_fullest_is_told() -> None:
    body = BodyFactory()
    fill_year(body, 2020, FAMILIES[:3])
    fill_year(body, 2021, FAMILIES[:1])
    assert {value.year for value in newest_values(body)} == {2020}
    fill_year(body, 2022, FAMILIES[:3])
    assert {value.year for value in newest_values(body)} == {2022}


def test_a_body_without_figures_has_no_year(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert newest_values(BodyFactory.build(pk=1)) == []
