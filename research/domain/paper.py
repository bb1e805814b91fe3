"""Register, change and send in papers."""

from typing import Any

from office.actor import Actor
from research.models import Paper
from reviews.domain.beside import (
    change_with_submission,
    move_submission_by,
    register_with_submission,
    remove_with_submission,
)
from reviews.domain.dossier import DossierField
from reviews.domain.submission import SUBMISSION_ACTS, submit_submission


def register_paper(paper: Paper, *, actor: Actor) -> Paper:
    """Store a new paper as a draft."""
    return register_with_submission(paper, actor=actor)


def change_paper(paper: Paper, *, actor: Actor, **changes: Any) -> Paper:
    """Change a paper and its submission together (arguments: ``change_with_submission``)."""
    return change_with_submission(paper, actor=actor, **changes)


def submit_paper(paper: Paper, *, actor: Actor, reason: str = "") -> Paper:
    """Send a paper in; authors go into the dossier as identifying, the theme does not."""
    extra = (
        DossierField("authors", "作者", paper.author_names, identifying=True),
        DossierField("theme", "主题", paper.theme),
    )
    submit_submission(paper.submission, actor=actor, reason=reason, extra=extra)
    return paper


remove_paper = remove_with_submission
PAPER_ACTS = {**move_submission_by(SUBMISSION_ACTS), "submit": submit_paper}
