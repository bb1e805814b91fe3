"""What only a browser shows of search: the key that leads to the box, and axe on what was found."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from office.enums import Role
from tests.browser.conftest import WIDTHS
from tests.factories.association import OrganizationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_key_leads_to_the_box_and_enter_to_what_is_found(
    browser: Browser,
    live_server: LiveServer,
    enter: Callable[..., Page],
    find_violations: Callable[[Page], Any],
    width: ViewportSize,
) -> None:
    OrganizationFactory(name="淮北护理学校")
    page = enter(browser.new_context(locale="zh-CN", viewport=width), Role.SECRETARIAT)
    page.goto(f"{live_server.url}/search/")
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#search-word")).to_be_focused()
    page.keyboard.type("护理")
    page.keyboard.press("Enter")
    expect(page.locator(".search-lines mark")).to_have_text("护理")
    assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
    assert find_violations(page) == []
