"""What waits for somebody in contests and honor selections."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import ExternalContest
from office.actor import Actor
from office.todo import Todo


def waiting_for(actor: Actor) -> list[Todo]:
    """Return, for staff, the contests of others of this year and the last whose results are not recorded."""
    if not actor.is_staff:
        return []
    since = timezone.localdate().year - 1
    missing = ExternalContest.objects.filter(year__gte=since, results__isnull=True).count()
    url = reverse("competitions:external_list")
    return [Todo(_("Contests of others without results"), missing, url, _("Record"))]
