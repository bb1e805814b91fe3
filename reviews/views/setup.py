"""The set-up of a call's review: tracks, prizes, who may enter, who judges; a page of its own beside the call's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from association.views.panels import owner_crumb
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.page_data import DetailPage, Link
from reviews.models import Call
from reviews.views.award_plan import plans_panel
from reviews.views.call import PRIZE, TRACK
from reviews.views.eligibility import entry_panels
from reviews.views.panel_table import panels_panel
from reviews.views.panels import prizes_panel, tracks_panel


@door()
def show_setup(request: HttpRequest, pk: int) -> HttpResponse:
    """Show tracks, prizes, conditions of entry, quotas, panels and prize plans of a call."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor), pk=pk)
    require(actor, "reviews.read_rules", call)
    keeps = may(actor, "reviews.change_track")
    page = DetailPage(
        title=_("Set-up of the review"),
        subtitle=call.title,
        crumbs=[*owner_crumb(call), Link(_("Set-up of the review"), "")],
        panels=[
            tracks_panel(call, actor, noun=TRACK, keeps=keeps),
            *entry_panels(call, actor),
            panels_panel(call, actor),
            prizes_panel(call, actor, noun=PRIZE, keeps=keeps),
            plans_panel(call, actor),
        ],
    )
    return render(request, "ui/detail.html", {"page": page, "object": call})
