"""What a scoring page sends, read without Django's fields: one line for each criterion, whatever its number."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from reviews.domain.score_sheet import SheetValues
from reviews.methods.score_rules import Given, read_points
from reviews.models import Criterion

COMMENT_LENGTH = 2000


@dataclass(frozen=True)
class Sent:
    """The values of a sent page, what could not be read in it, and on which saving it was made."""

    values: SheetValues
    faults: dict[int, str]
    revision: int
    client_id: uuid.UUID
    submits: bool


def read_sheet(data: Mapping[str, Any], criteria: Iterable[Criterion]) -> Sent:
    """Read what a page sent: a typed number counts before a chosen level."""
    given: dict[int, Given] = {}
    faults: dict[int, str] = {}
    for item in criteria:
        typed = str(data.get(f"exact-{item.pk}", "")).strip() or str(data.get(f"level-{item.pk}", ""))
        comment = str(data.get(f"comment-{item.pk}", "")).replace("\0", "").strip()[:COMMENT_LENGTH]
        try:
            points = read_points(typed)
        except ValueError:
            faults[item.pk] = "unreadable"
            points = None
        if points is not None or comment:
            given[item.pk] = Given(points, comment)
    revision = str(data.get("revision", ""))
    return Sent(
        values=SheetValues(given, str(data.get("comment", "")).replace("\0", "").strip()[:COMMENT_LENGTH]),
        faults=faults,
        revision=int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 9 else 0,
        client_id=read_id(str(data.get("client_id", ""))),
        submits=data.get("submit") == "1",
    )


def read_id(text: str) -> uuid.UUID:
    """Return the sent id of a saving; a page without scripts has none and gets one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def fault_words(fault: str, item: Criterion) -> str:
    """Return what is wrong with one line and how to mend it."""
    shown = {"points": plain(item.points), "step": plain(item.step)}
    if fault == "comment":
        low, high = item.comment_below, item.comment_above
        if low is not None and high is not None:
            shown |= {"low": plain(low), "high": plain(high)}
            return _("Below %(low)s or above %(high)s points, say why in the comment.") % shown
        if low is not None:
            return _("Below %(low)s points, say why in the comment.") % {"low": plain(low)}
        return _("Above %(high)s points, say why in the comment.") % {"high": plain(high or Decimal(0))}
    return {
        "missing": _("Give points."),
        "negative": _("Points are not below zero."),
        "too_high": _("At most %(points)s points.") % shown,
        "off_step": _("Points go up in steps of %(step)s.") % shown,
        "unreadable": _("This is not a number."),
        "differs": _("Not the same as was typed in first. Look at the paper again."),
    }[fault]


def plain(value: Decimal) -> str:
    """Return a number without zeros behind it: 20, 7.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
