"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompetitionsConfig(AppConfig):
    """The competitions and honors app."""

    name = "competitions"
    verbose_name = _("Competitions and honors")
