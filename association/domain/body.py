"""Keep governed bodies: a tree without circles, whose codes never change."""

from typing import Any

from django.utils.translation import gettext as _

from association.models import Body
from office.actor import Actor
from office.domain.record import change_record, create_record
from office.workflow import Refusal, refuse_unless


class BodyMisplaced(Refusal):
    """The parent or the end of a body does not fit the tree."""


def create_body(body: Body, *, actor: Actor) -> Body:
    """Store a new body; its parent must not be dissolved."""
    refuse_misplaced(body)
    create_record(body, actor=actor)
    return body


def change_body(body: Body, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Body:
    """Change a body; refuses another code, a parent from below itself, and an end while bodies below it go on."""
    refuse_unless(
        changes.get("code", body.code) == body.code,
        _("The code is used in addresses and never changes."),
        error=BodyMisplaced,
    )
    for name, value in changes.items():
        setattr(body, name, value)
    refuse_misplaced(body)
    if body.dissolved_on:
        open_child = body.children.filter(dissolved_on__isnull=True).first()
        refuse_unless(
            open_child is None,
            _("“%(child)s” belongs to this body and goes on. Dissolve or move it first.") % {"child": open_child},
            error=BodyMisplaced,
        )
    change_record(body, actor=actor, changes=changes, revision=revision)
    return body


def refuse_misplaced(body: Body) -> None:
    """Refuse a parent that is dissolved, or that belongs to the body itself."""
    parent = body.parent
    refuse_unless(
        parent is None or parent.dissolved_on is None or body.dissolved_on is not None,
        _("“%(parent)s” is dissolved.") % {"parent": parent},
        error=BodyMisplaced,
    )
    above = parent
    while above is not None:
        refuse_unless(
            body.pk is None or above.pk != body.pk,
            _("“%(parent)s” belongs to this body itself.") % {"parent": parent},
            error=BodyMisplaced,
        )
        above = above.parent
