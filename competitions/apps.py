"""Registration of the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from reviews.methods.pages import register_pages
from reviews.methods.parts import register_parts


class CompetitionsConfig(AppConfig):
    """The competitions and honors app."""

    name = "competitions"
    verbose_name = _("Competitions and honors")

    def ready(self) -> None:
        """Lead calls and submissions of contests and honors to the pages of this app; tell teams from their parts."""
        from competitions.queries.entry import parts_of_teams  # noqa: PLC0415 - models are ready only now

        register_parts("contest", parts_of_teams)
        register_pages("contest", call="competitions:contest_detail", submission="competitions:entry_detail")
        register_pages("honor", call="competitions:honor_detail", submission="competitions:nomination_detail")
