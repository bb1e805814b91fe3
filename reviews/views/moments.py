"""Instants as the pages of calls show them: one instant, shown as it is enforced."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.web.page_data import Cell, TablePanel
from reviews.models import Call, Round


def moment(value: Any) -> str:
    """Return an instant as office staff read it, "" for none."""
    return localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def end_moment(value: Any) -> str:
    """Return the instant until which something comes in: midnight is the end of the day before, 24:00."""
    if not value:
        return ""
    local = localtime(value)
    return f"{local - timedelta(days=1):%Y-%m-%d} 24:00" if (local.hour, local.minute) == (0, 0) else moment(value)


def closing_text(call: Call) -> str:
    """Return when a call closes, with the grace that drafts have."""
    if not call.closes_at or not call.grace_minutes:
        return moment(call.closes_at)
    return _("%(time)s; drafts begun before until %(end)s") % {
        "time": moment(call.closes_at),
        "end": moment(call.drafts_until),
    }


def timeline_panel(call: Call, rounds: Iterable[Round]) -> TablePanel:
    """Return the instants of a call and of the rounds given in order, each with whether it has passed."""
    now = timezone.now()
    points: list[tuple[Any, str]] = [(call.opens_at, _("Opens for entries")), (call.closes_at, _("Closes for entries"))]
    if call.grace_minutes:
        points.append((call.drafts_until, _("Drafts begun before are taken until")))
    for round_ in rounds:
        points.append((round_.opens_at, _("%(round)s: scoring opens") % {"round": round_.name}))
        points.append((round_.closes_at, _("%(round)s: scoring closes") % {"round": round_.name}))
    dated = sorted(((at, what) for at, what in points if at), key=lambda point: point[0])
    coming = next((at for at, _what in dated if at > now), None)
    rows = []
    for at, what in dated:
        state = pgettext("time", "next") if at == coming else pgettext("time", "ahead") if at > now else _("passed")
        tone = "warn" if at == coming else "plain"
        rows.append([Cell(moment(at)), Cell(what), Cell(state, kind="state", tone=tone)])
    return TablePanel(
        title=_("Timeline"),
        heads=[_("Time"), _("Point in time"), _("State")],
        rows=rows,
        empty_text=_("No time has been set yet."),
    )
