"""Celery's way into the association; importing the domain registers its job handlers with the back office."""

from celery import shared_task

from association.domain.duplicate import search_nightly


@shared_task(name="association.find_duplicates")
def find_duplicates() -> dict[str, int]:
    """Look for pairs of records that may be one."""
    return search_nightly()
