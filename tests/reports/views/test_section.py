"""Writing pages: with and without JavaScript nothing typed is lost, and only writers of drafts write."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from office.actor import Actor
from office.enums import Role
from reports.enums import ReportState
from reports.methods.blocks import plain_text, source_block, write_tokens
from reports.models import Proposal, Report, Section
from tests.actors import make_actor
from tests.factories.reports import FigureValueFactory, ProposalFactory, ReportFactory, SectionFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LogIn = Callable[..., Client]


@pytest.fixture
def section(db: None) -> Any:
    report = ReportFactory()
    FigureValueFactory(body=report.body, name="contest.schools:bim")
    return SectionFactory(report=report, heading="大赛", text="来自{{contest.schools:bim}}院校。\n第二段。")


@pytest.fixture
def clerk(log_in: LogIn) -> Client:
    return log_in(Role.SECRETARIAT)


def page(name: str, *args: Any) -> str:
    return reverse(f"reports:section_{name}", args=args)


def fields(section: Any, *texts: str, **more: Any) -> dict[str, Any]:
    """Return what the writing page sends: the section's blocks with other texts, new ones at the end."""
    ids = [block["id"] for block in section.blocks]
    return {
        "heading": section.heading,
        "revision": section.revision,
        "block_id": [ids[number] if number < len(ids) else "" for number in range(len(texts))],
        "block_type": ["paragraph"] * len(texts),
        "block_text": list(texts),
        **more,
    }


def texts(section: Any) -> list[str]:
    section.refresh_from_db()
    return [write_tokens(block["runs"]) for block in section.blocks if "runs" in block]


def test_the_page_works_as_plain_fields(section: Any, clerk: Client) -> None:
    text = clerk.get(page("edit", section.pk)).content.decode()
    assert "来自{{contest.schools:bim}}院校。</textarea>" in text
    assert "{{contest.schools:bim}}</code>" in text


def test_saving_keeps_figures_ids_and_order(section: Any, clerk: Client) -> None:
    ids = [block["id"] for block in section.blocks]
    sent = fields(section, "共有{{contest.schools:bim}}参赛。", "第二段改。", "第三段。")
    answer = clerk.post(page("edit", section.pk), sent)
    assert answer["Location"].endswith(f"#section-{section.pk}")
    assert texts(section) == ["共有{{contest.schools:bim}}参赛。", "第二段改。", "第三段。"]
    assert [block["id"] for block in section.blocks][:2] == ids


def test_lines_of_a_field_become_paragraphs(section: Any, clerk: Client) -> None:
    clerk.post(page("edit", section.pk), fields(section, "一。\r\n\r\n二。", ""))
    assert texts(section) == ["一。", "二。"]


def test_tables_and_charts_keep_their_places(section: Any, clerk: Client) -> None:
    Section.objects.filter(pk=section.pk).update(
        blocks=[*section.blocks, source_block("table", "awards:bim", block_id="t1")]
    )
    sent = fields(section, "一。")
    for name, value in (("block_id", "t1"), ("block_type", "table"), ("block_text", "awards:bim")):
        sent[name].insert(0, value)
    clerk.post(page("edit", section.pk), sent)
    section.refresh_from_db()
    assert section.blocks[0] == {"id": "t1", "type": "table", "source": "awards:bim"}


@pytest.mark.parametrize(
    ("wish", "shown", "stored"),
    [
        ("up:1", ["乙", "甲"], ["乙", "甲"]),
        ("down:0", ["乙", "甲"], ["乙", "甲"]),
        ("remove:0", ["乙"], ["乙"]),
        ("add:0", ["甲", "", "乙"], ["甲", "乙"]),
        ("add:-1", ["", "甲", "乙"], ["甲", "乙"]),
        ("up:9", ["甲", "乙"], ["甲", "乙"]),
        ("explode:0", ["甲", "乙"], ["甲", "乙"]),
    ],
)
def test_arranging_without_javascript(
    wish: str, shown: list[str], stored: list[str], section: Any, clerk: Client
) -> None:
    answer = clerk.post(page("edit", section.pk), fields(section, "甲", "乙", arrange=wish))
    assert answer.status_code == 200
    assert [block.text for block in answer.context["page"].blocks] == shown
    assert texts(section) == stored
    revision = answer.context["page"].form["revision"].value()
    assert str(revision) == str(Section.objects.get(pk=section.pk).revision)


def test_the_second_editor_sees_both_texts_and_may_save_over(section: Any, clerk: Client, log_in: LogIn) -> None:
    log_in(Role.SECRETARIAT_HEAD).post(page("edit", section.pk), fields(section, "甲的文字。"))
    answer = clerk.post(page("edit", section.pk), fields(section, "乙的文字。"))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "甲的文字。" in text
    assert "乙的文字。</textarea>" in text
    assert texts(section) == ["甲的文字。"]
    again = {**fields(section, "乙的文字。"), "revision": answer.context["page"].form["revision"].value()}
    assert clerk.post(page("edit", section.pk), again).status_code == 302
    assert texts(section) == ["乙的文字。"]
    kept = {plain_text(version.blocks[0], {}) for version in section.versions.filter(number__gt=1)}
    assert kept == {"甲的文字。", "乙的文字。"}


def test_the_other_who_has_just_saved_is_named(section: Any, clerk: Client, staff: Actor, log_in: LogIn) -> None:
    log_in(staff).post(page("edit", section.pk), fields(section, "刚写的。"))
    assert clerk.get(page("edit", section.pk)).context["page"].other_editor == staff.name
    assert log_in(staff).get(page("edit", section.pk)).context["page"].other_editor == ""


@pytest.mark.parametrize(
    "broken",
    [{"heading": ""}, {"revision": "x"}, {"block_id": []}, {"block_text": ["长" * 20_001, "乙"]}],
)
def test_what_cannot_be_saved_is_said_and_kept(broken: dict[str, Any], section: Any, clerk: Client) -> None:
    sent = {**fields(section, "甲改", "乙"), **broken}
    answer = clerk.post(page("edit", section.pk), sent)
    assert answer.status_code == 422
    assert clerk.post(page("autosave", section.pk), sent).status_code == 422
    section.refresh_from_db()
    assert section.revision == 1
    if "heading" in broken:
        assert "甲改</textarea>" in answer.content.decode()


def test_when_the_report_was_submitted_meanwhile_the_text_is_shown_again(section: Any, clerk: Client) -> None:
    Report.objects.filter(pk=section.report_id).update(state=ReportState.UNDER_REVIEW)
    answer = clerk.post(page("edit", section.pk), fields(section, "还没存的文字。"))
    assert answer.status_code == 409
    assert "还没存的文字。</textarea>" in answer.content.decode()
    assert clerk.get(page("edit", section.pk)).status_code == 403


def test_when_the_section_was_removed_meanwhile_the_text_is_shown_again(section: Any, clerk: Client) -> None:
    clerk.post(page("remove", section.pk))
    answer = clerk.post(page("edit", section.pk), fields(section, "还没存的文字。"))
    assert answer.status_code == 409
    assert "还没存的文字。</textarea>" in answer.content.decode()
    assert clerk.get(page("edit", section.pk)).status_code == 404


def test_autosave_answers_with_revision_and_time(section: Any, clerk: Client) -> None:
    answer = clerk.post(page("autosave", section.pk), fields(section, "自动保存。"))
    section.refresh_from_db()
    assert answer.json()["revision"] == section.revision == 2
    assert len(answer.json()["saved_at"]) == len("12:00:00")


def test_autosave_of_a_stale_text_answers_with_both(section: Any, clerk: Client, log_in: LogIn) -> None:
    log_in(Role.SECRETARIAT_HEAD).post(page("autosave", section.pk), fields(section, "甲的文字。"))
    answer = clerk.post(page("autosave", section.pk), fields(section, "乙的文字。"))
    assert answer.status_code == 409
    told = answer.json()
    assert (told["reason"], told["revision"]) == ("stale", 2)
    assert "甲的文字。" in told["html"]
    assert "乙的文字。" in told["html"].replace("</ins>", "").replace("<ins>", "") or "<ins>" in told["html"]
    assert section.versions.filter(origin="aside").count() == 1


def test_autosave_on_a_report_under_review_is_refused_in_words(section: Any, clerk: Client) -> None:
    Report.objects.filter(pk=section.report_id).update(state=ReportState.UNDER_REVIEW)
    answer = clerk.post(page("autosave", section.pk), fields(section, "晚了。"))
    assert (answer.status_code, answer.json()["reason"]) == (409, "refused")
    assert str(section.report) in answer.json()["message"]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.FINANCE, 403),
        (Role.AUDITOR, 403),
        (Role.SCHOOL_ADMINISTRATOR, 404),
        (Role.REVIEWER, 404),
        (Role.GROUP_SECRETARY, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404),
    ],
)
def test_others_do_not_write(role: str, status: int, section: Any, log_in: LogIn) -> None:
    client = log_in(role)
    proposal = ProposalFactory(report=section.report)
    sent = fields(section, "不该写。")
    answers = [
        client.get(page("edit", section.pk)),
        client.post(page("edit", section.pk), sent),
        client.post(page("autosave", section.pk), sent),
        client.post(page("move", section.pk), {"direction": "up"}),
        client.post(page("remove", section.pk)),
        client.post(page("bring_back", section.pk)),
        client.post(page("create", section.report_id), {"heading": "新", "level": 1}),
        client.get(page("removed", section.report_id)),
        client.get(reverse("reports:proposal_list", args=[section.report_id])),
        client.post(reverse("reports:proposal_refresh", args=[section.report_id])),
        *(client.post(reverse(f"reports:proposal_{act}", args=[proposal.pk])) for act in ("take", "drop", "offer")),
    ]
    assert {answer.status_code for answer in answers} == {status}
    section.refresh_from_db()
    assert section.revision == 1


def test_an_expired_session_is_told_to_the_script(section: Any, client: Client) -> None:
    assert client.post(page("autosave", section.pk), fields(section, "谁？")).status_code == 401


def test_adding_moving_removing_and_bringing_back(section: Any, clerk: Client) -> None:
    report = section.report
    answer = clerk.post(page("create", report.pk), {"heading": "新章", "level": 1, "after": section.pk})
    new = Section.objects.get(heading="新章")
    assert answer["Location"] == page("edit", new.pk)
    clerk.post(page("move", new.pk), {"direction": "up"})
    assert list(report.sections.order_by("order").values_list("heading", flat=True)) == ["新章", "大赛"]
    assert clerk.get(page("remove", new.pk)).status_code == 200
    clerk.post(page("remove", new.pk))
    assert "新章" in clerk.get(page("removed", report.pk)).content.decode()
    clerk.post(page("bring_back", new.pk))
    assert report.sections.count() == 2


def test_a_section_too_deep_is_said_at_the_field(section: Any, clerk: Client) -> None:
    answer = clerk.post(page("create", section.report_id), {"heading": "深", "level": 4, "after": section.pk})
    assert answer.status_code == 422
    assert "level" in answer.context["form"].errors


def test_versions_are_compared_and_restored(section: Any, clerk: Client) -> None:
    clerk.post(page("edit", section.pk), fields(section, "新的文字。"))
    section.refresh_from_db()
    text = clerk.get(f"{page('versions', section.pk)}?version=1").content.decode()
    assert "第二段。" in text
    url = reverse("reports:section_restore", args=[section.pk, 1])
    assert clerk.post(url, {"revision": 1}).status_code == 409
    assert clerk.post(url, {"revision": section.revision}).status_code == 302
    assert texts(section)[1] == "第二段。"
    assert clerk.post(reverse("reports:section_restore", args=[section.pk, 99])).status_code == 404


def test_taking_a_proposal_from_the_page_saves_the_text_first(section: Any, clerk: Client) -> None:
    Section.objects.filter(pk=section.pk).update(key="contest:bim")
    proposal = ProposalFactory(report=section.report, key="contest:bim")
    assert str(proposal.heading) in clerk.get(page("edit", section.pk)).content.decode()
    answer = clerk.post(page("edit", section.pk), fields(section, "刚打的字。", take=proposal.pk))
    assert answer["Location"] == page("edit", section.pk)
    assert texts(section) == ["刚打的字。", "大赛顺利举办。"]
    Proposal.objects.filter(pk=proposal.pk).update(state="dropped")
    section.refresh_from_db()
    late = clerk.post(page("edit", section.pk), fields(section, "又打的字。", take=proposal.pk))
    assert late.status_code == 409
    assert "又打的字。" in late.content.decode()


def test_proposals_are_taken_dropped_and_offered_again(section: Any, clerk: Client) -> None:
    report = section.report
    taken, dropped = ProposalFactory.create_batch(2, report=report)
    url = reverse("reports:proposal_list", args=[report.pk])
    assert taken.heading in clerk.get(url).content.decode()
    assert clerk.post(reverse("reports:proposal_take", args=[taken.pk]))["Location"] == url
    assert clerk.post(reverse("reports:proposal_take", args=[taken.pk])).status_code == 409
    clerk.post(reverse("reports:proposal_drop", args=[dropped.pk]))
    clerk.post(reverse("reports:proposal_offer", args=[dropped.pk]))
    assert set(Proposal.objects.values_list("state", flat=True)) == {"taken", "offered"}


def test_comments_are_written_beside_and_settled(section: Any, clerk: Client, log_in: LogIn) -> None:
    block = section.blocks[1]["id"]
    detail = reverse("reports:report_detail", args=[section.report_id])
    assert 'name="block" value="' + block in clerk.get(f"{detail}?comment={section.pk}:{block}").content.decode()
    url = reverse("reports:comment_create", args=[section.pk])
    assert clerk.post(url, {"block": block, "text": "请核对。"})["Location"] == f"{detail}#block-{block}"
    text = clerk.get(detail).content.decode()
    assert "请核对。" in text
    comment = section.comments.get()
    settle = reverse("reports:comment_settle", args=[comment.pk])
    assert log_in(Role.AUDITOR).post(settle).status_code == 403
    assert log_in(Role.SCHOOL_TEACHER).post(settle).status_code == 404
    assert [clerk.post(settle).status_code, clerk.post(settle).status_code] == [302, 409]
    for role, status in ((Role.AUDITOR, 403), (Role.SCHOOL_TEACHER, 404)):
        assert log_in(role).post(url, {"block": block, "text": "我也说。"}).status_code == status


def test_a_refused_comment_stays_in_its_form(section: Any, clerk: Client) -> None:
    url = reverse("reports:comment_create", args=[section.pk])
    answer = clerk.post(url, {"block": "gone", "text": "写了很久的批注。"})
    assert answer.status_code == 422
    assert "写了很久的批注。</textarea>" in answer.content.decode()
    assert clerk.post(url, {"block": section.blocks[0]["id"], "text": ""}).status_code == 422


def test_a_comment_whose_paragraph_is_gone_stays_with_its_quote(section: Any, clerk: Client) -> None:
    url = reverse("reports:comment_create", args=[section.pk])
    clerk.post(url, {"block": section.blocks[1]["id"], "text": "此段多余。"})
    clerk.post(page("edit", section.pk), fields(section, "只剩一段。"))
    text = clerk.get(reverse("reports:report_detail", args=[section.report_id])).content.decode()
    assert "此段多余。" in text
    assert "<blockquote>第二段。</blockquote>" in text


def test_two_heads_of_one_actor_are_one_writer(section: Any, log_in: LogIn) -> None:
    """The same person in two tabs is warned like two persons: nothing typed in either is lost."""
    actor = make_actor(Role.SECRETARIAT)
    log_in(actor).post(page("autosave", section.pk), fields(section, "第一个窗口。"))
    answer = log_in(actor).post(page("autosave", section.pk), fields(section, "第二个窗口。"))
    assert answer.status_code == 409
    assert section.versions.filter(origin="aside").count() == 1


def test_levels_are_changed_from_the_reading_page(section: Any, clerk: Client) -> None:
    below = SectionFactory(report=section.report, level=1, order=section.order + 1)
    reading = clerk.get(section.report.get_absolute_url()).content.decode()
    assert f'action="{page("level", below.pk)}"' in reading
    assert clerk.post(page("level", below.pk), {"direction": "down"}).status_code == 302
    below.refresh_from_db()
    assert below.level == 2
    answer = clerk.post(page("level", below.pk), {"direction": "down"}, follow=True).content.decode()
    assert "层级未变" in answer
    below.refresh_from_db()
    assert below.level == 2


def award_figure(section: Any) -> None:
    name = "award:bim:individual.first"
    FigureValueFactory(body=section.report.body, name=name, label="BIM技能大赛·一等奖")


def test_a_table_of_the_year_is_put_in_at_the_end(section: Any, clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    award_figure(section)
    monkeypatch.setattr("reports.domain.exhibit.fill_exhibit", lambda _block, _material: {"type": "table"})
    text = clerk.get(page("edit", section.pk)).content.decode()
    assert "BIM技能大赛获奖情况" in text
    sent = fields(section, "改过的一段。", "第二段。", exhibit="table awards:bim")
    answer = clerk.post(page("edit", section.pk), sent)
    assert answer.status_code == 200
    section.refresh_from_db()
    assert [block["type"] for block in section.blocks] == ["paragraph", "paragraph", "table"]
    assert section.blocks[-1]["source"] == "awards:bim"
    assert texts(section)[0] == "改过的一段。"
    assert "本节已有" in answer.content.decode()


@pytest.mark.parametrize(
    ("exhibit", "reason"),
    [
        ("table awards:none", "本年度没有该图表"),
        ("table awards:bim", "本年度记录尚不足以生成该图表"),
        ("x", "本年度没有该图表"),
    ],
)
def test_a_table_that_cannot_be_filled_is_refused_and_the_text_is_kept(
    exhibit: str, reason: str, section: Any, clerk: Client
) -> None:
    award_figure(section)
    sent = fields(section, "改过的一段。", "第二段。", exhibit=exhibit)
    answer = clerk.post(page("edit", section.pk), sent)
    assert answer.status_code == 409
    assert reason in answer.content.decode()
    assert "改过的一段。" in answer.content.decode()
    assert texts(section)[0] != "改过的一段。"


def test_the_same_chart_is_not_put_in_twice(section: Any, clerk: Client) -> None:
    award_figure(section)
    section.blocks = [*section.blocks, source_block("table", "awards:bim")]
    section.save()
    block = section.blocks[-1]
    sent = fields(section, "一。", "二。", exhibit="table awards:bim")
    for name, value in (("block_id", block["id"]), ("block_type", "table"), ("block_text", "awards:bim")):
        sent[name].append(value)
    assert "本节已有该图表" in clerk.post(page("edit", section.pk), sent).content.decode()
