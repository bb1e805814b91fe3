"""Pages of approved projects."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Fact
from research.domain.project import PROJECT_ACTS, change_project, create_project, remove_project
from research.forms.project import ProjectForm
from research.imports.project import ProjectImporter
from research.lists.project import PROJECT_TONES, PROJECTS
from research.models import Project
from research.workflow import PROJECT as PROJECT_WORKFLOW
from reviews.lists.words import tone_of


def project_facts(project: Project, actor: Actor) -> list[Fact]:
    """Return what was approved, for whom, and out of which application."""
    program, unit, application = project.program, project.organization, project.application
    return [
        Fact(_("Project number"), project.number),
        Fact(_("Research program"), program, url=program.get_absolute_url()),
        Fact(_("Project category"), project.category),
        Fact(_("Track"), project.track),
        Fact(_("Organization"), unit, url=unit.get_absolute_url() if unit else ""),
        Fact(_("Project leader"), project.leader_name),
        Fact(_("Approved on"), project.approved_on),
        Fact(
            _("Project application"),
            application or _("None: entrusted or archived"),
            url=application.get_absolute_url() if application else "",
        ),
    ]


PROJECT = Noun(
    app="research",
    name="project",
    plural="projects",
    model=Project,
    label=gettext_lazy("Research project"),
    labels=gettext_lazy("Research projects"),
    listing=PROJECTS,
    form=ProjectForm,
    rows=lambda actor: (
        Project.objects.visible_to(actor)
        .select_related("program__call", "category", "track", "organization", "application__submission")
        .defer("application__submission__dossier")
    ),
    facts=project_facts,
    workflow=PROJECT_WORKFLOW,
    tone=tone_of(PROJECT_TONES),
    create=lambda form, actor: create_project(Project(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_project(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_project,
    acts=PROJECT_ACTS,
    names=("number", "title"),
    importer=ProjectImporter,
)
