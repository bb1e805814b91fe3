"""What waits for somebody in contests and honor selections."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import ExternalContest
from office.actor import Actor
from office.todo import Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return, for staff, the contests of others of this year and the last whose results are not recorded."""
    if not actor.is_staff:
        return []
    missing = ExternalContest.objects.filter(without_results())
    url = f"{reverse('competitions:external_list')}?waiting=results"
    return [Waiting(_("Contests of others without results"), missing, url, _("Record results"))]


def without_results() -> Q:
    """Return the condition that a contest of this year or the last has no result on record."""
    return Q(year__gte=timezone.localdate().year - 1, results__isnull=True)
