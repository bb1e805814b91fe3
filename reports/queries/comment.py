"""Read comments."""

from django.db.models import QuerySet

from office.actor import Actor
from reports.models import Comment, Report


def comments_of(report: Report) -> QuerySet[Comment]:
    """Return all comments on a report's standing sections, the oldest first, with their writers."""
    return (
        Comment.objects.filter(section__report=report, section__removed_at__isnull=True)
        .select_related("written_by", "settled_by")
        .order_by("id")
    )


def visible_comments(actor: Actor) -> QuerySet[Comment]:
    """Return the comments on reports that the actor may see."""
    return Comment.objects.filter(section__report__in=Report.objects.visible_to(actor)).select_related(
        "section__report__body"
    )


def standing_comments() -> QuerySet[Comment]:
    """Return the comments that nobody has settled, on sections that stand in their report."""
    return Comment.objects.filter(settled_at__isnull=True, section__removed_at__isnull=True)
