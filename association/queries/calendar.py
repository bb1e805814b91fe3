"""What the association's records put into the calendar: activities, their sessions, visits, ends of agreements."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from association.enums import ActivityState, AgreementState, DatePrecision
from association.models import Activity, ActivitySession, Agreement, Visit
from office.actor import Actor
from office.agenda import Entry, Span


def entries_of(actor: Actor, span: Span) -> list[Entry]:
    """Return the entries of a span that the actor may see; four queries."""
    entries = [*activities(actor, span), *sessions(actor, span)]
    return entries if span.own else [*entries, *visits(actor, span), *agreements(actor, span)]


def own_activities(actor: Actor, span: Span) -> QuerySet[Any]:
    """Return the activities that the actor may see; when asked so, those in which the own school takes a part."""
    rows = Activity.objects.visible_to(actor).exclude(state=ActivityState.CANCELED)
    if span.own and actor.organization_id:
        rows = rows.filter(hosts__organization_id=actor.organization_id).distinct()
    return rows


def touching(rows: QuerySet[Any], span: Span) -> QuerySet[Any]:
    """Return dated rows of which a day lies in the span; what is known to the year only has no place there."""
    dated = rows.filter(start_on__isnull=False).exclude(date_precision=DatePrecision.YEAR)
    dated = dated.annotate(last_day=Coalesce(F("end_on"), F("start_on")))
    return dated.filter(start_on__lte=span.last, last_day__gte=span.first).order_by("start_on", "pk")


def activities(actor: Actor, span: Span) -> list[Entry]:
    """Return activities, each with its kind as mark."""
    return [
        Entry(
            key=f"activity-{row.pk}",
            mark=str(row.get_kind_display()),
            title=row.title,
            first=row.start_on,
            last=row.last_day,
            url=row.get_absolute_url(),
            place=row.venue,
            tone="accent",
            vague=row.date_precision == DatePrecision.MONTH,
        )
        for row in touching(own_activities(actor, span), span)
    ]


def sessions(actor: Actor, span: Span) -> list[Entry]:
    """Return the sessions of activities on their days, but not where the activity has that one day itself."""
    rows = ActivitySession.objects.filter(
        activity__in=own_activities(actor, span).order_by().values("pk"), held_on__range=(span.first, span.last)
    )
    rows = rows.exclude(Q(held_on=F("activity__start_on")) & Q(activity__end_on__isnull=True))
    return [
        Entry(
            key=f"session-{row.pk}",
            mark=_("Session"),
            title=str(row),
            first=row.held_on,
            last=row.held_on,
            url=row.get_absolute_url(),
            place=row.place,
        )
        for row in rows.select_related("activity").order_by("held_on", "pk")
        if row.held_on
    ]


def visits(actor: Actor, span: Span) -> list[Entry]:
    """Return visits to and from partners."""
    rows = touching(Visit.objects.visible_to(actor).exclude(state=ActivityState.CANCELED), span)
    return [
        Entry(
            key=f"visit-{row.pk}",
            mark=_("Visit"),
            title=row.title,
            first=row.start_on,
            last=row.last_day,
            url=row.get_absolute_url(),
            place=row.place,
            vague=row.date_precision == DatePrecision.MONTH,
        )
        for row in rows
    ]


def agreements(actor: Actor, span: Span) -> list[Entry]:
    """Return the days on which signed agreements end."""
    rows = Agreement.objects.visible_to(actor).filter(
        state=AgreementState.SIGNED, valid_until__range=(span.first, span.last)
    )
    return [
        Entry(
            key=f"agreement-{row.pk}",
            mark=_("Ends"),
            title=row.title,
            first=row.valid_until,
            last=row.valid_until,
            url=row.get_absolute_url(),
            tone="danger",
        )
        for row in rows.order_by("valid_until", "pk")
        if row.valid_until
    ]
