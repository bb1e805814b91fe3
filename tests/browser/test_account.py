"""What only a browser shows of accounts: passkeys under the strict policy, rest and log-out, copying a link."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from association.models import Person
from office.enums import Role
from office.models import LoginSession, User
from tests.actors import make_actor
from tests.browser.conftest import DESK
from tests.factories.association import RoleGrantFactory
from tests.factories.office import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "Chang-mima-2020"


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport=DESK)
    yield made
    made.close()


@pytest.fixture
def clerk() -> User:
    user = UserFactory(username="lisi", display_name="李四")
    user.set_password(PASSWORD)
    user.save()
    make_actor(Role.SECRETARIAT, user=user)
    return user  # type: ignore[no-any-return]


def log_in(page: Page, url: str) -> None:
    page.goto(url + reverse("account_login"))
    page.fill("input[name=login]", "lisi")
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")


def look_again(page: Page) -> None:
    """Do what coming back to the tab does."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_passkey_is_made_and_opens_the_account_alone(
    window: BrowserContext, live_server: LiveServer, clerk: User
) -> None:
    url = live_server.url.replace("127.0.0.1", "localhost")
    page = window.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    session: Any = window.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "isUserVerified": True}})
    log_in(page, url)
    page.goto(url + reverse("mfa_add_webauthn"))
    page.fill("input[name=password]", PASSWORD)
    page.click("form:has(input[name=password]) button[type=submit]")
    page.check("#id_passwordless")
    page.click("form[data-passkey] button[type=submit]")
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}")
    assert Authenticator.objects.filter(user=clerk, type="webauthn").count() == 1
    window.clear_cookies()
    page.goto(url + reverse("account_login"))
    page.click("form[data-passkey] button")
    page.wait_for_selector(".topbar .who")
    window.clear_cookies()
    log_in(page, url)
    page.wait_for_url(f"**{reverse('mfa_authenticate')}")
    page.click("form[data-passkey] button")
    page.wait_for_selector(".topbar .who")
    assert not refused, refused


def test_rest_warns_ends_and_loses_nothing(window: BrowserContext, live_server: LiveServer, clerk: User) -> None:
    page = window.new_page()
    log_in(page, live_server.url)
    page.wait_for_selector(".topbar .who")
    page.goto(live_server.url + reverse("association:person_create"))
    LoginSession.objects.update(idle_until=timezone.now() + timedelta(seconds=90))
    look_again(page)
    page.wait_for_selector("[data-idle-part=warning]:visible")
    page.click("[data-idle-stay]")
    page.wait_for_selector("#idle:not([open])", state="attached")
    assert LoginSession.objects.get(user=clerk).idle_until > timezone.now() + timedelta(minutes=20)
    page.fill("input[name=name]", "王小明")
    LoginSession.objects.update(idle_until=timezone.now() - timedelta(seconds=1))
    look_again(page)
    page.wait_for_selector("[data-idle-part=over]:visible")
    with window.expect_page() as opened:
        page.click("[data-idle-part=over] a")
    log_in(opened.value, live_server.url)
    opened.value.wait_for_selector(".topbar .who")
    opened.value.close()
    look_again(page)
    page.wait_for_selector("#idle:not([open])", state="attached")
    assert page.input_value("input[name=name]") == "王小明"
    page.click("form[data-guard] button[type=submit]")
    page.wait_for_url("**/association/persons/*/")
    assert Person.objects.filter(name="王小明").count() == 1


def test_link_is_copied_as_text(window: BrowserContext, live_server: LiveServer, enter: Callable[..., Page]) -> None:
    teacher = RoleGrantFactory(role=Role.SYSTEM_ADMINISTRATOR).user
    window.grant_permissions(["clipboard-read", "clipboard-write"])
    page = enter(window, Role.SECRETARIAT_HEAD)
    page.goto(live_server.url + reverse("association:account_invite", args=[teacher.pk]))
    page.click("main form button[type=submit]")
    page.click("[data-copy=wechat]")
    page.wait_for_function("document.querySelector('[data-copy=wechat]').textContent.includes('已复制')")
    assert teacher.username in page.evaluate("navigator.clipboard.readText()")
