"""Tables, charts and figures of a report in the browser: put in while writing, read on a phone."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from office.enums import Role
from reports.methods.blocks import write_tokens
from tests.browser.conftest import PHONE
from tests.factories.reports import FigureValueFactory, SectionFactory, make_report_with_figures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[..., Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone, closed after the test."""
    opened = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=PHONE)
    yield opened
    opened.close()


def test_a_table_is_put_in_and_what_was_just_typed_is_saved(
    enter: Enter, context: BrowserContext, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.domain.exhibit.fill_exhibit", lambda _block, _material: {"type": "table"})
    section = SectionFactory(text="第一段。")
    FigureValueFactory(body=section.report.body, name="award:bim:individual.first", label="BIM技能大赛·一等奖")
    page = enter(context, Role.SECRETARIAT)
    page.goto(live_server.url + reverse("reports:section_edit", args=[section.pk]))
    page.locator("[data-paragraph]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("刚写的话。")
    page.locator(".exhibit-choices summary").click()
    page.get_by_role("button", name="插入到文末 BIM技能大赛获奖情况").click()
    expect(page.locator(".exhibit-choices")).to_contain_text("本节已有")
    section.refresh_from_db()
    assert write_tokens(section.blocks[0]["runs"]) == "第一段。刚写的话。"
    assert section.blocks[1]["source"] == "awards:bim"


def test_figure_cards_take_the_whole_width_of_a_phone(
    enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    report: Any = make_report_with_figures(2)
    page = enter(context, Role.AUDITOR)
    page.goto(live_server.url + reverse("reports:figure_list", args=[report.pk]))
    card = page.locator(".figure-table tbody tr").first
    title = card.locator("td").first
    whole, wide = card.bounding_box(), title.bounding_box()
    assert whole is not None
    assert wide is not None
    assert whole["width"] > 320
    assert wide["width"] > 0.85 * whole["width"]
