"""What calls put into the calendar: the day they open and the time they close."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils.timezone import localtime, make_aware
from django.utils.translation import pgettext

from office.actor import Actor
from office.agenda import Entry, Span
from reviews.enums import CallState
from reviews.models import Call, Submission


def entries_of(actor: Actor, span: Span) -> list[Entry]:
    """Return the openings and closings of published calls that the actor may see; one query."""
    start = make_aware(datetime.combine(span.first, time()))
    end = make_aware(datetime.combine(span.last + timedelta(days=1), time()))
    rows = Call.objects.visible_to(actor).exclude(state=CallState.DRAFTED)
    # A call that closes at midnight is due the day before, so the end itself belongs to the span.
    rows = rows.filter(Q(opens_at__gte=start, opens_at__lt=end) | Q(closes_at__gt=start, closes_at__lte=end))
    if span.own and actor.organization_id:
        rows = rows.filter(
            Q(pk__in=Submission.objects.visible_to(actor).order_by().values("call_id")) | Q(state=CallState.OPEN)
        )
    found = []
    for call in rows.order_by("closes_at", "pk"):
        if call.opens_at and start <= call.opens_at < end:
            found.append(entry(call, "opens", pgettext("calendar", "Opens"), call.opens_at, ""))
        if call.closes_at and start < call.closes_at <= end:
            found.append(entry(call, "closes", pgettext("calendar", "Closes"), call.closes_at, "danger"))
    return found


def entry(call: Call, act: str, mark: str, moment: datetime, tone: str) -> Entry:
    """Return the entry of one instant of a call; midnight is shown as the end of the day before."""
    local = localtime(moment)
    day = (local - timedelta(microseconds=1)).date() if act == "closes" else local.date()
    return Entry(
        key=f"call-{call.pk}-{act}",
        mark=mark,
        title=call.title,
        first=day,
        last=day,
        url=call.get_absolute_url(),
        at=local if act == "closes" or local.time() != time() else None,
        tone=tone,
    )
