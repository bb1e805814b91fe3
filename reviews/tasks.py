"""Celery's way into the review engine; importing the domain registers its job handlers with the back office."""

from reviews.domain import assignment_batch

__all__ = ["assignment_batch"]
