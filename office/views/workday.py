"""Pages of the working days: a year as twelve months, its days to change, its publication, and reckoning."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.domain.workday import change_days, known_years, open_year, publish_year, reopen_year
from office.enums import CalendarState
from office.forms.workday import DaysForm, ReckonForm
from office.models import WorkdayCalendar
from office.models.workday import FIRST_YEAR, LAST_YEAR
from office.queries.audit import history_of
from office.queries.workday import WorkdaysUnknown, workday_after
from office.rules import may
from office.web.access import door, get_actor
from office.web.act_page import view_act
from office.web.detail_page import act_link, possible_acts
from office.web.history import history_lines
from office.web.noun import Noun
from office.web.page_data import Fact, Link
from office.web.workday_page import holiday_lines, month_grids, year_tabs
from office.workflow import WORKDAY_CALENDAR


def impact(calendar: Any, action: str, actor: Actor) -> list[Fact]:
    """Return what the publication of a year rests on."""
    free = [day for day in calendar.days.all() if not day.is_workday]
    worked = [day for day in calendar.days.all() if day.is_workday]
    return [Fact(_("Days off entered"), len(free)), Fact(_("Days worked in exchange"), len(worked))]


WORKDAY = Noun(
    app="office",
    name="workday",
    plural="workdays",
    model=WorkdayCalendar,
    label=gettext_lazy("Workday calendar"),
    labels=gettext_lazy("Working days"),
    workflow=WORKDAY_CALENDAR,
    acts={"publish": publish_year, "reopen": reopen_year},
    impact=impact,
    parent=lambda _obj: [Link(_("Working days"), reverse("office:workday_index"))],
)
act = view_act(WORKDAY)


@door("office.list_workday")
def show_index(request: HttpRequest) -> HttpResponse:
    """Lead to the present year."""
    return redirect("office:workday_year", localdate().year)


@door("office.list_workday")
def show_year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year; staff change its days beside it."""
    check_year(year)
    calendar = WorkdayCalendar.objects.visible_to(get_actor(request)).filter(year=year).first()
    form = None
    if calendar and may(get_actor(request), "office.change_workday"):
        wanted = {name: request.GET[name] for name in DaysForm.base_fields if request.GET.get(name)}
        form = days_form(calendar, initial={"kind": "off", "source": calendar.source, **wanted})
    return show(request, year, calendar, form)


@require_POST
@door("office.change_workday")
def create(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the calendar of a year."""
    check_year(year)
    if not WorkdayCalendar.objects.filter(year=year).exists():
        open_year(year, actor=get_actor(request))
        messages.success(
            request, _("%(year)s is begun. Enter the notice's days, then publish the year.") % {"year": year}
        )
    return redirect("office:workday_year", year)


@require_POST
@door("office.change_workday")
def change(request: HttpRequest, year: int) -> HttpResponse:
    """Change a stretch of days."""
    calendar = get_object_or_404(WorkdayCalendar.objects.visible_to(get_actor(request)), year=year)
    form = days_form(calendar, request.POST)
    if not form.is_valid():
        return show(request, year, calendar, form, status=422)
    values = form.cleaned_data
    changed = change_days(
        calendar,
        first=values["first"],
        last=values["last"],
        is_workday=form.is_workday,
        name=values["name"],
        source=values["source"],
        reason=values.get("reason", ""),
        actor=get_actor(request),
    )
    if changed:
        messages.success(request, _("Days changed: %(count)s.") % {"count": changed})
    else:
        messages.info(request, _("These days were like that already; nothing was changed."))
    return redirect("office:workday_year", year)


def days_form(calendar: WorkdayCalendar, *args: Any, **kwargs: Any) -> DaysForm:
    """Return the form of a year's days."""
    return DaysForm(*args, year=calendar.year, published=calendar.state == CalendarState.PUBLISHED, **kwargs)


def check_year(year: int) -> None:
    """Answer 404 for a year that no calendar can have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(year)


def show(
    request: HttpRequest, year: int, calendar: WorkdayCalendar | None, form: DaysForm | None, *, status: int = 200
) -> HttpResponse:
    """Render a year."""
    actor = get_actor(request)
    days = {row.date: row for row in calendar.days.all()} if calendar else {}
    acts = possible_acts(WORKDAY, calendar, actor) if calendar else []
    context = {
        "year": year,
        "calendar": calendar,
        "is_published": calendar is not None and calendar.state == CalendarState.PUBLISHED,
        "months": month_grids(year, days, editable=form is not None),
        "lines": holiday_lines(days),
        "tabs": year_tabs(year, list(WorkdayCalendar.objects.filter(year__range=(year - 2, year + 2))), localdate()),
        "acts": [act_link(WORKDAY, calendar, item) for item in acts],
        "form": form,
        "may_begin": calendar is None and may(actor, "office.change_workday"),
        "is_known": year in known_years(),
        "reckoning": reckon(request),
        "history": history_lines(history_of(calendar)) if calendar and actor.reads_all else [],
    }
    return render(request, "office/workday_year.html", context, status=status)


def reckon(request: HttpRequest) -> dict[str, Any]:
    """Return the reckoning form with its answer, or with the sentence where a year is not published."""
    asked = "start" in request.GET
    form = ReckonForm(request.GET if asked else None, initial={"start": localdate(), "number": 5})
    found: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        try:
            found["answer"] = workday_after(form.cleaned_data["start"], form.cleaned_data["number"])
        except (WorkdaysUnknown, OverflowError) as refusal:
            found["refusal"] = refusal
    return found
