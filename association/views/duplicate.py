"""Pages of records that look alike: the list, two records side by side, the search through all of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association.domain.duplicate import MODELS, request_search
from association.domain.merge import merge_of
from association.enums import PairKind, PairState
from association.lists.duplicate import DUPLICATES, state_tone
from association.models import DuplicatePair, Organization, Person
from association.workflow import DUPLICATE
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.workflow import list_words


def pair_facts(pair: DuplicatePair, actor: Actor) -> list[Fact]:
    """Return why two records look like one."""
    return [
        Fact(_("Kind"), pair.get_kind_display()),
        Fact(_("Likeness"), pair.score or ""),
        Fact(_("Reasons"), pair.reason_words),
    ]


def pair_panels(pair: DuplicatePair, actor: Actor) -> list[Any]:
    """Return the two records side by side."""
    rows = sides_of(pair)
    low, high = rows.get(pair.low_id), rows.get(pair.high_id)
    read = organization_lines if pair.kind == PairKind.ORGANIZATION else person_lines
    first, second = read(low), read(high)
    lines = [[Cell(_("Name")), side_cell(low, pair.low_name), side_cell(high, pair.high_name)]]
    for (label, one), (_label, other) in zip(first, second, strict=True):
        if one or other:
            lines.append([Cell(label), Cell(one), Cell(other)])
    return [TablePanel(_("Side by side"), [_("Field"), _("First record"), _("Second record")], lines)]


def sides_of(pair: DuplicatePair) -> dict[int, Any]:
    """Return the two records of a pair by their ids; one that is gone is missing."""
    rows = MODELS[pair.kind].objects.filter(pk__in=(pair.low_id, pair.high_id))
    return {row.pk: row for row in rows.select_related(*RELATED[pair.kind])}


RELATED: dict[str, tuple[str, ...]] = {PairKind.ORGANIZATION: ("region",), PairKind.PERSON: ("organization",)}


def side_cell(record: Any, name: str) -> Cell:
    """Return the name of one side; a record that is gone keeps the name that it had."""
    return (
        Cell(str(record), kind="link", url=record.get_absolute_url())
        if record
        else Cell(_("%(name)s (gone)") % {"name": name})
    )


def organization_lines(organization: Organization | None) -> list[tuple[Any, Any]]:
    """Return what is compared of an organization by eye."""
    labels = (
        _("Kind"),
        _("School level"),
        _("Short name"),
        _("Social credit code"),
        _("Region"),
        _("Former names"),
        _("Founded on"),
        _("Discontinued on"),
        _("Created"),
    )
    if organization is None:
        return [(label, "") for label in labels]
    former = list_words(organization.former_names.values_list("name", flat=True))
    return list(
        zip(
            labels,
            (
                organization.get_kind_display(),
                organization.get_school_level_display(),
                organization.short_name,
                organization.uscc,
                organization.region,
                former,
                organization.founded_on,
                organization.closed_on,
                organization.created_at,
            ),
            strict=True,
        )
    )


def person_lines(person: Person | None) -> list[tuple[Any, Any]]:
    """Return what is compared of a person by eye, the phone masked."""
    labels = (_("Employer"), _("Position"), _("Phone"), _("Employments"), _("Created"))
    if person is None:
        return [(label, "") for label in labels]
    posts = list_words(
        f"{post.organization} {post.position}".strip() for post in person.employments.select_related("organization")
    )
    return list(
        zip(labels, (person.organization, person.position, person.masked_phone, posts, person.created_at), strict=True)
    )


def pair_links(pair: DuplicatePair, actor: Actor) -> list[Link]:
    """Return the two ways to make one record of a pair, and the way to take that back."""
    if not may(actor, "association.merge_duplicate"):
        return []
    if pair.state == PairState.MERGED:
        merge = merge_of(pair.kind, pair.low_id) or merge_of(pair.kind, pair.high_id)
        return [Link(_("Undo the merge"), reverse("association:merge_undo", args=[merge.pk]))] if merge else []
    address = f"association:{pair.kind}_merge"
    return [
        Link(_("Merge, keep the first"), reverse(address, args=[pair.low_id, pair.high_id]), tone="primary"),
        Link(_("Merge, keep the second"), reverse(address, args=[pair.high_id, pair.low_id])),
    ]


def list_links(actor: Actor) -> list[Link]:
    """Return the way to start the search."""
    if not may(actor, "association.search_duplicate"):
        return []
    return [Link(_("Look for duplicates now"), DUPLICATE_NOUN.address("search"), method="post", icon="search")]


@door("association.search_duplicate")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Start a search through all organizations and persons."""
    job = request_search(actor=get_actor(request))
    messages.success(request, _("The search has started; its pairs will stand in the list of possible duplicates."))
    return redirect(job.get_absolute_url())


DUPLICATE_NOUN = Noun(
    app="association",
    name="duplicate",
    plural="duplicates",
    model=DuplicatePair,
    label=gettext_lazy("Possible duplicate"),
    labels=gettext_lazy("Possible duplicates"),
    listing=DUPLICATES,
    facts=pair_facts,
    panels=pair_panels,
    links=pair_links,
    list_links=list_links,
    workflow=DUPLICATE,
    tone=state_tone,
)
