"""Writing a report in the browser: Chinese typing, chips, two editors, a lost line."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from office.enums import Role
from reports.methods.blocks import write_tokens
from tests.browser.conftest import WIDTHS
from tests.factories.reports import (
    CommentFactory,
    FigureValueFactory,
    ProposalFactory,
    ReportFactory,
    SectionFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Enter = Callable[..., Page]
SCHOOLS, ENTRIES = "contest.schools:bim-2020", "contest.entries:bim-2020"


@pytest.fixture
def section(transactional_db: None) -> Any:
    report = ReportFactory()
    FigureValueFactory(body=report.body, name=SCHOOLS, label="BIM应用技能大赛·参赛院校")
    FigureValueFactory(
        body=report.body, name=ENTRIES, label="BIM应用技能大赛·参赛队", computed=53, unit="支", noun="队伍"
    )
    return SectionFactory(
        report=report, heading="举办技能大赛", text=f"来自{{{{{SCHOOLS}}}}}高职院校的代表队参加比赛。\n第二段文字。"
    )


def open_editor(page: Page, live_server: LiveServer, section: Any) -> Any:
    """Open the writing page and return its paragraphs."""
    page.goto(live_server.url + reverse("reports:section_edit", args=[section.pk]))
    fields = page.locator("[data-paragraph]")
    expect(fields).to_have_count(len(section.blocks))
    return fields


def stored(section: Any) -> list[str]:
    section.refresh_from_db()
    return [write_tokens(block["runs"]) for block in section.blocks]


def state(page: Page) -> Any:
    return page.locator("[data-save-state]")


def wait_saved(page: Page) -> None:
    """Wait until the page says that all is saved, with the time."""
    expect(state(page)).to_have_text(re.compile(r"\d\d:\d\d:\d\d$"), timeout=8000)


def to_end(field: Any) -> None:
    field.click()
    field.press("End")
    field.press("Control+End")


def compose(page: Page, text: str) -> None:
    """Type as a Chinese input method does: letters are shown while composing, then the words take their place."""
    session = page.context.new_cdp_session(page)
    for part in ("w", "wo", "wom", "women"):
        session.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        page.wait_for_timeout(30)
    session.send("Input.insertText", {"text": text})


def test_chinese_typed_with_an_input_method_is_saved_by_itself(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    expect(fields.nth(0).locator(".figure-chip")).to_have_text("27所")
    to_end(fields.nth(1))
    compose(page, "赛事圆满成功，")
    compose(page, "反响良好。")
    wait_saved(page)
    assert stored(section) == [
        f"来自{{{{{SCHOOLS}}}}}高职院校的代表队参加比赛。",
        "第二段文字。赛事圆满成功，反响良好。",
    ]
    assert section.versions.count() == 2


def test_chips_survive_splitting_joining_and_moving(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    to_end(fields.nth(0))
    fields.nth(0).press("Enter")
    page.keyboard.type("新的一段，")
    page.locator("#figure-search").fill("参赛队")
    page.locator(".figure-choice:visible").first.click()
    page.keyboard.type("参赛。")
    expect(fields).to_have_count(3)
    fields.nth(1).press("Alt+ArrowUp")
    wait_saved(page)
    first, second = f"新的一段，{{{{{ENTRIES}}}}}参赛。", f"来自{{{{{SCHOOLS}}}}}高职院校的代表队参加比赛。"
    assert stored(section) == [first, second, "第二段文字。"]
    fields.nth(1).click()
    fields.nth(1).press("Home")
    for _step in range(5):
        page.keyboard.press("Control+Home")
    page.keyboard.press("Backspace")
    expect(fields).to_have_count(2)
    wait_saved(page)
    assert stored(section) == [first + second, "第二段文字。"]


def test_backspace_takes_a_chip_whole(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    fields.nth(0).click()
    page.keyboard.press("Control+Home")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    while fields.nth(0).locator(".figure-chip").count():
        page.keyboard.press("Delete")
    wait_saved(page)
    text = stored(section)[0]
    assert text.startswith("来自")
    assert "{{" not in text


def test_pasting_brings_plain_text_and_paragraphs(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    to_end(fields.nth(1))
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/html", "<b style='color:red'>粗体一</b><p>粗体二</p>");
            data.setData("text/plain", "粗体一\\r\\n粗体二");
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }"""
    )
    wait_saved(page)
    assert stored(section)[1:] == ["第二段文字。粗体一", "粗体二"]
    assert fields.nth(1).locator("b").count() == 0


def test_two_editors_see_both_texts_and_lose_nothing(
    section: Any, enter: Enter, browser: Browser, live_server: LiveServer
) -> None:
    contexts = [browser.new_context() for _number in range(2)]
    first, second = enter(contexts[0], Role.SECRETARIAT), enter(contexts[1], Role.SECRETARIAT_HEAD)
    mine, theirs = open_editor(first, live_server, section), open_editor(second, live_server, section)
    to_end(mine.nth(1))
    first.keyboard.type("甲写的话。")
    wait_saved(first)
    to_end(theirs.nth(1))
    second.keyboard.type("乙写的话。")
    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("甲写的话。", timeout=8000)
    expect(conflict).to_contain_text("乙写的话。")
    expect(theirs.nth(1)).to_have_text("第二段文字。乙写的话。")
    assert stored(section)[1] == "第二段文字。甲写的话。"
    assert section.versions.filter(origin="aside").count() == 1
    second.keyboard.type("再写几句。")
    conflict.get_by_role("button").click()
    second.wait_for_url("**/reports/*/**")
    assert stored(section)[1] == "第二段文字。乙写的话。再写几句。"
    kept = [write_tokens(version.blocks[1]["runs"]) for version in section.versions.all()]
    assert "第二段文字。甲写的话。" in kept
    for context in contexts:
        context.close()


def test_without_a_line_the_text_is_kept_and_sent_later(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    context.set_offline(True)
    to_end(fields.nth(1))
    page.keyboard.type("断网时写的。")
    expect(state(page)).to_have_class(re.compile("is-failed"), timeout=8000)
    expect(fields.nth(1)).to_have_text("第二段文字。断网时写的。")
    kept = json.loads(page.evaluate("Object.values(localStorage)[0]"))
    assert kept["blocks"][1][2] == "第二段文字。断网时写的。"
    context.set_offline(False)
    wait_saved(page)
    assert stored(section)[1] == "第二段文字。断网时写的。"
    assert page.evaluate("localStorage.length") == 0


def test_a_text_that_never_arrived_is_offered_at_the_next_visit(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    page.on("dialog", lambda dialog: dialog.accept())
    fields = open_editor(page, live_server, section)
    # Broken inside the page: a route of the test lets through what a page sends while it is being left.
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no network')); }")
    to_end(fields.nth(1))
    page.keyboard.type("没送出去的话。")
    expect(state(page)).to_have_class(re.compile("is-failed"), timeout=8000)
    page.goto(live_server.url + reverse("reports:report_detail", args=[section.report_id]))
    assert stored(section)[1] == "第二段文字。"
    fields = open_editor(page, live_server, section)
    page.locator("[data-kept=use]").click()
    expect(fields.nth(1)).to_have_text("第二段文字。没送出去的话。")
    wait_saved(page)
    assert stored(section)[1] == "第二段文字。没送出去的话。"


def test_leaving_with_unsaved_text_asks(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    fields = open_editor(page, live_server, section)
    page.route("**/autosave/", lambda route: route.abort())
    to_end(fields.nth(1))
    page.keyboard.type("未保存。")
    page.goto(live_server.url + reverse("reports:report_detail", args=[section.report_id]))
    assert asked == ["beforeunload"]


def test_when_logged_out_meanwhile_the_text_stays_and_it_is_said(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    cookies = [cookie for cookie in context.cookies() if cookie["name"] == "sessionid"]
    context.clear_cookies(name="sessionid")
    to_end(fields.nth(1))
    page.keyboard.type("登录过期时写的。")
    expect(state(page)).to_have_class(re.compile("is-failed"), timeout=8000)
    expect(fields.nth(1)).to_have_text("第二段文字。登录过期时写的。")
    context.add_cookies([{"name": "sessionid", "value": cookies[0]["value"], "url": live_server.url}])
    page.evaluate("dispatchEvent(new Event('online'))")
    wait_saved(page)
    assert stored(section)[1] == "第二段文字。登录过期时写的。"


def test_the_button_saves_and_leads_to_the_reading_page(
    section: Any, enter: Enter, context: BrowserContext, live_server: LiveServer
) -> None:
    page = enter(context, Role.SECRETARIAT)
    fields = open_editor(page, live_server, section)
    to_end(fields.nth(1))
    page.keyboard.type("马上保存。")
    page.locator("form[data-writing] button[type=submit]").first.click()
    page.wait_for_url("**/reports/*/#section-*")
    expect(page.locator(f"#block-{section.blocks[1]['id']}")).to_contain_text("马上保存。")
    open_editor(page, live_server, section)
    expect(page.locator("#kept-here")).to_be_hidden()


def test_without_javascript_the_text_is_written_and_saved(
    section: Any, enter: Enter, browser: Browser, live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = enter(context, Role.SECRETARIAT)
    page.goto(live_server.url + reverse("reports:section_edit", args=[section.pk]))
    page.locator("textarea").nth(1).fill(f"共{{{{{ENTRIES}}}}}参赛。")
    page.locator("#writing button[type=submit]").first.click()
    assert stored(section)[1] == f"共{{{{{ENTRIES}}}}}参赛。"
    context.close()


@pytest.mark.verify
@pytest.mark.parametrize("size", WIDTHS)
def test_axe_finds_nothing(  # noqa: PLR0917 - pytest hands fixtures over by name
    size: ViewportSize,
    section: Any,
    enter: Enter,
    context: BrowserContext,
    live_server: LiveServer,
    find_violations: Callable[[Page], list[tuple[str, Any]]],
) -> None:
    report = section.report
    CommentFactory(section=section, block_id=section.blocks[0]["id"])
    ProposalFactory(report=report)
    page = enter(context, Role.SECRETARIAT_HEAD)
    page.set_viewport_size(size)
    value = FigureValueFactory(body=report.body, stated="30所", stated_source="总结", differs=True)
    addresses = [
        reverse("reports:report_list"),
        reverse("reports:report_create"),
        reverse("reports:report_detail", args=[report.pk]),
        reverse("reports:report_detail", args=[report.pk]) + f"?comment={section.pk}:{section.blocks[1]['id']}",
        reverse("reports:report_act", args=[report.pk, "submit"]),
        reverse("reports:report_history", args=[report.pk]),
        reverse("reports:section_create", args=[report.pk]),
        reverse("reports:section_removed", args=[report.pk]),
        reverse("reports:section_edit", args=[section.pk]),
        reverse("reports:section_remove", args=[section.pk]),
        reverse("reports:section_versions", args=[section.pk]),
        reverse("reports:proposal_list", args=[report.pk]),
        reverse("reports:figure_list", args=[report.pk]),
        reverse("reports:figure_detail", args=[report.pk, value.pk]),
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        assert find_violations(page) == [], address
        width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert width[0] <= width[1], address
