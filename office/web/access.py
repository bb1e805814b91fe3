"""Doors: who is logged in, and which rule opens a page."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from office.actor import Actor
from office.rules import may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def get_actor(request: HttpRequest) -> Actor:
    """Return who acts in this request (set by the actor middleware)."""
    return request.actor  # type: ignore[attr-defined]


def read_text(request: HttpRequest, name: str) -> str:
    """Return one sent text outside a form, trimmed, without the NUL that no database stores."""
    return request.POST.get(name, "").replace("\0", "").strip()


def door(permission: str = "") -> Callable[[View], View]:
    """Let in who is logged in and, with a permission named, who may; others meet the log-in page or a 403.

    A form sent after the session ended is not lost: the page shows how to log in again and sends the same values.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = get_actor(request)
            if actor.user_id is None:
                if request.method == "POST":
                    return ask_again(request, reason="logged_out", status=401)
                return redirect_to_login(request.get_full_path())
            if permission:
                require(actor, permission)
            return view(request, *args, **kwargs)

        return cast("View", guarded)

    return decorate


def require(actor: Actor, permission: str, obj: Any = None) -> None:
    """Raise 403 unless the actor may."""
    if not may(actor, permission, obj):
        raise PermissionDenied(permission)


def ask_again(request: HttpRequest, *, reason: str, status: int) -> HttpResponse:
    """Show a page that holds the sent values and sends them once more.

    Secrets (passwords, the old token) are left out.
    """
    hidden = [
        (name, value)
        for name, values in request.POST.lists()
        if "password" not in name and name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"reason": reason, "hidden": hidden, "address": request.get_full_path(), "had_files": bool(request.FILES)}
    return render(request, "errors/again.html", context, status=status)
