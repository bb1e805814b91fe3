"""The forms of a round, of one place in it, and of many places at once."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.picker import PickField
from reviews.forms.child import ChildForm
from reviews.models import Round, RoundEntry, Submission


class RoundForm(ChildForm):
    """A round of a call."""

    owner = "call"

    class Meta:
        model = Round
        fields = ("call", "name", "kind", "order")
        widgets = {"call": forms.HiddenInput}


class RoundEntryForm(ChildForm):
    """One submission that goes into a round."""

    owner = "round"

    submission = PickField(
        queryset=Submission.objects.all(),
        names=("number", "title"),
        options_url=reverse_lazy("reviews:submission_options"),
        label=_("Submission"),
    )

    class Meta:
        model = RoundEntry
        fields = ("round", "submission")
        widgets = {"round": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        field = self.fields.get("submission")
        if isinstance(field, PickField):
            field.queryset = field.queryset.filter(call__rounds=self.owner_key())
