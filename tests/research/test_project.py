"""Projects: born from applications, numbered by their program, followed to their end; papers."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.actor import Actor
from office.domain.transition import advance
from office.workflow import Refusal, TransitionRefused
from research.domain.project import (
    approve_application,
    change_project,
    create_project,
    remove_project,
    withdraw_approval,
)
from research.enums import ProjectState
from research.models import Project, ProjectApplication
from research.queries.program import projects_of
from research.workflow import PROJECT
from reviews.domain.submission import reconsider_submission
from reviews.enums import CallState, ParticipantRole, SubmissionState
from reviews.models import Submission
from tests.factories.research import ApplicationFactory, CategoryFactory, ProgramFactory, ProjectFactory
from tests.factories.reviews import ParticipantFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(db: Any) -> Any:
    return ProgramFactory(call__state=CallState.CLOSED, call__code="ktgh-2020", number_prefix="AZCJ20")


@pytest.fixture
def category(program: Any) -> Any:
    return CategoryFactory(program=program, code="key")


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
