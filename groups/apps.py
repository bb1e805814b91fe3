"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    """The vocational-education groups app."""

    name = "groups"
    verbose_name = _("Vocational-education groups")
