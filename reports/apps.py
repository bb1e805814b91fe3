"""Registration of the app with Django."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from association.methods.pages import PAGES
from reports.checks import PDF_TAG, check_pdf_parts
from reviews.methods.pages import PRINTS


class ReportsConfig(AppConfig):
    """The reports app."""

    name = "reports"
    verbose_name = _("Reports")

    def ready(self) -> None:
        """Name the documents and pages of this app that stand beside the records of the apps below."""
        PRINTS["letter"], PRINTS["fees"] = "reports:paper_letter", "reports:paper_fees"
        PRINTS["certificates"], PRINTS["award_notice"] = "reports:call_certificates", "reports:call_award_notice"
        PRINTS["score_sheets"], PRINTS["round_papers"] = "reports:score_sheets", "reports:round_papers"
        PRINTS["award_list"] = "reports:call_award_paper"
        PAGES["print_certificate"], PAGES["hand_over_work"] = "reports:certificate_print", "reports:work_hand_over"
        PAGES["organization_lifetime"] = "reports:organization_lifetime"
        PAGES["person_lifetime"] = "reports:person_lifetime"
        # A check of deployment: loading Pango costs a second, which the daily commands need not pay.
        register(check_pdf_parts, PDF_TAG, deploy=True)
