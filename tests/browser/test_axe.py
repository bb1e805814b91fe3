"""axe finds nothing on any page of the permission matrix, for two roles, on the desk and on the phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from office.enums import Role
from tests.browser.conftest import DESK, PHONE
from tests.matrix.frame import Line, Stage, address_of
from tests.matrix.test_permissions import LINES

pytestmark = [pytest.mark.browser, pytest.mark.verify, pytest.mark.django_db(transaction=True)]

# All pages of two roles at both widths take ten minutes: `make verify`. The suite's own browser tests look at the
# gallery, which shows every component, and at the pages of their stories.
TURNS = [
    pytest.param(role, size, id=f"{role.value}-{size['width']}")
    for role in (Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR)
    for size in (DESK, PHONE)
]


def pages_of(role: str) -> list[Line]:
    """Return the lines whose page this role gets to see, each page once."""
    every = (line for lines in LINES.values() for line in lines)
    shown = [line for line in every if not line.sent and line.expected[role, "own"] == "2"]
    return list({(line.page, line.act): line for line in shown}.values())


@pytest.mark.parametrize(("role", "size"), TURNS)
def test_axe_finds_nothing(
    role: str,
    size: ViewportSize,
    *,
    browser: Browser,
    live_server: LiveServer,
    enter: Callable[..., Page],
    find_violations: Callable[[Page], list[tuple[str, Any]]],
) -> None:
    stage = Stage()
    page = enter(browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size), stage.actors[role])
    seen, found = 0, {}
    for line in pages_of(role):
        address = address_of(line, stage.worlds["own"])
        answer = stage.clients[role].get(address)
        is_page = not answer.streaming and b"<html" in answer.content
        answer.close()
        if not is_page:
            continue  # a file, a picture, or a part of a page that htmx asks for
        page.goto(live_server.url + address)
        seen += 1
        violations = find_violations(page)
        if violations:
            found[line.text] = violations
    assert found == {}
    assert seen > 15
