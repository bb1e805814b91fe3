"""A school's own year: what it sent in and what it won."""

from dataclasses import dataclass

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor
from research.models import Project
from reviews.enums import RECEIVED_STATES, AwardState, CallKind
from reviews.models import Award, Submission


@dataclass(frozen=True)
class Tile:
    """One number of the home page that opens its list."""

    caption: str
    value: str
    unit: str
    url: str = ""
    versus: str = ""


LISTS = {
    CallKind.CONTEST: ("competitions:entry_list", "件"),
    CallKind.HONOR: ("competitions:nomination_list", "份"),
    CallKind.PROJECT: ("research:application_list", "项"),
    CallKind.PAPER: ("research:paper_list", "篇"),
}


def school_tiles(actor: Actor) -> list[Tile]:
    """Return what the actor's school has sent in by kind, its awards and its projects, of the newest year."""
    sent = Submission.objects.visible_to(actor).filter(state__in=RECEIVED_STATES)
    year = sent.aggregate(newest=Max("call__year"))["newest"]
    if year is None:
        return []
    labels = dict(CallKind.choices)
    counts = dict(
        sent.filter(call__year=year)
        .order_by()
        .values_list("call__kind")
        .annotate(number=Count("pk"))
        .values_list("call__kind", "number")
    )
    tiles = [
        Tile(
            _("Sent in %(year)s: %(kind)s") % {"year": year, "kind": labels[kind]},
            str(counts[kind]),
            unit,
            reverse(address),
        )
        for kind, (address, unit) in LISTS.items()
        if counts.get(kind)
    ]
    awards = Award.objects.visible_to(actor).filter(state=AwardState.FINAL, submission__call__year=year).count()
    projects = Project.objects.visible_to(actor).filter(program__call__year=year).count()
    tiles.append(Tile(_("Awards of %(year)s") % {"year": year}, str(awards), "项", reverse("reviews:award_list")))
    tiles.append(
        Tile(_("Projects approved in %(year)s") % {"year": year}, str(projects), "项", reverse("research:project_list"))
    )
    return tiles
