"""Forms of promotion: the rule, where to, and the exceptions with their reasons."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reviews.domain.promotion import Exceptions, PromotionRule
from reviews.enums import LevelMode, PlanBase, PlanRounding, RoundState, TiePolicy
from reviews.models import Ranking, Round


class PromotionForm(forms.Form):
    """By which rule, and to where, the entries of a ranking go on."""

    to_round = forms.ModelChoiceField(label=_("To round"), queryset=Round.objects.none(), required=False)
    target = forms.CharField(
        label=_("Or recommended to"),
        max_length=120,
        required=False,
        help_text=_("A contest outside, such as the national final."),
    )
    mode = forms.ChoiceField(label=_("Counted as"), choices=LevelMode.choices, initial=LevelMode.COUNT)
    value = forms.DecimalField(
        label=_("Value"),
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
        help_text=_("Number, percent or result."),
    )
    minimum = forms.DecimalField(label=_("Lowest result"), min_value=0, max_digits=8, decimal_places=2, required=False)
    base = forms.ChoiceField(label=_("Base of the shares"), choices=PlanBase.choices, initial=PlanBase.ATTENDED)
    rounding = forms.ChoiceField(label=_("Rounding"), choices=PlanRounding.choices, initial=PlanRounding.HALF_UP)
    tie = forms.ChoiceField(label=_("Equal results"), choices=TiePolicy.choices, initial=TiePolicy.BREAK)
    school_cap = forms.IntegerField(label=_("At most per school"), min_value=1, required=False)
    added = forms.CharField(
        label=_("Go on as an exception"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One line each: the number, a space, the reason."),
    )
    removed = forms.CharField(
        label=_("Do not go on as an exception"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("One line each: the number, a space, the reason."),
    )

    def __init__(self, *args: Any, ranking: Ranking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ranking = ranking
        rounds = Round.objects.filter(
            call=ranking.round.call_id, order__gt=ranking.round.order, state=RoundState.PREPARED
        )
        field = self.fields["to_round"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rounds
        field.initial = rounds.first()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """Where to is one thing, and every counted rule has its value."""
        values = super().clean() or {}
        if bool(values.get("to_round")) == bool(values.get("target")):
            self.add_error("target", _("Name the round, or what it is recommended to."))
        value = values.get("value")
        if values.get("mode") != LevelMode.REMAINDER and value is None and "value" not in self.errors:
            self.add_error("value", _("Give the value."))
        if values.get("mode") == LevelMode.COUNT and value is not None and value != int(value):
            self.add_error("value", _("A number of entries is whole."))
        if values.get("mode") == LevelMode.RATIO and value is not None and value > 100:
            self.add_error("value", _("A percentage is not above 100."))
        return values

    def clean_added(self) -> dict[int, str]:
        """Return the exceptions by the key of the submission."""
        return self.read_lines(self.cleaned_data["added"])

    def clean_removed(self) -> dict[int, str]:
        """Return the exceptions by the key of the submission."""
        return self.read_lines(self.cleaned_data["removed"])

    def read_lines(self, text: str) -> dict[int, str]:
        """Read lines of a number and a reason."""
        lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
        without = [parts[0] for parts in lines if len(parts) == 1]
        if without:
            raise ValidationError(_("Without a reason: %(numbers)s") % {"numbers": " ".join(without)})
        rows = self.ranking.rows.filter(submission__number__in=[number for number, _reason in lines])
        keys = dict(rows.values_list("submission__number", "submission_id"))
        missing = [number for number, _reason in lines if number not in keys]
        if missing:
            raise ValidationError(_("Not in this ranking: %(numbers)s") % {"numbers": " ".join(missing)})
        return {keys[number]: reason.strip() for number, reason in lines}

    @property
    def rule(self) -> PromotionRule:
        """The rule of a valid form."""
        names = ("mode", "minimum", "base", "rounding", "tie", "school_cap")
        return PromotionRule(
            value=self.cleaned_data["value"] or PromotionRule.value, **{name: self.cleaned_data[name] for name in names}
        )

    @property
    def exceptions(self) -> Exceptions:
        """The exceptions of a valid form."""
        return Exceptions(added=self.cleaned_data["added"], removed=self.cleaned_data["removed"])
