"""Forms that ask for the digits of the second factor: allauth's, with a name of their own for the field.

allauth calls it “Code”, the word by which records of this portal have their short names in addresses.
"""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


class NamedDigits:
    """Name the field by what is typed into it."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = field.widget.attrs["placeholder"] = _("Verification code")


class AuthenticateCodeForm(NamedDigits, AuthenticateForm):
    """The second step of the log-in."""


class ReauthenticateCodeForm(NamedDigits, ReauthenticateForm):
    """The proof of who one is before a delicate step."""


class ActivateCodeForm(NamedDigits, ActivateTOTPForm):
    """The first digits of a new authenticator."""
