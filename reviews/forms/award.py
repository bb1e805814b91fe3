"""The forms of an award, and of many submissions named by their numbers."""

import re
import unicodedata
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.forms.choices import offer
from office.forms.picker import PickField
from office.forms.record import RecordForm, name_empty_choice
from reviews.enums import CallState
from reviews.models import Award, Call, Prize, Submission

SEPARATORS = re.compile(r"[\s,，、;；]+")


class PrizeChoice(forms.ModelChoiceField):
    """A prize with its call's name before it, because several calls may stand in the list."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.call.title}：{obj} {obj.get_kind_display()}"


class AwardForm(RecordForm):
    """One award: prize and submission are chosen once."""

    prize = PrizeChoice(
        queryset=Prize.objects.select_related("call", "track").filter(
            call__state__in=[CallState.OPEN, CallState.CLOSED]
        ),
        label=gettext_lazy("Prize"),
    )
    submission = PickField(
        queryset=Submission.objects.all(),
        names=("number", "title"),
        options_url=reverse_lazy("reviews:submission_options"),
        label=gettext_lazy("Submission"),
    )

    class Meta:
        model = Award
        fields = ("prize", "submission", "rank", "recipient_name", "awarded_on")
        help_texts = {"recipient_name": gettext_lazy("Empty: the persons of the submission, or its title.")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["prize"], self.fields["submission"]
            self.helper.layout = self.build_layout()


class NumbersForm(forms.Form):
    """Several submissions of one call, named by their numbers as they stand in a list or sheet."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("Copy them from a list or sheet: one a line, or with commas or spaces between."),
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        for item in self.fields.values():
            name_empty_choice(item)

    def clean_numbers(self) -> list[Submission]:
        """Return the submissions in the order given; raises ``ValidationError`` that names what is not found."""
        wanted = list(dict.fromkeys(part for part in SEPARATORS.split(self.cleaned_data["numbers"]) if part))
        plain = {number: unicodedata.normalize("NFKC", number) for number in wanted}
        stored = Submission.objects.filter(call=self.call, number__in={*plain, *plain.values()})
        rows = {row.number: row for row in stored}
        # ＢＩＭ－２０２１ is what an input method makes of BIM-2021; a number that stands exactly so comes first.
        found = {number: rows.get(number) or rows.get(plain[number]) for number in wanted}
        missing = [number for number, row in found.items() if row is None]
        if missing:
            raise forms.ValidationError(
                _("These numbers are not in “%(call)s”: %(numbers)s.")
                % {"call": self.call, "numbers": _(", ").join(missing[:20])}
            )
        return list(dict.fromkeys(row for row in found.values() if row is not None))


class AwardNumbersForm(NumbersForm):
    """A prize and the submissions that receive it."""

    prize = forms.ModelChoiceField(queryset=Prize.objects.none(), label=gettext_lazy("Prize"))
    awarded_on = forms.DateField(
        label=gettext_lazy("Awarded on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_order = ("prize", "awarded_on", "numbers")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, call=call, **kwargs)
        offer(self, "prize", Prize.objects.filter(call=call).select_related("track"))
