"""What browser tests share: a page logged in as somebody, and axe."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from office.actor import Actor
from tests.actors import client_of, make_actor

DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTHS = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser as it stands in the office, closed after the test."""
    opened = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    yield opened
    opened.close()


@pytest.fixture
def enter(live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """The function that opens a page in a context as an actor: ``enter(context, "secretariat")``.

    The contexts are closed with the test: a page that asks every second would else ask into the next one.
    """
    contexts: list[BrowserContext] = []

    def open_page(context: BrowserContext, who: str | Actor) -> Page:
        actor = who if isinstance(who, Actor) else make_actor(who)
        contexts.append(context)
        cookie = client_of(actor).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def find_violations() -> Callable[[Page], list[tuple[str, Any]]]:
    """Return the function that lists what axe finds on a page: rule and places."""

    def run(page: Page) -> list[tuple[str, Any]]:
        found = Axe().run(page).response["violations"]
        return [(item["id"], [node["target"] for node in item["nodes"]]) for item in found]

    return run
