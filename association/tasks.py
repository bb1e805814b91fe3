"""Celery's way into the association; importing the domain registers its job handlers with the back office."""

from celery import shared_task

from association.domain.duplicate import search_nightly
from association.imports import activity, organization, person

# Their import registers what can be imported.
__all__ = ["activity", "organization", "person"]


@shared_task(name="association.find_duplicates")
def find_duplicates() -> dict[str, int]:
    """Look for pairs of records that may be one."""
    return search_nightly()
