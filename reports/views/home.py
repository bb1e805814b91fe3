"""The home page: what must I do and by when, the year in a few figures, what has changed."""

from itertools import islice
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from association.models import Activity, Body
from office.models import AuditEntry
from office.rules import may
from office.web.access import door, get_actor
from office.web.act_words import act_words
from reports.catalogue import YearScope
from reports.kinds.base import Material
from reports.kinds.exhibit import fill_exhibit, year_charts
from reports.models import FigureValue, Report
from reports.queries.figure import figures_of
from reports.queries.overview import home_body, latest_activities, newest_values, recent_acts, report_of, tiles
from reports.queries.school import Tile, school_tiles
from reports.queries.todo import waiting_for
from reports.web.chart import answer_chart

CHARTS_SHOWN = 2
# With fewer changes than this the page says too little of what the office does: what was held last stands beside.
FEWEST_CHANGES = 3


@door()
def show_home(request: HttpRequest) -> HttpResponse:
    """Show the home page of the active role."""
    actor = get_actor(request)
    if home_body() is None and may(actor, "association.change_setup"):
        return redirect("association:setup")
    context: dict[str, Any] = {"todos": waiting_for(actor), "changes": [change(act) for act in recent_acts(actor)]}
    body = home_body()
    if actor.reads_all and body is not None:
        context |= year_at_a_glance(body)
    elif actor.is_school:
        context["tiles"] = school_tiles(actor)
        context["year_title"] = actor.scope_name
    if len(context["changes"]) < FEWEST_CHANGES and may(actor, "association.list_activity"):
        context["activities"] = [event(activity) for activity in latest_activities(actor)]
    return render(request, "reports/home.html", context)


def year_at_a_glance(body: Body) -> dict[str, Any]:
    """Return the tiles of the body's newest year with figures, and where its charts are."""
    values = newest_values(body)
    if not values:
        return {}
    year = values[0].year
    report = report_of(body, year)
    return {
        "year_title": _("%(body)s in %(year)s") % {"body": body.short_name or body.name, "year": year},
        "tiles": [tile(value, report) for value in tiles(values)],
        "charts_url": reverse("reports:year_charts", args=[body.code, year]),
    }


@door("reports.view_chart")
def show_charts(request: HttpRequest, body_code: str, year: int) -> HttpResponse:
    """Show the charts of a body's year: a part of the home page, or a page of its own where no script runs."""
    body = get_object_or_404(Body.objects.visible_to(get_actor(request)), code=body_code)
    context = {
        "title": _("%(body)s in %(year)s") % {"body": body.short_name or body.name, "year": year},
        "charts": charts(body, year, figures_of(body, year)),
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "reports/charts.html" if part else "reports/charts_page.html", context)


def tile(value: FigureValue, report: Report | None) -> Tile:
    """Return a figure as a tile that opens to its rows in the year's report."""
    url = reverse("reports:figure_detail", args=[report.pk, value.pk]) if report else ""
    number = f"{value.computed:f}".rstrip("0").rstrip(".") if value.computed is not None else value.text
    caption = value.label.rpartition("·")[2] or value.label
    context = value.label.rpartition("·")[0]
    return Tile(caption, number, value.unit, url, versus=context)


def charts(body: Body, year: int, values: dict[str, FigureValue]) -> list[dict[str, Any]]:
    """Return the first charts that the year's figures can fill."""
    material = Material(scope=YearScope(body, year), values=values)
    shown = islice(year_charts(material), CHARTS_SHOWN)
    return [chart_card(filled, reverse("reports:chart", args=[body.code, year, source])) for source, filled in shown]


def chart_card(filled: dict[str, Any], image_url: str) -> dict[str, Any]:
    """Return a chart with its numbers to unfold."""
    rows = [
        [label, *(series["values"][position] for series in filled["series"])]
        for position, label in enumerate(filled["labels"])
    ]
    heads = ["", *(series["name"] for series in filled["series"])]
    return {**filled, "image_url": image_url, "heads": heads, "rows": rows}


@door("reports.view_chart")
def show_chart(request: HttpRequest, body_code: str, year: int, source: str) -> HttpResponse:
    """Serve one chart of a body's year as SVG, drawn once for its data."""
    body = get_object_or_404(Body.objects.visible_to(get_actor(request)), code=body_code)
    material = Material(scope=YearScope(body, year), values=figures_of(body, year))
    filled = fill_exhibit({"type": "chart", "source": source}, material)
    if filled is None:
        raise Http404(source)
    return answer_chart(request, filled)


def change(act: AuditEntry) -> dict[str, Any]:
    """Return one act as the list of recent changes shows it."""
    return {
        "when": act.at,
        "who": act.actor_name,
        "what": _("%(label)s: %(value)s") % {"label": act_words(act.action), "value": act.object_text},
        "url": object_url(act.content_type, act.object_id),
    }


def event(activity: Activity) -> dict[str, Any]:
    """Return an activity as a line of the page: its day as it is known, what and where."""
    return {
        "when_text": activity.date_text,
        "who": activity.venue,
        "what": activity.title,
        "url": activity.get_absolute_url(),
    }


def object_url(kind: ContentType | None, object_id: str) -> str:
    """Return the address of an act's object where its kind has detail pages; no query is made for it."""
    if kind is None or not object_id.isdigit():
        return ""
    try:
        return reverse(f"{kind.app_label}:{kind.model}_detail", args=[int(object_id)])
    except NoReverseMatch:
        return ""
