"""Tables and charts of the demo year, put into a section by its writer."""

from typing import Any

import pytest

from office.workflow import Refusal
from reports.domain.exhibit import exhibit_block
from reports.kinds.exhibit import exhibit_choices
from reports.methods.blocks import clean_block
from reports.models import Report
from reports.queries.figure import figures_of
from tests.demo_year import demo_year  # noqa: F401
from tests.factories.reports import SectionFactory

pytestmark = [pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]


def section() -> Any:
    return SectionFactory(report=Report.objects.get(body__code="anhui", year=2020), order=9000, level=1)


def test_the_years_tables_and_charts_are_named_without_a_query(django_assert_num_queries: Any) -> None:
    report = Report.objects.get(body__code="anhui", year=2020)
    values = figures_of(report.body, report.year)
    with django_assert_num_queries(0):
        choices = exhibit_choices(values.values())
    titles = {choice.title for choice in choices}
    assert "2020年度教育科研规划课题立项情况" in titles
    assert len({(choice.kind, choice.source) for choice in choices}) == len(choices)
    assert {choice.kind for choice in choices} == {"table", "chart"}


def test_one_that_the_records_fill_becomes_a_block() -> None:
    block = exhibit_block(section(), kind="chart", source="editions:bim-2020", blocks=[])
    assert (block["type"], block["source"]) == ("chart", "editions:bim-2020")
    assert clean_block(block) == block


def test_one_that_stands_already_is_refused() -> None:
    mine = section()
    block = exhibit_block(mine, kind="chart", source="editions:bim-2020", blocks=[])
    with pytest.raises(Refusal, match="本节已有"):
        exhibit_block(mine, kind="chart", source="editions:bim-2020", blocks=[block])


@pytest.mark.parametrize(("kind", "source"), [("chart", "editions:nobody"), ("table", "projects:x"), ("", "")])
def test_one_that_the_year_does_not_have_is_refused(kind: str, source: str) -> None:
    with pytest.raises(Refusal, match="没有该图表"):
        exhibit_block(section(), kind=kind, source=source, blocks=[])


def test_one_that_the_records_do_not_fill_is_refused() -> None:
    report = Report.objects.get(body__code="anhui", year=2020)
    choices = exhibit_choices(figures_of(report.body, report.year).values())
    refused = []
    for choice in choices:
        try:
            exhibit_block(section(), kind=choice.kind, source=choice.source, blocks=[])
        except Refusal as refusal:
            refused.append(str(refusal))
    assert 0 < len(refused) < len(choices)
    assert all("尚不足以生成" in reason for reason in refused)
