"""Celery's way into research: importing an importer registers what a worker can import."""

from research.imports import application, paper, project

__all__ = ["application", "paper", "project"]
