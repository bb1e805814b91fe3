"""The form of a prize."""

from typing import Any

from django import forms

from office.actor import Actor
from reviews.forms.child import ChildForm
from reviews.models import Prize


class PrizeForm(ChildForm):
    """A prize of a call."""

    owner = "call"
    counts_on = False  # the number is the rank of the prize, and several tracks each have a first one

    class Meta:
        model = Prize
        fields = ("call", "track", "kind", "name", "code", "order", "measure", "nominal")
        widgets = {"call": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.limit("track", call=self.owner_key())
