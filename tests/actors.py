"""Actors for tests: a user with one grant, and a browser logged in as that user."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.contrib import auth
from django.test import Client
from django.utils.crypto import get_random_string

from association.enums import BODY_ROLES
from association.queries.grant import actor_of, valid_grants
from association.web.actor import SESSION_KEY
from office.actor import ANONYMOUS, Actor
from office.enums import SCHOOL_ROLES, Role
from office.models import User
from office.web.second_factor import CHECKED_KEY
from office.web.session import SessionStore
from tests.factories.association import BodyFactory, OrganizationFactory, RoleGrantFactory
from tests.factories.office import UserFactory

# Longer than any test: what is looked at once a minute is not looked at in the middle of one.
VISIT_SECONDS = 3600


def make_actor(role: str, *, organization: Any = None, body: Any = None, user: Any = None) -> Actor:
    """Return the actor of a (new) user under a new grant; school and body roles get a scope when none is given."""
    if role in SCHOOL_ROLES and organization is None:
        organization = OrganizationFactory()
    if role in BODY_ROLES and body is None:
        body = BodyFactory()
    user = user or UserFactory(display_name=str(Role(role).label))
    grant = RoleGrantFactory(user=user, role=role, organization=organization, body=body)
    return actor_of(user, valid_grants(user), grant.pk)


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor's user is logged in under the actor's grant; one without a user otherwise.

    The session's row is written as logging in leaves it; tests/security holds how one comes to it.
    """
    client = Client()
    if actor.user_id is None:
        return client
    store = SessionStore()
    store.update(
        {
            auth.SESSION_KEY: str(actor.user_id),
            auth.BACKEND_SESSION_KEY: "allauth.account.auth_backends.AuthenticationBackend",
            auth.HASH_SESSION_KEY: User.objects.get(pk=actor.user_id).get_session_auth_hash(),
            SESSION_KEY: actor.grant_id,
            # As in the middle of a visit: what is written once a minute has been written, a page shows its own queries.
            CHECKED_KEY: int(time.time()) + VISIT_SECONDS,
        }
    )
    row = store.create_model_instance(dict(store.items()))
    row.session_key, row.address, row.device = get_random_string(32), "127.0.0.1", "tests"
    row.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    return client


@pytest.fixture
def actors(db: None) -> dict[str, Actor]:
    """Return one actor for each role, and ``""`` for nobody logged in."""
    return {"": ANONYMOUS, **{str(role): make_actor(role) for role in Role}}


@pytest.fixture
def log_in() -> Callable[..., Client]:
    """Return the function that makes a browser for a role: ``log_in("secretariat")``, ``log_in(actor)``."""

    def log_in_as(who: str | Actor, **scope: Any) -> Client:
        return client_of(who if isinstance(who, Actor) else make_actor(who, **scope))

    return log_in_as


@pytest.fixture
def staff(db: None) -> Actor:
    """Return an actor of the secretariat."""
    return make_actor(Role.SECRETARIAT)
