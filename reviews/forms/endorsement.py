"""The form in which a school endorses an entry."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class EndorsementForm(forms.Form):
    """Opinion and sealed scan; ``kept`` is the name of a scan that is stored already."""

    opinion = forms.CharField(
        label=_("Opinion of the school"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    scan = forms.FileField(
        label=_("Sealed scan"),
        required=False,
        help_text=_("The entry form with the school's seal, as a PDF or picture."),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kept: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["scan"]
        field.widget = forms.FileInput()
        field.required = not kept
        if kept:
            field.help_text = _("Stored: %(name)s. Choose a file only to replace it.") % {"name": kept}
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
