"""Who has not sent anything to a call yet: the list behind the text for WeChat."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from association.enums import OrganizationKind
from association.models import Organization
from association.queries.obligation import administrators_of_schools
from office.actor import Actor
from reviews.enums import RECEIVED_STATES, UNSENT_STATES, CallState
from reviews.models import Call, Submission


@dataclass(frozen=True)
class Missing:
    """The schools of a call: how many have sent something, who has only begun, who has nothing at all."""

    sent: int
    begun: tuple[str, ...]
    silent: tuple[str, ...]


def calls_to_chase(actor: Actor) -> Any:
    """Return the open calls that the actor may see, the next to close first."""
    return Call.objects.visible_to(actor).filter(state=CallState.OPEN).order_by("closes_at", "pk")


def missing_of(call: Call, *, level: str = "", everybody: bool = False) -> Missing:
    """Return which expected schools have sent nothing in to a call; four queries at most, names in their sort order.

    Expected are the schools whose administrators have an account here, or (everybody) all open schools on record.
    """
    schools = Organization.objects.filter(kind=OrganizationKind.SCHOOL).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=timezone.localdate())
    )
    if level:
        schools = schools.filter(school_level=level)
    if not everybody:
        schools = schools.filter(pk__in=list(administrators_of_schools()))
    rows = Submission.objects.filter(call=call, organization__isnull=False).order_by()
    sent = set(rows.filter(state__in=RECEIVED_STATES).values_list("organization_id", flat=True))
    drafts = set(rows.filter(state__in=UNSENT_STATES).values_list("organization_id", flat=True)) - sent
    expected = list(schools.order_by("name_key", "pk").values_list("pk", "name"))
    return Missing(
        sent=len(sent),
        begun=tuple(name for pk, name in expected if pk in drafts),
        silent=tuple(name for pk, name in expected if pk not in drafts and pk not in sent),
    )
