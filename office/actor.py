"""Who acts: a user under one active grant, as plain data that crosses every room.

The back office knows no school: the ids of the grant's organization and body are numbers to it. ``association`` fills
them from the active role grant (``association/web/actor.py``).
"""

from dataclasses import dataclass, field, fields
from typing import Any

from office.enums import OVERSIGHT_ROLES, SCHOOL_ROLES, STAFF_ROLES, Role


@dataclass(frozen=True)
class Actor:
    """A user and the grant under which the user acts now.

    ``user_id`` is None for the system and for somebody not logged in; ``role`` is "" for a user without a valid grant.
    ``grants`` lists every valid role of the user, needed where a rule holds under any grant (blind review).
    ``address`` is the network address that the request came from, "" outside a request; it says nothing about who acts.
    """

    user_id: int | None = None
    name: str = ""
    role: str = ""
    grant_id: int | None = None
    organization_id: int | None = None
    body_id: int | None = None
    scope_name: str = ""
    is_system: bool = False
    grants: tuple[str, ...] = field(default=())
    address: str = field(default="", compare=False)

    @property
    def role_label(self) -> str:
        """The active role in the reader's language, "" without a grant."""
        return str(Role(self.role).label) if self.role else ""

    @property
    def is_staff(self) -> bool:
        """True for the secretariat and its head: those who keep the records."""
        return self.role in STAFF_ROLES

    @property
    def reads_all(self) -> bool:
        """True for those who may read every record of the association."""
        return self.is_system or self.role in OVERSIGHT_ROLES

    @property
    def is_school(self) -> bool:
        """True for somebody acting for one school."""
        return self.role in SCHOOL_ROLES and self.organization_id is not None


ANONYMOUS = Actor()


def system_actor(name: str) -> Actor:
    """Return the named system scope: used by jobs, figures and set-up, and written as such into the audit."""
    return Actor(name=name, is_system=True)


def pack_actor(actor: Actor) -> dict[str, Any]:
    """Return an actor as plain data for a job's arguments; a request's actor, which is made late, too."""
    values = {item.name: getattr(actor, item.name) for item in fields(Actor)}
    return {**values, "grants": list(actor.grants)}


def unpack_actor(values: dict[str, Any]) -> Actor:
    """Return the actor that ``pack_actor`` packed."""
    return Actor(**{**values, "grants": tuple(values["grants"])})
