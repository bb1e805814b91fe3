"""Everybody's open work: what every app offers, counted by person."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from association.models import RoleGrant
from association.queries.grant import actor_of, today, valid_grants
from office.actor import Actor
from office.handover import OpenWork, visible_rows
from office.models import User
from office.queries.handover import open_work as office_work
from reports.enums import ReportState
from reports.models import Report
from reviews.queries.handover import open_work as reviews_work

OPEN_REPORTS = (ReportState.DRAFT, ReportState.UNDER_REVIEW)


def all_work() -> list[OpenWork]:
    """Return the kinds of open work of all apps."""
    reports = Report.objects.filter(state__in=OPEN_REPORTS)
    own = OpenWork("reports.report", _("Reports being written"), reports, "prepared_by", visible_rows)
    return [own, *reviews_work(), *office_work()]


def count_by_user() -> dict[int, dict[str, int]]:
    """Return how much of each kind hangs on whom; one query a kind."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for work in all_work():
        name = f"{work.field}_id"
        for row in work.rows.filter(**{f"{work.field}__isnull": False}).order_by().values(name).annotate(n=Count("pk")):
            found[row[name]][work.key] = row["n"]
    return found


def grants_to_end(user: User) -> list[RoleGrant]:
    """Return the grants of a person that hold today or begin later."""
    rows = RoleGrant.objects.filter(user=user).exclude(valid_until__lt=today())
    return list(rows.select_related("organization", "body").order_by("id"))


@dataclass(frozen=True)
class Load:
    """One kind of somebody's open work: how much, the first few names, and how much the successor may not work on."""

    work: OpenWork
    count: int
    names: list[str]
    unseen: int = 0


def loads_of(user: User, *, actor: Actor, successor: User | None = None) -> list[Load]:
    """Return the open work of a person, kinds without any left out; names only as far as the actor may read them."""
    loads = []
    actors = (
        [actor_of(successor, grants, grant.pk) for grants in [valid_grants(successor)] for grant in grants]
        if (successor)
        else []
    )
    for work in all_work():
        rows = work.of(user.pk)
        count = rows.count()
        if not count:
            continue
        seen: set[Any] = set()
        for who in actors:
            seen.update(work.seen_by(rows, who).values_list("pk", flat=True))
        names = [str(row) for row in work.seen_by(rows, actor).order_by("pk")[:5]]
        loads.append(Load(work, count, names, count - len(seen) if successor else 0))
    return loads
