"""What changed since the last reading: texts, headings, sections and figures, for each reader alone."""

from typing import Any

import pytest

from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from reports.domain.reading import mark_read
from reports.domain.section import add_section, remove_section, save_section
from reports.methods.blocks import paragraph, text_run
from reports.methods.difference import ADDED, CHANGED, REMOVED, SAME
from reports.models import FigureValue, ReadMark
from reports.queries.figure import figure_texts, figures_of
from reports.queries.reading import ReportChanges, changes_since
from reports.queries.section import sections_of
from tests.actors import make_actor
from tests.factories.reports import FigureValueFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(db: None) -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


@pytest.fixture
def report(db: None) -> Any:
    report = ReportFactory()
    FigureValueFactory(body=report.body, name="contest.schools:bim")
    SectionFactory(
        report=report, order=100, heading="甲", text="来自{{contest.schools:bim}}院校。\n第二段文字较长，说明工作情况。"
    )
    SectionFactory(report=report, order=200, heading="乙", text="乙段。")
    return report


def changes(report: Any, actor: Actor) -> ReportChanges:
    texts = figure_texts(figures_of(report.body, report.year).values())
    return changes_since(report, list(sections_of(report)), texts, actor=actor)


def rewrite(section: Any, actor: Actor, blocks: list[Any], heading: str = "") -> Any:
    return save_section(
        section, actor=actor, heading=heading or section.heading, blocks=blocks, revision=section.revision
    )


def test_who_never_read_sees_no_marks(report: Any, head: Actor) -> None:
    assert changes(report, head) == ReportChanges()


def test_after_reading_nothing_has_changed(report: Any, head: Actor) -> None:
    mark_read(report, actor=head)
    assert changes(report, head).count == 0
    assert AuditEntry.objects.get().action == "read"


def test_changed_added_and_removed_paragraphs(report: Any, head: Actor, staff: Actor) -> None:
    mark_read(report, actor=head)
    section = report.sections.get(heading="甲")
    first, second = section.blocks
    longer = paragraph([text_run("第二段文字较长，说明全年工作情况。")], block_id=second["id"])
    rewrite(section, staff, [longer, paragraph([text_run("新的一段。")])])
    change = changes(report, head).sections[section.pk]
    assert [item.kind for item in change.blocks] == [REMOVED, CHANGED, ADDED]
    assert change.blocks[0].old == first
    assert change.count == 3


def test_only_what_came_after_the_last_reading(report: Any, head: Actor, staff: Actor) -> None:
    mark_read(report, actor=head)
    section = report.sections.get(heading="乙")
    stored = rewrite(section, staff, [paragraph([text_run("改过一次。")])])
    mark_read(report, actor=head)
    assert changes(report, head).count == 0
    rewrite(stored, staff, stored.blocks, heading="乙（新）")
    change = changes(report, head).sections[section.pk]
    assert (change.heading_before, {item.kind for item in change.blocks}) == ("乙", {SAME})
    assert ReadMark.objects.count() == 1


def test_new_and_removed_sections(report: Any, head: Actor, staff: Actor) -> None:
    mark_read(report, actor=head)
    remove_section(report.sections.get(heading="乙"), actor=staff)
    new = add_section(report, actor=staff, heading="丙", level=1)
    found = changes(report, head)
    assert found.removed == ["乙"]
    assert found.sections[new.pk].is_new


def test_a_figure_that_reads_otherwise_is_a_change(report: Any, head: Actor) -> None:
    mark_read(report, actor=head)
    FigureValue.objects.update(text="26所", computed=26)
    found = changes(report, head)
    assert found.figures == {"contest.schools:bim": "27所"}
    assert found.count == 1


def test_readers_do_not_disturb_each_other(report: Any, head: Actor, staff: Actor) -> None:
    mark_read(report, actor=head)
    rewrite(report.sections.get(heading="乙"), staff, [paragraph([text_run("改。")])])
    mark_read(report, actor=staff)
    assert changes(report, staff).count == 0
    assert changes(report, head).count > 0


def test_two_queries_whatever_has_changed(
    report: Any, head: Actor, staff: Actor, django_assert_num_queries: Any
) -> None:
    mark_read(report, actor=head)
    for section in report.sections.all():
        rewrite(section, staff, [paragraph([text_run("都改了。")])])
    sections = list(sections_of(report))
    with django_assert_num_queries(2):
        changes_since(report, sections, {}, actor=head)
