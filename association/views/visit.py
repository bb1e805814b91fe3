"""Pages of visits: days, parties, counts and files."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.visit import change_day, change_visit, create_day, hold_visit, remove_day
from association.forms.visit import VisitDayForm, VisitForm, VisitPartyForm
from association.lists.visit import VISITS
from association.lists.words import state_tone
from association.models import Visit, VisitAttachment, VisitDay, VisitParty
from association.views.count import count_table
from association.views.panels import ChildTable, link_cell, owner_crumb
from association.workflow import VISIT as VISIT_WORKFLOW
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TextPanel


def visit_facts(visit: Visit, actor: Actor) -> list[Fact]:
    """Return who went where, and when."""
    return [
        Fact(_("Direction"), visit.get_direction_display()),
        Fact(_("Body"), visit.body, url=visit.body.get_absolute_url()),
        Fact(_("Date"), visit.date_text),
        Fact(_("Year"), visit.year),
        Fact(_("Place"), visit.place),
        Fact(_("Led by"), visit.leader),
    ]


def visit_panels(visit: Visit, actor: Actor) -> list[Any]:
    """Return what belongs to a visit."""
    panels: list[Any] = [
        PARTIES.panel(visit, visit.parties.select_related("organization", "person"), actor),
        DAYS.panel(visit, visit.days.all(), actor),
        COUNTS.panel(visit, visit.counts.all(), actor),
    ]
    if visit.purpose:
        panels.insert(0, TextPanel(_("Purpose"), visit.purpose))
    return panels


def rows_of(model: Any) -> Any:
    """Return the function that gives an actor the rows of the visits seen."""
    return lambda actor: model.objects.filter(visit__in=Visit.objects.visible_to(actor)).select_related("visit")


VISIT = Noun(
    app="association",
    name="visit",
    plural="visits",
    model=Visit,
    label=gettext_lazy("Visit"),
    labels=gettext_lazy("Visits"),
    listing=VISITS,
    form=VisitForm,
    rows=lambda actor: Visit.objects.visible_to(actor).select_related("body").prefetch_related("days"),
    facts=visit_facts,
    panels=visit_panels,
    workflow=VISIT_WORKFLOW,
    tone=state_tone,
    acts={"hold": hold_visit},
    change=lambda obj, form, actor: change_visit(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    files=VisitAttachment,
    files_owner="owner",
    intro=gettext_lazy("Several separate days are listed on the page of the visit; its period follows them."),
)

VISIT_DAY = Noun(
    app="association",
    name="visit_day",
    plural="visit-days",
    model=VisitDay,
    label=gettext_lazy("Visit day"),
    labels=gettext_lazy("Visit days"),
    form=VisitDayForm,
    rows=rows_of(VisitDay),
    create=lambda form, actor: create_day(VisitDay(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_day(obj, actor=actor, changes=form.changes),
    remove=remove_day,
    parent=lambda obj: owner_crumb(obj.visit),
)

VISIT_PARTY = Noun(
    app="association",
    name="visit_party",
    plural="visit-parties",
    model=VisitParty,
    label=gettext_lazy("Visit party"),
    labels=gettext_lazy("Parties"),
    form=VisitPartyForm,
    rows=rows_of(VisitParty),
    parent=lambda obj: owner_crumb(obj.visit),
)

PARTIES = ChildTable(
    noun=VISIT_PARTY,
    owner="visit",
    title=gettext_lazy("Parties"),
    heads=(
        gettext_lazy("Side"),
        gettext_lazy("Organization"),
        gettext_lazy("Person"),
        gettext_lazy("Position then"),
    ),
    cells=lambda row: [
        Cell(row.get_side_display()),
        link_cell(row.organization, "" if row.organization or row.person else row.name),
        link_cell(row.person, "" if row.person or not row.organization else row.name),
        Cell(row.position),
    ],
    add_label=gettext_lazy("Add party"),
)

DAYS = ChildTable(
    noun=VISIT_DAY,
    owner="visit",
    title=gettext_lazy("Visit days"),
    heads=(gettext_lazy("Day"), gettext_lazy("Place")),
    cells=lambda row: [Cell(row.on, kind="date"), Cell(row.place)],
    add_label=gettext_lazy("Add day"),
    empty_text=gettext_lazy("No single days: the period above counts."),
)

COUNTS = count_table("visit")
