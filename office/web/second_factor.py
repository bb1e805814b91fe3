"""Second factors: what allauth asks of the project, and the door that waits until a needed one is set up."""

import base64
import hashlib
import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from office.queries.second_factor import lacks_factor
from office.web.access import ask_again, get_actor
from office.web.qr import qr_image

CHECKED_KEY = "factor_checked"
CHECK_SECONDS = 60
# What somebody without a needed factor may still open: setting it up, proving who he is, and leaving.
OPEN_PAGES = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_reauthenticate",
        "account_change_password",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_invitation",
        "account_alive",
        "set_language",
        "office:display",
    }
)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets encrypted with the portal's key, QR codes and names of our own."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return ciphers().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a stored secret; after a change of the key, one that ``SECRET_KEY_FALLBACKS`` still knows."""
        return ciphers().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """Return nothing: the page shows the picture by ``totp_picture``."""
        return ""

    def get_totp_label(self, user: Any) -> str:
        """Return the name under which an authenticator app lists the account."""
        return str(user.username)

    def _get_site_name(self) -> str:
        """Return the issuer's name in authenticator apps and passkey dialogs."""
        return _("Association portal")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's name
        """Return the name proposed for a new passkey."""
        return _("Passkey")


def ciphers() -> MultiFernet:
    """Return the ciphers of the present key and of the ones before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"office.second_factor:" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def totp_picture(url: str) -> str:
    """Return the QR code that an authenticator app reads."""
    return qr_image(url)


class SecondFactorMiddleware:
    """Lead somebody whose role needs a second factor to set it up, and to nothing else before.

    The answer "in order" holds for a minute in the session, so that pages cost no query for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Answer in the place of a page that has to wait."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_PAGES or not request.user.is_authenticated:
            return None
        if request.session.get(CHECKED_KEY, 0) > time.time():
            return None
        actor = get_actor(request)
        if not lacks_factor(request.user.pk, actor.grants):
            request.session[CHECKED_KEY] = int(time.time()) + CHECK_SECONDS
            return None
        if request.method == "POST":
            return ask_again(request, reason="second_factor", status=403)
        return redirect("mfa_index")
