"""The panels of a call on the call's page."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.actor import Actor
from office.rules import may
from office.web.page_data import Cell, TablePanel
from reviews.enums import MemberState
from reviews.models import Call, Panel
from reviews.views.panel import PANEL


def panels_panel(call: Call, actor: Actor) -> TablePanel:
    """Return the panels with how many sit on each and how many have not answered."""
    rows = Panel.objects.filter(call=call).annotate(
        sitting=Count("members", filter=Q(members__state=MemberState.ACCEPTED)),
        asked=Count("members", filter=Q(members__state=MemberState.INVITED)),
    )
    return TablePanel(
        _("Panels"),
        [_("Name"), pgettext("panel", "Accepted"), _("Not answered yet")],
        [
            [
                Cell(row.name, kind="link", url=row.get_absolute_url()),
                Cell(row.sitting, kind="number"),
                Cell(row.asked, kind="number"),
            ]
            for row in rows
        ],
        add_url=f"{PANEL.address('create')}?call={call.pk}" if may(actor, "reviews.add_panel") else "",
        add_label=_("Add a panel"),
        empty_text=_("No panel is set up yet."),
    )
