"""What the user reads when something cannot be done."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from office.actor import ANONYMOUS
from office.web.access import ask_again
from office.web.way_back import host_of
from office.workflow import Refusal

# Raised while the first middleware reads the form, so no view and no middleware for exceptions ever sees them.
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class RefusalMiddleware:
    """Turn a refused act into a page with its sentence (409) instead of a server error; the rest is Django's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer refusals; leave everything else to Django."""
        if isinstance(exception, Refusal):
            return explain(request, str(exception), status=409, way_on=exception)
        return None


def explain(request: HttpRequest, message: str, *, status: int, way_on: Refusal | None = None) -> HttpResponse:
    """Show one sentence and the way back; a refusal with a ``link`` (and ``link_label``) shows the way on too."""
    context = {"message": message, "back": back_address(request), "way_on": way_on}
    return render(request, "errors/refusal.html", context, status=status)


def back_address(request: HttpRequest) -> str:
    """Return the address of the page before, if it was one of ours."""
    address = request.META.get("HTTP_REFERER", "")
    return "/" + urlsplit(address).path.lstrip("/") if host_of(address) == request.get_host() else "/"


def expired_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token is no longer valid.

    From one of our own pages the values are kept and can be sent again with one press; from elsewhere (what the token
    protects against) nothing is offered.
    """
    if not hasattr(request, "actor"):
        request.actor = ANONYMOUS  # type: ignore[attr-defined]
    source = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    if host_of(source) == request.get_host():
        return ask_again(request, reason="expired", status=403)
    return render(request, "errors/expired.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be read at all; too much of it at once gets a sentence of its own."""
    if isinstance(exception, TOO_MUCH):
        return explain(request, _("The page sent too much at once. Send fewer or smaller files."), status=413)
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the page exists, the active role may not."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this reader."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; no context processor runs, because the database may be what has failed."""
    plain = {"COOKIES": request.COOKIES}  # the real request would ask the database who is acting
    return HttpResponse(render_to_string("errors/500.html", {"request": plain}), status=500)
