"""Logs without personal data: one JSON object a line in production, a readable line in development.

A line names a person by account number only, a page by its pattern (``persons/<int:pk>/``), never by its address: names
and phone numbers stand in queries, tokens in paths. What libraries write is cleaned by ``Cleaner``. In production only
the class of an exception and the places in the program are kept, because its text quotes the data.
"""

import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from pythonjsonlogger.json import JsonFormatter

REQUEST_LOG = "portal.request"
HEADER = "X-Request-ID"
# What a proxy may give as the number of a request; anything else is replaced.
SENT_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
FRAMES = 25
# What a readable line ends with, by the attributes of the record.
TAIL = {"request": "request_id", "user": "user_id", "ms": "ms", "seal": "seal", "head": "head", "total": "total"}
# What Celery puts on its records: arguments and results as they were.
TASK_FIELDS = ("data", "context", "args_repr", "kwargs_repr")

_current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
_number: ContextVar[str] = ContextVar("request_id", default="")

# In this order: addresses lose query and long parts before the digits are looked at.
HIDDEN = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?<=\S)\?[^\s\"'<>)\]]+"), "?<query>"),
    (re.compile(r"(?i)\b(password|passwd|secret|token|csrfmiddlewaretoken|sessionid)(\W{1,4})\S+"), r"\1\2<hidden>"),
    (re.compile(r"(?i)\b(?:[a-z]+://)[^\s/@:]+:[^\s/@]+@"), "<log-in>@"),
    (re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])"), "<id number>"),
    (re.compile(r"(?<![0-9A-Za-z])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])"), "<phone>"),
    (re.compile(r"(?<=/)[\w~-]{20,}(?=[/\s\"']|$)"), "<token>"),
)


def clean(text: str) -> str:
    """Return a text without e-mail addresses, phone and id numbers, passwords, queries and one-time tokens."""
    for pattern, instead in HIDDEN:
        text = pattern.sub(instead, text)
    return text


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the page that a request asked for, "" where no page fits."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else ""


def user_of(request: HttpRequest) -> int | None:
    """Return the number of the account, as far as the request has asked for it; asks nothing itself."""
    return getattr(getattr(request, "_cached_user", None), "pk", None)


class Cleaner(logging.Filter):
    """Put request and account on a record and take personal data off it; lets every record through."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = _current.get()
        record.request_id = _number.get()
        record.user_id = user_of(request) if request else None
        asked = record.__dict__.pop("request", None)
        if isinstance(asked, HttpRequest):
            # Django's own sentences quote the address.
            record.route, record.method = route_of(asked), asked.method
            record.msg, record.args = f"{getattr(record, 'status_code', '')} {route_of(asked) or 'no page'}".strip(), ()
        else:
            record.msg, record.args = clean(record.getMessage()), ()
        for name in TASK_FIELDS:
            record.__dict__.pop(name, None)
        return True


class LineFormatter(logging.Formatter):
    """A readable line; a traceback follows whole, for the person who develops."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s%(tail)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the numbers of request and account where there are any."""
        parts = {name: getattr(record, attribute, None) for name, attribute in TAIL.items()}
        tail = "".join(f" {name}={value}" for name, value in parts.items() if value)
        record.tail = tail
        return super().format(record)


class PortalJsonFormatter(JsonFormatter):
    """One JSON object a line: time, level, logger, message, request, account, and what the caller gave by ``extra``."""

    def __init__(self) -> None:
        super().__init__(
            "%(asctime)s %(levelname)s %(name)s %(message)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            datefmt="%Y-%m-%dT%H:%M:%S%z",
            json_ensure_ascii=False,
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Leave out what is empty, the text of exceptions and the source lines of stacks."""
        for name in ("exc_text", "stack_info", "taskName"):
            log_data.pop(name, None)
        return {name: value for name, value in log_data.items() if value not in (None, "")}

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name of logging.Formatter
        """Return the exception's class and the places it came through, without its text and without source lines."""
        kind, _error, trace = ei
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-FRAMES:]]
        return " | ".join([f"{kind.__module__}.{kind.__qualname__}" if kind else "", *places])


class RequestLogMiddleware:
    """Number each request, hand the number back, and write one line when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.logger = logging.getLogger(REQUEST_LOG)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(HEADER, "")
        number = sent if SENT_ID.fullmatch(sent) else uuid.uuid4().hex
        started = time.monotonic()
        marks = _current.set(request), _number.set(number)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = number
            if not request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
                self.tell(request, response, ms=round((time.monotonic() - started) * 1000))
        finally:
            _current.reset(marks[0])
            _number.reset(marks[1])
        return response

    def tell(self, request: HttpRequest, response: HttpResponse, *, ms: int) -> None:
        """Write the line of an answered request."""
        route = route_of(request)
        fields = {"method": request.method, "route": route, "status": response.status_code, "ms": ms}
        self.logger.info("%s %s %s", request.method, route or "no page", response.status_code, extra=fields)
