"""The first day of a portal, in the browser: one-time link, password, set-up, first account, work."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from association.models import Profile
from association.queries.profile import forget_site
from office.models import User
from tests.association.pictures import PNG
from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "Xuehui-2020-anhui"


def send(page: Page, **values: str) -> None:
    """Fill the form of the page and press its strong button."""
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.locator("main form .btn-primary").click()
    page.wait_for_load_state()


def log_in(page: Page, username: str) -> None:
    send(page, login=username, password=PASSWORD)


def open_account(page: Page, link: str, username: str) -> None:
    """Set the password behind a one-time link, then log in with it."""
    page.goto(link)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    page.locator("main form .btn-primary").click()
    page.wait_for_load_state()
    log_in(page, username)


def last_link(page: Page) -> str:
    """Make the log-in link of the account opened last and return it."""
    page.locator("main table a[href$='/link/']").last.click()
    page.locator("main form .btn-primary").click()
    return page.locator("#link").input_value().strip()


def test_empty_portal_becomes_the_associations_own(
    browser: Browser, live_server: LiveServer, tmp_path: Path, find_violations: Callable[[Page], Any]
) -> None:
    forget_site()
    said = io.StringIO()
    call_command("create_admin", "guanli", "--base-url", live_server.url, stdout=said)
    (tmp_path / "徽标.png").write_bytes(PNG)
    page = browser.new_context(viewport=DESK, locale="zh-CN").new_page()
    open_account(page, said.getvalue().split()[-1], "guanli")
    expect(page).to_have_url(re.compile("/association/setup/$"))
    assert find_violations(page) == []
    page.locator(".page-actions .btn-primary").click()
    send(page, name="示例省职业与成人教育学会", short_name="省职教学会", code="shili")
    page.set_input_files("[name=logo_file]", tmp_path / "徽标.png")
    assert find_violations(page) == []
    send(page, document_code="示职成学")
    page.locator(".page-actions summary").click()
    page.locator(".page-actions .menu-body button").click()
    expect(page.locator("main table tbody tr")).to_have_count(13)
    assert find_violations(page) == []
    page.locator(".page-actions .btn-primary").click()
    send(page, icp_number="皖ICP备12345678号", address="示例路1号")
    send(page, current_year="2020")
    send(page, display_name="李强", username="liqiang")
    assert find_violations(page) == []
    link = last_link(page)
    page.goto(live_server.url + "/association/setup/")
    page.locator(".page-actions button.btn-primary").click()
    expect(page).to_have_url(live_server.url + "/")
    expect(page.locator(".site-foot")).to_contain_text("皖ICP备12345678号")
    expect(page.locator(".brand")).to_contain_text("示例省职业与成人教育学会")
    assert page.locator(".brand img").evaluate("image => image.complete && image.naturalWidth > 0")
    assert Profile.objects.get().set_up_at is not None
    phone = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    open_account(phone, re.sub(r"^https?://[^/]+", live_server.url, link), "liqiang")
    expect(phone).to_have_url(live_server.url + "/")
    assert find_violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert User.objects.get(username="liqiang").last_login is not None
