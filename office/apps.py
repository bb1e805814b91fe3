"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    """The back office app."""

    name = "office"
    verbose_name = _("Back office")

    def ready(self) -> None:
        """Read what each app says of its references when two records become one."""
        autodiscover_modules("merging")
