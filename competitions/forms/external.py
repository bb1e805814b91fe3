"""The forms of a contest held by others and of a result there."""

from django import forms
from django.utils.translation import gettext_lazy as _

from competitions.models import Contest, ExternalContest, ExternalResult
from office.forms.record import RecordForm
from reviews.forms.beside import activity_field, organization_field
from reviews.forms.child import ChildForm


class ExternalContestForm(RecordForm):
    """A contest held by others."""

    wide = ("name",)

    activity = activity_field()
    selection = forms.ModelChoiceField(
        queryset=Contest.objects.select_related("call"),
        label=_("Selection contest"),
        required=False,
        help_text=_("Our contest that chose who goes there."),
    )

    class Meta:
        model = ExternalContest
        fields = ("name", "year", "edition", "level", "issuer", "series", "selection", "activity")


class ExternalResultForm(ChildForm):
    """A result: of an organization, or a number of prizes."""

    owner = "contest"

    organization = organization_field(required=False)

    class Meta:
        model = ExternalResult
        fields = (
            "contest",
            "organization",
            "organization_name",
            "work_title",
            "track_name",
            "prize_name",
            "rank",
            "quantity",
            "order",
        )
        widgets = {"contest": forms.HiddenInput}
