"""When a call takes what is sent in: the shown instants, the grace, the extension of one entry."""

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor
from office.workflow import Refusal
from reviews.enums import CallState
from reviews.models import Call, Submission


class CallNotAccepting(Refusal):
    """The call does not accept what the actor sends at this moment."""


def check_accepts(call: Call, *, actor: Actor, submission: Submission | None = None) -> None:
    """Refuse unless the call accepts from this actor now, saying since when or from when.

    Schools are bound to the shown instants: ``closes_at`` for beginning something, for a ``submission`` begun before
    also the grace and its own extension. Staff may record late and paper submissions until the call is decided.
    """
    if actor.is_school:
        now = timezone.now()
        if call.accepts_at(now) or (submission is not None and submission.accepts_at(now)):
            return
        if call.state == CallState.OPEN and call.opens_at and now < call.opens_at:
            opens = localtime(call.opens_at).strftime("%Y-%m-%d %H:%M")
            raise CallNotAccepting(_("“%(call)s” opens on %(time)s.") % {"call": call, "time": opens})
        ends = submission.closes_at if submission is not None else call.closes_at
        if call.state == CallState.OPEN and ends:
            closed = localtime(ends).strftime("%Y-%m-%d %H:%M")
            raise CallNotAccepting(_("“%(call)s” closed on %(time)s.") % {"call": call, "time": closed})
    elif call.state in {CallState.OPEN, CallState.CLOSED}:
        return
    raise CallNotAccepting(
        _("“%(call)s” is now “%(state)s” and accepts nothing.") % {"call": call, "state": call.get_state_display()}
    )
