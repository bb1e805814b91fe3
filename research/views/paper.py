"""Pages of papers."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.web.noun import Noun
from office.web.page_data import Fact
from research.domain.paper import PAPER_ACTS, change_paper, register_paper, remove_paper
from research.forms.paper import PaperForm
from research.imports.paper import PaperImporter
from research.lists.paper import PAPERS
from research.models import Paper
from reviews.domain.quota import hold_submission
from reviews.lists.words import SUBMISSION_TONES, tone_of
from reviews.models import SubmissionAttachment
from reviews.views.eligibility import submission_impact
from reviews.views.panels import submission_facts
from reviews.views.submission import parts_of_submission
from reviews.views.submission_links import submission_links
from reviews.workflow import SUBMISSION


def paper_facts(paper: Paper, actor: Actor) -> list[Fact]:
    """Return what a paper is about, and who wrote it."""
    return [
        Fact(_("Authors"), paper.author_names),
        Fact(_("Theme"), paper.theme),
        *submission_facts(paper.submission, actor),
    ]


def paper_panels(paper: Paper, actor: Actor) -> list[Any]:
    """Return participants, rounds and awards."""
    return parts_of_submission(paper.submission, actor)


PAPER = Noun(
    app="research",
    name="paper",
    plural="papers",
    model=Paper,
    label=gettext_lazy("Paper"),
    labels=gettext_lazy("Papers"),
    listing=PAPERS,
    form=PaperForm,
    rows=lambda actor: (
        Paper.objects.visible_to(actor)
        .select_related(
            "submission__call__body", "submission__track", "submission__organization", "submission__submitted_by"
        )
        .defer("submission__dossier")
    ),
    facts=paper_facts,
    panels=paper_panels,
    links=lambda paper, actor: submission_links(paper.submission, actor),
    impact=lambda paper, action, actor: submission_impact(paper.submission, action, actor),
    workflow=SUBMISSION,
    tone=tone_of(SUBMISSION_TONES, "submission"),
    create=lambda form, actor: register_paper(
        Paper(submission=form.build_submission(), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_paper(
        obj,
        actor=actor,
        changes=form.changes,
        submission_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        submission_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_paper,
    acts=PAPER_ACTS,
    beside=lambda paper: paper.submission,
    files=SubmissionAttachment,
    files_owner="owner",
    hold=hold_submission,
    importer=PaperImporter,
)
