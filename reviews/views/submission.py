"""Pages of submissions: the list of all kinds, and the page of those that stand alone."""

from typing import Any

from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from reviews.domain.quota import hold_submission
from reviews.domain.submission import (
    SUBMISSION_ACTS,
    change_submission,
    register_submission,
    remove_submission,
)
from reviews.enums import CallState
from reviews.forms.submission import SubmissionForm
from reviews.lists.submission import SUBMISSIONS
from reviews.lists.words import SUBMISSION_TONES, tone_of
from reviews.models import Submission, SubmissionAttachment
from reviews.views.eligibility import submission_impact
from reviews.views.panels import submission_facts, submission_panels
from reviews.views.participant import PARTICIPANT
from reviews.views.submission_links import submission_links
from reviews.workflow import SUBMISSION as SUBMISSION_WORKFLOW


def parts_of_submission(submission: Submission, actor: Actor) -> list[Any]:
    """Return the participants, rounds and awards of a submission."""
    undecided = submission.call.state in {CallState.OPEN, CallState.CLOSED}
    keeps = undecided and may(actor, "reviews.change_participant", Unsaved(submission))
    return submission_panels(submission, actor, participant=PARTICIPANT, keeps=keeps)


class Unsaved:
    """A row that would belong to a submission: enough for the rule that asks whose it is."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission


SUBMISSION = Noun(
    app="reviews",
    name="submission",
    plural="submissions",
    model=Submission,
    label=gettext_lazy("Submission"),
    labels=gettext_lazy("Submissions"),
    listing=SUBMISSIONS,
    form=SubmissionForm,
    rows=lambda actor: (
        Submission.objects.visible_to(actor)
        .select_related("call__body", "track", "organization", "submitted_by", "form_version")
        .defer("dossier", "call__basis")
    ),
    facts=submission_facts,
    panels=parts_of_submission,
    links=submission_links,
    impact=submission_impact,
    workflow=SUBMISSION_WORKFLOW,
    tone=tone_of(SUBMISSION_TONES),
    create=lambda form, actor: register_submission(Submission(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_submission(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_submission,
    acts=SUBMISSION_ACTS,
    files=SubmissionAttachment,
    files_owner="owner",
    hold=hold_submission,
    names=("number", "title"),
)
