"""Reports: drafted once, offered what is new, moved by those who may, printed when published."""

import pytest
from django.core.exceptions import ValidationError
from django.test import TestCase

from association.models import Body
from office.actor import system_actor
from office.models import Job
from office.queries.audit import history_of
from office.workflow import Refusal, TransitionRefused
from reports.demo.generated import generate_body, generate_year
from reports.domain.outline import load_outlines, outline_for
from reports.domain.report import create_report, move_report, refresh_proposals
from reports.enums import ProposalState, ReportState
from reports.models import Outline, Proposal, Report, SectionVersion
from reviews.models import Award
from tests.actors import make_actor

YEAR = 2031


class ReportOfAGeneratedYear(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        load_outlines()
        cls.body = generate_body()
        generate_year(cls.body, YEAR)
        cls.clerk = make_actor("secretariat")
        cls.head = make_actor("secretariat_head")
        cls.report = create_report(body=cls.body, kind="annual_summary", year=YEAR, actor=cls.clerk)

    def test_draft_has_a_first_version_of_each_section(self) -> None:
        sections = self.report.sections.all()
        assert sections.count() == SectionVersion.objects.filter(section__in=sections, number=1).count() > 5
        assert self.report.prepared_by_id == self.clerk.user_id
        assert history_of(self.report)[0].action == "create"

    def test_second_report_of_the_year_is_refused(self) -> None:
        with pytest.raises(ValidationError, match=r"already has a report|已有"):
            create_report(body=self.body, kind="annual_summary", year=YEAR, actor=self.clerk)
        assert Report.objects.count() == 1

    def test_year_without_an_outline_is_refused_with_a_sentence(self) -> None:
        with pytest.raises(Refusal):
            create_report(body=self.body, kind="annual_summary", year=1990, actor=self.clerk)

    def test_newest_outline_of_the_year_holds(self) -> None:
        newer = Outline.objects.create(kind="annual_summary", code="new", name="新", year_from=2030, items=[])
        assert outline_for("annual_summary", 2029).code == "annual-summary"
        assert outline_for("annual_summary", YEAR) == newer

    def test_unchanged_records_offer_nothing_new(self) -> None:
        assert refresh_proposals(self.report, actor=self.clerk) == 0
        assert not Proposal.objects.filter(state=ProposalState.OFFERED).exists()

    def test_changed_records_offer_the_section_anew_and_touch_no_narrative(self) -> None:
        before = list(self.report.sections.values_list("pk", "blocks"))
        prize = Award.objects.filter(submission__call__kind="contest").first().prize
        prize.name = "特等奖"
        prize.save()
        assert refresh_proposals(self.report, actor=self.clerk) == 1
        offered = Proposal.objects.get(state=ProposalState.OFFERED)
        assert offered.key.startswith("contest:")
        assert list(self.report.sections.values_list("pk", "blocks")) == before
        assert refresh_proposals(self.report, actor=self.clerk) == 0

    def test_proposals_are_not_refreshed_once_submitted(self) -> None:
        move_report(self.report, "submit", actor=self.clerk)
        with pytest.raises(Refusal):
            refresh_proposals(self.report, actor=self.clerk)

    def test_it_goes_from_draft_to_published_and_asks_for_its_file(self) -> None:
        move_report(self.report, "submit", actor=self.clerk)
        move_report(self.report, "approve", actor=self.head)
        move_report(self.report, "publish", actor=self.head)
        self.report.refresh_from_db()
        assert (self.report.state, self.report.version) == (ReportState.PUBLISHED, 1)
        assert self.report.published_at is not None
        assert Job.objects.get().arguments == {"report": self.report.pk, "format": "pdf"}
        assert [entry.action for entry in history_of(self.report)][:3] == ["publish", "approve", "submit"]

    def test_return_needs_a_reason_and_leads_back_to_the_draft(self) -> None:
        move_report(self.report, "submit", actor=self.clerk)
        with pytest.raises(Refusal):
            move_report(self.report, "return", actor=self.head)
        move_report(self.report, "return", actor=self.head, reason="数据请再核对")
        assert self.report.state == ReportState.DRAFT
        assert history_of(self.report)[0].reason == "数据请再核对"

    def test_second_click_is_refused_and_changes_nothing(self) -> None:
        stale = Report.objects.get(pk=self.report.pk)
        move_report(self.report, "submit", actor=self.clerk)
        with pytest.raises(TransitionRefused):
            move_report(stale, "submit", actor=self.clerk)
        assert sum(entry.action == "submit" for entry in history_of(self.report)) == 1

    def test_empty_report_is_not_submitted(self) -> None:
        self.report.sections.update(blocks=[])
        with pytest.raises(Refusal):
            move_report(self.report, "submit", actor=self.clerk)


def test_body_without_records_still_gets_its_outline(db: None) -> None:
    load_outlines()
    body = Body.objects.create(code="empty", name="空白学会", kind="association")
    report = create_report(body=body, kind="annual_summary", year=YEAR, actor=system_actor("test"))
    assert {section.level for section in report.sections.all()} == {0, 1, 2}
    assert not report.sections.exclude(blocks=[]).exists()
