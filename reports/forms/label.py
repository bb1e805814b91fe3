"""What to print labels on, and what stands on them beside the address."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from reports.pdf.labels import Sender

PAPERS = (
    ("sheet-24", _("A4 labels, 3 by 8 (70 × 37 mm)")),
    ("sheet-21", _("A4 labels, 3 by 7 (70 × 42.4 mm)")),
    ("sheet-14", _("A4 labels, 2 by 7 (105 × 42.4 mm)")),
    ("envelope-5", _("Envelope No. 5, DL (220 × 110 mm)")),
    ("envelope-6", _("Envelope No. 6, ZL (230 × 120 mm)")),
    ("envelope-7", _("Envelope No. 7, C5 (229 × 162 mm)")),
    ("envelope-9", _("Envelope No. 9, C4 (324 × 229 mm)")),
)


class LabelForm(forms.Form):
    """Paper, the line of attention, and the sender of envelopes."""

    paper = forms.ChoiceField(label=_("Paper to print on"), choices=PAPERS)
    attention = forms.CharField(
        label=_("Attention"), required=False, max_length=30, help_text=_("Under the unit's name, such as 教务处.")
    )
    sender_name = forms.CharField(label=_("Sender"), required=False, max_length=60, help_text=_("On envelopes only."))
    sender_address = forms.CharField(label=_("Sender's address"), required=False, max_length=100)
    sender_postcode = forms.RegexField(r"^\d{6}$", label=_("Sender's postcode"), required=False)

    def __init__(self, *args: Any, persons: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if persons:
            del self.fields["attention"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def sender(self) -> Sender:
        """Who sends."""
        values = self.cleaned_data
        return Sender(values["sender_postcode"], values["sender_address"], values["sender_name"])
