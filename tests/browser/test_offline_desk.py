"""On-site scoring on a tablet without a network: the next entries open, are scored, and count once when it is back."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from office.enums import Role
from reviews.enums import RoundKind, RoundState, SheetState
from reviews.models import Round, ScoreSheet, ScoreWrite
from tests.reviews.scoring_world import ScoringWorld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODES = ("AAA333", "BBB444", "CCC666")


class HallWorld(ScoringWorld):
    """An on-site round with three entries in their drawn order, all one reviewer's."""

    def __init__(self) -> None:
        super().__init__(kind=RoundKind.ONSITE)
        self.member, self.actor = self.add_reviewer()
        for place, code in enumerate(CODES, 1):
            entry = self.add_entry(code)
            type(entry).objects.filter(pk=entry.pk).update(position=place)
            self.assign(entry, self.member)

    def path(self, code: str = "") -> str:
        return f"/reviews/desk/{self.round.pk}/{code}/" if code else "/reviews/desk/"


@pytest.fixture
def world() -> HallWorld:
    return HallWorld()


def kept_pages(page: Page) -> list[str]:
    """Return the addresses of entries that the device has kept."""
    found: list[str] = page.evaluate(
        """async () => {
          const kept = [];
          for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) {
            if (/desk.[0-9]/.test(request.url)) kept.push(new URL(request.url).pathname);
          }
          return kept;
        }"""
    )
    return sorted(found)


def prepare(page: Page, url: str, world: HallWorld) -> None:
    """Open the desk and wait until the device has kept the entries."""
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto(url + world.path())
    expect(page.locator("[data-keep-state]")).to_contain_text("3", timeout=15000)


def lose_network(context: BrowserContext) -> None:
    """Switch the network off; what a page still sends while it is being left slips past the switch now and then."""
    context.route("**/save/", lambda route: route.abort("internetdisconnected"))
    context.set_offline(True)


def test_next_entries_open_and_count_once_after_a_lost_network(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: HallWorld
) -> None:
    page = enter(context, world.actor)
    prepare(page, live_server.url, world)
    assert kept_pages(page) == [world.path(code) for code in CODES]
    # Keeping an entry opens no sheet: nothing counts as begun before its turn.
    assert not ScoreSheet.objects.exists()
    lose_network(context)
    page.locator("[data-next]").click()
    for code, following in itertools.pairwise(CODES):
        page.wait_for_url(f"**{world.path(code)}")
        expect(page.locator("[data-scoring]")).to_be_visible()
        for level in page.locator("[data-level='2']").all():
            level.check(force=True)
        page.locator("[data-submit]").click()
        page.wait_for_url(f"**{world.path(following)}")
    expect(page.locator("[data-unsent]")).to_contain_text("2")
    context.unroute("**/save/")
    context.set_offline(False)
    expect(page.locator("[data-unsent]")).to_be_empty(timeout=15000)
    sheets = ScoreSheet.objects.filter(state=SheetState.SUBMITTED).order_by("assignment__entry__code")
    assert [(sheet.assignment.entry.code, sheet.total) for sheet in sheets] == [("AAA333", 32), ("BBB444", 32)]
    assert ScoreWrite.objects.filter(submits=True).count() == 2
    # What is over leaves the device with the round, and everything at the door.
    Round.objects.filter(pk=world.round.pk).update(state=RoundState.CLOSED)
    page.goto(live_server.url + world.path())
    page.wait_for_function("async () => (await caches.keys()).length === 0")


@pytest.mark.verify
def test_logging_out_and_another_user_find_nothing_kept(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: HallWorld
) -> None:
    page = enter(context, world.actor)
    prepare(page, live_server.url, world)
    context.clear_cookies()
    page.goto(live_server.url + "/accounts/login/")
    page.wait_for_function("async () => (await caches.keys()).length === 0")
    page = enter(context, world.actor)
    prepare(page, live_server.url, world)
    other = enter(context, Role.REVIEWER)
    other.goto(live_server.url + world.path())
    other.wait_for_function("async () => (await caches.keys()).length === 0")


@pytest.mark.verify
def test_a_page_kept_earlier_shows_what_was_saved_since(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: HallWorld
) -> None:
    page = enter(context, world.actor)
    prepare(page, live_server.url, world)
    page.goto(live_server.url + world.path("AAA333"))
    page.locator("[data-level='3']").first.check(force=True)
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    context.set_offline(True)
    page.reload()
    expect(page.locator("[data-level='3']").first).to_be_checked()
    page.locator("[data-level='1']").last.check(force=True)
    expect(page.locator("[data-save-state].is-failed")).to_have_count(1)
    # A line without points is not submitted unseen.
    page.locator("#sheet-comment").fill("现场表现好")
    page.reload()
    context.set_offline(False)
    expect(page.locator("[data-save-state]:not(.is-failed)")).to_contain_text("已保存", timeout=15000)
    assert sorted(ScoreSheet.objects.get().scores.values_list("points", flat=True)) == [12, 20]
    assert ScoreSheet.objects.get().comment == "现场表现好"
    expect(page.locator("#conflict table")).to_have_count(0)
