"""How the portal looks for one reader: large type, and the component gallery for those who build pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from office.web.access import door
from office.web.samples import build_samples


@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Switch large type (适老化) on or off by a cookie; open to everybody, also on the log-in page."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    response = redirect(wanted if safe else "/")
    response.set_cookie(
        "large", "1" if request.POST.get("large") == "1" else "0", max_age=365 * 24 * 3600, samesite="Lax"
    )
    return response


@door("office.view_gallery")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with sample texts: the living guide of the portal's looks."""
    return render(request, "office/gallery.html", build_samples())
