"""Pages of research programs: a call with its categories."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from research.domain.program import PROGRAM_ACTS, change_program, create_program, remove_program
from research.forms.program import CategoryForm, ProgramForm
from research.lists.program import PROGRAMS
from research.models import Program, ProgramCategory
from research.queries.program import sizes_of
from reviews.enums import CallKind
from reviews.lists.words import CALL_TONES, tone_of
from reviews.queries.call import takes_from
from reviews.views.call import call_impact, parts_of_call
from reviews.views.panels import call_facts, rows_panel
from reviews.workflow import CALL


def program_facts(program: Program, actor: Actor) -> list[Fact]:
    """Return what a program is; what it received and approved for those who read all."""
    facts = [*call_facts(program.call, actor)]
    if actor.reads_all:
        applications = f"{reverse('research:application_list')}?program={program.pk}"
        projects = f"{reverse('research:project_list')}?program={program.pk}"
        received, approved = sizes_of(program)
        facts.append(Fact(_("Applications received"), received, url=applications))
        facts.append(Fact(_("Projects approved"), approved, url=projects))
    return facts


def program_panels(program: Program, actor: Actor) -> list[Any]:
    """Return categories, tracks, rounds and prizes."""
    return [categories_panel(program, actor), *parts_of_call(program.call, actor)]


def categories_panel(program: Program, actor: Actor) -> TablePanel:
    """Return the categories with how many projects were approved in each."""
    counted = actor.reads_all
    return rows_panel(
        CATEGORY,
        title=_("Project categories"),
        heads=[_("Name"), _("Code"), *([_("Projects approved")] if counted else [])],
        rows=ProgramCategory.objects.filter(program=program).with_counts(),
        cells=lambda row: [
            Cell(row.name),
            Cell(row.code),
            *([Cell(row.project_count, kind="number")] if counted else []),
        ],
        keeps=may(actor, "research.change_category"),
        add_query=f"program={program.pk}",
        add_label=_("Add a category"),
    )


def program_links(program: Program, actor: Actor) -> list[Link]:
    """Return the ways to applications and projects, to a new application and to the approvals."""
    applications = reverse("research:application_list")
    links = [
        Link(_("Project applications"), f"{applications}?program={program.pk}", icon="inbox"),
        Link(_("Research projects"), f"{reverse('research:project_list')}?program={program.pk}", icon="journal-check"),
    ]
    if may(actor, "research.add_application") and takes_from(program.call, actor, now=timezone.now()):
        create = reverse("research:application_create")
        links.append(
            Link(
                _("Register an application"),
                f"{create}?call={program.pk}",
                tone="primary" if actor.is_school else "",
                icon="plus",
            )
        )
    if may(actor, "research.approve_application"):
        links.append(
            Link(_("Approve by numbers"), reverse("research:program_approve", args=[program.pk]), icon="check")
        )
    return links


PROGRAM = Noun(
    app="research",
    name="program",
    plural="programs",
    model=Program,
    label=gettext_lazy("Research program"),
    labels=gettext_lazy("Research programs"),
    listing=PROGRAMS,
    form=ProgramForm,
    rows=lambda actor: Program.objects.visible_to(actor).select_related("call__body", "call__activity"),
    facts=program_facts,
    panels=program_panels,
    links=program_links,
    workflow=CALL,
    tone=tone_of(CALL_TONES, "call"),
    create=lambda form, actor: create_program(
        Program(call=form.build_call(CallKind.PROJECT), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_program(
        obj,
        actor=actor,
        changes=form.changes,
        call_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        call_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_program,
    acts=PROGRAM_ACTS,
    impact=lambda program, action, actor: call_impact(program.call, action, actor),
    beside=lambda program: program.call,
    names=("name", "code"),
)
CATEGORY = Noun(
    app="research",
    name="category",
    plural="categories",
    model=ProgramCategory,
    label=gettext_lazy("Project category"),
    labels=gettext_lazy("Project categories"),
    form=CategoryForm,
    rows=lambda actor: ProgramCategory.objects.visible_to(actor).select_related("program"),
    parent=lambda row: owner_crumb(row.program),
)
