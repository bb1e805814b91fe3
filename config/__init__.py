"""Project package: settings, addresses, and the worker's application."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
