"""The form that asks for a new report."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.forms.picks import pick_body
from association.queries.profile import site_facts
from office.forms.record import RecordForm
from reports.enums import ReportKind
from reports.models import Report


class ReportForm(RecordForm):
    """Whose report of which year; its sections are drafted from the records."""

    body = pick_body(required=True)

    sections = ((_("What"), ("body", "year", "kind")),)
    wide = ("body",)

    class Meta:
        model = Report
        fields = ["body", "kind", "year"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial.setdefault("year", site_facts().year or timezone.localdate().year)
        self.initial.setdefault("kind", ReportKind.ANNUAL_SUMMARY)


class ReportTitleForm(RecordForm):
    """What the report is called, on its cover and in every list; the year stands before it."""

    sections = ((_("What"), ("title",)),)
    wide = ("title",)

    class Meta:
        model = Report
        fields = ["title"]
        labels = {"title": _("Title of the report")}
        help_texts = {"title": _("The year is printed before it.")}
