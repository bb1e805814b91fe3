"""Pages of persons: posts through time; the phone number opens only with a logged reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.domain.person import reveal_phone, transfer_person
from association.forms.person import EmploymentForm, PersonForm, TransferForm
from association.imports.person import PersonImporter
from association.lists.person import PERSONS
from association.models import Employment, Person
from association.views.act import ask_and_act
from association.views.lifetime import lifetime_link
from association.views.likely import likely_persons, tell_apart
from association.views.merge import merge_link, merged_panel
from association.views.panels import ChildTable, link_cell, owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel


def person_facts(person: Person, actor: Actor) -> list[Fact]:
    """Return who a person is, the phone masked."""
    employer = person.organization
    return [
        Fact(_("Employer"), employer, url=employer.get_absolute_url() if employer else ""),
        Fact(_("Position"), person.position),
        Fact(_("Phone"), person.masked_phone),
        Fact(_("Illustrative"), _("Yes") if person.is_illustrative else ""),
    ]


def person_panels(person: Person, actor: Actor) -> list[Any]:
    """Return a person's posts, appearances and recognitions."""
    panels = [EMPLOYMENTS.panel(person, person.employments.select_related("organization"), actor)]
    if actor.reads_all:
        panels.append(appearance_panel(person))
    panels += merged_panel(person, actor)
    rows = person.recognitions.visible_to(actor)
    panels.append(
        TablePanel(
            _("Recognitions"),
            [pgettext("honor", "Recognition"), _("Recipient as printed"), _("Year")],
            [[link_cell(row, row.title), Cell(row.name), Cell(row.year, kind="number")] for row in rows[:50]],
            empty_text=_("No recognition is on record."),
        )
    )
    return panels


def appearance_panel(person: Person) -> TablePanel:
    """Return the activities in which a person is named."""
    rows = person.appearances.select_related("activity").order_by("-activity__year", "-activity__start_on")[:50]
    return TablePanel(
        _("Activities"),
        [_("Activity"), _("Date"), _("Position then"), _("Did what")],
        [[link_cell(row.activity), Cell(row.activity.date_text), Cell(row.position), Cell(row.role)] for row in rows],
        empty_text=_("Not named in any activity."),
    )


def person_links(person: Person, actor: Actor) -> list[Link]:
    """Return the way to all recognitions of a person, and the acts on the record."""
    links = lifetime_link("person", person, actor)
    if may(actor, "association.transfer_person", person):
        links.append(Link(_("Transfer"), PERSON.address("transfer", person.pk), icon="arrow-left-right"))
    if may(actor, "association.list_reader"):
        links.append(Link(_("Who can see this person"), PERSON.address("readers", person.pk), icon="eye"))
    if person.phone and may(actor, "association.reveal_person", person):
        links.append(Link(_("Show phone number"), PERSON.address("reveal", person.pk), icon="telephone"))
    return links + merge_link("person", person, actor)


@door("association.transfer_person")
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person begin at another employer or in another post."""
    actor = get_actor(request)
    person = get_object_or_404(PERSON.visible_rows(actor), pk=pk)

    def act(form: Any) -> str:
        values = form.cleaned_data
        post = transfer_person(
            person, organization=values["organization"], position=values["position"], on=values["on"], actor=actor
        )
        return _("%(person)s now works at “%(organization)s”.") % {"person": person, "organization": post.organization}

    return ask_and_act(
        request,
        PERSON,
        person,
        TransferForm,
        act,
        title=_("Transfer"),
        submit_label=_("Record the transfer"),
        intro=_("Open posts end on that day; the history stays."),
        initial={"organization": person.organization_id},
    )


@door("association.reveal_person")
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the full phone number once a reason is given; the reason is logged."""
    actor = get_actor(request)
    person = get_object_or_404(PERSON.visible_rows(actor), pk=pk)
    page = ConfirmPage(
        title=_("Show phone number"),
        facts=[Fact(_("Person"), str(person)), Fact(_("Phone"), person.masked_phone)],
        submit_label=_("Show phone number"),
        cancel_url=person.get_absolute_url(),
        crumbs=[Link(PERSON.labels, PERSON.address("list")), Link(str(person), person.get_absolute_url())],
        reason_required=True,
        reason=request.POST.get("reason", "").strip(),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    if not page.reason:
        page.error = _("Give a reason for this act.")
        return render(request, "ui/confirm.html", {"page": page}, status=422)
    phone = reveal_phone(person, actor=actor, reason=page.reason)
    messages.info(request, _("Phone of %(person)s: %(phone)s") % {"person": person, "phone": phone})
    return redirect(person.get_absolute_url())


PERSON = Noun(
    app="association",
    name="person",
    plural="persons",
    model=Person,
    label=gettext_lazy("Person"),
    labels=gettext_lazy("Persons"),
    listing=PERSONS,
    form=PersonForm,
    rows=lambda actor: Person.objects.visible_to(actor).select_related("organization"),
    facts=person_facts,
    panels=person_panels,
    links=person_links,
    likely=likely_persons,
    told_apart=tell_apart(Person),
    names=("name",),
    importer=PersonImporter,
)

EMPLOYMENT = Noun(
    app="association",
    name="employment",
    plural="employments",
    model=Employment,
    label=gettext_lazy("Employment"),
    labels=gettext_lazy("Employments"),
    form=EmploymentForm,
    rows=lambda actor: Employment.objects.visible_to(actor).select_related("person", "organization"),
    parent=lambda obj: owner_crumb(obj.person),
)

EMPLOYMENTS = ChildTable(
    noun=EMPLOYMENT,
    owner="person",
    title=gettext_lazy("Posts"),
    heads=(
        gettext_lazy("Employer"),
        gettext_lazy("Position"),
        gettext_lazy("Since"),
        gettext_lazy("Until"),
    ),
    cells=lambda row: [
        link_cell(row.organization),
        Cell(row.position),
        Cell(row.since, kind="date"),
        Cell(row.until, kind="date"),
    ],
    add_label=gettext_lazy("Add post"),
)
