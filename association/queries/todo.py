"""What waits for whom in the association's records."""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from association.enums import GRANT_ROLES, ActivityState, AgreementState, PairState
from association.models import Activity, Agreement, Certificate, DuplicatePair, RoleGrant, Visit
from association.queries.grant import today
from association.queries.profile import unfinished_roots
from office.actor import Actor
from office.todo import Waiting

# A school's administrator needs some weeks to find and name a successor.
GRANT_NOTICE_DAYS = 30


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return what waits for the actor; the home page counts them."""
    items = []
    if actor.is_staff:
        items += [overdue_activities(actor), overdue_visits(actor), unsigned_agreements(actor), open_pairs(actor)]
        items.append(renamed_holders(actor))
    if actor.role in GRANT_ROLES:
        items += [ending_grants(actor), unfinished_set_up()]
    return items


def overdue(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return planned rows whose last day has passed: they were held or not, and somebody must say so."""
    return rows.filter(state=ActivityState.PLANNED, start_on__lt=today()).filter(
        Q(end_on__isnull=True) | Q(end_on__lt=today())
    )


def overdue_activities(actor: Actor) -> Waiting:
    """Count planned activities whose date has passed."""
    found = overdue(Activity.objects.visible_to(actor))
    return Waiting(
        label=_("Activities whose date has passed: held or canceled?"),
        rows=found,
        url=reverse("association:activity_list") + "?waiting=overdue",
        button=_("Handle"),
        due=Coalesce("end_on", "start_on"),
    )


def overdue_visits(actor: Actor) -> Waiting:
    """Count planned visits whose date has passed."""
    found = overdue(Visit.objects.visible_to(actor))
    return Waiting(
        label=_("Visits whose date has passed: held or canceled?"),
        rows=found,
        url=reverse("association:visit_list") + "?waiting=overdue",
        button=_("Handle"),
        due=Coalesce("end_on", "start_on"),
    )


def unsigned_agreements(actor: Actor) -> Waiting:
    """Count drafted agreements."""
    drafted = Agreement.objects.visible_to(actor).filter(state=AgreementState.DRAFTED)
    return Waiting(
        label=_("Drafted agreements to sign"),
        rows=drafted,
        url=reverse("association:agreement_list") + "?state=drafted",
        button=_("View"),
    )


def open_pairs(actor: Actor) -> Waiting:
    """Count the pairs of look-alike records that nobody has decided about."""
    return Waiting(
        label=_("Records that may be entered twice: same or not?"),
        rows=DuplicatePair.objects.visible_to(actor).filter(state=PairState.OPEN),
        url=reverse("association:duplicate_list") + "?state=open",
        button=_("Decide"),
    )


def renamed_holders(actor: Actor) -> Waiting:
    """Count the valid certificates whose person's name was changed after they were issued."""
    return Waiting(
        label=_("Certificates whose holder's name has changed since: replace them?"),
        rows=Certificate.objects.visible_to(actor).with_former_name(),
        url=reverse("association:certificate_list") + "?waiting=renamed",
        button=_("View"),
    )


def ending_grants(actor: Actor) -> Waiting:
    """Count grants that end within thirty days."""
    found = ending(RoleGrant.objects.visible_to(actor))
    return Waiting(
        label=_("Role grants that end within 30 days"),
        rows=found,
        url=reverse("association:grant_list") + "?holds=ending",
        button=_("Renew"),
        due=F("valid_until"),
    )


def unfinished_set_up() -> Waiting:
    """Count the association as long as its set-up is not finished."""
    return Waiting(
        label=_("The set-up of the portal is not finished"),
        rows=unfinished_roots(),
        url=reverse("association:setup"),
        button=_("Go on"),
    )


def ending(grants: QuerySet[Any]) -> QuerySet[Any]:
    """Return the grants in force that end within thirty days."""
    last = today() + timedelta(days=GRANT_NOTICE_DAYS)
    return grants.filter(valid_from__lte=today(), valid_until__gte=today(), valid_until__lte=last)
