"""Celery's way into the review engine; importing the domain registers its job handlers with the back office."""

from celery import shared_task

from reviews.domain import assignment_batch, blind_copy, certificate
from reviews.domain.conflict import refresh_all

__all__ = ["assignment_batch", "blind_copy", "certificate"]


@shared_task(name="reviews.refresh_conflicts")
def refresh_all_conflicts() -> int:
    """Recompute the conflicts of the calls that are still judged; returns in how many something changed."""
    return refresh_all()
