"""The form of a recommendation."""

from typing import Any

from django import forms

from groups.models import Group, Recommendation
from office.actor import Actor
from office.forms.record import RecordForm


class RecommendationForm(RecordForm):
    """A selection or recommendation of a group."""

    class Meta:
        model = Recommendation
        fields = ("group", "year", "level", "act", "by", "to", "on")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Group.objects.visible_to(actor).select_related("body")
