"""Secret calendar links: opened, renewed, revoked, and read under the grant they were made for."""

import hashlib
import secrets
from datetime import UTC, date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from association.queries.grant import actor_of, valid_grants
from office.actor import Actor
from office.agenda import Entry, Span
from office.domain.audit import record_act
from office.models import User
from office.workflow import refuse_unless
from reports.models import CalendarFeed
from reports.queries.calendar import entries_of

# What a calendar program gets: the last quarter and somewhat more than a year ahead.
BACK, AHEAD = timedelta(days=92), timedelta(days=400)
# The time of the last reading is kept to the hour: a program that asks every minute writes nothing.
READ_STEP = timedelta(hours=1)


def open_feed(*, actor: Actor) -> str:
    """Return the secret of a new link for the actor's user under the active grant; an earlier link of both ends."""
    refuse_unless(actor.grant_id is not None, _("A calendar link needs a valid role."))
    secret = secrets.token_urlsafe(32)
    user = User.objects.get(pk=actor.user_id or 0)
    with transaction.atomic():
        open_feeds(actor).update(revoked_at=timezone.now())
        CalendarFeed.objects.create(user=user, grant_id=actor.grant_id or 0, digest=digest_of(secret))
        record_act(user, "open_feed", actor=actor)
    return secret


def revoke_feed(*, actor: Actor) -> bool:
    """End the link of the actor's user under the active grant; False when there is none."""
    with transaction.atomic():
        if not open_feeds(actor).update(revoked_at=timezone.now()):
            return False
        record_act(User.objects.get(pk=actor.user_id or 0), "revoke_feed", actor=actor)
    return True


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return the open link of the actor's user under the active grant."""
    return open_feeds(actor).first()


def open_feeds(actor: Actor) -> QuerySet[CalendarFeed]:
    """Return the open links of the actor's user under the active grant: at most one."""
    rows = CalendarFeed.objects.filter(user_id=actor.user_id or 0, grant_id=actor.grant_id or 0)
    return rows.filter(revoked_at__isnull=True)


def reader_of(secret: str) -> Actor | None:
    """Return who reads by a secret: its user under its grant while account, grant and link hold, else None."""
    rows = CalendarFeed.objects.filter(digest=digest_of(secret), revoked_at__isnull=True, user__is_active=True)
    feed = rows.select_related("user").first()
    if feed is None:
        return None
    grants = valid_grants(feed.user)
    if not any(grant.pk == feed.grant_id for grant in grants):
        return None
    now = timezone.now()
    if feed.read_at is None or feed.read_at < now - READ_STEP:
        CalendarFeed.objects.filter(pk=feed.pk).update(read_at=now)
    return actor_of(feed.user, grants, feed.grant_id)


def digest_of(secret: str) -> str:
    """Return what the database keeps of a secret; it is random enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def write_feed(actor: Actor, *, today: date) -> bytes:
    """Return the iCalendar file (RFC 5545) of what the actor may see around a day."""
    book = Calendar()
    book.add("prodid", "-//Association portal//Calendar//ZH")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", " · ".join(part for part in (_("Association calendar"), actor.scope_name) if part))
    book.add("x-wr-timezone", settings.TIME_ZONE)
    for entry in entries_of(actor, Span(today - BACK, today + AHEAD)):
        if not entry.vague:
            book.add_component(event_of(entry))
    return bytes(book.to_ical())


def event_of(entry: Entry) -> Event:
    """Return one entry as an event: at its time where there is one, else for whole days."""
    event = Event()
    event.add("uid", f"{entry.key}@{settings.PUBLIC_URL.partition('://')[2] or 'portal'}")
    event.add("dtstamp", timezone.now())
    event.add("summary", f"{entry.mark}：{entry.title}")
    if entry.at is not None:
        moment = entry.at.astimezone(UTC)
        event.add("dtstart", moment)
        event.add("dtend", moment)
    else:
        event.add("dtstart", entry.first)
        event.add("dtend", entry.last + timedelta(days=1))  # the end of whole days is the day after the last
        event.add("transp", "TRANSPARENT")
    if entry.place:
        event.add("location", entry.place)
    event.add("url", f"{settings.PUBLIC_URL}{entry.url}")
    return event
