"""Figures open to their rows: what the actor may see of them, with links, and "n of N"."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.enums import Role
from reports.enums import ReportState
from reports.models import FigureValue
from reports.web.figure_page import change_since
from reviews.enums import CallState
from tests.factories.association import BodyFactory, OrganizationFactory, RecognitionFactory
from tests.factories.competitions import ContestFactory, SeriesFactory
from tests.factories.reports import FigureValueFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


@pytest.fixture
def report(db: None) -> Any:
    return ReportFactory()


def opened(client: Client, report: Any, value: Any) -> Any:
    return client.get(reverse("reports:figure_detail", args=[report.pk, value.pk]))


def value_of(report: Any, rows: list[Any], **more: Any) -> Any:
    model = rows[0]._meta.label_lower
    return FigureValueFactory(
        body=report.body, row_model=model, row_ids=[row.pk for row in rows], computed=len(rows), **more
    )


def test_a_figure_opens_to_its_rows(report: Any, log_in: LogIn) -> None:
    schools = OrganizationFactory.create_batch(3)
    page = opened(log_in(Role.SECRETARIAT), report, value_of(report, schools)).context["page"]
    assert {row.text for row in page.rows} == {str(school) for school in schools}
    assert all(row.url for row in page.rows)
    assert (page.behind.seen, page.behind.total) == (3, 3)


def test_rows_that_may_not_be_seen_are_counted_not_named(log_in: LogIn) -> None:
    body = BodyFactory()
    report = ReportFactory(body=body, state=ReportState.PUBLISHED)
    rows = RecognitionFactory.create_batch(3, title="不该看见的表彰")
    answer = opened(log_in(Role.GROUP_SECRETARY, body=body), report, value_of(report, rows))
    assert answer.status_code == 200
    page = answer.context["page"]
    assert page.behind.total == 3
    assert page.behind.seen + page.behind.hidden == 3
    assert all(row.text in {str(item) for item in rows} for row in page.rows)
    if page.behind.seen == 0:
        assert "不该看见的表彰" not in answer.content.decode()


def test_deleted_rows_are_said(report: Any, log_in: LogIn) -> None:
    schools = OrganizationFactory.create_batch(2)
    value = value_of(report, schools)
    schools[0].delete()
    page = opened(log_in(Role.SECRETARIAT), report, value).context["page"]
    assert (page.behind.missing, page.behind.seen) == (1, 1)


def test_a_difference_is_shown_with_its_size(report: Any, log_in: LogIn) -> None:
    value = FigureValueFactory(body=report.body, stated="30所", stated_source="总结第3页", differs=True)
    text = opened(log_in(Role.AUDITOR), report, value).content.decode()
    assert "总结第3页" in text
    assert "−3" in text


def test_a_stated_figure_keeps_its_qualifier(report: Any, log_in: LogIn) -> None:
    value = FigureValueFactory(
        body=report.body, name="stated:1", computed=None, stated="200余名", text="200余名", unit="名", noun="选手"
    )
    text = opened(log_in(Role.AUDITOR), report, value).content.decode()
    assert "200余名" in text


def test_where_it_is_used_and_what_stands_beside(report: Any, log_in: LogIn) -> None:
    value, other = (
        FigureValueFactory(body=report.body, name=f"contest.finalists:bim-2020:2:{track}")
        for track in ("gaozhi", "benke")
    )
    FigureValueFactory(body=report.body, name="contest.finalists:vr-2020:2:gaozhi")
    SectionFactory(report=report, heading="大赛", text=f"来自{{{{{value.name}}}}}院校。")
    page = opened(log_in(Role.AUDITOR), report, value).context["page"]
    assert [link.label for link in page.used_in] == ["一、大赛"]
    assert [row.value.pk for row in page.comparison] == [other.pk]
    assert page.before is None


def test_the_edition_before_stands_beside_with_the_growth(report: Any, log_in: LogIn) -> None:
    series = SeriesFactory()
    for edition, code in ((1, "bim-2019"), (2, "bim-2020")):
        ContestFactory(
            series=series, edition=edition, call__edition=edition, call__code=code, call__state=CallState.DECIDED
        )
    FigureValueFactory(body=report.body, name="contest.schools:bim-2019", computed=19)
    value = FigureValueFactory(body=report.body, name="contest.schools:bim-2020", computed=27)
    before = opened(log_in(Role.AUDITOR), report, value).context["page"].before
    assert (before.row.value.text, before.change) == ("19所", "+8，+42.1%")


def test_the_same_figure_of_the_year_before_stands_beside(report: Any, log_in: LogIn) -> None:
    FigureValueFactory(body=report.body, year=2019, name="group.total:x", computed=10)
    value = FigureValueFactory(body=report.body, name="group.total:x", computed=8)
    before = opened(log_in(Role.AUDITOR), report, value).context["page"].before
    assert before.change == "−2，−20.0%"


@pytest.mark.parametrize(("before", "now", "change"), [(0, 5, "+5"), (5, 5, "0"), (None, 5, ""), (3, 2, "−1，−33.3%")])
def test_how_a_number_moved(before: int | None, now: int, change: str) -> None:
    earlier = None if before is None else Decimal(before)
    assert change_since(earlier, Decimal(now)) == change


def test_the_table_and_its_filter(report: Any, log_in: LogIn) -> None:
    same = FigureValueFactory(body=report.body, label="一致的数据")
    FigureValueFactory(body=report.body, label="不一致的数据", stated="30所", differs=True)
    FigureValueFactory(label="别的组织的数据")
    client = log_in(Role.AUDITOR)
    url = reverse("reports:figure_list", args=[report.pk])
    everything = client.get(url).content.decode()
    assert same.label in everything
    assert "别的组织的数据" not in everything
    differing = client.get(f"{url}?differs=1").content.decode()
    assert "不一致的数据" in differing
    assert ">一致的数据<" not in differing


def test_a_figure_of_another_report_is_not_found(report: Any, log_in: LogIn) -> None:
    assert opened(log_in(Role.SECRETARIAT), report, FigureValueFactory()).status_code == 404
    assert opened(log_in(Role.SCHOOL_TEACHER), report, FigureValueFactory(body=report.body)).status_code == 404


def test_reading_the_records_again(report: Any, log_in: LogIn) -> None:
    FigureValueFactory(body=report.body)
    url = reverse("reports:figure_refresh", args=[report.pk])
    assert log_in(Role.AUDITOR).post(url).status_code == 403
    assert log_in(Role.SCHOOL_TEACHER).post(url).status_code == 404
    assert log_in(Role.SECRETARIAT).post(url).status_code == 302
    assert not FigureValue.objects.filter(body=report.body).exists()


def test_exhibits_without_data_say_so(report: Any, log_in: LogIn) -> None:
    blocks = [{"id": "t1", "type": "table", "source": "awards:none"}, {"id": "c1", "type": "chart", "source": "x:y"}]
    section = SectionFactory(report=report, blocks=blocks)
    client = log_in(Role.AUDITOR)
    for block in ("t1", "c1"):
        url = reverse("reports:exhibit", args=[section.pk, block])
        assert client.get(url).status_code == 200
        assert client.get(url, headers={"HX-Request": "true"}).status_code == 200
        assert log_in(Role.SCHOOL_TEACHER).get(url).status_code == 404
    assert client.get(reverse("reports:exhibit", args=[section.pk, "nothing"])).status_code == 404
    assert client.get(reverse("reports:exhibit_chart", args=[section.pk, "c1"])).status_code == 404


def test_a_chart_stands_on_a_page_of_its_own_where_no_script_runs(
    report: Any, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    series = [{"name": "2020年", "values": ["27"]}]
    chart = {"type": "chart", "kind": "bar", "title": "参赛规模", "labels": ["院校"], "series": series}
    monkeypatch.setattr("reports.views.exhibit.fill_exhibit", lambda _block, _material: chart)
    section = SectionFactory(report=report, blocks=[{"id": "c1", "type": "chart", "source": "editions:bim"}])
    page = log_in(Role.AUDITOR).get(reverse("reports:exhibit", args=[section.pk, "c1"]))
    assert reverse("reports:exhibit_chart", args=[section.pk, "c1"]) in page.content.decode()
