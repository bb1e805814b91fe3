"""The calendar of deadlines and activities by month, and the secret link under which calendar programs read it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from office.agenda import Span
from office.methods.months import month_after, month_before
from office.queries.workday import days_of
from office.web.access import door, get_actor
from office.web.page_data import Link
from reports.domain.calendar import feed_of, open_feed, reader_of, revoke_feed, write_feed
from reports.queries.calendar import by_day, entries_of
from reports.web.calendar_page import grid_span, list_entries, listed_days, month_link, month_weeks, parse_month


@door("reports.view_calendar")
def show_month(request: HttpRequest) -> HttpResponse:
    """Show a month: a grid on the desk and on paper, a list of days on the phone."""
    actor, today = get_actor(request), localdate()
    year, month = parse_month(request.GET.get("month", ""), today=today)
    own = request.GET.get("show") == "own" and actor.is_school
    first, last = grid_span(year, month)
    span = Span(first, last, own)
    entries = entries_of(actor, span)
    weeks = month_weeks(year, month, entries=by_day(entries, span), departures=days_of(first, last), today=today)
    context = {
        "title": f"{year}-{month:02d}",
        "year": year,
        "month": month,
        "weeks": weeks,
        "days": listed_days(weeks),
        "vague": list_entries(entries, year=year, month=month),
        "before": month_link(*month_before(year, month), own=own),
        "after": month_link(*month_after(year, month), own=own),
        "now": month_link(today.year, today.month, own=own),
        "is_now": (year, month) == (today.year, today.month),
        "month_value": f"{year}-{month:02d}",
        "own": own,
        "tabs": [
            {"label": _("All"), "url": month_link(year, month, own=False), "active": not own},
            {"label": _("Of my school"), "url": month_link(year, month, own=True), "active": own},
        ]
        if actor.is_school
        else [],
    }
    return render(request, "reports/calendar.html", context)


@door("reports.view_calendar")
def show_feed(request: HttpRequest) -> HttpResponse:
    """Show whether a link is open; the secret itself is shown once, right after it was made."""
    return feed_page(request)


def feed_page(request: HttpRequest, secret: str = "") -> HttpResponse:
    """Render the page of the link, with the link itself when it has just been made."""
    url = f"{settings.PUBLIC_URL}{reverse('reports:calendar_ics', args=[secret])}" if secret else ""
    context = {
        "feed": feed_of(get_actor(request)),
        "url": url,
        "crumbs": [Link(_("Calendar"), reverse("reports:calendar")), Link(_("Calendar link"), "")],
    }
    return render(request, "reports/calendar_feed.html", context)


@never_cache
@require_POST
@door("reports.view_calendar")
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make a link, or a new one in place of the old; the answer shows it this once."""
    return feed_page(request, open_feed(actor=get_actor(request)))


@require_POST
@door("reports.view_calendar")
def end_feed(request: HttpRequest) -> HttpResponse:
    """End the link."""
    if revoke_feed(actor=get_actor(request)):
        messages.success(request, _("The link no longer works. Calendar programs that use it get nothing any more."))
    return redirect("reports:calendar_feed")


@never_cache
@require_safe
def read_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer a calendar program: what the link's owner may see; open to whoever holds the secret, 404 otherwise."""
    actor = reader_of(secret)
    if actor is None:
        raise Http404
    response = HttpResponse(write_feed(actor, today=localdate()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    return response
