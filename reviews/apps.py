"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    """The reviews app."""

    name = "reviews"
    verbose_name = _("Reviews")
