"""How the portal looks for one reader: large type, and the component gallery for those who build pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from office.web.access import door
from office.web.samples import build_samples
from office.web.way_back import own_address


@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Switch large type (适老化) on or off by a cookie; open to everybody, also on the log-in page."""
    response = redirect(own_address(request, request.POST.get("next", "")) or "/")
    response.set_cookie(
        "large", "1" if request.POST.get("large") == "1" else "0", max_age=365 * 24 * 3600, samesite="Lax"
    )
    return response


@door("office.view_gallery")
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with sample texts: the living guide of the portal's looks."""
    return render(request, "office/gallery.html", build_samples())
