"""The forms of a round, of one place in it, and of many places at once."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.forms.picker import PickField
from reviews.enums import RoundState
from reviews.forms.child import ChildForm
from reviews.models import Round, RoundEntry, Submission
from reviews.queries.rubric import codes_of

TIES = 3


class RoundForm(ChildForm):
    """A round of a call: who reads how many, when, and how scores become a result.

    Once scoring has opened only the name, the place among the rounds and the end of the window can still be changed.
    """

    owner = "call"
    sections = (
        (_("Round"), ("name", "kind", "order", "blind")),
        (_("When reviewers score"), ("opens_at", "closes_at")),
        (
            _("Who reads"),
            (
                "panel",
                "readers",
                "load_limit",
                "enterprise_minimum",
                "anchors",
                "conflict_years",
                "distinct_units",
            ),
        ),
        (_("How scores become a result"), ("method", "places", "tie_1", "tie_2", "tie_3")),
    )

    class Meta:
        model = Round
        fields = (
            "call",
            "name",
            "kind",
            "order",
            "blind",
            "opens_at",
            "closes_at",
            "panel",
            "readers",
            "load_limit",
            "enterprise_minimum",
            "anchors",
            "conflict_years",
            "distinct_units",
            "method",
            "places",
        )
        widgets = {"call": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.limit("panel", call=self.owner_key())
        self.fields["blind"].help_text = _("Reviewers see codes and cleaned copies instead of names.")
        self.fields["load_limit"].help_text = _("Empty: no limit.")
        self.fields["anchors"].help_text = _("Entries that every reviewer scores make reviewers comparable.")
        criteria = list(codes_of(self.instance).items()) if self.instance.pk else []
        for place in range(1, TIES + 1) if criteria else ():
            self.fields[f"tie_{place}"] = forms.ChoiceField(
                label=_("Equal totals: criterion %(place)s") % {"place": place},
                choices=[("", _("Please choose")), *criteria],
                required=False,
            )
            chain = self.instance.tie_chain
            self.initial.setdefault(f"tie_{place}", chain[place - 1] if len(chain) >= place else "")
        if self.instance.pk and self.instance.state != RoundState.PREPARED:
            for name in [name for name in self.fields if name not in {"name", "order", "closes_at", "revision"}]:
                del self.fields[name]
        self.helper.layout = self.build_layout()

    @property
    def changes(self) -> dict[str, Any]:
        """The round's fields, the chain of tie-breaking as one value."""
        values = super().changes
        if "tie_1" in self.fields:
            named = [self.cleaned_data.get(f"tie_{place}") for place in range(1, TIES + 1)]
            values["tie_chain"] = list(dict.fromkeys(code for code in named if code))
        return values

    @property
    def all_changes(self) -> dict[str, Any]:
        """The fields that a stale form is compared by."""
        return {name: value for name, value in self.changes.items() if name in self.fields}


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
