"""The form of a track."""

from django import forms

from reviews.forms.child import ChildForm
from reviews.models import Track


class TrackForm(ChildForm):
    """A track of a call."""

    owner = "call"

    class Meta:
        model = Track
        fields = ("call", "name", "code", "school_level", "order")
        widgets = {"call": forms.HiddenInput}
