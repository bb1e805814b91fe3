"""Pages of promotion: rule and exceptions, a look at who goes on, the ledger, the way back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.views.panels import owner_crumb
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, FormPage, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.promotion import (
    Proposal,
    check_exceptions,
    check_promotion,
    promote,
    propose_promotion,
    result_of,
    take_back_promotion,
)
from reviews.forms.promotion import PromotionForm
from reviews.lists.promotion import PROMOTIONS
from reviews.lists.ranking import fixed
from reviews.models import Promotion, Ranking
from reviews.views.ranking import RANKING

AROUND = 12

PROMOTION = Noun(
    app="reviews",
    name="promotion",
    plural="promotions",
    model=Promotion,
    label=gettext_lazy("Promotion"),
    labels=gettext_lazy("Promotions"),
    listing=PROMOTIONS,
)


def below(ranking: Ranking, last: Any) -> list[Link]:
    """Return the way down to a page below a ranking."""
    return [*owner_crumb(ranking.round.call), *owner_crumb(ranking.round), *owner_crumb(ranking), Link(last, "")]


@door("reviews.add_promotion")
def go_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the rule, show who would go on, and write the ledger when that has been looked at."""
    actor = get_actor(request)
    ranking = get_object_or_404(RANKING.visible_rows(actor), pk=pk)
    form = PromotionForm(request.POST or None, ranking=ranking)
    if request.method == "POST" and form.is_valid():
        to_round, target = form.cleaned_data["to_round"], form.cleaned_data["target"]
        try:
            check_promotion(ranking, to_round=to_round, target=target)
            proposal = propose_promotion(ranking, form.rule, form.exceptions)
            check_exceptions(proposal, form.exceptions)
            if "confirmed" not in request.POST:
                return show_proposal(request, form, proposal)
            lines = promote(
                ranking, rule=form.rule, to_round=to_round, target=target, exceptions=form.exceptions, actor=actor
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            count = sum(line.promoted for line in lines)
            messages.success(
                request, _("%(count)s entries go on to “%(place)s”.") % {"count": count, "place": to_round or target}
            )
            return redirect(ranking.get_absolute_url())
    page = FormPage(
        title=_("Let entries go on: %(ranking)s") % {"ranking": ranking},
        form=form,
        submit_label=_("Look at who goes on"),
        cancel_url=ranking.get_absolute_url(),
        crumbs=below(ranking, _("Let entries go on")),
        intro=_("The next page shows who would go on; nothing is stored before."),
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)


def show_proposal(request: HttpRequest, form: PromotionForm, proposal: Proposal) -> HttpResponse:
    """Show who would go on, and what stands around the cut."""
    ranking = proposal.ranking
    place = form.cleaned_data["to_round"] or form.cleaned_data["target"]
    page = ConfirmPage(
        title=_("Let entries go on to: %(place)s") % {"place": place},
        facts=[
            Fact(_("Ranking"), str(ranking)),
            Fact(_("Go on"), len(proposal.goes_on)),
            Fact(_("Entries in all"), len(proposal.rows)),
            Fact(_("Cut"), fixed(proposal.cut, ranking.round.places)),
            Fact(pgettext("prizes", "Planned"), proposal.outcome.levels[0].planned.number),
            Fact(_("By exception"), len(form.exceptions.added) + len(form.exceptions.removed) or ""),
            Fact(_("Waits for a decision"), proposal.tied_numbers),
        ],
        submit_label=_("Let them go on"),
        cancel_url=ranking.get_absolute_url(),
        crumbs=below(ranking, _("Let entries go on")),
        with_reason=False,
    )
    panels = [proposal_panel(proposal)]
    return render(request, "reviews/preview.html", {"page": page, "panels": panels, "hidden": sent_values(request)})


def sent_values(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, to be sent once more with the last look."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {"csrfmiddlewaretoken", "confirmed"}
        for value in values
    ]


def proposal_panel(proposal: Proposal) -> TablePanel:
    """Return the rows around the cut, and every exception."""
    rows = list(proposal.rows)
    last = max((at for at, row in enumerate(rows) if row.submission_id in proposal.by_rule), default=0)
    lines = []
    for at, row in enumerate(rows):
        goes, by_rule = row.submission_id in proposal.goes_on, row.submission_id in proposal.by_rule
        if abs(at - last) > AROUND and goes == by_rule:
            continue
        word = _("Goes on") if goes else _("Stays behind")
        lines.append(
            [
                Cell(row.rank or "", kind="number"),
                Cell(row.submission.number),
                Cell(row.submission.title),
                Cell(fixed(result_of(row), proposal.ranking.round.places), kind="number"),
                Cell(word, kind="state", tone="success" if goes else "muted"),
                Cell(_("Exception") if goes != by_rule else ""),
            ]
        )
    heads = [_("Rank"), _("Number"), _("Title"), _("Result"), _("Goes on"), _("Exception")]
    return TablePanel(_("Around the cut"), heads, lines)


@door("reviews.remove_promotion")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back where the entries of a ranking have gone on to, with the reason."""
    actor = get_actor(request)
    ranking = get_object_or_404(RANKING.visible_rows(actor), pk=pk)
    lines = list(Promotion.objects.filter(ranking=ranking).select_related("to_round").order_by("-id"))
    if not lines:
        raise Http404
    newest = lines[0]
    same = [line for line in lines if (line.to_round_id, line.target) == (newest.to_round_id, newest.target)]
    page = ConfirmPage(
        title=_("Take the promotion back: %(ranking)s") % {"ranking": ranking},
        facts=[
            Fact(pgettext("promotion", "To"), str(newest.to_round or newest.target)),
            Fact(_("Go on no more"), sum(line.promoted for line in same)),
            Fact(_("Lines of the ledger"), len(same)),
        ],
        submit_label=_("Take the promotion back"),
        cancel_url=ranking.get_absolute_url(),
        crumbs=below(ranking, _("Take the promotion back")),
        tone="danger",
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        take_back_promotion(ranking, to_round=newest.to_round, target=newest.target, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=422 if not page.reason else 409)
    messages.success(request, _("The promotion has been taken back."))
    return redirect(ranking.get_absolute_url())
