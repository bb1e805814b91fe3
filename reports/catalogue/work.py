"""Figures of the bodies' own work: activities, visits, publications."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from association.enums import ActivityState, PublicationState
from association.models import Activity, ActivitySession, Issue, Publication, Visit, VisitDay
from reports.catalogue.base import FigureSpec, YearScope, stated_figures

ACTIVITIES, EXCHANGES, PUBLICITY = "activities", "exchanges", "publicity"


def activities_of_year(scope: YearScope) -> Any:
    """Return the activities held in the year that no call and no contest elsewhere stands for."""
    return (
        Activity.objects.filter(
            body_id__in=scope.body_ids,
            year=scope.year,
            state=ActivityState.HELD,
            call__isnull=True,
            external_contest__isnull=True,
        )
        .select_related("body")
        .prefetch_related("counts", "sessions", "hosts__organization", "hosts__body")
        .order_by(F("start_on").asc(nulls_last=True), "pk")
    )


def visits_of_year(scope: YearScope) -> Any:
    """Return the visits made and received in the year."""
    return (
        Visit.objects.filter(body_id__in=scope.body_ids, year=scope.year, state=ActivityState.HELD)
        .select_related("body")
        .prefetch_related("counts", "days", "parties__organization", "parties__person")
        .order_by(F("start_on").asc(nulls_last=True), "pk")
    )


def publications_of_year(scope: YearScope) -> Any:
    """Return what was published or in work in the year: its own year, or with an issue of the year."""
    published = Publication.objects.filter(body_id__in=scope.body_ids).exclude(state=PublicationState.PLANNED)
    with_issue = Issue.objects.filter(year=scope.year).values("publication_id")
    return (
        (published.filter(year=scope.year) | published.filter(pk__in=with_issue))
        .distinct()
        .select_related("body")
        .prefetch_related("counts")
        .order_by("kind", "pk")
    )


def activity_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield sessions and stated counts of each activity."""
    for activity in activities_of_year(scope):
        sessions = ActivitySession.objects.filter(activity=activity)
        if activity.sessions.all():
            yield FigureSpec(
                name=f"activity.sessions:{activity.pk}",
                label=f"{activity.title}·场次",
                unit="场",
                group=ACTIVITIES,
                rows=sessions,
                period=activity.date_text,
            )
        yield from stated_figures(
            activity.counts.all(), label=activity.title, group=ACTIVITIES, period=activity.date_text
        )


def visit_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield the number of listed days and the stated counts of each visit."""
    for visit in visits_of_year(scope):
        if visit.days.all():
            yield FigureSpec(
                name=f"visit.days:{visit.pk}",
                label=f"{visit.title}·次数",
                unit="次",
                group=EXCHANGES,
                rows=VisitDay.objects.filter(visit=visit),
                period=visit.date_text,
            )
        yield from stated_figures(visit.counts.all(), label=visit.title, group=EXCHANGES, period=visit.date_text)


def publication_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield the issues of each periodical in the year and the stated counts of each publication."""
    for publication in publications_of_year(scope):
        yield FigureSpec(
            name=f"publication.issues:{publication.pk}",
            label=f"《{publication.title}》·期数",
            unit="期",
            group=PUBLICITY,
            rows=Issue.objects.filter(publication=publication, year=scope.year),
            period=f"{scope.year}年",
        )
        yield from stated_figures(
            publication.counts.all(), label=f"《{publication.title}》", group=PUBLICITY, period=f"{scope.year}年"
        )
