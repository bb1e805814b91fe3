"""Registration of the app with Django."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from reports.checks import PDF_TAG, check_pdf_parts
from reviews.methods.pages import PRINTS


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        PRINTS["letter"], PRINTS["fees"] = "reports:paper_letter", "reports:paper_fees"
        # A check of deployment: loading Pango costs a second, which the daily commands need not pay.
        register(check_pdf_parts, PDF_TAG, deploy=True)
