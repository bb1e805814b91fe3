"""Forms of publications, their appearance and their issues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.enums import DatePrecision
from association.forms.act import ActForm
from association.forms.child import ChildForm
from association.forms.picks import pick_body
from association.models import Issue, Publication
from office.forms.record import RecordForm


class PublicationForm(RecordForm):
    """A publication; that it came out is recorded by an act of its own."""

    body = pick_body(required=True)
    wide = ("title",)

    class Meta:
        model = Publication
        fields = ["title", "body", "kind", "edition", "year", "summary"]


class PublishForm(ActForm):
    """When a work came out; periodicals and websites may leave it open."""

    published_on = forms.DateField(label=_("Published on"), required=False)
    date_precision = forms.ChoiceField(label=_("Precision"), choices=DatePrecision.choices)
    date_note = forms.CharField(
        label=_("Addition to the date"),
        max_length=20,
        required=False,
        help_text=_("Such as 下午 or 初; follows the date."),
    )
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1949, max_value=2200)

    def clean(self) -> dict[str, Any]:
        """Refuse a year that is not that of the day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, year = cleaned.get("published_on"), cleaned.get("year")
        if day and year and day.year != year:
            self.add_error("year", _("The year is not that of the day."))
        return cleaned


class IssueForm(ChildForm):
    """An issue of a periodical."""

    owners = ("publication",)

    class Meta:
        model = Issue
        fields = ["publication", "year", "number", "issued_on"]
