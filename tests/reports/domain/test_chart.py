"""Charts are drawn by the worker when figures are read, or by a child process, never in a web process."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from association.models import Body
from office.domain.job import run_job
from office.enums import JobState, Role
from reports.domain.chart import request_charts, waiting_charts
from reports.pdf.chart_child import ChartFailed, draw_in_child, drawn_chart
from tests.actors import client_of, make_actor
from tests.demo_year import demo_year  # noqa: F401
from tests.reports.pdf.sample import CHART

pytestmark = [pytest.mark.usefixtures("demo_year"), pytest.mark.django_db]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Give every test an empty cache; the fonts stay those of the tests."""
    (tmp_path / "fonts").symlink_to(settings.DATA_DIR / "fonts")
    (tmp_path / "matplotlib").symlink_to(settings.DATA_DIR / "matplotlib")
    settings.DATA_DIR = tmp_path
    return tmp_path / "charts"


def refuse(*_args: Any, **_more: Any) -> bytes:
    raise AssertionError("drawn in the web process")


def home_charts(client: Client) -> list[str]:
    page = client.get(reverse("reports:year_charts", args=["anhui", 2020])).content.decode()
    return re.findall(r'src="(/charts/[^"]+)"', page)


@pytest.mark.once
def test_the_worker_draws_what_reading_the_figures_asks_for(folder: Path) -> None:
    body = Body.objects.get(code="anhui")
    staff = make_actor(Role.SECRETARIAT)
    waiting = len(waiting_charts(body, 2020))
    assert waiting >= 2
    job = request_charts(body, 2020, actor=staff)
    assert job is not None
    assert run_job(str(job.pk)) == JobState.DONE
    job.refresh_from_db()
    assert job.result == {"drawn": waiting}
    assert len(list(folder.glob("*.svg"))) == waiting
    assert request_charts(body, 2020, actor=staff) is None


def test_a_page_never_draws_in_its_own_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.pdf.charts.draw_chart", refuse)
    client = client_of(make_actor(Role.AUDITOR))
    address = home_charts(client)[0]
    first = client.get(address)
    assert first.content.startswith(b"<?xml")
    assert len(list(folder.glob("*.svg"))) == 1
    monkeypatch.setattr("reports.pdf.chart_child.draw_in_child", refuse)
    assert client.get(address).content == first.content


def test_a_browsers_copy_is_asked_about_and_not_shown_to_the_next_role(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.web.chart.drawn_chart", lambda _filled: b"<svg/>")
    client = client_of(make_actor(Role.AUDITOR))
    address = home_charts(client)[0]
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-cache"
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client_of(make_actor(Role.REVIEWER))
    assert other.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 403


@pytest.mark.once
def test_a_chart_that_cannot_be_drawn_says_why() -> None:
    with pytest.raises(ChartFailed, match="pie"):
        draw_in_child([{**CHART, "kind": "pie"}])
    assert b"<svg" in drawn_chart(CHART)
