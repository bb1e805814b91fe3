"""Access review: who may do what, what a role may do, the review marked as done, and who can see a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.access import mark_reviewed
from association.lists.access import ACCESS
from association.models import AccessReview, Person, RoleGrant
from association.queries.access import access_numbers, grants_in_force, readers_of, reveals_of
from association.views.panels import link_cell
from association.web.rights import rights_of
from office.actor import Actor
from office.enums import Role
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, DetailPage, Fact, FactsPanel, Link, TablePanel
from office.workflow import Refusal

SHOWN = 200


def list_links(actor: Actor) -> list[Link]:
    """Return the ways on from the list."""
    links = [Link(_("Rights by role"), reverse("association:access_rights", args=[Role.SECRETARIAT]), icon="table")]
    if may(actor, "association.review_access"):
        links.append(Link(_("Mark as reviewed"), reverse("association:access_review"), icon="check2-square"))
    return links


ACCESS_NOUN = Noun(
    app="association",
    name="access",
    plural="access",
    model=RoleGrant,
    label=gettext_lazy("Access review"),
    labels=gettext_lazy("Access review"),
    listing=ACCESS,
    rows=grants_in_force,
    list_links=list_links,
)


@door("association.list_access")
def show_rights(request: HttpRequest, role: str) -> HttpResponse:
    """Show who has a role and what it may do."""
    if role not in Role.values:
        raise Http404(role)
    grants = list(grants_in_force(get_actor(request)).filter(role=role).order_by("user__display_name", "pk")[:SHOWN])
    people = [
        [
            link_cell(grant.user),
            Cell(grant.scope_name),
            Cell(grant.user.last_login, kind="date"),
            Cell(_("Yes") if grant.has_factor else _("No")),
        ]
        for grant in grants
    ]
    page = DetailPage(
        title=_("%(label)s: %(value)s") % {"label": _("Rights by role"), "value": Role(role).label},
        crumbs=[Link(ACCESS_NOUN.labels, ACCESS_NOUN.address("list")), Link(Role(role).label, "")],
        menu=[Link(label, reverse("association:access_rights", args=[key])) for key, label in Role.choices],
        panels=[
            TablePanel(
                _("Who has it"),
                [_("Full name"), _("Granted for"), _("Last log-in"), _("Second factor")],
                people,
                empty_text=_("Nobody has this role today."),
            ),
            TablePanel(
                _("What it may do"),
                [_("Records"), _("Acts"), _("Only on fitting records")],
                [[Cell(right.noun), Cell(right.acts), Cell(right.own_acts)] for right in rights_of(role)],
            ),
        ],
    )
    return render(request, "association/rights.html", {"page": page, "roles": Role.choices, "role": role})


def number_facts(numbers: dict[str, Any]) -> list[Fact]:
    """Return the numbers of a review with the lists behind them."""
    address = ACCESS_NOUN.address("list")
    facts = [
        Fact(_("Accounts in use"), numbers["active"]),
        Fact(_("Dormant"), numbers["dormant"], url=f"{address}?use=dormant"),
        Fact(_("Without a second factor"), numbers["without_factor"], url=f"{address}?factor=false"),
        Fact(_("Without a role today"), numbers["without_role"]),
    ]
    roles = numbers["roles"]
    return facts + [Fact(label, roles[key], url=f"{address}?role={key}") for key, label in Role.choices if key in roles]


@door("association.review_access")
def review(request: HttpRequest) -> HttpResponse:
    """Show the numbers and the reviews so far, and mark today's as done."""
    actor = get_actor(request)
    page = ConfirmPage(
        title=_("Mark as reviewed"),
        facts=number_facts(access_numbers(actor)),
        submit_label=_("Mark as reviewed"),
        cancel_url=ACCESS_NOUN.address("list"),
        crumbs=[Link(ACCESS_NOUN.labels, ACCESS_NOUN.address("list")), Link(_("Mark as reviewed"), "")],
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method == "POST":
        try:
            mark_reviewed(finding=page.reason, actor=actor)
        except Refusal as refusal:
            page.error = str(refusal)
        else:
            messages.success(request, _("The review is on record. Export the list to keep it with the papers."))
            return redirect(ACCESS_NOUN.address("list"))
    reviews = AccessReview.objects.visible_to(actor).select_related("done_by")[:20]
    context = {"page": page, "reviews": reviews}
    return render(request, "association/access_review.html", context, status=422 if page.error else 200)


@door("association.list_reader")
def show_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who can open a person's page, and who had the full phone number shown."""
    person = get_object_or_404(Person.objects.visible_to(get_actor(request)).select_related("organization"), pk=pk)
    grants = list(readers_of(person)[: SHOWN + 1])
    reveals = [
        [Cell(entry.at, kind="date"), Cell(entry.actor_name), Cell(entry.reason)] for entry in reveals_of(person)[:50]
    ]
    title = _("Who can see %(person)s") % {"person": person}
    page = DetailPage(
        title=title,
        crumbs=[
            Link(_("Persons"), reverse("association:person_list")),
            Link(str(person), person.get_absolute_url()),
            Link(_("Who can see"), ""),
        ],
        panels=[
            FactsPanel([Fact(_("Accounts that can open the page"), len({grant.user_id for grant in grants}))]),
            TablePanel(
                _("By which role"),
                [_("Full name"), _("Role"), _("Granted for"), _("Last log-in")],
                [
                    [
                        Cell(grant.user.display_name),
                        Cell(grant.get_role_display()),
                        Cell(grant.scope_name),
                        Cell(grant.user.last_login, kind="date"),
                    ]
                    for grant in grants[:SHOWN]
                ],
                empty_text=_("Nobody has a role that opens it."),
            ),
            TablePanel(
                _("Full phone number shown to"),
                [_("When"), _("Who"), _("Reason")],
                reveals,
                empty_text=_("To nobody so far."),
            ),
        ],
    )
    return render(request, "ui/detail.html", {"page": page, "object": person})
