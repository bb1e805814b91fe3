"""The form of a call's conditions of entry."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.enums import SchoolLevel
from association.models import Region
from office.forms.picker import PickField
from reviews.forms.child import ChildForm
from reviews.models import Eligibility


class EligibilityForm(ChildForm):
    """Levels and region of schools, numbers of people; what is left empty binds nothing."""

    owner = "call"
    counts_on = False
    wide = ("school_levels",)
    sections = (
        (pgettext_lazy("section", "Schools"), ("school_levels", "region", "members_only")),
        (
            _("People in an entry"),
            ("contestants_minimum", "contestants_maximum", "advisers_minimum", "advisers_maximum"),
        ),
    )

    school_levels = forms.MultipleChoiceField(
        choices=SchoolLevel.choices,
        label=_("Levels of schools"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every school may enter."),
    )
    region = PickField(
        queryset=Region.objects.all(),
        names=("name", "code"),
        options_url=reverse_lazy("association:region_options"),
        label=_("Region"),
        required=False,
        help_text=_("What lies in it may enter. Empty: every region."),
    )

    class Meta:
        model = Eligibility
        fields = (
            "call",
            "school_levels",
            "region",
            "members_only",
            "contestants_minimum",
            "contestants_maximum",
            "advisers_minimum",
            "advisers_maximum",
        )
        widgets = {"call": forms.HiddenInput}

    @property
    def changes(self) -> dict[str, Any]:
        """The levels as the plain list that is stored."""
        values = super().changes
        if "school_levels" in values:
            values["school_levels"] = list(values["school_levels"])
        return values
