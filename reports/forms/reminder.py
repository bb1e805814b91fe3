"""Forms of the reminders: a rule, and the choice of a call whose missing schools are listed."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.enums import SchoolLevel
from office.forms.record import RecordForm
from office.methods.fill import WORDS, unknown_words
from office.methods.stages import StagesUnreadable, read_days
from office.models import ReminderRule
from office.workflow import list_words
from reports.queries.obligation import KINDS
from reviews.models import Call


class ReminderRuleForm(RecordForm):
    """When, whom and how people are reminded of one kind of deadline."""

    kind = forms.ChoiceField(label=pgettext_lazy("reminder", "What"))

    sections = (
        (gettext_lazy("What and when"), ("kind", "name", "before", "after", "in_workdays", "is_active")),
        (gettext_lazy("Whom and how"), ("audience", "channel", "subject", "text")),
    )
    wide = ("subject",)

    class Meta:
        model = ReminderRule
        fields = [
            "kind", "name", "before", "after", "in_workdays", "is_active", "audience", "channel", "subject", "text",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields["kind"]
        choices.choices = [(kind.name, kind.label) for kind in KINDS]
        self.fields["text"].help_text = _("Filled in: %(words)s.") % {
            "words": list_words(f"{{{word}}}" for word in WORDS)
        }

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be read, a rule without any day, and words that nothing fills."""
        values = super().clean() or {}
        for name in ("before", "after"):
            try:
                read_days(values.get(name, ""))
            except StagesUnreadable as error:
                self.add_error(name, _("“%(part)s” is no number of days from 0 to 365.") % {"part": error})
        if not self.errors and not values.get("before") and not values.get("after"):
            self.add_error("before", _("Give at least one day before or after the deadline."))
        for name in ("subject", "text"):
            unknown = unknown_words(values.get(name, ""))
            if unknown:
                self.add_error(name, _("Nothing fills {%(word)s}.") % {"word": unknown[0]})
        return values


class ChaseForm(forms.Form):
    """Of which call, and which schools are expected."""

    call = forms.ModelChoiceField(label=gettext_lazy("Call"), queryset=Call.objects.none(), empty_label=None)
    level = forms.ChoiceField(
        label=gettext_lazy("School level"), required=False, choices=[("", gettext_lazy("All")), *SchoolLevel.choices]
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Expected"),
        required=False,
        choices=(
            ("accounts", gettext_lazy("Schools with an account here")),
            ("all", gettext_lazy("All schools on record")),
        ),
    )

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["call"]
        choice.queryset = calls
