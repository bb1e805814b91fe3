"""Programs: made with their calls, and the rows behind their figures."""

from typing import Any

import pytest

from office.actor import Actor
from research.domain.program import change_program, create_program
from research.domain.project import (
    approve_application,
)
from research.models import Program
from research.queries.paper import paper_awards_of, paper_calls_of, papers_of
from research.queries.program import applications_of, programs_of, projects_of
from reviews.enums import CallKind, CallState, PrizeKind, SubmissionState
from reviews.models import Call
from tests.factories.association import BodyFactory
from tests.factories.research import ApplicationFactory, CategoryFactory, PaperFactory, ProgramFactory
from tests.factories.reviews import AwardFactory, PrizeFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db: Any) -> Any:
    return ProgramFactory(call__state=CallState.CLOSED, call__code="ktgh-2020", number_prefix="AZCJ20")


@pytest.fixture
def category(program: Any) -> Any:
    return CategoryFactory(program=program, code="key")


def test_a_program_takes_name_and_code_from_its_call(staff: Actor):
    call = Call(body=BodyFactory(), code="ktgh", title="规划课题", year=2020)
    program = create_program(Program(call=call), actor=staff)
    assert (program.code, program.name, program.call.kind) == ("ktgh", "规划课题", CallKind.PROJECT)
    change_program(
        program,
        actor=staff,
        changes={"number_prefix": "K"},
        call_changes={"title": "规划课题（2020）"},
        revision=1,
        call_revision=1,
    )
    assert Program.objects.get(pk=program.pk).name == "规划课题（2020）"


def test_rows_behind_the_figures(staff: Actor, program: Any, category: Any):
    higher = TrackFactory(call=program.call, code="higher")
    kept = ApplicationFactory(submission__call=program.call, submission__track=higher)
    ApplicationFactory(submission__call=program.call, submission__state=SubmissionState.WITHDRAWN)
    project = approve_application(kept, category=category, actor=staff)
    assert list(applications_of(program, track_code="higher")) == [kept]
    assert list(projects_of(program, category_code="key", track_code="higher")) == [project]
    assert list(programs_of(body_id=program.call.body_id, year=2020)) == [program]
    paper = PaperFactory()
    call = paper.submission.call
    PaperFactory(submission__call=call, submission__state=SubmissionState.DRAFTED)
    AwardFactory(prize=PrizeFactory(call=call, kind=PrizeKind.PAPER, order=1), submission=paper.submission)
    assert list(papers_of(call)) == [paper]
    assert paper_awards_of(call, order=1).count() == 1
    assert list(paper_calls_of(body_id=call.body_id, year=2020)) == [call]
