"""Find the records that a new one may repeat: by blocks of indexed columns, never by a look at the whole table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Length

from association.methods.matching import (
    ASK_SCORE,
    PLACE_LENGTH,
    Likeness,
    OrganizationTraits,
    PersonTraits,
    compare_organizations,
    compare_persons,
    loose_name,
    parts_of,
)
from association.models import Employment, FormerName, Organization, Person
from office.actor import Actor

# So many rows of each look are compared at the most, so many candidates shown.
LOOKED_AT = 400
# One sign more or less, and a word like 市 that the compared form leaves out.
SLACK = 2
SAME_FORMS = ("name_plain", "name_core", "name_sound")
TRAITS = ("pk", "name_plain", "short_plain", "uscc", "region_id", "kind", "school_level")
SHOWN = 5


@dataclass(frozen=True)
class Lookalike:
    """A stored record that a new one may repeat."""

    record: Any
    likeness: Likeness


def organization_lookalikes(draft: Organization, *, actor: Actor) -> list[Lookalike]:
    """Return the organizations visible to the actor that a new one may repeat, likeliest first, at most five.

    ``draft`` is not stored; its derived fields must be filled. Six queries.
    """
    if not draft.name_plain:
        return []
    seen = Organization.objects.visible_to(actor).order_by()
    same = in_blocks(draft, SAME_FORMS)
    names = same | Q(short_plain=draft.name_plain) | Q(name_plain__in=parts_of(loose_name(draft.name_plain)))
    if draft.short_plain:
        names |= Q(name_plain=draft.short_plain) | Q(short_plain=draft.short_plain)
    if draft.uscc:
        names |= Q(uscc=draft.uscc)
    names |= Q(pk__in=list(FormerName.objects.filter(same).values_list("organization_id", flat=True)[:LOOKED_AT]))
    looks = (seen.filter(names), near(draft, seen))
    rows = {row.pk: row for look in looks for row in look.values_list(*TRAITS, named=True)[:LOOKED_AT]}
    others = former_forms(list(rows))
    mine = traits_of(draft, ())
    found = likeliest(rows.values(), lambda row: compare_organizations(mine, traits_of(row, others[row.pk])))
    records = Organization.objects.in_bulk([item.record.pk for item in found]) if found else {}
    return [Lookalike(records[item.record.pk], item.likeness) for item in found if item.record.pk in records]


def near(draft: Organization, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the rows whose names may be the draft's with a slip or without a place: of its kind, its place or ending.

    With a region they come by its index; those without one are looked through for the first two signs.
    """
    plain = draft.name_plain
    rows = rows.annotate(length=Length("name_plain")).filter(kind=draft.kind)
    slip = Q(length__range=(len(plain) - SLACK, len(plain) + SLACK))
    place, ending = Q(name_plain__startswith=plain[:2]), Q(name_tail=draft.name_tail)
    longer = Q(name_plain__endswith=plain, length__lte=len(plain) + PLACE_LENGTH + 1)
    if draft.region_id:
        return rows.filter(Q(region=draft.region_id) | Q(region=None)).filter(slip & (place | ending) | longer)
    return rows.filter(slip & place | longer)


def person_lookalikes(draft: Person, *, actor: Actor) -> list[Lookalike]:
    """Return the persons visible to the actor whom a new one may repeat, likeliest first, at most five; two queries."""
    if not draft.name_plain:
        return []
    names = in_blocks(draft, ("name_plain", "name_sound", "phone_tail"))
    rows = list(Person.objects.visible_to(actor).filter(names).select_related("organization")[:LOOKED_AT])
    employers = past_employers([row.pk for row in rows])
    mine = person_traits(draft, ())
    return likeliest(rows, lambda row: compare_persons(mine, person_traits(row, employers[row.pk])))


def in_blocks(draft: Model, columns: Sequence[str]) -> Q:
    """Return the condition that a row shares one of a draft's filled columns."""
    condition = Q(pk__in=())
    for column in columns:
        value = getattr(draft, column)
        if value:
            condition |= Q(**{column: value})
    return condition


def likeliest(rows: Iterable[Any], compare: Callable[[Any], Likeness]) -> list[Lookalike]:
    """Return the rows that are worth asking about, likeliest first."""
    found = [Lookalike(row, compare(row)) for row in rows]
    found = [item for item in found if item.likeness.score >= ASK_SCORE]
    return sorted(found, key=lambda item: (-item.likeness.score, item.record.pk))[:SHOWN]


def former_forms(organization_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the plain forms of organizations' former names; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = FormerName.objects.filter(organization_id__in=organization_ids)
    for organization_id, plain in rows.values_list("organization_id", "name_plain"):
        found[organization_id].append(plain)
    return found


def past_employers(person_ids: Sequence[int]) -> dict[int, list[int]]:
    """Return the ids of persons' employers through time; one query."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Employment.objects.filter(person_id__in=person_ids)
    for person_id, organization_id in rows.values_list("person_id", "organization_id"):
        found[person_id].append(organization_id)
    return found


def traits_of(organization: Any, former: Iterable[str]) -> OrganizationTraits:
    """Return what is compared of an organization."""
    others = frozenset(name for name in (organization.short_plain, *former) if name)
    return OrganizationTraits(
        plain=organization.name_plain,
        others=others,
        uscc=organization.uscc,
        region=organization.region_id,
        kind=organization.kind,
        level=organization.school_level,
    )


def person_traits(person: Any, past: Iterable[int]) -> PersonTraits:
    """Return what is compared of a person."""
    employers = frozenset(key for key in (person.organization_id, *past) if key)
    return PersonTraits(plain=person.name_plain, employers=employers, phone=person.phone_tail)
