"""Row scopes that several nouns share."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from association.enums import BODY_ROLES, MASTER_ROLES
from office.actor import Actor
from office.models import ScopedQuerySet


class MasterQuerySet(ScopedQuerySet):
    """Public master data: everybody who works with the association reads it, a system administrator does not."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all rows for those who work with the association, none for anybody else."""
        return self if actor.reads_all or actor.role in MASTER_ROLES else self.none()


class BodyWorkQuerySet(ScopedQuerySet):
    """Work of a body that its members may read: schools read all of it, a body's own people only their body's."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all rows for the association's staff and for schools, a body's own for its secretary or committee."""
        if actor.reads_all or actor.is_school:
            return self
        if actor.role in BODY_ROLES and actor.body_id is not None:
            return self.filter(body_id=actor.body_id)
        return self.none()


def exactly_one(*names: str) -> Q:
    """Return the condition that exactly one of several nullable columns is filled."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


def in_order(start: str, end: str) -> Q:
    """Return the condition that a period does not end before it starts; open ends are in order."""
    return Q(**{f"{start}__isnull": True}) | Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gte": models.F(start)})


def fits_choices(field: str, choices: Any, *, empty: bool = False) -> Q:
    """Return the condition that a column holds one of its stored words."""
    return Q(**{f"{field}__in": [*choices.values, ""] if empty else choices.values})
