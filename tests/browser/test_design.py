"""The looks as rules: nothing for axe to find, the keyboard reaches everything, the page works without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import Browser, Dialog, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from office.enums import Role
from office.models import Job
from tests.actors import make_actor
from tests.browser.conftest import DESK, PHONE, WIDTHS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Enter = Callable[..., Page]


@pytest.fixture
def gallery(live_server: LiveServer) -> str:
    return live_server.url + reverse("office:gallery")


@pytest.mark.parametrize("size", WIDTHS)
def test_gallery_is_clean(
    browser: Browser, enter: Enter, gallery: str, size: ViewportSize, find_violations: Callable[[Page], Any]
) -> None:
    """Every component at once: no finding, nothing refused by the content security policy, no part too wide."""
    page = enter(browser.new_context(viewport=size), Role.SECRETARIAT)
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    page.goto(gallery)
    assert find_violations(page) == []
    assert refused == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", WIDTHS)
def test_log_in_page_is_clean(
    browser: Browser, live_server: LiveServer, size: ViewportSize, find_violations: Callable[[Page], Any]
) -> None:
    page = browser.new_context(viewport=size).new_page()
    page.goto(live_server.url + reverse("account_login"))
    assert find_violations(page) == []
    page.fill("[name=login]", "nobody")
    page.fill("[name=password]", "wrong password")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("[name=login]")).to_have_value("nobody")
    assert find_violations(page) == []


def test_skip_link_comes_first_and_leads_to_the_content(browser: Browser, enter: Enter, gallery: str) -> None:
    page = enter(browser.new_context(viewport=DESK), Role.SECRETARIAT)
    page.goto(gallery)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_menu_opens_moves_and_closes_by_keyboard(browser: Browser, enter: Enter, gallery: str) -> None:
    page = enter(browser.new_context(viewport=DESK), Role.SECRETARIAT)
    page.goto(gallery)
    menu = page.locator(".topbar details.menu")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("ArrowDown")
    expect(menu.locator(".menu-item").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


def test_focus_is_always_visible(browser: Browser, enter: Enter, gallery: str) -> None:
    """Forty stops by the tabulator: each shows a ring or an outline that is not of the page's color."""
    page = enter(browser.new_context(viewport=DESK), Role.SECRETARIAT)
    page.goto(gallery)
    unseen = []
    for _stop in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              const after = getComputedStyle(document.activeElement, "::after");
              return style.boxShadow !== "none" || after.boxShadow !== "none" || parseFloat(style.outlineWidth) > 0;
            }"""
        )
        if not seen:
            unseen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert unseen == []


def test_navigation_is_a_drawer_on_the_phone(browser: Browser, enter: Enter, gallery: str) -> None:
    page = enter(browser.new_context(viewport=PHONE), Role.SECRETARIAT)
    page.goto(gallery)
    drawer = page.locator("#navigation")
    expect(drawer).to_be_hidden()
    page.locator("[data-drawer]").click()
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator("[data-drawer]")).to_be_focused()


def test_navigation_and_menu_open_without_javascript(browser: Browser, enter: Enter, gallery: str) -> None:
    page = enter(browser.new_context(viewport=PHONE, java_script_enabled=False), Role.SECRETARIAT)
    page.goto(gallery)
    page.locator("[data-drawer]").click()
    expect(page.locator("#navigation")).to_be_visible()
    page.locator("[data-drawer-close]").click()
    expect(page.locator("#navigation")).to_be_hidden()
    page.locator(".topbar details.menu summary").click()
    expect(page.locator(".topbar .menu-body")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_large_type_stays_on_the_next_page(browser: Browser, live_server: LiveServer, *, scripts: bool) -> None:
    page = browser.new_context(viewport=DESK, java_script_enabled=scripts).new_page()
    page.goto(live_server.url + reverse("account_login"))
    expect(page.locator("html")).not_to_have_class("large")
    page.locator("form[data-large-type] button").click()
    expect(page.locator("html")).to_have_class("large")
    page.goto(live_server.url + reverse("account_login"))
    expect(page.locator("html")).to_have_class("large")
    page.locator("form[data-large-type] button").click()
    expect(page.locator("html")).not_to_have_class("large")


def test_list_becomes_cards_with_labels_on_the_phone(browser: Browser, enter: Enter, gallery: str) -> None:
    page = enter(browser.new_context(viewport=PHONE), Role.SECRETARIAT)
    page.goto(gallery)
    cell = page.locator("#sample-list td.cell-date").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"开始日期"'
    row = page.locator("#sample-list tbody tr").first
    assert row.evaluate("row => getComputedStyle(row).display") == "flex"
    # The first column heads the card on a line of its own; the others stand below it, none beyond the screen.
    boxes = row.evaluate("row => [...row.children].map(cell => cell.getBoundingClientRect().toJSON())")
    assert all(box["top"] >= boxes[0]["bottom"] for box in boxes[1:])
    assert all(box["right"] <= PHONE["width"] for box in boxes)


def test_form_with_errors_leads_to_the_field_and_asks_before_leaving(
    browser: Browser, enter: Enter, live_server: LiveServer
) -> None:
    page = enter(browser.new_context(viewport=DESK), Role.SECRETARIAT)
    page.goto(live_server.url + reverse("association:organization_create"))
    page.locator("[name=short_name]").fill("水电")
    page.locator("main .form-foot button[type=submit]").click()
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("[name=short_name]")).to_have_value("水电")
    page.locator("#error-summary a").first.click()
    expect(page.locator("main :focus")).to_have_attribute("aria-invalid", "true")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.locator(".crumbs a").first.click()
    expect(page).to_have_url(re.compile("organizations/$"))
    assert asked == ["beforeunload"]


def test_live_part_says_that_the_session_ended(browser: Browser, enter: Enter, live_server: LiveServer) -> None:
    """A job's page asks every second; after the session has ended it must not show a log-in page inside itself."""
    actor = make_actor(Role.SECRETARIAT)
    job = Job.objects.create(kind="nothing", title="2020年度工作总结报告", requested_by_id=actor.user_id)
    context = browser.new_context(viewport=DESK)
    page = enter(context, actor)
    page.goto(live_server.url + reverse("office:job_detail", args=[job.pk]))
    context.clear_cookies()
    expect(page.locator("#notices .message")).to_be_visible(timeout=5000)
    expect(page.locator(".job")).to_be_visible()
    expect(page.locator("[name=password]")).to_have_count(0)


def test_job_page_refreshes_itself_without_javascript(browser: Browser, enter: Enter, live_server: LiveServer) -> None:
    actor = make_actor(Role.SECRETARIAT)
    job = Job.objects.create(kind="nothing", title="2020年度工作总结报告", requested_by_id=actor.user_id)
    page = enter(browser.new_context(viewport=DESK, java_script_enabled=False), actor)
    page.goto(live_server.url + reverse("office:job_detail", args=[job.pk]))
    Job.objects.filter(pk=job.pk).update(state="done", percent=100, ended_at=now())
    expect(page.locator(".job .percent")).to_have_text("100%", timeout=8000)
