"""What waits for somebody in contests and honor selections."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from competitions.models import ExternalContest, Referral
from competitions.queries.referral import without_award
from office.actor import Actor
from office.todo import Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return, for staff, recent contests of others without results, and referrals whose award was revoked."""
    if not actor.is_staff:
        return []
    missing = ExternalContest.objects.filter(without_results())
    url = f"{reverse('competitions:external_list')}?waiting=results"
    revoked = Referral.objects.visible_to(actor).filter(without_award())
    referrals = f"{reverse('competitions:referral_list')}?waiting=award"
    return [
        Waiting(_("Contests of others without results"), missing, url, _("Record results")),
        Waiting(_("Referred entries whose award was revoked"), revoked, referrals, _("Look")),
    ]


def without_results() -> Q:
    """Return the condition that a contest of this year or the last has no result on record."""
    return Q(year__gte=timezone.localdate().year - 1, results__isnull=True)
