"""A chart's picture as an answer."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from reports.pdf.chart_child import drawn_chart


def answer_chart(request: HttpRequest, filled: dict[str, Any]) -> HttpResponse:
    """Answer a filled chart as SVG, or that the browser's copy still holds.

    The browser asks every time: what it keeps from one role must not be shown to the next.
    """
    svg = drawn_chart(filled)
    etag = f'"{hashlib.sha256(svg).hexdigest()[:32]}"'
    response: HttpResponse = HttpResponse(svg, content_type="image/svg+xml")
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response
