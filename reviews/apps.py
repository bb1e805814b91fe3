"""Registration of the app with Django."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """The reviews app."""

    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        """Read the rules of panels and fees; those of ``rules.py`` are read by the library."""
        import_module("reviews.panel_rules")
