"""Writing sections: versions, two editors, structure, and only on a draft."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord, TransitionRefused
from reports.domain.reading import mark_read
from reports.domain.section import (
    SectionStale,
    add_section,
    bring_back_section,
    change_level,
    move_section,
    remove_section,
    restore_version,
    save_section,
)
from reports.enums import ReportState, VersionOrigin
from reports.methods.blocks import BlockError, paragraph, plain_text, text_run
from reports.models import Report, Section, SectionVersion
from reports.queries.section import sections_of
from tests.actors import make_actor
from tests.factories.reports import ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(db: None) -> Any:
    return SectionFactory(heading="丰富技能大赛内容", text="第一段。\n第二段。")


@pytest.fixture
def other(db: None) -> Actor:
    return make_actor(Role.SECRETARIAT)


def blocks_of(*texts: str, like: Any = None) -> list[Any]:
    """Return paragraphs; the ids of ``like``'s blocks are used as far as they go."""
    ids = [block["id"] for block in like.blocks] if like else []
    return [
        paragraph([text_run(text)], block_id=ids[number] if number < len(ids) else "")
        for number, text in enumerate(texts)
    ]


def save(section: Any, actor: Actor, *texts: str, autosave: bool = False, revision: int | None = None) -> Any:
    return save_section(
        section,
        actor=actor,
        heading=section.heading,
        blocks=blocks_of(*texts, like=section),
        revision=section.revision if revision is None else revision,
        autosave=autosave,
    )


def acts(obj: Any) -> list[str]:
    return list(AuditEntry.objects.filter(object_id=str(obj.pk)).order_by("id").values_list("action", flat=True))


def versions(section: Any) -> list[tuple[int, str, str]]:
    return [
        (version.number, version.origin, "".join(plain_text(block, {}) for block in version.blocks))
        for version in section.versions.order_by("number")
    ]


def test_saving_writes_text_version_and_audit(section: Any, staff: Actor) -> None:
    stored = save(section, staff, "第一段改。", "第二段。")
    assert stored.revision == section.revision + 1
    assert stored.edited_by_id == staff.user_id
    assert [plain_text(block, {}) for block in stored.blocks] == ["第一段改。", "第二段。"]
    assert versions(section) == [(1, "saved", "第一段。第二段。"), (2, "saved", "第一段改。第二段。")]
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before, entry.after) == ({"version": 1}, {"version": 2})


def test_a_new_heading_stands_in_the_audit(section: Any, staff: Actor) -> None:
    save_section(section, actor=staff, heading="大赛", blocks=section.blocks, revision=section.revision)
    assert AuditEntry.objects.get(action="change").after == {"version": 2, "heading": "大赛"}


def test_the_same_text_again_writes_nothing(section: Any, staff: Actor) -> None:
    stored = save(section, staff, "改。")
    again = save(section, staff, "改。", revision=section.revision)
    assert again.revision == stored.revision
    assert len(acts(section)) == 1


def test_an_empty_heading_is_refused(section: Any, staff: Actor) -> None:
    with pytest.raises(Refusal):
        save_section(section, actor=staff, heading="  ", blocks=[], revision=section.revision)


def test_text_of_another_form_is_refused(section: Any, staff: Actor) -> None:
    with pytest.raises(BlockError):
        save_section(section, actor=staff, heading="题", blocks=[{"type": "script"}], revision=section.revision)


@pytest.mark.parametrize("state", [ReportState.UNDER_REVIEW, ReportState.FINAL, ReportState.PUBLISHED])
def test_only_a_draft_is_written_on(section: Any, staff: Actor, state: str) -> None:
    Report.objects.filter(pk=section.report_id).update(state=state)
    with pytest.raises(TransitionRefused):
        save(section, staff, "晚了。")
    with pytest.raises(TransitionRefused):
        add_section(section.report, actor=staff, heading="新", level=1)
    with pytest.raises(TransitionRefused):
        move_section(section, actor=staff, direction="up")
    with pytest.raises(TransitionRefused):
        remove_section(section, actor=staff)
    section.refresh_from_db()
    assert section.revision == 1
    assert acts(section) == []


def test_the_second_editor_loses_nothing(section: Any, staff: Actor, other: Actor) -> None:
    save(section, staff, "甲的文字。")
    with pytest.raises(SectionStale) as caught:
        save(section, other, "乙的文字。")
    stale = caught.value
    assert [plain_text(block, {}) for block in stale.stored.blocks] == ["甲的文字。"]
    assert [plain_text(block, {}) for block in stale.aside.blocks] == ["乙的文字。"]
    assert stale.aside.origin == VersionOrigin.ASIDE
    assert [row[1:] for row in versions(section)] == [
        ("saved", "第一段。第二段。"),
        ("saved", "甲的文字。"),
        ("aside", "乙的文字。"),
    ]
    section.refresh_from_db()
    assert plain_text(section.blocks[0], {}) == "甲的文字。"


def test_a_text_set_aside_again_overwrites_the_same_editors_own(section: Any, staff: Actor, other: Actor) -> None:
    save(section, staff, "甲。")
    for text in ("乙一。", "乙一二。"):
        with pytest.raises(SectionStale):
            save(section, other, text)
    third = make_actor(Role.SECRETARIAT_HEAD)
    with pytest.raises(SectionStale):
        save(section, third, "丙。")
    kept = section.versions.filter(origin=VersionOrigin.ASIDE).order_by("number")
    assert [plain_text(version.blocks[0], {}) for version in kept] == ["乙一二。", "丙。"]


def test_a_stale_save_of_what_stands_is_no_conflict(section: Any, staff: Actor, other: Actor) -> None:
    """The answer of the first request was lost on the way; the repeat must not frighten anybody."""
    stored = save(section, staff, "同样的文字。", autosave=True)
    assert save(section, other, "同样的文字。").revision == stored.revision


def test_autosaves_of_one_editor_are_one_version(section: Any, staff: Actor) -> None:
    current = section
    for text in ("一", "一二", "一二三"):
        current = save(current, staff, text, autosave=True)
    assert versions(section) == [(1, "saved", "第一段。第二段。"), (2, "autosaved", "一二三")]
    assert acts(section) == ["change"]


def test_saving_by_hand_ends_the_run(section: Any, staff: Actor) -> None:
    current = save(section, staff, "一", autosave=True)
    current = save(current, staff, "一二")
    save(current, staff, "一二三", autosave=True)
    assert [row[:2] for row in versions(section)] == [(1, "saved"), (2, "saved"), (3, "autosaved")]


def test_autosaves_never_merge_another_persons_text(section: Any, staff: Actor, other: Actor) -> None:
    current = save(section, staff, "甲", autosave=True)
    current = save(current, other, "甲乙", autosave=True)
    save(current, staff, "甲乙丙", autosave=True)
    assert [row[2] for row in versions(section)] == ["第一段。第二段。", "甲", "甲乙", "甲乙丙"]


def test_a_run_of_autosaves_ends_after_ten_minutes(section: Any, staff: Actor) -> None:
    current = save(section, staff, "早", autosave=True)
    SectionVersion.objects.filter(number=2).update(begun_at=timezone.now() - timedelta(minutes=11))
    save(current, staff, "早晚", autosave=True)
    assert [row[0] for row in versions(section)] == [1, 2, 3]


def test_a_version_that_somebody_has_read_stays_as_it_was_read(section: Any, staff: Actor, other: Actor) -> None:
    current = save(section, staff, "读过的", autosave=True)
    mark_read(section.report, actor=other)
    save(current, staff, "读过以后", autosave=True)
    assert [row[2] for row in versions(section)] == ["第一段。第二段。", "读过的", "读过以后"]


def test_restoring_brings_the_old_text_and_keeps_the_new(section: Any, staff: Actor) -> None:
    stored = save(section, staff, "新文字。")
    first = section.versions.get(number=1)
    restored = restore_version(first, actor=staff, revision=stored.revision)
    assert restored.blocks == first.blocks
    assert [row[2] for row in versions(section)] == ["第一段。第二段。", "新文字。", "第一段。第二段。"]
    assert acts(section) == ["change", "restore"]
    again = restore_version(first, actor=staff, revision=restored.revision)
    assert again.revision == restored.revision


def test_restoring_over_somebody_elses_new_text_is_refused(section: Any, staff: Actor, other: Actor) -> None:
    stored = save(section, staff, "新文字。")
    save(stored, other, "更新的文字。")
    with pytest.raises(StaleRecord):
        restore_version(section.versions.get(number=1), actor=staff, revision=stored.revision)


def headings(report: Any) -> list[str]:
    return [item.heading for item in sections_of(report)]


@pytest.fixture
def report(db: None) -> Any:
    report = ReportFactory()
    for order, (level, heading) in enumerate([(0, "前言"), (1, "甲"), (2, "甲一"), (2, "甲二"), (1, "乙")], start=1):
        SectionFactory(report=report, order=order * 100, level=level, heading=heading)
    return report


def find(report: Any, heading: str) -> Any:
    return Section.objects.get(report=report, heading=heading)


def test_a_chapter_is_added_behind_a_whole_chapter(report: Any, staff: Actor) -> None:
    section = add_section(report, actor=staff, heading="新章", level=1, after=find(report, "甲一"))
    assert headings(report) == ["前言", "甲", "甲一", "甲二", "新章", "乙"]
    assert acts(section) == ["create"]
    assert section.versions.count() == 1


def test_a_chapter_is_added_right_behind_the_opening_text(report: Any, staff: Actor) -> None:
    add_section(report, actor=staff, heading="新章", level=1, after=find(report, "前言"))
    assert headings(report)[:3] == ["前言", "新章", "甲"]


def test_a_level_too_deep_is_refused(report: Any, staff: Actor) -> None:
    with pytest.raises(Refusal):
        add_section(report, actor=staff, heading="太深", level=3, after=find(report, "乙"))


def test_a_section_moves_with_what_is_below_it(report: Any, staff: Actor) -> None:
    chapter = find(report, "甲")
    assert move_section(chapter, actor=staff, direction="down") is True
    assert headings(report) == ["前言", "乙", "甲", "甲一", "甲二"]
    assert acts(chapter) == ["move"]


def test_at_the_edge_nothing_moves_and_nothing_is_written(report: Any, staff: Actor) -> None:
    section = find(report, "甲一")
    assert move_section(section, actor=staff, direction="up") is False
    assert acts(section) == []


def test_moving_does_not_make_an_open_editor_stale(report: Any, staff: Actor, other: Actor) -> None:
    open_text = find(report, "甲二")
    move_section(open_text, actor=other, direction="up")
    assert save(open_text, staff, "照样保存。").revision == open_text.revision + 1


def test_a_removed_section_comes_back_with_its_versions(report: Any, staff: Actor) -> None:
    section = find(report, "甲二")
    save(section, staff, "值得保留。")
    remove_section(section, actor=staff)
    assert headings(report) == ["前言", "甲", "甲一", "乙"]
    assert list(report.sections.values_list("heading", flat=True)) == headings(report)
    bring_back_section(section, actor=staff)
    assert headings(report) == ["前言", "甲", "甲一", "甲二", "乙"]
    assert section.versions.count() == 2
    assert acts(section) == ["change", "remove", "bring_back"]


def test_removing_twice_is_refused_and_bringing_back_twice_harmless(report: Any, staff: Actor) -> None:
    section = find(report, "乙")
    remove_section(section, actor=staff)
    with pytest.raises(Refusal):
        remove_section(section, actor=staff)
    bring_back_section(section, actor=staff)
    bring_back_section(section, actor=staff)
    assert acts(section) == ["remove", "bring_back"]


def test_a_chapter_with_sections_below_is_not_removed(report: Any, staff: Actor) -> None:
    with pytest.raises(Refusal):
        remove_section(find(report, "甲"), actor=staff)


def test_a_removed_section_is_not_written_on(report: Any, staff: Actor) -> None:
    section = find(report, "乙")
    remove_section(section, actor=staff)
    with pytest.raises(Refusal):
        save(section, staff, "写不进去。")


def test_a_subject_has_one_section_even_after_bringing_back(report: Any, staff: Actor) -> None:
    old = SectionFactory(report=report, key="contest:bim", order=900)
    remove_section(old, actor=staff)
    SectionFactory(report=report, key="contest:bim", order=901)
    with pytest.raises(Refusal):
        bring_back_section(old, actor=staff)


def test_a_section_is_raised_with_what_lies_below_it_and_leaves_one_audit_row() -> None:
    report, clerk = ReportFactory(), make_actor(Role.SECRETARIAT)
    made = [SectionFactory(report=report, level=level, order=order) for order, level in enumerate((1, 2, 3, 2), 1)]
    assert change_level(made[1], actor=clerk, step=-1)
    assert list(report.sections.values_list("level", flat=True)) == [1, 1, 2, 2]
    entry = AuditEntry.objects.filter(object_id=str(made[1].pk), action="change").get()
    assert (entry.before, entry.after) == ({"level": 2}, {"level": 1})
    assert not change_level(made[1], actor=clerk, step=-1)
    assert not change_level(made[0], actor=clerk, step=1)
    assert change_level(made[1], actor=clerk, step=1)
    assert list(report.sections.values_list("level", flat=True)) == [1, 2, 3, 3]


def test_the_level_of_a_report_under_review_stays(section: Any, other: Actor) -> None:
    Report.objects.filter(pk=section.report_id).update(state=ReportState.UNDER_REVIEW)
    with pytest.raises(TransitionRefused):
        change_level(section, actor=other, step=-1)
