"""Projects: born from applications, numbered by their program, followed to their end; papers."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.actor import Actor
from office.domain.transition import advance
from office.enums import Role
from office.workflow import Refusal, TransitionRefused
from research.domain.application import APPLICATION_ACTS, register_application
from research.domain.paper import PAPER_ACTS, register_paper
from research.domain.program import change_program, create_program
from research.domain.project import (
    approve_application,
    change_project,
    create_project,
    remove_project,
    withdraw_approval,
)
from research.enums import ProjectState
from research.models import Paper, Program, Project, ProjectApplication
from research.queries.paper import paper_awards_of, paper_calls_of, papers_of
from research.queries.program import applications_of, programs_of, projects_of
from research.workflow import PROJECT
from reviews.domain.submission import reconsider_submission
from reviews.enums import CallKind, CallState, ParticipantRole, PrizeKind, SubmissionState
from reviews.models import Call, Submission
from tests.actors import make_actor
from tests.factories.association import BodyFactory
from tests.factories.research import ApplicationFactory, CategoryFactory, PaperFactory, ProgramFactory, ProjectFactory
from tests.factories.reviews import AwardFactory, CallFactory, ParticipantFactory, PrizeFactory, TrackFactory

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


def test_approval_makes_a_project_and_holds_the_application(staff: Actor, program: Any, category: Any):
    track = TrackFactory(call=program.call)
    application = ApplicationFactory(submission__call=program.call, submission__track=track)
    ParticipantFactory(submission=application.submission, name="李主持", role=ParticipantRole.HOST)
    project = approve_application(application, category=category, actor=staff, approved_on=date(2020, 10, 1))
    assert (project.number, project.title, project.track, project.leader_name) == (
        "AZCJ20001",
        application.submission.title,
        track,
        "李主持",
    )
    assert project.organization == application.submission.organization
    stored = Submission.objects.get(pk=application.pk)
    assert (stored.state, stored.held_by) == (SubmissionState.ACCEPTED, "AZCJ20001")
    with pytest.raises(Refusal, match="AZCJ20001"):
        reconsider_submission(stored, actor=staff, reason="复核")


def test_an_application_is_approved_once(staff: Actor, program: Any, category: Any):
    application = ApplicationFactory(submission__call=program.call)
    approve_application(application, category=category, actor=staff)
    with pytest.raises(Refusal):
        approve_application(ProjectApplication.objects.get(pk=application.pk), category=category, actor=staff)
    assert Project.objects.count() == 1
    second = ApplicationFactory(submission__call=program.call)
    assert approve_application(second, category=category, actor=staff).number == "AZCJ20002"


@pytest.mark.parametrize("state", [CallState.OPEN, CallState.DECIDED])
def test_projects_are_approved_between_close_and_decision(staff: Actor, state: str):
    program = ProgramFactory(call__state=state)
    application = ApplicationFactory(submission__call=program.call)
    with pytest.raises(Refusal):
        approve_application(application, category=CategoryFactory(program=program), actor=staff)


def test_a_rejected_application_and_a_foreign_category_are_refused(staff: Actor, program: Any, category: Any):
    rejected = ApplicationFactory(submission__call=program.call, submission__state=SubmissionState.REJECTED)
    with pytest.raises(TransitionRefused):
        approve_application(rejected, category=category, actor=staff)
    application = ApplicationFactory(submission__call=program.call)
    with pytest.raises(ValidationError):
        approve_application(application, category=CategoryFactory(), actor=staff)
    assert not Project.objects.exists()
    assert Submission.objects.get(pk=application.pk).state == SubmissionState.SUBMITTED
    free = ApplicationFactory(submission__call=program.call)
    assert approve_application(free, category=category, actor=staff).number == "AZCJ20001"


def test_a_withdrawn_approval_frees_the_application_and_keeps_the_number(staff: Actor, program: Any, category: Any):
    application = ApplicationFactory(submission__call=program.call)
    project = approve_application(application, category=category, actor=staff)
    with pytest.raises(Refusal):
        withdraw_approval(project, actor=staff)
    withdraw_approval(project, actor=staff, reason="主持人调离")
    assert Project.objects.get().state == ProjectState.WITHDRAWN
    assert Submission.objects.get(pk=application.pk).held_by == ""
    assert projects_of(program).count() == 1


def test_a_project_without_application_takes_the_next_number(staff: Actor, program: Any, category: Any):
    first = create_project(Project(program=program, category=category, title="委托课题"), actor=staff)
    assert first.number == "AZCJ20001"
    with pytest.raises(Refusal):
        change_project(first, actor=staff, changes={"program": ProgramFactory()})
    change_project(first, actor=staff, changes={"leader_name": "王主持"})
    remove_project(first, actor=staff, reason="误建")
    second = create_project(Project(program=program, category=category, title="委托课题"), actor=staff)
    assert second.number == "AZCJ20002"


def test_the_life_of_a_project(staff: Actor):
    project = ProjectFactory()
    advance(project, "conclude", actor=staff, workflow=PROJECT)
    with pytest.raises(TransitionRefused):
        advance(project, "terminate", actor=staff, workflow=PROJECT, reason="超期")
    advance(project, "resume", actor=staff, workflow=PROJECT, reason="误操作")
    advance(project, "terminate", actor=staff, workflow=PROJECT, reason="超期")
    assert project.state == ProjectState.TERMINATED


def test_a_school_applies_and_the_category_goes_into_the_dossier():
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    program = ProgramFactory()
    category = CategoryFactory(program=program, name="重点课题")
    submission = Submission(call=program.call, title="课题", organization_id=school.organization_id)
    application = register_application(ProjectApplication(submission=submission, category=category), actor=school)
    APPLICATION_ACTS["submit"](application, actor=school)
    fields = {item["code"]: item["value"] for item in application.submission.dossier["fields"]}
    assert fields["category"] == "重点课题"
    assert not next(item for item in application.submission.dossier["fields"] if item["code"] == "category")[
        "identifying"
    ]


def test_a_paper_names_its_authors_as_identifying():
    school = make_actor(Role.SCHOOL_TEACHER)
    call = CallFactory(kind=CallKind.PAPER)
    submission = Submission(call=call, title="论文", organization_id=school.organization_id)
    paper = register_paper(
        Paper(submission=submission, author_names="教师001、教师002", theme="产教融合"), actor=school
    )
    PAPER_ACTS["submit"](paper, actor=school)
    fields = {item["code"]: item for item in paper.submission.dossier["fields"]}
    assert fields["authors"]["identifying"]
    assert not fields["theme"]["identifying"]
    with pytest.raises(ValidationError):
        Paper(submission=ApplicationFactory().submission).full_clean()


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
