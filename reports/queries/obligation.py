"""Every kind of deadline of which people are reminded: each app offers its own, the reminders ask them all."""

from collections.abc import Container
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.queries.obligation import KINDS as ASSOCIATION_KINDS
from association.queries.obligation import look_ahead as look_in_association
from office.enums import STAFF_ROLES, CalendarState
from office.models import WorkdayCalendar
from office.obligation import Obligation, ObligationKind, UsualRule, Windows
from reviews.queries.obligation import KINDS as REVIEW_KINDS
from reviews.queries.obligation import look_ahead as look_in_reviews


def missing_workdays(first: date, last: date) -> list[Obligation]:
    """Return the years whose working days must be published, due on the last day of the year before."""
    years = range(first.year + 1, last.year + 2)
    rows = WorkdayCalendar.objects.filter(year__in=years, state=CalendarState.PUBLISHED)
    return missing_of(set(rows.values_list("year", flat=True)), first, last)


def missing_of(published: Container[int], first: date, last: date) -> list[Obligation]:
    """Return the years between two days that are not among the published ones."""
    kind = ContentType.objects.get_for_model(WorkdayCalendar).pk
    return [
        Obligation(
            f"workday_year:{year}",
            f"{year}年工作日历",
            date(year - 1, 12, 31),
            reverse("office:workday_year", args=[year]),
            about=(kind, str(year)),
        )
        for year in range(first.year + 1, last.year + 2)
        if year not in published and first <= date(year - 1, 12, 31) <= last
    ]


KINDS: tuple[ObligationKind, ...] = (
    *REVIEW_KINDS,
    *ASSOCIATION_KINDS,
    ObligationKind(
        "workday_year",
        _("Working days to publish"),
        missing_workdays,
        UsualRule(
            "20,5", "请发布{事项}", "{事项}尚未发布，按工作日计算的期限将无法跨年推算。请按放假通知录入并发布。", "5"
        ),
        STAFF_ROLES,
    ),
)


def find_kind(name: str) -> ObligationKind | None:
    """Return a kind of deadline by its stored word, None for one that no app offers any more."""
    return next((kind for kind in KINDS if kind.name == name), None)


def look_ahead(windows: Windows, *, published: Container[int]) -> dict[str, list[Obligation]]:
    """Return what falls due by kind, without whom to tell; seven queries, however many kinds are asked about.

    ``published`` are the years whose working days are published.
    """
    found: dict[str, list[Obligation]] = {name: [] for name in windows}
    items = [*look_in_reviews(windows), *look_in_association(windows)]
    if "workday_year" in windows:
        items += missing_of(published, *windows["workday_year"])
    for item in items:
        found[item.key.partition(":")[0]].append(item)
    return found
