"""Celery's way into reports: importing the domain registers its job handlers with the back office."""

from reports.domain import rendition

__all__ = ["rendition"]
