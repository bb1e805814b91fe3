"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from reviews.methods.pages import register_pages


class ResearchConfig(AppConfig):
    """The research app."""

    name = "research"
    verbose_name = _("Research")

    def ready(self) -> None:
        """Lead calls and submissions of projects, and submissions of papers, to the pages of this app."""
        register_pages("project", call="research:program_detail", submission="research:application_detail")
        register_pages("paper", submission="research:paper_detail")
