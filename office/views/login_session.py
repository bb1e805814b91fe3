"""One's own sessions: where one is logged in, ending the others, and how long the present one still rests."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from office.domain.login_session import end_other_sessions, end_session
from office.models import LoginSession, User
from office.queries.login_session import find_session, sessions_of
from office.web.access import door, get_actor
from office.web.session import note_pulse


def key_of(request: HttpRequest) -> str:
    """Return the key of the present session."""
    return request.session.session_key or ""


@door()
def list_sessions(request: HttpRequest) -> HttpResponse:
    """Show where one is logged in."""
    user_id: Any = request.user.pk
    sessions = sessions_of(user_id, current=key_of(request))
    return render(request, "account/sessions.html", {"sessions": sessions, "others": len(sessions) > 1})


@require_POST
@door()
def end_one(request: HttpRequest, handle: str) -> HttpResponse:
    """End one of one's own other sessions."""
    user_id: Any = request.user.pk
    session = find_session(user_id, handle)
    if session is None:
        messages.info(request, _("That session has ended already."))
    elif session.pk == key_of(request):
        messages.info(request, _("You are using this session now. Log out to end it."))
    else:
        end_session(session, actor=get_actor(request))
        messages.success(request, _("The session has ended. That device must log in again."))
    return redirect("account_sessions")


@require_POST
@door()
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of one's own but this one."""
    user_id: Any = request.user.pk
    user = User.objects.get(pk=user_id)
    count = end_other_sessions(user, keep=key_of(request), actor=get_actor(request))
    if count:
        messages.success(request, _("%(count)s other sessions have ended.") % {"count": count})
    else:
        messages.info(request, _("You are logged in nowhere else."))
    return redirect("account_sessions")


@never_cache
def show_alive(request: HttpRequest) -> HttpResponse:
    """Tell how many seconds the session may still rest; a POST is a sign of life and begins the rest anew.

    ``user`` lets a page that stayed open notice that somebody else has logged in meanwhile; None after the end.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"user": None, "seconds": 0})
    if request.method == "POST":
        note_pulse(request, at_once=True)
    ends = LoginSession.objects.filter(pk=key_of(request)).values_list("idle_until", "expire_date").first()
    left = min(ends) - timezone.now() if ends else None
    return JsonResponse({"user": request.user.pk, "seconds": max(0, int(left.total_seconds())) if left else 0})
