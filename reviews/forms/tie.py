"""The form that puts tied entries into an order."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.models import RankingRow, Submission


class TieForm(forms.Form):
    """One choice a place, for all entries of one tie, and the reason."""

    def __init__(self, *args: Any, group: list[RankingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submissions = {str(row.submission_id): row.submission for row in group}
        first = group[0].rank or 1
        offered = [("", "---------"), *((key, str(item)) for key, item in self.submissions.items())]
        for offset in range(len(group)):
            self.fields[f"place_{offset}"] = forms.ChoiceField(
                label=_("Rank %(rank)s") % {"rank": first + offset}, choices=offered
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"),
            max_length=200,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Who decided, and on what grounds. It is kept with the result."),
        )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean(self) -> dict[str, Any]:
        """Each entry has one place."""
        values = super().clean() or {}
        chosen = [values.get(f"place_{offset}") for offset in range(len(self.submissions))]
        if all(chosen) and len(set(chosen)) != len(chosen):
            self.add_error(None, _("Each entry takes one place."))
        return values

    @property
    def order(self) -> list[Submission]:
        """The submissions of a valid form, in the order decided."""
        return [self.submissions[self.cleaned_data[f"place_{offset}"]] for offset in range(len(self.submissions))]
