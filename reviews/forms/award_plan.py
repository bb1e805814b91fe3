"""Forms of prize plans and their levels."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from reviews.enums import LevelMode
from reviews.forms.child import ChildForm
from reviews.models import AwardPlan, PlanLevel


class AwardPlanForm(ChildForm):
    """The rules by which prizes of a kind are given."""

    owner = "call"

    class Meta:
        model = AwardPlan
        fields = (
            "call",
            "kind",
            "track",
            "source",
            "round",
            "base",
            "rounding",
            "tie",
            "shortfall",
            "school_cap",
        )
        widgets = {"call": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.limit("track", call=self.owner_key())
        self.limit("round", call=self.owner_key())
        self.fields["track"].help_text = _("Empty: every track by itself that has no plan of its own.")
        if self.instance.pk:
            # The levels name prizes of this kind and track.
            for name in ("kind", "track"):
                self.fields[name].disabled = self.instance.levels.exists()


class PlanLevelForm(ChildForm):
    """One level: which prize, how many."""

    owner = "plan"

    class Meta:
        model = PlanLevel
        fields = ("plan", "order", "prize", "mode", "value", "minimum")
        widgets = {"plan": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        plan = AwardPlan.objects.filter(pk=self.owner_key() or 0).first()
        condition: dict[str, Any] = {"call": plan.call_id, "kind": plan.kind} if plan else {"pk": 0}
        self.limit("prize", **condition)
        field = self.fields["prize"]
        assert isinstance(field, forms.ModelChoiceField)
        if plan and field.queryset is not None:
            mine = field.queryset.filter(track=plan.track_id) | field.queryset.filter(track__isnull=True)
            field.queryset = mine
        self.fields["value"].help_text = _("Percent, number, or the lowest result; nothing for all that are left.")
        self.fields["minimum"].help_text = _("Nobody below it receives this prize. Empty: no such line.")
        if not self.instance.pk:
            self.initial.setdefault("mode", LevelMode.RATIO)
