"""The form of a list of expert fees: its rates."""

from django import forms

from reviews.forms.child import ChildForm
from reviews.models import FeeList


class FeeForm(ChildForm):
    """The rates of a round's fees."""

    owner = "round"

    class Meta:
        model = FeeList
        fields = ("round", "per_entry", "fixed", "basis")
        widgets = {"round": forms.HiddenInput}
