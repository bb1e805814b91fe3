"""What waits for whom in the association's records."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from association.enums import GRANT_ROLES, ActivityState, AgreementState
from association.models import Activity, Agreement, RoleGrant, Visit
from association.queries.grant import today
from office.actor import Actor
from office.todo import Todo

# A school's administrator needs some weeks to find and name a successor.
GRANT_NOTICE_DAYS = 30


def waiting_for(actor: Actor) -> list[Todo]:
    """Return what waits for the actor; empty lines included, the home page drops them; at most four queries."""
    items = []
    if actor.is_staff:
        items += [overdue_activities(actor), overdue_visits(actor), unsigned_agreements(actor)]
    if actor.role in GRANT_ROLES:
        items.append(ending_grants(actor))
    return items


def overdue(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return planned rows whose last day has passed: they were held or not, and somebody must say so."""
    return rows.filter(state=ActivityState.PLANNED, start_on__lt=today()).filter(
        Q(end_on__isnull=True) | Q(end_on__lt=today())
    )


def overdue_activities(actor: Actor) -> Todo:
    """Count planned activities whose date has passed."""
    found = measure(overdue(Activity.objects.visible_to(actor)), Coalesce("end_on", "start_on"))
    return Todo(
        label=_("Activities whose date has passed: held or canceled?"),
        count=found["count"],
        url=reverse("association:activity_list") + "?waiting=overdue",
        button=_("Handle"),
        due_on=found["first"],
    )


def overdue_visits(actor: Actor) -> Todo:
    """Count planned visits whose date has passed."""
    found = measure(overdue(Visit.objects.visible_to(actor)), Coalesce("end_on", "start_on"))
    return Todo(
        label=_("Visits whose date has passed: held or canceled?"),
        count=found["count"],
        url=reverse("association:visit_list") + "?waiting=overdue",
        button=_("Handle"),
        due_on=found["first"],
    )


def unsigned_agreements(actor: Actor) -> Todo:
    """Count drafted agreements."""
    drafted = Agreement.objects.visible_to(actor).filter(state=AgreementState.DRAFTED)
    return Todo(
        label=_("Drafted agreements to sign"),
        count=drafted.count(),
        url=reverse("association:agreement_list") + "?state=drafted",
        button=_("View"),
    )


def ending_grants(actor: Actor) -> Todo:
    """Count grants that end within thirty days."""
    found = measure(ending(RoleGrant.objects.visible_to(actor)), F("valid_until"))
    return Todo(
        label=_("Role grants that end within 30 days"),
        count=found["count"],
        url=reverse("association:grant_list") + "?holds=ending",
        button=_("Renew"),
        due_on=found["first"],
    )


def ending(grants: QuerySet[Any]) -> QuerySet[Any]:
    """Return the grants in force that end within thirty days."""
    last = today() + timedelta(days=GRANT_NOTICE_DAYS)
    return grants.filter(valid_from__lte=today(), valid_until__gte=today(), valid_until__lte=last)


def measure(rows: QuerySet[Any], day: Any) -> dict[str, Any]:
    """Return how many rows there are and the earliest of their days, in one query."""
    return rows.order_by().aggregate(count=Count("pk"), first=Min(day))
