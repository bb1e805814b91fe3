"""Plan, hand in and finish a group's annual review."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from groups.enums import AnnualReviewState
from groups.models import AnnualReview, Group
from groups.workflow import ANNUAL_REVIEW
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.transition import advance
from office.workflow import refuse_unless


def plan_review(review: AnnualReview, *, actor: Actor) -> AnnualReview:
    """Plan a group's review of a year; a group that did not exist in that year, or not any more, is refused."""
    body = review.group.body
    refuse_unless(
        body.dissolved_on is None or body.dissolved_on.year >= review.year,
        _("“%(name)s” has been dissolved.") % {"name": review.group},
    )
    refuse_unless(
        body.founded_on is None or body.founded_on.year <= review.year,
        _("“%(name)s” was founded later than %(year)s.") % {"name": review.group, "year": review.year},
    )
    create_record(review, actor=actor)
    return review


def plan_year(*, actor: Actor, year: int, rule_set: str = "") -> list[AnnualReview]:
    """Plan the review of a year for every group that existed in it and has none yet; returns the new ones."""
    present = AnnualReview.objects.filter(year=year).values("group_id")
    groups = (
        Group.objects.exclude(pk__in=present)
        .select_related("body")
        .filter(
            Q(body__dissolved_on__isnull=True) | Q(body__dissolved_on__year__gte=year),
            Q(body__founded_on__isnull=True) | Q(body__founded_on__year__lte=year),
        )
    )
    with transaction.atomic():
        return [plan_review(AnnualReview(group=group, year=year, rule_set=rule_set), actor=actor) for group in groups]


def change_review(
    review: AnnualReview, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> AnnualReview:
    """Change a review that is not finished; a finished one is reopened first."""
    check_unfinished(review)
    change_record(review, actor=actor, changes=changes, revision=revision)
    return review


def check_unfinished(review: AnnualReview) -> None:
    """Refuse a finished review."""
    refuse_unless(
        review.state != AnnualReviewState.REVIEWED, _("The review is finished. Reopen it before changing it.")
    )


def finish_review(
    review: AnnualReview, *, actor: Actor, reason: str = "", reviewed_on: date | None = None
) -> AnnualReview:
    """Finish a review on a day; None leaves the day open where the source does not give it."""
    advance(
        review,
        "finish_review",
        actor=actor,
        workflow=ANNUAL_REVIEW,
        reason=reason,
        changes={"reviewed_on": reviewed_on},
    )
    return review


def finish_review_today(review: AnnualReview, *, actor: Actor, reason: str = "") -> AnnualReview:
    """Finish a review today, as the button does."""
    return finish_review(review, actor=actor, reason=reason, reviewed_on=timezone.localdate())


def reopen_review(review: AnnualReview, *, actor: Actor, reason: str = "") -> AnnualReview:
    """Take a finished review back to its handed-in self-report."""
    advance(review, "reopen_review", actor=actor, workflow=ANNUAL_REVIEW, reason=reason, changes={"reviewed_on": None})
    return review


def remove_review(review: AnnualReview, *, actor: Actor, reason: str = "") -> None:
    """Remove a review that is not finished."""
    check_unfinished(review)
    remove_record(review, actor=actor, reason=reason)


REVIEW_ACTS = {"finish_review": finish_review_today, "reopen_review": reopen_review}
