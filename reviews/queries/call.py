"""Read calls. Functions named ``*_of`` work in system scope: figures count all rows; pages add ``visible_to``."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from office.actor import Actor
from reviews.enums import CallKind, CallState
from reviews.models import Award, Call, FormVersion, PublicNotice, Round, Track


def calls_of(*, body_id: int, year: int, kind: CallKind | str) -> Any:
    """Return a body's calls of one kind and year, in system scope."""
    return Call.objects.filter(body_id=body_id, year=year, kind=kind)


def tracks_of(call: Call) -> Any:
    """Return a call's tracks in order."""
    return Track.objects.filter(call=call)


def last_round_of(call: Call) -> Round | None:
    """Return the last round of a call, None when it has none."""
    return Round.objects.filter(call=call).order_by("-order").first()


def with_results(rows: Any, actor: Actor) -> Any:
    """Add to calls, or to rows that share their key, what their pages lead on to.

    ``notice_key`` is the newest public notice that the actor may see, None without one; ``has_awards`` tells whether
    any award has been proposed, ``has_form`` whether the actor may see an entry form.
    """
    notices = PublicNotice.objects.visible_to(actor).filter(call=OuterRef("pk")).order_by("-version")
    return rows.annotate(
        notice_key=Subquery(notices.values("pk")[:1]),
        has_form=Exists(FormVersion.objects.visible_to(actor).filter(call=OuterRef("pk"))),
        has_awards=Exists(Award.objects.filter(submission__call=OuterRef("pk"))),
    )


def accepting(now: datetime) -> Q:
    """Return the condition that a call accepts submissions from schools at an instant."""
    return Q(state=CallState.OPEN, opens_at__lte=now) & (Q(closes_at__isnull=True) | Q(closes_at__gt=now))


def takes_from(call: Call, actor: Actor, *, now: datetime) -> bool:
    """Return whether the actor may send something in to a call at this moment; the rule of ``calls_to_enter``."""
    return call.state in {CallState.OPEN, CallState.CLOSED} if actor.is_staff else call.accepts_at(now)


def calls_to_enter(actor: Actor, *, kind: CallKind | str, now: datetime) -> Any:
    """Return the calls of a kind to which the actor may send something in at this moment.

    A school: those that accept now. Staff: also closed ones, because late and paper entries are recorded afterwards.
    """
    rows = Call.objects.visible_to(actor).filter(kind=kind)
    if actor.is_staff:
        return rows.filter(state__in=[CallState.OPEN, CallState.CLOSED])
    return rows.filter(accepting(now))
