"""Comments: on a paragraph with its words, settled once, never on a published report."""

from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from reports.domain.comment import settle_comment, write_comment
from reports.enums import ReportState
from reports.models import Comment, Report
from tests.factories.reports import CommentFactory, FigureValueFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(db: None) -> Any:
    report = ReportFactory()
    FigureValueFactory(body=report.body, name="contest.schools:bim")
    return SectionFactory(report=report, text="来自{{contest.schools:bim}}高职院校。")


def test_a_comment_keeps_the_paragraphs_words_of_its_time(section: Any, staff: Actor) -> None:
    comment = write_comment(section, actor=staff, text=" 请核对。 ", block_id=section.blocks[0]["id"])
    assert (comment.text, comment.quote) == ("请核对。", "来自27所高职院校。")
    assert comment.written_by_id == staff.user_id
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.after["text"]) == ("comment", "请核对。")


def test_a_comment_on_the_whole_section(section: Any, staff: Actor) -> None:
    assert write_comment(section, actor=staff, text="太长。").quote == ""


def test_a_comment_without_words_is_refused(section: Any, staff: Actor) -> None:
    with pytest.raises(Refusal):
        write_comment(section, actor=staff, text="  ")


def test_a_paragraph_that_is_gone_is_said(section: Any, staff: Actor) -> None:
    with pytest.raises(Refusal):
        write_comment(section, actor=staff, text="在哪里？", block_id="gone")
    assert not Comment.objects.exists()


@pytest.mark.parametrize("state", [ReportState.DRAFT, ReportState.UNDER_REVIEW, ReportState.FINAL])
def test_before_publication_comments_are_welcome(section: Any, staff: Actor, state: str) -> None:
    section.report.state = state
    assert write_comment(section, actor=staff, text="好。").pk


def test_a_published_report_takes_none(section: Any, staff: Actor) -> None:
    Report.objects.filter(pk=section.report_id).update(state=ReportState.PUBLISHED)
    section.report.refresh_from_db()
    with pytest.raises(TransitionRefused):
        write_comment(section, actor=staff, text="晚了。")


def test_settling_once(staff: Actor) -> None:
    comment = CommentFactory()
    settled = settle_comment(comment, actor=staff)
    assert settled.settled_by_id == staff.user_id
    assert settled.settled_at is not None
    with pytest.raises(TransitionRefused):
        settle_comment(Comment.objects.get(pk=comment.pk), actor=staff)
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["settle"]
