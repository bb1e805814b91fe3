"""Celery's way into contests: importing an importer registers what a worker can import."""

from competitions.imports import entry

__all__ = ["entry"]
