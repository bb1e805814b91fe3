"""What waits for somebody in the groups."""

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.enums import AnnualReviewState
from groups.models import AnnualReview
from office.actor import Actor
from office.enums import Role
from office.todo import Waiting


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return annual reviews to finish for staff, and to hand in for a group's secretary."""
    url = reverse("groups:review_list")
    rows = AnnualReview.objects.visible_to(actor)
    if actor.is_staff:
        submitted = rows.filter(state=AnnualReviewState.SUBMITTED)
        planned = rows.filter(state=AnnualReviewState.PLANNED)
        return [
            Waiting(_("Annual reviews to finish"), submitted, f"{url}?state=submitted", _("Review")),
            Waiting(_("Annual reviews not handed in"), planned, f"{url}?state=planned", _("Look")),
        ]
    if actor.role == Role.GROUP_SECRETARY:
        planned = rows.filter(state=AnnualReviewState.PLANNED)
        return [Waiting(_("Annual reviews to hand in"), planned, f"{url}?state=planned", _("Submit"))]
    return []
