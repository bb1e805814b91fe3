"""Approve projects and follow them to their end."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.numbering import take_next
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import refuse_unless
from research.models import Program, ProgramCategory, Project, ProjectApplication
from research.workflow import PROJECT
from reviews.domain.submission import accept_submission
from reviews.enums import CallState, ParticipantRole, SubmissionState
from reviews.models import Participant, Submission


def approve_application(
    application: ProjectApplication, *, category: ProgramCategory, actor: Actor, approved_on: date | None = None
) -> Project:
    """Make a project from an application (立项): accept it, take the next project number, hold the application.

    The call must be closed and not decided; a rejected or withdrawn application, and one approved before, are refused.
    """
    submission = application.submission
    call = submission.call
    refuse_unless(
        call.state == CallState.CLOSED,
        _("“%(call)s” is now “%(state)s”: projects are approved after it has closed and before it is decided.")
        % {"call": call, "state": call.get_state_display()},
    )
    refuse_unless(
        not Project.objects.filter(application=application).exists(),
        _("“%(application)s” has been approved already.") % {"application": application},
    )
    with transaction.atomic():
        if submission.state != SubmissionState.ACCEPTED:
            accept_submission(submission, actor=actor)
        program = Program.objects.get(pk=call.pk)
        project = Project(
            program=program,
            category=category,
            number=next_number(program, year=call.year),
            application=application,
            title=submission.title,
            track=submission.track,
            organization=submission.organization,
            leader_name=leader_of(submission),
            approved_on=approved_on,
        )
        create_record(project, actor=actor)
        change_record(submission, actor=actor, changes={"held_by": project.number})
    return project


def leader_of(submission: Submission) -> str:
    """Return the name of the project's leader, "" when none is named."""
    people = Participant.objects.filter(submission=submission, role=ParticipantRole.HOST).order_by("order", "id")
    return str(people.values_list("name", flat=True).first() or "")


def next_number(program: Program, *, year: int) -> str:
    """Take the next project number of a program: its prefix (else its code) and three digits or more."""
    (number,) = take_next(f"research.program.{program.pk}", year=year)
    return f"{program.number_prefix or program.code.upper() + '-'}{number:03d}"


def create_project(project: Project, *, actor: Actor) -> Project:
    """Store a project without application (entrusted or archived); its number comes from the program's series."""
    with transaction.atomic():
        project.number = next_number(project.program, year=project.program.call.year)
        create_record(project, actor=actor)
    return project


def change_project(project: Project, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Project:
    """Change a project; its program stays, because its number belongs to it."""
    if "program" in changes:
        refuse_unless(
            changes["program"] == project.program, _("A project stays in its program: its number belongs to it.")
        )
    change_record(project, actor=actor, changes=changes, revision=revision)
    return project


def withdraw_approval(project: Project, *, actor: Actor, reason: str = "") -> Project:
    """Withdraw the approval of a project (撤项), decided by a person; its application is free again."""
    with transaction.atomic():
        advance(project, "withdraw_approval", actor=actor, workflow=PROJECT, reason=reason)
        release_application(project, actor=actor)
    return project


def release_application(project: Project, *, actor: Actor) -> None:
    """Let go of the application that a project held."""
    if project.application is not None:
        change_record(project.application.submission, actor=actor, changes={"held_by": ""})


def remove_project(project: Project, *, actor: Actor, reason: str = "") -> None:
    """Remove a project entered by mistake; its number is not given again, its application is free."""
    with transaction.atomic():
        release_application(project, actor=actor)
        remove_record(project, actor=actor, reason=reason)


PROJECT_ACTS = {"withdraw_approval": withdraw_approval}
