"""Who acts in a request: the logged-in user under the grant chosen in this session."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, cached_property

from association.models import RoleGrant
from association.queries.grant import actor_of, valid_grants
from office.actor import ANONYMOUS, Actor

SESSION_KEY = "grant_id"


class Acting:
    """The grants and the actor of one request, read at most once and only when somebody asks."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def grants(self) -> list[RoleGrant]:
        """The valid grants of the user, for the menu that switches between them."""
        user: Any = self.request.user
        return valid_grants(user) if user.is_authenticated else []

    @cached_property
    def actor(self) -> Actor:
        """The user under the chosen grant; when that one ran out, under the first valid one."""
        user: Any = self.request.user
        if not user.is_authenticated:
            return ANONYMOUS
        actor = actor_of(user, self.grants, self.request.session.get(SESSION_KEY))
        return replace(actor, address=get_client_ip(self.request) or "")


class ActorMiddleware:
    """Give every request its ``actor`` and its ``grants``; a page that asks for neither costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = Acting(request)
        request.actor = SimpleLazyObject(lambda: acting.actor)  # type: ignore[attr-defined]
        request.grants = SimpleLazyObject(lambda: acting.grants)  # type: ignore[attr-defined]
        return self.get_response(request)
