"""Pages of activities: facts, hosts, sessions, people, counts and files."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.activity import change_activity, change_session, create_session, hold_activity
from association.forms.activity import ActivityForm, ActivityPersonForm, HostForm, SessionForm
from association.imports.activity import ActivityImporter
from association.lists.activity import ACTIVITIES
from association.lists.words import state_tone
from association.models import Activity, ActivityAttachment, ActivityHost, ActivityPerson, ActivitySession
from association.views.count import count_table
from association.views.panels import ChildTable, link_cell, owner_crumb
from association.workflow import ACTIVITY as ACTIVITY_WORKFLOW
from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, TextPanel


def activity_facts(activity: Activity, actor: Actor) -> list[Fact]:
    """Return what, when and where."""
    region = activity.region
    return [
        Fact(_("Kind"), activity.get_kind_display()),
        Fact(_("Body"), activity.body, url=activity.body.get_absolute_url()),
        Fact(_("Date"), activity.date_text),
        Fact(_("Year"), activity.year),
        Fact(_("Venue"), activity.venue),
        Fact(_("Region"), region, url=region.get_absolute_url() if region else ""),
        Fact(_("Online"), _("Yes") if activity.online else ""),
    ]


def activity_panels(activity: Activity, actor: Actor) -> list[Any]:
    """Return what belongs to an activity; people named in it are for those who read all."""
    panels: list[Any] = [
        HOSTS.panel(activity, activity.hosts.select_related("organization", "body"), actor),
        SESSIONS.panel(activity, activity.sessions.all(), actor),
    ]
    if actor.reads_all:
        panels.append(PEOPLE.panel(activity, activity.persons.select_related("person"), actor))
    panels.append(COUNTS.panel(activity, activity.counts.all(), actor))
    if activity.summary:
        panels.insert(0, TextPanel(_("Summary"), activity.summary))
    return panels


ACTIVITY = Noun(
    app="association",
    name="activity",
    plural="activities",
    model=Activity,
    label=gettext_lazy("Activity"),
    labels=gettext_lazy("Activities"),
    listing=ACTIVITIES,
    form=ActivityForm,
    rows=lambda actor: Activity.objects.visible_to(actor).select_related("body", "region"),
    facts=activity_facts,
    panels=activity_panels,
    workflow=ACTIVITY_WORKFLOW,
    tone=state_tone,
    acts={"hold": hold_activity},
    change=lambda obj, form, actor: change_activity(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    files=ActivityAttachment,
    files_owner="owner",
    names=("title",),
    importer=ActivityImporter,
)


def rows_of(model: Any) -> Any:
    """Return the function that gives an actor the rows of the activities seen."""
    return lambda actor: model.objects.filter(activity__in=Activity.objects.visible_to(actor)).select_related(
        "activity"
    )


SESSION = Noun(
    app="association",
    name="session",
    plural="sessions",
    model=ActivitySession,
    label=gettext_lazy("Session"),
    labels=gettext_lazy("Sessions"),
    form=SessionForm,
    rows=rows_of(ActivitySession),
    create=lambda form, actor: create_session(ActivitySession(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_session(obj, actor=actor, changes=form.changes),
    parent=lambda obj: owner_crumb(obj.activity),
)

HOST = Noun(
    app="association",
    name="host",
    plural="hosts",
    model=ActivityHost,
    label=gettext_lazy("Activity host"),
    labels=gettext_lazy("Hosts"),
    form=HostForm,
    rows=rows_of(ActivityHost),
    parent=lambda obj: owner_crumb(obj.activity),
    intro=gettext_lazy("Name the host by an organization, by a body, or by a bare name: exactly one of them."),
)

ACTIVITY_PERSON = Noun(
    app="association",
    name="activity_person",
    plural="activity-persons",
    model=ActivityPerson,
    label=gettext_lazy("Activity person"),
    labels=gettext_lazy("People named"),
    form=ActivityPersonForm,
    rows=rows_of(ActivityPerson),
    parent=lambda obj: owner_crumb(obj.activity),
)

HOSTS = ChildTable(
    noun=HOST,
    owner="activity",
    title=gettext_lazy("Hosts"),
    heads=(gettext_lazy("Part taken"), gettext_lazy("Activity host")),
    cells=lambda row: [Cell(row.get_role_display()), link_cell(row.organization or row.body, row.party_name)],
    add_label=gettext_lazy("Add host"),
)

SESSIONS = ChildTable(
    noun=SESSION,
    owner="activity",
    title=gettext_lazy("Sessions"),
    heads=(
        gettext_lazy("Order"),
        gettext_lazy("Title"),
        gettext_lazy("Held on"),
        gettext_lazy("Place"),
    ),
    cells=lambda row: [
        Cell(row.order, kind="number"),
        Cell(row.title),
        Cell(row.held_on, kind="date"),
        Cell(row.place),
    ],
    add_label=gettext_lazy("Add session"),
)

PEOPLE = ChildTable(
    noun=ACTIVITY_PERSON,
    owner="activity",
    title=gettext_lazy("People named"),
    heads=(gettext_lazy("Person"), gettext_lazy("Position then"), gettext_lazy("Did what")),
    cells=lambda row: [link_cell(row.person), Cell(row.position), Cell(row.role)],
    add_label=gettext_lazy("Add person"),
)

COUNTS = count_table("activity")
