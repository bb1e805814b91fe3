"""Pages of rounds and of who went into them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact, Link
from office.workflow import Refusal
from reviews.domain.review_code import draw_codes, draw_order
from reviews.domain.round import admit, admit_all, change_round, check_prepared, remove_round, send_away
from reviews.domain.scoring import ROUND_ACTS
from reviews.enums import RoundState
from reviews.forms.award import NumbersForm
from reviews.forms.round import RoundEntryForm, RoundForm
from reviews.lists.words import tone_of
from reviews.models import Round, RoundEntry
from reviews.views.numbers import act_on_numbers
from reviews.views.round_panels import round_facts, round_impact, round_links, round_panels
from reviews.workflow import ROUND as ROUND_WORKFLOW

ROUND_TONES = {
    RoundState.SCORING: "ok",
    RoundState.CLOSED: "info",
    RoundState.SETTLED: "plain",
}


ROUND = Noun(
    app="reviews",
    name="round",
    plural="rounds",
    model=Round,
    label=gettext_lazy("Round"),
    labels=gettext_lazy("Rounds"),
    form=RoundForm,
    rows=lambda actor: Round.objects.visible_to(actor).select_related("call", "panel", "fee_list"),
    facts=round_facts,
    panels=round_panels,
    links=round_links,
    workflow=ROUND_WORKFLOW,
    tone=tone_of(ROUND_TONES),
    acts=ROUND_ACTS,
    impact=round_impact,
    change=lambda obj, form, actor: change_round(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_round,
    parent=lambda row: owner_crumb(row.call),
)
ROUND_ENTRY: Noun = Noun(
    app="reviews",
    name="roundentry",
    plural="round-entries",
    model=RoundEntry,
    label=gettext_lazy("Place in a round"),
    labels=gettext_lazy("Places in rounds"),
    form=RoundEntryForm,
    rows=lambda actor: RoundEntry.objects.visible_to(actor).select_related("round__call", "submission__call"),
    create=lambda form, actor: admit(form.changes["round"], form.changes["submission"], actor=actor),
    remove=send_away,
    parent=lambda place: owner_crumb(place.round),
)


@door("reviews.add_roundentry")
def admit_by_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Let submissions into a round by their numbers, all or none."""
    actor = get_actor(request)
    round_ = get_object_or_404(ROUND.visible_rows(actor), pk=pk)
    return act_on_numbers(
        request,
        NumbersForm(request.POST or None, call=round_.call),
        act=lambda form: len(admit_all(round_, form.cleaned_data["numbers"], actor=actor)),
        title=_("Admit to: %(round)s") % {"round": round_},
        submit_label=_("Admit"),
        back=round_.get_absolute_url(),
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Admit"), "")],
        intro=_("Those who are in this round already are passed over."),
    )


@door("reviews.draw_round")
def draw_review_codes(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a code by lot for each entry that has none."""
    actor = get_actor(request)
    round_ = get_object_or_404(ROUND.visible_rows(actor), pk=pk)
    if request.method == "POST":
        count = draw_codes(round_, actor=actor)
        messages.success(request, _("%(count)s review codes have been drawn.") % {"count": count})
        return redirect(round_.get_absolute_url())
    check_prepared(round_)
    entries = RoundEntry.objects.filter(round=round_)
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("Draw review codes"), "value": round_},
        facts=[
            Fact(_("Entries"), entries.count()),
            Fact(_("Codes to draw"), entries.filter(code="").count()),
            Fact(_("From then on"), _("A code stands for its entry before reviewers. It is not drawn again.")),
        ],
        submit_label=_("Draw review codes"),
        cancel_url=round_.get_absolute_url(),
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Draw review codes"), "")],
        with_reason=False,
    )
    return render(request, "ui/confirm.html", {"page": page})


@door("reviews.draw_round")
def draw_round_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the order of the entries on site, within each track; a second draw asks for a reason."""
    actor = get_actor(request)
    round_ = get_object_or_404(ROUND.visible_rows(actor), pk=pk)
    entries = RoundEntry.objects.filter(round=round_)
    again = entries.filter(position__isnull=False).exists()
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("Draw the order"), "value": round_},
        facts=[
            Fact(_("Entries"), entries.count()),
            Fact(_("Drawn already"), _("Yes: the order would be a new one") if again else _("No")),
        ],
        submit_label=_("Draw the order"),
        cancel_url=round_.get_absolute_url(),
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Draw the order"), "")],
        tone="danger" if again else "",
        reason_required=again,
        with_reason=again,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        count = draw_order(round_, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    messages.success(request, _("The order of %(count)s entries has been drawn.") % {"count": count})
    return redirect(round_.get_absolute_url())
