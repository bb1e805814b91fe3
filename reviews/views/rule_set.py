"""The rules as applied: what was kept with a call when it closed and was decided, to be read only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from association.enums import SchoolLevel
from association.views.panels import owner_crumb
from office.web.access import door, get_actor, require
from office.web.page_data import Cell, Fact, FactsPanel, Link, TablePanel, TextPanel
from reviews.enums import PrizeKind, RoundKind, ScoreMethod
from reviews.forms.question import KIND_LABELS
from reviews.methods.entry_form import read_fields
from reviews.models import Call
from reviews.views.moments import moment


@door()
def show_rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the rules kept with a call."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor), pk=pk)
    require(actor, "reviews.read_rules", call)
    if not call.rule_set:
        raise Http404
    kept = call.rule_set
    when = _("when the call was decided") if kept["act"] == "decide_call" else _("when the call closed")
    context = {
        "page": {"title": _("%(call)s: rules as applied") % {"call": call}},
        "call": call,
        "kept_at": parse_datetime(kept["kept_at"]),
        "when": when,
        "panels": panels_of(kept),
        "crumbs": [*owner_crumb(call), Link(_("Rules as applied"), "")],
    }
    return render(request, "reviews/rules.html", context)


def panels_of(kept: dict[str, Any]) -> list[Any]:
    """Return the kept rules as panels: times, tracks, prizes, forms, rounds with their rubrics."""
    panels: list[Any] = [times_panel(kept["call"])]
    if kept["call"]["notice"]:
        panels.append(TextPanel(_("Call notice"), kept["call"]["notice"]))
    levels = dict(SchoolLevel.choices)
    tracks = [
        [Cell(row["name"]), Cell(row["code"]), Cell(levels.get(row["school_level"], ""))] for row in kept["tracks"]
    ]
    panels.append(TablePanel(_("Tracks"), [_("Name"), _("Code"), _("School level")], tracks))
    kinds = dict(PrizeKind.choices)
    prizes = [
        [Cell(row["name"]), Cell(kinds.get(row["kind"], row["kind"])), Cell(row["track"]), Cell(row["stated"])]
        for row in kept["prizes"]
    ]
    panels.append(TablePanel(_("Prizes"), [_("Name"), _("Kind"), _("Track"), _("Stated number")], prizes))
    panels += [form_panel(form) for form in kept["forms"]]
    for round_ in kept["rounds"]:
        panels += round_panels(round_)
    return panels


def times_panel(call: dict[str, Any]) -> FactsPanel:
    """Return when entries were taken, and on what basis."""
    return FactsPanel(
        [
            fact
            for fact in (
                Fact(_("Opens"), instant(call["opens_at"])),
                Fact(_("Closes"), instant(call["closes_at"])),
                Fact(_("Grace in minutes"), call["grace_minutes"] or ""),
                Fact(_("Basis"), call["basis"]),
            )
            if fact.value
        ]
    )


def form_panel(form: dict[str, Any]) -> TablePanel:
    """Return the questions of one version of the entry form."""
    rows = [
        [
            Cell(item.label),
            Cell(KIND_LABELS.get(item.kind, item.kind)),
            Cell(_("Yes") if item.required else ""),
            Cell(_("Yes") if item.identifying else ""),
        ]
        for item in read_fields(form["questions"])
    ]
    title = _("Entry form, version %(number)s") % {"number": form["number"]}
    return TablePanel(title, [_("Question"), _("Kind"), _("Must be answered"), _("Identifying")], rows)


def round_panels(round_: dict[str, Any]) -> list[Any]:
    """Return how a round was judged, with its rubrics."""
    facts = [
        Fact(_("Kind"), dict(RoundKind.choices).get(round_["kind"], "")),
        Fact(_("Method"), dict(ScoreMethod.choices).get(round_["method"], "")),
        Fact(_("Reviewers per entry"), round_["readers"]),
        Fact(_("Decimal places"), round_["places"]),
        Fact(_("Scoring opens"), instant(round_["opens_at"])),
        Fact(_("Scoring closes"), instant(round_["closes_at"])),
    ]
    found: list[Any] = [FactsPanel([fact for fact in facts if fact.value != ""], title=round_["name"])]
    for rubric in round_["rubrics"]:
        rows = [
            [Cell(row["name"]), Cell(row["points"], kind="number"), Cell(row["description"])]
            for row in rubric["criteria"]
        ]
        title = pgettext("rubric", "%(round)s: rubric") % {"round": round_["name"]}
        found.append(
            TablePanel(
                f"{title}（{rubric['track']}）" if rubric["track"] else title,
                [_("Criterion"), _("Points at most"), _("Description")],
                rows,
            )
        )
    return found


def instant(text: str | None) -> str:
    """Return a kept instant as office staff read it."""
    return moment(parse_datetime(text)) if text else ""
