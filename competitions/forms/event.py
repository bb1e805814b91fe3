"""The form of an event of a contest."""

from django import forms

from competitions.models import Event
from reviews.forms.child import ChildForm


class EventForm(ChildForm):
    """An event of a contest."""

    owner = "contest"

    class Meta:
        model = Event
        fields = ("contest", "name", "code", "order", "is_illustrative")
        widgets = {"contest": forms.HiddenInput}
