"""Pages of applications for projects, and their approval."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Fact, FormPage, Link
from office.workflow import Refusal
from research.domain.application import (
    APPLICATION_ACTS,
    change_application,
    register_application,
    remove_application,
)
from research.domain.project import approve_application
from research.forms.application import ApplicationForm, ApprovalForm, ApprovalNumbersForm
from research.imports.application import ApplicationImporter
from research.lists.application import APPLICATIONS
from research.models import Program, Project, ProjectApplication
from reviews.domain.quota import hold_submission
from reviews.enums import CallState, SubmissionState
from reviews.lists.words import SUBMISSION_TONES, tone_of
from reviews.models import SubmissionAttachment
from reviews.views.eligibility import submission_impact
from reviews.views.numbers import act_on_numbers
from reviews.views.panels import submission_facts
from reviews.views.submission import parts_of_submission
from reviews.views.submission_links import submission_links
from reviews.workflow import SUBMISSION


def application_facts(application: ProjectApplication, actor: Actor) -> list[Fact]:
    """Return what is applied for, and the project that came of it."""
    facts = [*submission_facts(application.submission, actor), Fact(_("Category asked for"), application.category)]
    project = Project.objects.visible_to(actor).filter(application=application).first()
    facts.append(Fact(_("Research project"), project, url=project.get_absolute_url() if project else ""))
    return facts


def application_panels(application: ProjectApplication, actor: Actor) -> list[Any]:
    """Return participants, rounds and awards."""
    return parts_of_submission(application.submission, actor)


def application_links(application: ProjectApplication, actor: Actor) -> list[Link]:
    """Return the ways of every entry, and the one to the approval while it is possible."""
    submission = application.submission
    possible = (
        submission.call.state == CallState.CLOSED
        and submission.state in {SubmissionState.SUBMITTED, SubmissionState.ACCEPTED}
        and not submission.held_by
    )
    links = submission_links(submission, actor)
    if possible and may(actor, "research.approve_application", application):
        links.append(Link(_("Approve as a project"), APPLICATION.address("approve", application.pk), icon="check"))
    return links


APPLICATION = Noun(
    app="research",
    name="application",
    plural="applications",
    model=ProjectApplication,
    label=gettext_lazy("Project application"),
    labels=gettext_lazy("Project applications"),
    listing=APPLICATIONS,
    form=ApplicationForm,
    rows=lambda actor: (
        ProjectApplication.objects.visible_to(actor)
        .select_related(
            "submission__call__body",
            "submission__track",
            "submission__organization",
            "submission__submitted_by",
            "category",
        )
        .defer("submission__dossier")
    ),
    facts=application_facts,
    panels=application_panels,
    links=application_links,
    impact=lambda application, action, actor: submission_impact(application.submission, action, actor),
    workflow=SUBMISSION,
    tone=tone_of(SUBMISSION_TONES, "submission"),
    create=lambda form, actor: register_application(
        ProjectApplication(submission=form.build_submission(), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_application(
        obj,
        actor=actor,
        changes=form.changes,
        submission_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        submission_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_application,
    acts=APPLICATION_ACTS,
    beside=lambda application: application.submission,
    files=SubmissionAttachment,
    files_owner="owner",
    hold=hold_submission,
    importer=ApplicationImporter,
)


@door("research.approve_application")
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve one application as a project of a category."""
    actor = get_actor(request)
    application = get_object_or_404(APPLICATION.visible_rows(actor), pk=pk)
    program_id = application.submission.call_id
    form = ApprovalForm(request.POST or None, program_id=program_id, initial={"category": application.category_id})
    if request.method == "POST" and form.is_valid():
        try:
            project = approve_application(application, actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("“%(project)s” has been approved.") % {"project": project})
            return redirect(project.get_absolute_url())
    page = FormPage(
        title=_("Approve: %(application)s") % {"application": application},
        form=form,
        submit_label=_("Approve as a project"),
        cancel_url=application.get_absolute_url(),
        crumbs=[*owner_crumb(application), Link(_("Approve as a project"), "")],
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@door("research.approve_application")
def approve_by_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve many applications of a program in one category by their numbers, all or none."""
    actor = get_actor(request)
    program = get_object_or_404(Program.objects.visible_to(actor).select_related("call"), pk=pk)

    def approve_all(form: Any) -> int:
        chosen, values = form.cleaned_data["numbers"], form.cleaned_data
        rows = APPLICATION.visible_rows(actor).in_bulk([submission.pk for submission in chosen])
        with transaction.atomic():
            for submission in chosen:
                approve_application(
                    rows[submission.pk], category=values["category"], actor=actor, approved_on=values["approved_on"]
                )
        return len(chosen)

    return act_on_numbers(
        request,
        ApprovalNumbersForm(request.POST or None, call=program.call),
        act=approve_all,
        title=_("Approve applications: %(program)s") % {"program": program},
        submit_label=_("Approve projects"),
        back=program.get_absolute_url(),
        crumbs=[*owner_crumb(program), Link(_("Approve projects"), "")],
        intro=_("Project numbers are taken in the order given here."),
    )
