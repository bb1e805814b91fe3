"""The form that asks for whom the certificates of a call are made out."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from reviews.enums import CertificateHolders
from reviews.models import Call


class IssueForm(forms.Form):
    """One choice, each with the number of sheets that it would still issue."""

    holders = forms.ChoiceField(label=_("Made out to"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, call: Call, waiting: Mapping[str, int], **kwargs: Any) -> None:
        kwargs["initial"] = {"holders": call.certificate_holders}
        super().__init__(*args, **kwargs)
        self.call = call
        field: Any = self.fields["holders"]
        field.choices = [
            (value, _("%(choice)s (%(count)s to issue)") % {"choice": label, "count": waiting[value]})
            for value, label in CertificateHolders.choices
        ]
        field.help_text = _("Team members, authors and advisers each get a number and a code of their own.")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def chosen(self) -> str:
        """The choice of a valid form; that of the call where none was made."""
        return str(self.cleaned_data["holders"] or self.call.certificate_holders)
