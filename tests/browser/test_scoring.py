"""Scoring in a browser: by keys alone, through a lost network, and with a second tab."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from reviews.enums import SheetState
from reviews.models import Score, ScoreSheet, ScoreWrite
from tests.reviews.scoring_world import ScoringWorld

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class BrowserWorld(ScoringWorld):
    """Six criteria, two entries of one reviewer."""

    def __init__(self) -> None:
        super().__init__(criteria=6)
        self.member, self.actor = self.add_reviewer()
        for code in ("AAA333", "BBB444"):
            self.assign(self.add_entry(code), self.member)


@pytest.fixture
def world() -> BrowserWorld:
    return BrowserWorld()


def open_sheet(page: Page, url: str, world: BrowserWorld, code: str = "AAA333") -> None:
    """Open the scoring page of an entry and wait until its keys work."""
    page.goto(f"{url}/reviews/desk/{world.round.pk}/{code}/")
    expect(page.locator(".score-line.is-current")).to_have_count(1)


@pytest.mark.once
def test_six_criteria_take_eight_keys(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: BrowserWorld
) -> None:
    page = enter(context, world.actor)
    page.set_viewport_size({"width": 1280, "height": 900})
    open_sheet(page, live_server.url, world)
    keys = ["1", "2", "3", "1", "2", "2", "Enter"]
    assert len(keys) <= 8
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_url("**/BBB444/")
    sheet = ScoreSheet.objects.get(assignment__entry__code="AAA333")
    assert (sheet.state, sheet.total) == (SheetState.SUBMITTED, 20 + 16 + 12 + 20 + 16 + 16)
    # A low score asks for its comment before the way goes on.
    page.keyboard.press("4")
    expect(page.locator("fieldset textarea:focus")).to_have_count(1)


@pytest.mark.once
def test_lost_network_loses_nothing_and_doubles_nothing(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: BrowserWorld
) -> None:
    page = enter(context, world.actor)
    page.set_viewport_size({"width": 1280, "height": 900})
    open_sheet(page, live_server.url, world)
    page.keyboard.press("2")
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    # The answer of the next saving is lost on its way back: the server has it, the page does not know.
    page.route("**/save/", lambda route: (route.fetch(), route.abort()))
    page.keyboard.press("3")
    expect(page.locator("[data-save-state].is-failed")).to_have_count(1)
    page.unroute("**/save/")
    context.set_offline(True)
    page.keyboard.press("1")
    context.set_offline(False)
    expect(page.locator("[data-save-state]:not(.is-failed)")).to_contain_text("已保存", timeout=15000)
    assert sorted(Score.objects.values_list("points", flat=True)) == [12, 16, 20]
    assert ScoreWrite.objects.count() == ScoreSheet.objects.get().revision - 1


@pytest.mark.once
def test_second_tab_is_shown_side_by_side(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], world: BrowserWorld
) -> None:
    first = enter(context, world.actor)
    first.set_viewport_size({"width": 1280, "height": 900})
    open_sheet(first, live_server.url, world)
    second = context.new_page()
    second.set_viewport_size({"width": 1280, "height": 900})
    open_sheet(second, live_server.url, world)
    first.keyboard.press("1")
    expect(first.locator("[data-save-state]")).to_contain_text("已保存")
    second.keyboard.press("3")
    expect(second.locator("#conflict table")).to_have_count(1)
    assert [row.points for row in Score.objects.all()] == [20]
    second.locator("[data-keep-mine]").click()
    expect(second.locator("[data-save-state]")).to_contain_text("已保存")
    assert [row.points for row in Score.objects.all()] == [12]
