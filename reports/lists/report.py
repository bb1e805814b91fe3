"""The list of reports."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.models import Body
from office.listing import Column, Listing
from reports.enums import ReportKind, ReportState
from reports.models import Report
from reports.queries.comment import standing_comments
from reports.queries.report import with_last_move

TONES = {
    ReportState.DRAFT: "",
    ReportState.UNDER_REVIEW: "warn",
    ReportState.FINAL: "info",
    ReportState.PUBLISHED: "ok",
}


def tone_of(report: Report) -> str:
    """Return the tone of a report's state: under review somebody has to act."""
    return TONES[ReportState(report.state)]


RETURNED, COMMENTED = "returned", "commented"
OPEN_MATTERS = ((RETURNED, _("Returned for revision")), (COMMENTED, _("With open comments")))


class ReportFilter(django_filters.FilterSet):
    """Filters of the list."""

    body = django_filters.ModelChoiceFilter(queryset=Body.objects.all(), label=_("Body"))
    year = django_filters.NumberFilter(label=_("Year"))
    state = django_filters.ChoiceFilter(choices=ReportState.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=ReportKind.choices, label=_("Kind"))
    open = django_filters.ChoiceFilter(choices=OPEN_MATTERS, method="filter_open", label=_("Still to do"))

    class Meta:
        model = Report
        fields: list[str] = []

    def filter_open(self, rows: Any, _name: str, value: str) -> Any:
        """Keep the drafts that came back from the head, or those with comments that nobody has settled."""
        drafts = rows.filter(state=ReportState.DRAFT)
        if value == RETURNED:
            return with_last_move(drafts).filter(last_move="return")
        return drafts.filter(pk__in=standing_comments().values("section__report"))


REPORTS = Listing(
    name="reports-report",
    title=_("Reports"),
    rows=lambda actor: Report.objects.visible_to(actor).select_related("body", "prepared_by"),
    columns=(
        Column("report", _("Report"), lambda report: f"{report.year}年{report.title}", sort="year"),
        Column("body", _("Body"), "body.name", sort="body__name_key"),
        Column("kind", _("Kind"), "get_kind_display", chosen=False),
        Column("state", _("State"), "get_state_display", kind="state", sort="state"),
        Column("version", _("Version"), lambda report: report.version or None, kind="number", sort="version"),
        Column("prepared_by", _("Prepared by"), "prepared_by.display_name"),
        Column("updated_at", _("Changed"), kind="date", sort="updated_at"),
        Column("published_at", _("Published"), kind="date", sort="published_at", chosen=False),
    ),
    order=("-year", "body__name_key"),
    filters=ReportFilter,
    empty_text=_("No report fits."),
    empty_hint=_("Change the filter, or have a report drafted from the records of a year."),
    tone=tone_of,
)
