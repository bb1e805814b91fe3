"""Pages of organizations: facts, names through time, what they came from and what came of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.domain.organization import change_organization, rename_organization, succeed
from association.forms.organization import FormerNameForm, MembershipForm, OrganizationForm, RenameForm, SucceedForm
from association.imports.organization import OrganizationImporter
from association.lists.organization import ORGANIZATIONS, state_word
from association.lists.recognition import state_tone as recognition_tone
from association.lists.recognition import state_word as recognition_word
from association.models import FormerName, Membership, Organization
from association.queries.organization import successions_of
from association.views.act import ask_and_act
from association.views.lifetime import lifetime_link
from association.views.likely import likely_organizations, tell_apart
from association.views.merge import merge_link, merged_panel
from association.views.panels import ChildTable, link_cell, owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel

SHOWN = 20


def organization_facts(organization: Organization, actor: Actor) -> list[Fact]:
    """Return what an organization is."""
    region = organization.region
    return [
        Fact(_("Kind"), organization.get_kind_display()),
        Fact(_("School level"), organization.get_school_level_display()),
        Fact(_("Short name"), organization.short_name),
        Fact(_("Social credit code"), organization.uscc),
        Fact(_("Region"), region, url=region.get_absolute_url() if region else ""),
        Fact(_("Postcode"), organization.postcode),
        Fact(_("Postal address"), organization.address),
        Fact(_("State"), state_word(organization)),
        Fact(_("Founded on"), organization.founded_on),
        Fact(_("Discontinued on"), organization.closed_on),
        Fact(_("Illustrative"), _("Yes") if organization.is_illustrative else ""),
    ]


def organization_panels(organization: Organization, actor: Actor) -> list[Any]:
    """Return an organization's names, its successions, its people and its recognitions, as far as one may see them."""
    panels: list[Any] = [
        MEMBERSHIPS.panel(organization, organization.memberships.all(), actor),
        FORMER_NAMES.panel(organization, organization.former_names.all(), actor),
        succession_panel(organization),
        *merged_panel(organization, actor),
    ]
    if may(actor, "association.list_person"):
        panels.append(people_panel(organization, actor))
    if may(actor, "association.list_recognition"):
        panels.append(recognition_panel(organization, actor))
    return panels


def succession_panel(organization: Organization) -> TablePanel:
    """Return what an organization came from and what came of it."""
    rows = [
        [
            Cell(line.on, kind="date"),
            Cell(line.get_kind_display()),
            other_side(line.predecessor, line.predecessor_name, organization),
            other_side(line.successor, line.successor_name, organization),
            Cell(line.basis),
        ]
        for line in successions_of(organization)
    ]
    heads = [_("Effective"), _("Kind"), _("Before"), _("After"), _("Basis")]
    return TablePanel(_("Successions"), heads, rows, empty_text=_("No rename, merger, split or upgrade is on record."))


def other_side(side: Organization, name: str, organization: Organization) -> Cell:
    """Return a side of a succession by its name then; the other organization can be opened."""
    return Cell(name) if side.pk == organization.pk else link_cell(side, name)


def people_panel(organization: Organization, actor: Actor) -> TablePanel:
    """Return the people who work there now."""
    people = organization.persons.visible_to(actor)[:SHOWN]
    return TablePanel(
        _("People"),
        [_("Full name"), _("Position")],
        [[link_cell(person), Cell(person.position)] for person in people],
        empty_text=_("Nobody is entered yet."),
        more_url=f"{reverse('association:person_list')}?{urlencode({'organization': organization.name})}"
        if len(people) == SHOWN
        else "",
    )


def recognition_panel(organization: Organization, actor: Actor) -> TablePanel:
    """Return the newest recognitions."""
    rows = organization.recognitions.visible_to(actor)[:SHOWN]
    return TablePanel(
        _("Recognitions"),
        [pgettext("honor", "Recognition"), _("Recipient as printed"), _("Year"), _("State")],
        [
            [
                link_cell(row, row.title),
                Cell(row.name),
                Cell(row.year, kind="number"),
                Cell(recognition_word(row), kind="state", tone=recognition_tone(row)),
            ]
            for row in rows
        ],
        empty_text=_("No recognition is on record."),
    )


def organization_links(organization: Organization, actor: Actor) -> list[Link]:
    """Return the way to all its recognitions, and the acts on an open organization."""
    links = lifetime_link("organization", organization, actor)
    if not organization.is_open:
        return links + merge_link("organization", organization, actor)
    if may(actor, "association.rename_organization", organization):
        links.append(Link(_("Rename"), ORGANIZATION.address("rename", organization.pk), icon="input-cursor-text"))
    if may(actor, "association.succeed_organization", organization):
        links.append(
            Link(_("Merge, split or upgrade"), ORGANIZATION.address("succeed", organization.pk), icon="diagram-2")
        )
    return links + merge_link("organization", organization, actor)


@door("association.rename_organization")
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an organization a new name and keep the old one."""
    actor = get_actor(request)
    organization = get_object_or_404(ORGANIZATION.visible_rows(actor), pk=pk)

    def act(form: Any) -> str:
        values = form.cleaned_data
        line = rename_organization(
            organization,
            name=values["name"],
            short_name=values["short_name"],
            on=values["on"],
            basis=values["basis"],
            actor=actor,
        )
        return _("“%(old)s” is now called “%(new)s”; the former name is kept.") % {
            "old": line.predecessor_name,
            "new": line.successor_name,
        }

    return ask_and_act(
        request,
        ORGANIZATION,
        organization,
        RenameForm,
        act,
        title=_("Rename"),
        submit_label=_("Record the rename"),
        intro=_("Awards and reports of the past keep the name of their time."),
        initial={"name": organization.name, "short_name": organization.short_name},
    )


@door("association.succeed_organization")
def record_succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an organization and link its successors."""
    actor = get_actor(request)
    organization = get_object_or_404(ORGANIZATION.visible_rows(actor), pk=pk)

    def act(form: Any) -> str:
        values = form.cleaned_data
        succeed(
            organization,
            successors=form.successors,
            kind=values["kind"],
            on=values["on"],
            basis=values["basis"],
            actor=actor,
        )
        return _("“%(name)s” is closed; its successors are linked.") % {"name": organization}

    return ask_and_act(
        request,
        ORGANIZATION,
        organization,
        SucceedForm,
        act,
        title=_("Merge, split or upgrade"),
        submit_label=_("Close and link the successors"),
        intro=_("The organization is closed on that day and stays readable; enter its successors first."),
    )


ORGANIZATION = Noun(
    app="association",
    name="organization",
    plural="organizations",
    model=Organization,
    label=gettext_lazy("Organization"),
    labels=gettext_lazy("Organizations"),
    listing=ORGANIZATIONS,
    form=OrganizationForm,
    rows=lambda actor: Organization.objects.visible_to(actor).select_related("region"),
    facts=organization_facts,
    panels=organization_panels,
    links=organization_links,
    change=lambda obj, form, actor: change_organization(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    likely=likely_organizations,
    told_apart=tell_apart(Organization),
    names=("name", "short_name", "former_names__name"),
    importer=OrganizationImporter,
)

FORMER_NAME = Noun(
    app="association",
    name="former_name",
    plural="former-names",
    model=FormerName,
    label=gettext_lazy("Former name"),
    labels=gettext_lazy("Former names"),
    form=FormerNameForm,
    rows=lambda actor: FormerName.objects.visible_to(actor).select_related("organization"),
    parent=lambda obj: owner_crumb(obj.organization),
)

FORMER_NAMES = ChildTable(
    noun=FORMER_NAME,
    owner="organization",
    title=gettext_lazy("Former names"),
    heads=(gettext_lazy("Former name"), gettext_lazy("Since"), gettext_lazy("Until")),
    cells=lambda row: [Cell(row.name), Cell(row.since, kind="date"), Cell(row.until, kind="date")],
    add_label=gettext_lazy("Add former name"),
    empty_text=gettext_lazy("It has always had this name, as far as is known."),
)

MEMBERSHIP = Noun(
    app="association",
    name="membership",
    plural="memberships",
    model=Membership,
    label=gettext_lazy("Membership"),
    labels=gettext_lazy("Memberships"),
    form=MembershipForm,
    rows=lambda actor: Membership.objects.visible_to(actor).select_related("organization"),
    parent=lambda obj: owner_crumb(obj.organization),
)

MEMBERSHIPS = ChildTable(
    noun=MEMBERSHIP,
    owner="organization",
    title=gettext_lazy("Memberships"),
    heads=(
        gettext_lazy("Member number"),
        gettext_lazy("Member since"),
        gettext_lazy("Until"),
        gettext_lazy("Basis"),
    ),
    cells=lambda row: [
        Cell(row.number),
        Cell(row.since, kind="date"),
        Cell(row.until, kind="date"),
        Cell(row.basis),
    ],
    add_label=gettext_lazy("Add a membership"),
    empty_text=gettext_lazy("No membership is on record."),
)
