"""Working days that tests may reckon with on whatever day they run."""

from django.utils import timezone

from office.actor import Actor
from office.domain.workday import load_calendars
from office.enums import CalendarState
from office.models import WorkdayCalendar


def publish_calendars(*, actor: Actor) -> None:
    """Publish what the shipped library knows, and this year and the next without holidays where it knows them not.

    Nobody is reminded of a year that is missing, and a period that begins today ends in a published year.
    """
    load_calendars(actor=actor)
    this_year = timezone.localdate().year
    for year in (this_year, this_year + 1):
        WorkdayCalendar.objects.get_or_create(year=year, defaults={"state": CalendarState.PUBLISHED})
