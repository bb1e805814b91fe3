"""Who may do what, and who can see a person: read from the grants in force and from the rules themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from association.enums import BODY_ROLES
from association.models import Person, RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import SCHOOL_ROLES, Role
from office.models import AuditEntry, User
from office.queries.policy import read_policy
from office.queries.second_factor import with_factor

# A scope that no row has: what somebody sees under it, he sees whatever his school or body is.
NOWHERE = 0


def grants_in_force(actor: Actor) -> QuerySet[Any]:
    """Return the visible grants that hold today, each with ``has_factor`` of its user."""
    factor = Exists(User.objects.filter(with_factor(), pk=OuterRef("user_id")))
    rows = RoleGrant.objects.visible_to(actor).valid_on(today()).filter(user__is_active=True)
    return rows.select_related("user", "organization", "body").annotate(has_factor=factor)


def dormant_before() -> date:
    """Return the day since which an account has to have logged in, or to have been opened, not to be dormant."""
    return timezone.localdate() - timedelta(days=read_policy().dormant_days)


def is_dormant(since: date, *, path: str = "") -> Q:
    """Return the condition that an account neither logged in since a day nor was opened after it."""
    return Q(**{f"{path}last_login__date__lt": since}) | Q(
        **{f"{path}last_login__isnull": True, f"{path}date_joined__date__lt": since}
    )


def accounts_without_role() -> QuerySet[Any]:
    """Return the accounts in use that no grant gives a right today: their grants ended, or never began."""
    held = RoleGrant.objects.valid_on(today()).order_by().values("user")
    return User.objects.filter(is_active=True).exclude(pk__in=held)


def access_numbers(actor: Actor) -> dict[str, Any]:
    """Return the numbers of a review: people by role, accounts in use, dormant, without a role; three queries."""
    since = dormant_before()
    roles = grants_in_force(actor).order_by().values("role").annotate(people=Count("user", distinct=True))
    accounts = User.objects.filter(is_active=True).aggregate(
        active=Count("pk"),
        dormant=Count("pk", filter=is_dormant(since)),
        without_factor=Count("pk", filter=~with_factor()),
    )
    return {
        "roles": {row["role"]: row["people"] for row in roles},
        **accounts,
        "without_role": accounts_without_role().count(),
    }


@dataclass(frozen=True)
class ReaderRoles:
    """Which roles see a person wherever they stand, and which because it is of their school or body."""

    everywhere: tuple[str, ...]
    by_school: tuple[str, ...]


def roles_that_see(person: Person) -> ReaderRoles:
    """Ask the rows' own rule for every role, in one query."""
    marks: dict[str, Any] = {}
    for role in Role.values:
        for place, organization in (("any", NOWHERE), ("own", person.organization_id)):
            actor = Actor(user_id=NOWHERE, role=role, organization_id=organization, body_id=NOWHERE)
            marks[f"{place}_{role}"] = Exists(Person.objects.visible_to(actor).filter(pk=OuterRef("pk")))
    seen = Person.objects.filter(pk=person.pk).annotate(**marks).values(*marks).get()
    everywhere = tuple(role for role in Role.values if seen[f"any_{role}"])
    by_school = tuple(role for role in Role.values if seen[f"own_{role}"] and role not in everywhere)
    return ReaderRoles(everywhere, by_school if person.organization_id else ())


def readers_of(person: Person) -> QuerySet[Any]:
    """Return the grants in force under which somebody can open a person's page."""
    roles = roles_that_see(person)
    sees = Q(role__in=roles.everywhere) | Q(role__in=roles.by_school, organization_id=person.organization_id)
    rows = RoleGrant.objects.valid_on(today()).filter(sees, user__is_active=True)
    return rows.select_related("user", "organization", "body").order_by("role", "user__display_name", "pk")


def reveals_of(person: Person) -> QuerySet[Any]:
    """Return who had a person's full phone number shown, with the reason, newest first."""
    entries = AuditEntry.objects.filter(content_type__model="person", content_type__app_label="association")
    return entries.filter(object_id=str(person.pk), action="reveal").order_by("-id")


def sample_actor(role: str) -> Actor:
    """Return an actor of a role with some school or body, for asking what the role may do at all."""
    return Actor(
        user_id=NOWHERE,
        role=role,
        organization_id=NOWHERE if role in SCHOOL_ROLES else None,
        body_id=NOWHERE if role in BODY_ROLES else None,
        grants=(role,),
    )
