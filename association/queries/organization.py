"""Names and successions of organizations as of a date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from association.models import FormerName, Organization, Succession


def names_on(organization_ids: Iterable[int], day: date) -> dict[int, str]:
    """Return each organization's name on a day: the former name that still held, else the present one; two queries."""
    ids = list(organization_ids)
    names = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "name"))
    # Ordered backwards, so that of several former names the earliest that ends after the day is written last.
    former = FormerName.objects.filter(organization_id__in=ids, until__gt=day).order_by("-until")
    names.update(former.values_list("organization_id", "name"))
    return names


def name_on(organization: Organization, day: date) -> str:
    """Return an organization's name on a day; one query."""
    former = organization.former_names.filter(until__gt=day).order_by("until").first()
    return former.name if former else organization.name


def successions_of(organization: Organization) -> QuerySet[Any]:
    """Return what an organization came from and what came of it, oldest first."""
    sides = Q(predecessor=organization) | Q(successor=organization)
    return Succession.objects.filter(sides).select_related("predecessor", "successor").order_by("on", "id")


def changes_since(organization_ids: Iterable[int], day: date) -> dict[int, list[Succession]]:
    """Return what happened to organizations after a day, by the predecessor's id; one query.

    For documents printed on that day: their rows keep the names as printed, this says what changed since.
    """
    found = defaultdict(list)
    rows = Succession.objects.filter(predecessor_id__in=list(organization_ids), on__gt=day)
    for row in rows.select_related("successor").order_by("on", "id"):
        found[row.predecessor_id].append(row)
    return dict(found)


def present_heirs(organization: Organization) -> list[Organization]:
    """Return the organizations in which one lives on today: itself while it is open, else its successors'; by name."""
    heirs: dict[int, Organization] = {}
    seen: set[int] = set()
    waiting = [organization]
    while waiting:
        current = waiting.pop()
        if current.pk in seen:
            continue
        seen.add(current.pk)
        if current.closed_on is None:
            heirs[current.pk] = current
            continue
        lines = current.successors.exclude(successor_id=current.pk).select_related("successor")
        waiting.extend(line.successor for line in lines)
    return sorted(heirs.values(), key=lambda heir: heir.name_key)


def same_name(name: str) -> QuerySet[Any]:
    """Return the organizations that have or had a name, open ones first: for imports and before a new one."""
    former = FormerName.objects.filter(name=name).values("organization")
    return Organization.objects.filter(Q(name=name) | Q(short_name=name) | Q(pk__in=former)).order_by(
        F("closed_on").desc(nulls_first=True), "pk"
    )


def lineage_of(organization: Organization) -> dict[int, Succession | None]:
    """Return an organization and all it came from, each with the step that led to it; itself has none.

    A query for each generation; a rename keeps the organization, so its former names need no step.
    """
    found: dict[int, Succession | None] = {organization.pk: None}
    newest = [organization.pk]
    while newest:
        rows = Succession.objects.filter(successor__in=newest).exclude(predecessor=F("successor")).order_by("on", "id")
        steps = {row.predecessor_id: row for row in rows if row.predecessor_id not in found}
        found |= steps
        newest = list(steps)
    return found
