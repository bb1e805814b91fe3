"""Forms of the working days: change a stretch of days, and reckon with them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from office.domain.workday import LONGEST_RANGE

KINDS = (
    ("off", gettext_lazy("Day off")),
    ("work", gettext_lazy("Worked in exchange")),
    ("week", gettext_lazy("As the week has it")),
)


def day_input() -> forms.DateInput:
    """Return the browser's own date field."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DaysForm(forms.Form):
    """A stretch of days of one year, and what becomes of them."""

    first = forms.DateField(label=gettext_lazy("From"), widget=day_input())
    last = forms.DateField(
        label=pgettext_lazy("days", "To"),
        required=False,
        widget=day_input(),
        help_text=gettext_lazy("Empty: this day alone."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("These days are"), choices=KINDS)
    name = forms.CharField(label=gettext_lazy("Holiday"), max_length=40, required=False)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("The State Council's notice, with its number."),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, required=False)

    def __init__(self, *args: Any, year: int, published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        self.fields["reason"].required = published
        if not published:
            del self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Keep the stretch in order, in its year and short."""
        values = super().clean() or {}
        first = values.get("first")
        last = values["last"] = values.get("last") or first
        if first and last:
            if last < first:
                self.add_error("last", _("The end lies before the beginning."))
            elif not first.year == last.year == self.year:
                self.add_error("first", _("The day lies outside the year of this calendar."))
            elif last - first >= timedelta(days=LONGEST_RANGE):
                self.add_error("last", _("Change at most 31 days at a time."))
        return values

    @property
    def is_workday(self) -> bool | None:
        """True for worked, False for free, None for as the week has it."""
        return {"work": True, "off": False}.get(self.cleaned_data["kind"])


class ReckonForm(forms.Form):
    """A day and a number of working days after it, or before it."""

    start = forms.DateField(label=gettext_lazy("Starting from"), widget=day_input())
    number = forms.IntegerField(
        label=pgettext_lazy("days", "Working days"),
        min_value=-500,
        max_value=500,
        help_text=gettext_lazy("A negative number counts back."),
    )
