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
    rows = ProjectApplication.objects.filter(undecided())
    url = f"{reverse('research:application_list')}?waiting=decision"
    return [Waiting(_("Applications to approve or reject"), rows, url, _("Decide"))]


def undecided() -> Q:
    """Return the condition that an application of a closed program is neither approved nor turned away."""
    waiting = Q(submission__state=SubmissionState.SUBMITTED)
    passed = Q(submission__state=SubmissionState.ACCEPTED, submission__held_by="")
    return Q(submission__call__state=CallState.CLOSED) & (waiting | passed)
