"""What waits between the score sheets and the final list: returns, rechecks, public notices, objections, appeals.

The conditions are those of the lists that the lines open, so that number and list agree.
"""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.enums import Role
from office.todo import Waiting
from reviews.enums import NoticeState, ObjectionKind, ObjectionState, RecheckState
from reviews.models import Objection, PublicNotice, Recheck
from reviews.queries.sheet_return import returns_read_by, to_confirm

UNDECIDED_STATES = (ObjectionState.FILED, ObjectionState.ACCEPTED, ObjectionState.INVESTIGATING)


def staff_result_todos(actor: Actor) -> list[Waiting]:
    """Return what the secretariat has to do about results before they are final."""
    return [
        *objection_todos(actor),
        *notice_todos(actor),
        Waiting(
            _("Returns of score sheets to confirm"),
            returns_read_by(actor).filter(to_confirm()),
            f"{reverse('reviews:sheetreturn_list')}?waiting=second",
            _("Answer"),
        ),
        Waiting(
            _("Rechecks to apply or cancel"),
            Recheck.objects.visible_to(actor).filter(state=RecheckState.OPEN),
            f"{reverse('reviews:recheck_list')}?state={RecheckState.OPEN}",
            _("Look"),
        ),
    ]


def objection_todos(actor: Actor) -> list[Waiting]:
    """Return what the secretariat has to do about objections and appeals."""
    objections = reverse("reviews:objection_list")
    filed = objections_read_by(actor)
    return [
        Waiting(_("Objections to handle"), filed.filter(to_handle()), f"{objections}?waiting=objections", _("Handle")),
        Waiting(
            _("Appeals to handle"), filed.filter(appeals_to_handle()), f"{objections}?waiting=appeals", _("Handle")
        ),
        Waiting(
            _("Upheld objections to carry out"),
            filed.filter(state=ObjectionState.UPHELD),
            f"{objections}?state={ObjectionState.UPHELD}",
            _("Handle"),
        ),
    ]


def notice_todos(actor: Actor) -> list[Waiting]:
    """Return the public notices that wait for the secretariat."""
    notices = reverse("reviews:publicnotice_list")
    published = PublicNotice.objects.visible_to(actor)
    today = timezone.localdate()
    return [
        Waiting(
            _("Public notices whose window has ended"),
            published.filter(window_ended(today)),
            f"{notices}?waiting=ended",
            _("Close the window"),
            due="closes_on",
        ),
        Waiting(
            _("Closed notices to make final"),
            published.filter(ready_to_finalize(today)),
            f"{notices}?waiting=final",
            _("Look"),
        ),
    ]


def school_result_todos(actor: Actor) -> list[Waiting]:
    """Return, for a school's administrator, the dismissed objections that can still be appealed against."""
    if actor.role != Role.SCHOOL_ADMINISTRATOR:
        return []
    rows = Objection.objects.visible_to(actor).filter(appealable(timezone.localdate()))
    url = f"{reverse('reviews:objection_list')}?waiting=appealable"
    return [Waiting(_("Dismissed objections open to appeal"), rows, url, _("Look"), due="appeal_until")]


def to_handle() -> Q:
    """Return the condition that an objection is not decided yet."""
    return Q(kind=ObjectionKind.OBJECTION, state__in=UNDECIDED_STATES)


def objections_read_by(actor: Actor) -> Any:
    """Return an actor's objections with ``decided_before``: whether the actor decided what an appeal goes against."""
    own = When(against__decided_by_id=actor.user_id or 0, then=Value(True))
    return Objection.objects.visible_to(actor).annotate(
        decided_before=Case(own, default=Value(False), output_field=BooleanField())
    )


def appeals_to_handle() -> Q:
    """Return the condition that an appeal is not decided, and goes against somebody else's decision."""
    return Q(kind=ObjectionKind.APPEAL, state__in=UNDECIDED_STATES, decided_before=False)


def appealable(today: date) -> Q:
    """Return the condition that a dismissed objection may still be appealed against."""
    return Q(state=ObjectionState.DISMISSED, appeal_until__gte=today, appeal__isnull=True)


def window_ended(today: date) -> Q:
    """Return the condition that a notice's last day has passed and nobody has closed it."""
    return Q(state=NoticeState.PUBLISHED, closes_on__lt=today)


def ready_to_finalize(today: date) -> Any:
    """Return the condition that a notice is closed and nothing in its call holds up the final list any more."""
    same_call = Objection.objects.filter(notice__call=OuterRef("call"))
    drafts = PublicNotice.objects.filter(call=OuterRef("call"), state=NoticeState.DRAFTED)
    return (
        Q(state=NoticeState.CLOSED)
        & ~Exists(same_call.pending())
        & ~Exists(same_call.filter(appealable(today)))
        & ~Exists(drafts)
    )
