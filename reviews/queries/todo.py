"""What waits for somebody in the review engine."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor
from office.todo import Todo
from reviews.enums import AwardState, CallState, SubmissionState
from reviews.models import Award, Call, Submission
from reviews.queries.call import accepting

CLOSING_SOON_DAYS = 14


def waiting_for(actor: Actor) -> list[Todo]:
    """Return the lines of the home page: drafts and closing calls for a school, decisions for staff."""
    if actor.is_staff:
        return staff_todos()
    return school_todos(actor) if actor.is_school else []


def staff_todos() -> list[Todo]:
    """Return submissions to check, calls past their time that are still open, and awards not yet final."""
    now = timezone.now()
    submissions = reverse("reviews:submission_list")
    undecided = Submission.objects.filter(state=SubmissionState.SUBMITTED)
    overdue = Call.objects.filter(state=CallState.OPEN, closes_at__lte=now)
    proposed = Award.objects.filter(state=AwardState.PROPOSED)
    calls, awards = reverse("reviews:call_list"), reverse("reviews:award_list")
    return [
        Todo(_("Submissions to check"), undecided.count(), f"{submissions}?state=submitted", _("Check")),
        Todo(
            _("Calls past their closing time"),
            overdue.count(),
            f"{calls}?state=open",
            _("Close call"),
            due_on=day_of(overdue.aggregate(first=Min("closes_at"))["first"]),
        ),
        Todo(_("Awards proposed, not final"), proposed.count(), f"{awards}?state=proposed", _("Look")),
    ]


def school_todos(actor: Actor) -> list[Todo]:
    """Return the own drafts in calls that accept now, and the calls that close within two weeks."""
    now = timezone.now()
    open_calls = Call.objects.visible_to(actor).filter(accepting(now))
    drafts = Submission.objects.visible_to(actor).filter(state=SubmissionState.DRAFTED, call__in=open_calls)
    soon = open_calls.filter(closes_at__lte=now + timedelta(days=CLOSING_SOON_DAYS))
    submissions, calls = reverse("reviews:submission_list"), reverse("reviews:call_list")
    return [
        Todo(
            _("Drafts not sent in"),
            drafts.count(),
            f"{submissions}?state=drafted",
            _("Continue"),
            due_on=day_of(drafts.aggregate(first=Min("call__closes_at"))["first"]),
        ),
        Todo(
            _("Calls closing soon"),
            soon.count(),
            f"{calls}?state=open",
            _("Look"),
            due_on=day_of(soon.aggregate(first=Min("closes_at"))["first"]),
        ),
    ]


def day_of(moment: Any) -> date | None:
    """Return the day of an instant in the office's time zone."""
    return localtime(moment).date() if moment else None
