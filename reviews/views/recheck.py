"""Pages of rechecks: begin one, read what would change, apply or cancel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.recheck import RECHECK_ACTS, start_recheck
from reviews.enums import PrizeKind
from reviews.lists.recheck import RECHECK_TONES, RECHECKS
from reviews.lists.words import tone_of
from reviews.models import Ranking, Recheck
from reviews.workflow import RECHECK as RECHECK_WORKFLOW

KINDS = dict(PrizeKind.choices)


def recheck_facts(recheck: Recheck, actor: Actor) -> list[Fact]:
    """Return why it was looked at again, and which versions are compared."""
    comparison = recheck.comparison
    return [
        Fact(_("Call"), recheck.call, url=recheck.call.get_absolute_url()),
        Fact(_("Reason"), recheck.reason),
        Fact(_("Ranking before"), recheck.before, url=recheck.before.get_absolute_url()),
        Fact(_("Ranking after"), recheck.after, url=recheck.after.get_absolute_url()),
        Fact(_("Entries whose rank changes"), len(comparison["moved"])),
        Fact(_("Entries whose rank stays"), comparison["unchanged"]),
        Fact(_("Entries that cross a prize line"), sum(len(plan["crossing"]) for plan in comparison["plans"])),
    ]


def recheck_panels(recheck: Recheck, actor: Actor) -> list[Any]:
    """Return the matrices: levels against levels for each plan, and ranks against ranks."""
    panels = []
    for plan in recheck.comparison["plans"]:
        panels += [level_matrix(plan), crossing_panel(plan)]
    return [*panels, ranks_panel(recheck.comparison)]


def level_matrix(plan: dict[str, Any]) -> TablePanel:
    """Return how many went from each level to each: rows before, columns after."""
    levels = [*plan["levels"], ["", _("No prize")]]
    counted = {(old, new): number for old, new, number in plan["matrix"]}
    return TablePanel(
        _("%(kind)s: levels before and after") % {"kind": KINDS.get(plan["kind"], "")},
        [_("Before (down), after (across)"), *(name for _code, name in levels)],
        [
            [
                Cell(name),
                *(Cell(counted.get((code, other), 0) or "", kind="number") for other, _name in levels),
            ]
            for code, name in levels
        ],
    )


def crossing_panel(plan: dict[str, Any]) -> TablePanel:
    """Return the entries that cross a prize line, by number."""
    names = dict(plan["levels"]) | {"": _("No prize")}
    rows = [[Cell(entry), Cell(names.get(old, old)), Cell(names.get(new, new))] for entry, old, new in plan["crossing"]]
    rows += [[Cell(" = ".join(group)), Cell(""), Cell(_("Tie to be decided"))] for group in plan["undecided"]]
    return TablePanel(
        _("%(kind)s: entries that cross a prize line") % {"kind": KINDS.get(plan["kind"], "")},
        [_("Number"), _("Before"), _("After")],
        rows,
        empty_text=_("No prize changes."),
    )


def ranks_panel(comparison: dict[str, Any]) -> TablePanel:
    """Return the entries whose rank changes."""
    return TablePanel(
        _("Ranks before and after"),
        [_("Number"), _("Rank before"), _("Rank after")],
        [[Cell(entry), Cell(old, kind="number"), Cell(new, kind="number")] for entry, old, new in comparison["moved"]],
        empty_text=_("No rank changes."),
    )


def recheck_impact(recheck: Recheck, action: str, actor: Actor) -> list[Fact]:
    """Return what applying would change."""
    facts = recheck_facts(recheck, actor)
    return facts[-3:] if action == "apply_recheck" else facts[1:2]


RECHECK = Noun(
    app="reviews",
    name="recheck",
    plural="rechecks",
    model=Recheck,
    label=gettext_lazy("Recheck"),
    labels=gettext_lazy("Rechecks"),
    listing=RECHECKS,
    rows=lambda actor: Recheck.objects.visible_to(actor).select_related(
        "call", "before__round__call", "before__track", "after__round__call", "after__track"
    ),
    facts=recheck_facts,
    panels=recheck_panels,
    workflow=RECHECK_WORKFLOW,
    tone=tone_of(RECHECK_TONES),
    acts=RECHECK_ACTS,
    impact=recheck_impact,
)


@door("reviews.add_recheck")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then compute an adopted ranking anew and show what would change."""
    actor = get_actor(request)
    ranking = get_object_or_404(Ranking.objects.visible_to(actor).select_related("round__call", "track"), pk=pk)
    page = ConfirmPage(
        title=_("Recheck: %(ranking)s") % {"ranking": ranking},
        facts=[
            Fact(_("Ranking"), ranking, url=reverse("reviews:ranking_detail", args=[ranking.pk])),
            Fact(_("State now"), ranking.get_state_display()),
            Fact(
                _("What follows"), _("The result is computed anew and compared; nothing changes before it is applied.")
            ),
        ],
        submit_label=_("Begin the recheck"),
        cancel_url=ranking.get_absolute_url(),
        crumbs=[*owner_crumb(ranking), Link(_("Recheck"), "")],
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        recheck = start_recheck(ranking, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=422 if not page.reason else 409)
    messages.success(request, _("The result was computed anew. Compare, then apply or cancel."))
    return redirect(recheck.get_absolute_url())
