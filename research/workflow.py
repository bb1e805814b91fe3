"""The life of an approved project as a transition table."""

from django.utils.translation import gettext_lazy as _

from office.workflow import Transition, chain
from research.enums import ProjectState

PROJECT = chain(
    "project",
    Transition("conclude", (ProjectState.ACTIVE,), ProjectState.CONCLUDED, _("Conclude"), confirm=True),
    Transition(
        "terminate",
        (ProjectState.ACTIVE,),
        ProjectState.TERMINATED,
        _("Terminate"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "withdraw_approval",
        (ProjectState.ACTIVE,),
        ProjectState.WITHDRAWN,
        _("Withdraw approval"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
    Transition(
        "resume",
        (ProjectState.CONCLUDED, ProjectState.TERMINATED),
        ProjectState.ACTIVE,
        _("Resume"),
        reason_required=True,
        confirm=True,
        tone="danger",
    ),
)
