"""A form that creates something works once: a double click does not make two."""

import re
import uuid

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from office.workflow import Refusal

TOKEN_SECONDS = 12 * 60 * 60
TOKEN = re.compile(r"[0-9a-f]{32}")
PENDING = "-"


def new_token() -> str:
    """Return a fresh token for a form."""
    return uuid.uuid4().hex


def token_key(request: HttpRequest) -> str:
    """Return the key of this form's token, "" when the form carries none of ours."""
    token = request.POST.get("form_token", "")
    return f"once:{token}" if TOKEN.fullmatch(token) else ""


def claim_form(request: HttpRequest) -> str:
    """Claim the form for this request; returns the address an earlier sending led to, "" when this is the first.

    Call it in the transaction that saves: the claim is an insert into the cache's table, so a failure of any kind takes
    it back and the form can be sent again, and a second sending at the same instant waits for the first.
    """
    key = token_key(request)
    if not key or cache.add(key, PENDING, TOKEN_SECONDS):
        return ""
    earlier = str(cache.get(key, PENDING))
    if earlier == PENDING:
        raise Refusal(_("This form is being saved already. Open the list to see the result."))
    return earlier


def settle_form(request: HttpRequest, url: str) -> None:
    """Keep where the form led to; with no address the form may be sent again (it had mistakes)."""
    key = token_key(request)
    if key and url:
        cache.set(key, url, TOKEN_SECONDS)
    elif key:
        cache.delete(key)
