"""The form that replaces a certificate by a corrected one."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class ReissueForm(forms.Form):
    """What the new certificate prints, and why the old one is replaced."""

    holder = forms.CharField(label=_("Holder as printed"), max_length=200)
    unit = forms.CharField(label=_("Unit as printed"), max_length=200, required=False)
    work = forms.CharField(label=_("Work"), max_length=200, required=False)
    issued_on = forms.DateField(
        label=_("Date on the certificate"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("It stays on record and is not printed on the certificate.")
    )

    def __init__(self, *args: Any, certificate: Any, **kwargs: Any) -> None:
        names = ("holder", "unit", "work", "issued_on")
        kwargs["initial"] = {name: getattr(certificate, name) for name in names}
        if certificate.person is not None and certificate.name_changed:
            kwargs["initial"]["holder"] = certificate.person.name
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    @property
    def corrections(self) -> dict[str, Any]:
        """The printed words as they are wanted."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}
