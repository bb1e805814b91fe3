"""Pages of results: compute and adopt rankings, decide ties, live standings, sheets for recomputation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, DetailPage, Fact, FactsPanel, FormPage, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.ranking import RANKING_ACTS, compute_ranking, decide_tie, tied_rows
from reviews.enums import RankingState, RoundState
from reviews.forms.tie import TieForm
from reviews.lists.ranking import RANKING_ROWS, RANKING_TONES
from reviews.lists.words import tone_of
from reviews.methods.pages import PRINTS
from reviews.methods.results import canonical, results_of
from reviews.models import Ranking, RankingRow, Round
from reviews.queries.ranking import latest_rankings, results_document
from reviews.queries.standing import progress_of, standing_of
from reviews.views.ranking_panels import (
    adoption_facts,
    chain_text,
    ranking_facts,
    ranking_links,
    ranking_panels,
    versions_table,
)
from reviews.workflow import RANKING as RANKING_WORKFLOW

SHOWN = 100


def round_crumbs(round_: Round, last: Any) -> list[Link]:
    """Return the way down to a page below a round."""
    return [*owner_crumb(round_.call), *owner_crumb(round_), Link(last, "")]


def recheck_links(ranking: Ranking, actor: Actor) -> list[Link]:
    """Return the way to recheck an adopted ranking."""
    if ranking.state != RankingState.ADOPTED or not may(actor, "reviews.add_recheck"):
        return []
    return [Link(_("Recheck"), reverse("reviews:ranking_recheck", args=[ranking.pk]), icon="arrow-repeat")]


RANKING = Noun(
    app="reviews",
    name="ranking",
    plural="rankings",
    model=Ranking,
    label=gettext_lazy("Ranking"),
    labels=gettext_lazy("Rankings"),
    rows=lambda actor: Ranking.objects.visible_to(actor).select_related("round__call", "track").defer("inputs"),
    facts=ranking_facts,
    panels=ranking_panels,
    links=lambda ranking, actor: [*ranking_links(ranking, actor), *recheck_links(ranking, actor)],
    workflow=RANKING_WORKFLOW,
    tone=tone_of(RANKING_TONES),
    acts=RANKING_ACTS,
    impact=adoption_facts,
    parent=lambda row: [*owner_crumb(row.round.call), *owner_crumb(row.round)],
)

RANKING_ROW = Noun(
    app="reviews",
    name="rankingrow",
    plural="ranking-rows",
    model=RankingRow,
    label=gettext_lazy("Row of a ranking"),
    labels=gettext_lazy("Rows of rankings"),
    listing=RANKING_ROWS,
)


def find_round(actor: Actor, pk: int) -> Round:
    """Return a round that the actor may see, or 404."""
    if not actor.reads_all:
        raise Http404
    return get_object_or_404(Round.objects.visible_to(actor).select_related("call"), pk=pk)


@door("reviews.view_ranking")
def show_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a round has come to a result: sheets, rankings of every track, what may be done next."""
    actor = get_actor(request)
    round_ = find_round(actor, pk)
    progress = progress_of(round_)
    page = DetailPage(title=_("Results: %(round)s") % {"round": round_}, crumbs=round_crumbs(round_, _("Results")))
    page.panels = [
        FactsPanel(
            [
                Fact(_("State"), round_.get_state_display()),
                Fact(_("Method"), round_.get_method_display()),
                Fact(_("Order of tie-breaking"), chain_text(round_, round_.tie_chain)),
                Fact(_("Entries"), progress.entries),
                Fact(_("Score sheets"), _("%(done)s of %(all)s") % {"done": progress.sheets, "all": progress.expected}),
                Fact(_("Entries without a sheet"), progress.bare or ""),
            ]
        ),
        versions_table(latest_rankings(round_), title=_("Rankings")),
    ]
    compute = reverse("reviews:round_compute", args=[pk])
    if round_.state in {RoundState.CLOSED, RoundState.SETTLED} and may(actor, "reviews.compute_ranking"):
        page.primary = Link(_("Compute ranking"), compute, icon="calculator")
    if may(actor, "reviews.view_standing"):
        page.menu.append(Link(_("Standings now"), reverse("reviews:round_standing", args=[pk]), icon="bar-chart"))
    if "round_papers" in PRINTS:
        page.menu.append(Link(_("Documents to print"), reverse(PRINTS["round_papers"], args=[pk]), icon="printer"))
    if "score_sheets" in PRINTS:
        url = reverse(PRINTS["score_sheets"], args=[pk])
        page.menu.append(Link(_("Score sheets (Excel)"), url, icon="file-earmark-spreadsheet"))
    page.menu.append(Link(_("Sheets and rules (JSON)"), reverse("reviews:round_sheets", args=[pk]), icon="download"))
    page.menu.append(Link(_("Results (JSON)"), reverse("reviews:round_result_file", args=[pk]), icon="download"))
    return render(request, "ui/detail.html", {"page": page})


@door("reviews.compute_ranking")
def compute(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute the rankings of a round, after a look at what they rest on."""
    actor = get_actor(request)
    round_ = find_round(actor, pk)
    progress = progress_of(round_)
    back = reverse("reviews:round_results", args=[pk])
    page = ConfirmPage(
        title=_("Compute ranking: %(round)s") % {"round": round_},
        facts=[
            Fact(_("Method"), round_.get_method_display()),
            Fact(_("Entries"), progress.entries),
            Fact(_("Score sheets"), _("%(done)s of %(all)s") % {"done": progress.sheets, "all": progress.expected}),
            Fact(_("Entries without a sheet"), progress.bare or _("None")),
            Fact(_("Earlier versions"), _("They stay as they are.") if progress.versions else ""),
        ],
        submit_label=_("Compute ranking"),
        cancel_url=back,
        crumbs=round_crumbs(round_, _("Compute ranking")),
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        found = compute_ranking(round_, actor=actor, reason=page.reason[:200])
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    messages.success(request, _("Rankings computed: %(count)s.") % {"count": len(found)})
    return redirect(found[0].get_absolute_url() if len(found) == 1 else back)


@door("reviews.decide_tie_ranking")
def tie(request: HttpRequest, pk: int, rank: int) -> HttpResponse:
    """Put the entries that share a rank into an order, with the reason."""
    actor = get_actor(request)
    ranking = get_object_or_404(RANKING.visible_rows(actor), pk=pk)
    group = tied_rows(ranking, rank)
    if not group:
        raise Http404
    form = TieForm(request.POST or None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            decided = decide_tie(ranking, form.order, actor=actor, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The tie is decided; this is the new version of the ranking."))
            return redirect(decided.get_absolute_url())
    page = FormPage(
        title=_("Decide a tie: %(ranking)s") % {"ranking": ranking},
        form=form,
        submit_label=pgettext("tie", "Decide"),
        cancel_url=ranking.get_absolute_url(),
        crumbs=[*RANKING.parent(ranking), *owner_crumb(ranking), Link(_("Decide a tie"), "")],  # type: ignore[misc]
        intro=_("These entries are equal in result and in every link of the tie-breaking order."),
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@door("reviews.view_standing")
def show_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where entries stand by the sheets handed in so far; nothing is stored, nobody else sees it."""
    actor = get_actor(request)
    round_ = find_round(actor, pk)
    page = DetailPage(
        title=_("Standings now: %(round)s") % {"round": round_},
        crumbs=round_crumbs(round_, _("Standings now")),
        subtitle=_("By the sheets handed in so far, for the secretariat only. It is no result."),
    )
    for standing in standing_of(round_):
        rows = [
            [
                Cell(row.rank or "", kind="number"),
                Cell(row.number),
                Cell(row.title),
                Cell(row.result, kind="number"),
                Cell(row.sheets, kind="number"),
            ]
            for row in standing.rows[:SHOWN]
        ]
        heads = [_("Rank"), _("Number"), _("Title"), _("Result"), _("Score sheets")]
        page.panels.append(
            TablePanel(standing.title or _("All"), heads, rows, empty_text=_("No sheet has been handed in yet."))
        )
    return render(request, "ui/detail.html", {"page": page})


@door("reviews.export_sheets")
def download_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Send rules, entries and submitted sheets, for whoever wants to work the results out again."""
    round_ = find_round(get_actor(request), pk)
    return as_file(canonical(results_document(round_)), f"sheets-{round_.call.code}-{round_.order}.json")


@door("reviews.export_sheets")
def download_results(request: HttpRequest, pk: int) -> HttpResponse:
    """Send ranks, ties and prizes as the engine works them out of the same sheets."""
    round_ = find_round(get_actor(request), pk)
    return as_file(canonical(results_of(results_document(round_))), f"results-{round_.call.code}-{round_.order}.json")


def as_file(text: str, name: str) -> HttpResponse:
    """Return a text as a JSON file to be saved."""
    response = HttpResponse(text.encode(), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
