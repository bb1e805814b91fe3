"""Forms that a passkey fills: allauth's, made safe against answers that no browser sends."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

# fido2 reads the parts of an answer without asking whether they are there.
BROKEN = (KeyError, AttributeError, TypeError, IndexError)


class SafeCredential:
    """Refuse a broken answer like a wrong one."""

    def clean_credential(self) -> Any:
        """Return the authenticator that the answer proves."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except BROKEN as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AuthenticatePasskeyForm(SafeCredential, AuthenticateWebAuthnForm):
    """The second step of the log-in."""


class LoginPasskeyForm(SafeCredential, LoginWebAuthnForm):
    """The log-in by a passkey alone."""


class ReauthenticatePasskeyForm(SafeCredential, ReauthenticateWebAuthnForm):
    """The proof of who one is before a delicate step."""


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    def clean(self) -> dict[str, Any]:
        """Refuse a broken answer like a wrong one."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except BROKEN as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned
