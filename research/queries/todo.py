"""What waits for somebody in research."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor
from office.todo import Waiting
from research.models import ProjectApplication
from reviews.enums import CallState, SubmissionState


def waiting_for(actor: Actor) -> list[Waiting]:
    """Return, for staff, the applications of closed programs that are neither approved nor turned away."""
    if not actor.is_staff:
        return []
    undecided = ProjectApplication.objects.filter(
        Q(submission__state=SubmissionState.SUBMITTED)
        | Q(submission__state=SubmissionState.ACCEPTED, submission__held_by=""),
        submission__call__state=CallState.CLOSED,
    )
    url = reverse("research:application_list")
    return [Waiting(_("Applications to approve or reject"), undecided, f"{url}?state=submitted", _("Decide"))]
