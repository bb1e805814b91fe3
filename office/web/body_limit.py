"""No request larger than an upload may be is read at all: Django would lay it on the disk before anybody refuses it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from office.web.errors import explain

# The rest of a form beside its file: texts, names of fields, borders between the parts.
FORM_BYTES = 1024 * 1024


class BodyLimitMiddleware:
    """Answer 413 by the announced length, before the form is read; without a length nothing is read either."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = settings.ATTACHMENT_MAX_BYTES + FORM_BYTES
        if not length.isdecimal() or int(length) <= limit:
            return self.get_response(request)
        numbers = {"size": -(-int(length) // 2**20), "limit": settings.ATTACHMENT_MAX_BYTES // 2**20}
        sentence = _("What was sent has %(size)s MB; at most %(limit)s MB are accepted. Choose a smaller file.")
        return explain(request, sentence % numbers, status=413)
