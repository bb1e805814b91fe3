"""What waits for somebody in the review engine."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.actor import Actor
from office.enums import Role
from office.todo import Waiting
from reviews.enums import AwardState, CallState, ChangeState, SubmissionState
from reviews.models import Award, Call, ChangeRequest, Submission
from reviews.queries.call import accepting
from reviews.queries.desk import unscored_assignments
from reviews.queries.qualification import waiting_rows
from reviews.queries.todo_results import school_result_todos, staff_result_todos

CLOSING_SOON_DAYS = 14


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return the lines of the home page: drafts and closing calls for a school, decisions for staff."""
    if actor.is_staff:
        return [*staff_todos(actor), *staff_result_todos(actor)]
    if actor.role == Role.REVIEWER:
        return reviewer_todos(actor)
    return [*school_todos(actor), *school_result_todos(actor)] if actor.is_school else []


def staff_todos(actor: Actor) -> list[Waiting]:
    """Return submissions to check, calls past their time, change requests, and awards not yet final."""
    now = timezone.now()
    overdue = Call.objects.visible_to(actor).filter(past_closing(now))
    proposed = Award.objects.visible_to(actor).filter(state=AwardState.PROPOSED)
    calls, awards = reverse("reviews:call_list"), reverse("reviews:award_list")
    return [
        Waiting(_("Submissions to check"), waiting_rows(actor), reverse("reviews:qualification_list"), _("Check")),
        Waiting(
            _("Calls past their closing time"),
            overdue,
            f"{calls}?waiting=overdue",
            _("Close call"),
            due=TruncDate("closes_at"),
        ),
        Waiting(
            _("Change requests to decide"),
            ChangeRequest.objects.visible_to(actor).filter(state=ChangeState.FILED),
            f"{reverse('reviews:changerequest_list')}?state={ChangeState.FILED}",
            _("Decide"),
        ),
        Waiting(_("Awards proposed, not final"), proposed, f"{awards}?state=proposed", _("Look")),
    ]


def reviewer_todos(actor: Actor) -> list[Waiting]:
    """Return the own entries to score; how many others have is nobody's business."""
    rows = unscored_assignments(actor, timezone.now())
    due = TruncDate("entry__round__closes_at")
    return [Waiting(_("Entries to score"), rows, reverse("reviews:desk"), pgettext("act", "Score"), due=due)]


def school_todos(actor: Actor) -> list[Waiting]:
    """Return the own drafts in calls that accept now, and the calls that close within two weeks."""
    now = timezone.now()
    drafts = Submission.objects.visible_to(actor).filter(unsent(now))
    soon = Call.objects.visible_to(actor).filter(closing_soon(now))
    later = Call.objects.visible_to(actor).filter(closing_later(now))
    submissions, calls = reverse("reviews:submission_list"), reverse("reviews:call_list")
    return [
        *administrator_todos(actor, submissions),
        Waiting(
            _("Drafts not sent in"),
            drafts,
            f"{submissions}?waiting=unsent",
            _("Continue"),
            due=TruncDate("call__closes_at"),
        ),
        Waiting(
            _("Calls closing soon"),
            soon,
            f"{calls}?waiting=soon",
            _("Look"),
            due=TruncDate("closes_at"),
        ),
        Waiting(_("Calls open now"), later, f"{calls}?waiting=later", _("Look"), due=TruncDate("closes_at")),
    ]


def administrator_todos(actor: Actor, submissions: str) -> list[Waiting]:
    """Return, for a school's administrator, the entries that wait for the school."""
    if actor.role != Role.SCHOOL_ADMINISTRATOR:
        return []
    offered = Submission.objects.visible_to(actor).filter(state=SubmissionState.OFFERED)
    url = f"{submissions}?state={SubmissionState.OFFERED}"
    return [
        Waiting(_("Entries that wait for the school"), offered, url, _("Endorse"), due=TruncDate("call__closes_at"))
    ]


def past_closing(now: datetime) -> Q:
    """Return the condition that a call is still open after its closing time."""
    return Q(state=CallState.OPEN, closes_at__lte=now)


def closing_soon(now: datetime) -> Q:
    """Return the condition that a call accepts now and closes within two weeks."""
    return accepting(now) & Q(closes_at__lte=now + timedelta(days=CLOSING_SOON_DAYS))


def closing_later(now: datetime) -> Q:
    """Return the condition that a call accepts now and closes in more than two weeks, or at no set time."""
    rest = Q(closes_at__isnull=True) | Q(closes_at__gt=now + timedelta(days=CLOSING_SOON_DAYS))
    return Q(state=CallState.OPEN, opens_at__lte=now) & rest


def unsent(now: datetime) -> Q:
    """Return the condition that a submission is a draft that may still come in: ``Submission.accepts_at`` for rows."""
    in_time = Q(call__in=Call.objects.filter(accepting(now)))
    in_grace = Q(call__state=CallState.OPEN, call__opens_at__lte=now, call__drafts_until__gt=now)
    extended = Q(call__state__in=[CallState.OPEN, CallState.CLOSED], extended_until__gt=now)
    return Q(state=SubmissionState.DRAFTED) & (in_time | in_grace | extended)
