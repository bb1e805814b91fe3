"""The form that asks which paper of results is wanted, and as what."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

PDF, EXCEL = "pdf", "xlsx"


class PaperForm(forms.Form):
    """One choice of a paper and one of its format."""

    paper = forms.ChoiceField(label=_("Document"), widget=forms.RadioSelect)
    file_format = forms.ChoiceField(
        label=_("Format"),
        choices=[(PDF, _("PDF, for printing and filing")), (EXCEL, _("Excel sheet"))],
        widget=forms.RadioSelect,
        initial=PDF,
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["paper"]
        field.choices, field.initial = papers, papers[0][0]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
