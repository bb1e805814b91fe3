"""Where a page leads back to: only to addresses of ours, whatever a form or a header says."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def own_address(request: HttpRequest, wanted: str) -> str:
    """Return a sent address when it is a path of ours, else "".

    A word alone is none, although ``redirect`` would look for a page of that name and fail where there is none.
    """
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else ""


def host_of(address: str) -> str:
    """Return the host that a header names, "" for one that cannot be read."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
