"""The ways from an entry's page: fill in, endorse, conditions, receipt, requests, the check."""

from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor
from office.rules import may
from office.web.page_data import Link
from reviews.enums import UNSENT_STATES, ChangeKind, SubmissionState
from reviews.models import Endorsement, Submission
from reviews.views.form_panels import answer_links

ASK_LABELS = (
    (ChangeKind.PEOPLE, "people"),
    (ChangeKind.TITLE, "pencil-square"),
    (ChangeKind.WITHDRAW, "box-arrow-left"),
)


def submission_links(submission: Submission, actor: Actor) -> list[Link]:
    """Return the further buttons of an entry's page; the next step of its school is the strong one."""
    links = answer_links(submission, actor)
    if may(actor, "reviews.endorse_submission", submission):
        done = Endorsement.objects.filter(submission=submission, endorsed_at__isnull=False).exists()
        url = reverse("reviews:submission_endorse", args=[submission.pk])
        links.append(Link(_("Endorse"), url, tone="" if done else "primary", icon="pen"))
    if actor.is_school or actor.reads_all:
        url = reverse("reviews:submission_eligibility", args=[submission.pk])
        links.append(Link(_("Conditions of entry"), url, icon="list-check"))
    if submission.submitted_at is not None and submission.state not in UNSENT_STATES:
        url = reverse("reviews:submission_receipt", args=[submission.pk])
        # To the school it is what follows from sending in.
        links.append(Link(_("Receipt"), url, icon="receipt", tone="primary" if actor.is_school else ""))
    if may(actor, "reviews.check_submission") and submission.state == SubmissionState.SUBMITTED:
        url = reverse("reviews:qualification_one", args=[submission.pk])
        links.append(Link(_("Qualification check"), url, icon="clipboard-check"))
    if may(actor, "reviews.ask_change_submission", submission):
        links += [
            Link(
                _("Ask for a change: %(kind)s") % {"kind": kind.label},
                reverse("reviews:submission_ask", args=[submission.pk, kind]),
                icon=icon,
            )
            for kind, icon in ASK_LABELS
        ]
    return links
