"""Which year the home page tells, and which acts of late."""

import pytest

from competitions.models import Entry
from office.actor import Actor
from office.domain.audit import Act, record_acts
from reports.queries.overview import newest_values, recent_acts, tiles
from reviews.domain.beside import register_with_submission
from reviews.enums import CallKind
from reviews.models import Submission
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.reports import FigureValueFactory
from tests.factories.reviews import CallFactory

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


def test_a_bulk_act_and_a_record_with_its_submission_are_one_line_each(staff: Actor) -> None:
    call = CallFactory(kind=CallKind.CONTEST)
    submission = Submission(call=call, title="机器人", organization=OrganizationFactory())
    register_with_submission(Entry(submission=submission), actor=staff)
    schools = [OrganizationFactory() for _number in range(12)]
    record_acts([Act(school, "change") for school in schools], actor=staff)
    acts = recent_acts(staff)
    assert [(act.action, act.content_type.model) for act in acts] == [("change", "organization"), ("create", "entry")]
    assert acts[0].object_id == str(schools[-1].pk)
