"""Proposed sentences: taken, dropped, offered again, each once and only on a draft."""

from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import TransitionRefused
from reports.domain.proposal import drop_proposal, offer_proposal, take_proposal
from reports.enums import ProposalState, ReportState
from reports.models import Proposal, Report, Section
from reports.queries.proposal import proposals_for
from reports.queries.section import sections_of
from tests.factories.reports import ProposalFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(db: None) -> Any:
    report = ReportFactory()
    SectionFactory(report=report, order=100, key="chapter:contests", heading="大赛", blocks=[])
    SectionFactory(report=report, order=200, key="contest:b", heading="乙赛", level=2)
    SectionFactory(report=report, order=300, key="chapter:research", heading="教科研", blocks=[])
    return report


def headings(report: Any) -> list[str]:
    return [section.heading for section in sections_of(report)]


def test_taking_appends_to_the_section_of_the_subject(report: Any, staff: Actor) -> None:
    section = Section.objects.get(key="contest:b")
    proposal = ProposalFactory(report=report, key="contest:b", blocks=[{**section.blocks[0]}])
    taken = take_proposal(proposal, actor=staff)
    assert taken.pk == section.pk
    assert len({block["id"] for block in taken.blocks}) == 2
    assert taken.versions.count() == 2
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.TAKEN
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"take", "change"}


def test_taking_makes_the_section_under_its_chapter_in_the_records_order(report: Any, staff: Actor) -> None:
    ProposalFactory(report=report, key="contest:b", order=200, state=ProposalState.TAKEN)
    first = ProposalFactory(report=report, key="contest:a", heading="甲赛", order=100)
    last = ProposalFactory(report=report, key="contest:c", heading="丙赛", order=300)
    assert take_proposal(first, actor=staff).level == 2
    take_proposal(last, actor=staff)
    assert headings(report) == ["大赛", "甲赛", "乙赛", "丙赛", "教科研"]


def test_without_its_chapter_a_chapter_is_made(report: Any, staff: Actor) -> None:
    proposal = ProposalFactory(report=report, chapter_key="groups", key="group:x", heading="职教集团")
    assert take_proposal(proposal, actor=staff).level == 1
    assert headings(report)[-1] == "职教集团"


def test_into_an_empty_report(staff: Actor) -> None:
    report = ReportFactory()
    take_proposal(ProposalFactory(report=report, heading="唯一"), actor=staff)
    assert headings(report) == ["唯一"]


def test_a_second_clerk_taking_the_same_is_refused(report: Any, staff: Actor) -> None:
    proposal = ProposalFactory(report=report, key="contest:b")
    stale = Proposal.objects.get(pk=proposal.pk)
    take_proposal(proposal, actor=staff)
    for late in (stale, Proposal.objects.get(pk=proposal.pk)):
        with pytest.raises(TransitionRefused):
            take_proposal(late, actor=staff)
    assert len(Section.objects.get(key="contest:b").blocks) == 2


def test_dropping_and_offering_again(report: Any, staff: Actor) -> None:
    proposal = ProposalFactory(report=report)
    drop_proposal(proposal, actor=staff)
    with pytest.raises(TransitionRefused):
        take_proposal(proposal, actor=staff)
    offer_proposal(proposal, actor=staff)
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.OFFERED


def test_only_on_a_draft(report: Any, staff: Actor) -> None:
    proposal = ProposalFactory(report=report)
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    for act in (take_proposal, drop_proposal):
        with pytest.raises(TransitionRefused):
            act(proposal, actor=staff)
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.OFFERED
    assert not AuditEntry.objects.filter(action__in=["take", "drop"]).exists()


def test_a_chapter_is_offered_everything_under_it(report: Any) -> None:
    here = ProposalFactory(report=report, key="contest:b")
    below = ProposalFactory(report=report, key="contest:z")
    ProposalFactory(report=report, chapter_key="research", key="program:x")
    ProposalFactory(report=report, key="contest:y", state=ProposalState.DROPPED)
    chapter, section = Section.objects.get(key="chapter:contests"), Section.objects.get(key="contest:b")
    assert proposals_for(chapter) == [here, below]
    assert proposals_for(section) == [here]
