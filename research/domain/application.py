"""Register, change and send in applications for projects."""

from typing import Any

from office.actor import Actor
from research.models import ProjectApplication
from reviews.domain.beside import (
    change_with_submission,
    move_submission_by,
    register_with_submission,
    remove_with_submission,
)
from reviews.domain.dossier import DossierField
from reviews.domain.submission import SUBMISSION_ACTS, submit_submission


def register_application(application: ProjectApplication, *, actor: Actor) -> ProjectApplication:
    """Store a new application as a draft."""
    return register_with_submission(application, actor=actor)


def change_application(application: ProjectApplication, *, actor: Actor, **changes: Any) -> ProjectApplication:
    """Change an application and its submission together (arguments: ``change_with_submission``)."""
    return change_with_submission(application, actor=actor, **changes)


def submit_application(application: ProjectApplication, *, actor: Actor, reason: str = "") -> ProjectApplication:
    """Send an application in; the category asked for goes into the dossier."""
    category = application.category.name if application.category else ""
    extra = (DossierField("category", "申报类别", category),)
    submit_submission(application.submission, actor=actor, reason=reason, extra=extra)
    return application


remove_application = remove_with_submission
APPLICATION_ACTS = {**move_submission_by(SUBMISSION_ACTS), "submit": submit_application}
