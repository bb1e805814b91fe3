"""Switch the active grant without logging out."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.domain.grant import note_switch
from association.queries.grant import actor_of
from association.web.actor import SESSION_KEY
from office.web.access import door, get_actor


@require_POST
@door()
def switch_grant(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own valid grants from now on, and go on where the user was."""
    grants = request.grants  # type: ignore[attr-defined]
    wanted = next((grant for grant in grants if str(grant.pk) == request.POST.get("grant", "")), None)
    if wanted is None:
        raise Http404("no such grant")
    before = get_actor(request)
    if before.grant_id != wanted.pk:
        request.session[SESSION_KEY] = wanted.pk
        note_switch(wanted, before=before, actor=actor_of(request.user, grants, wanted.pk))  # type: ignore[arg-type]
        messages.success(request, _("You now act as: %(grant)s.") % {"grant": wanted})
    return redirect(next_address(request))


def next_address(request: HttpRequest) -> str:
    """Return the address that the form asks for when it is one of ours, else the home page."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
