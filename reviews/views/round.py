"""Pages of rounds and of who went into them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from reviews.domain.round import admit, admit_all, send_away
from reviews.forms.award import NumbersForm
from reviews.forms.round import RoundEntryForm, RoundForm
from reviews.models import Round, RoundEntry
from reviews.views.assignment_panels import batches_panel
from reviews.views.numbers import act_on_numbers

SHOWN = 500


def round_facts(round_: Round, actor: Actor) -> list[Fact]:
    """Return what a round is."""
    return [
        Fact(_("Call"), round_.call, url=round_.call.get_absolute_url()),
        Fact(_("Kind"), round_.get_kind_display()),
        Fact(_("Order"), round_.order),
    ]


def round_panels(round_: Round, actor: Actor) -> list[Any]:
    """Return who went into a round, as far as the actor may see it."""
    places = RoundEntry.objects.visible_to(actor).filter(round=round_)
    places = places.select_related("submission__organization", "submission__track", "submission__call")
    places = places.defer("submission__dossier").order_by("submission__track__order", "submission__number")
    keeps = may(actor, "reviews.remove_roundentry")
    rows = []
    for place in places[:SHOWN]:
        item = place.submission
        line = [
            Cell(item.title, kind="link", url=item.get_absolute_url()),
            Cell(item.number),
            Cell(item.organization.name if item.organization else ""),
            Cell(item.track.name if item.track else ""),
        ]
        if keeps:
            line.append(Cell(_("Remove"), kind="act", url=ROUND_ENTRY.address("remove", place.pk)))
        rows.append(line)
    return [
        TablePanel(
            _("Places in the round"),
            [_("Title"), _("Number"), _("Organization"), _("Track"), *([_("Remove")] if keeps else [])],
            rows,
            add_url=ROUND.address("admit", round_.pk) if keeps else "",
            add_label=_("Admit by numbers"),
            empty_text=_("Nothing has gone into this round yet."),
        ),
        *batches_panel(round_, actor),
    ]


ROUND = Noun(
    app="reviews",
    name="round",
    plural="rounds",
    model=Round,
    label=gettext_lazy("Round"),
    labels=gettext_lazy("Rounds"),
    form=RoundForm,
    rows=lambda actor: Round.objects.visible_to(actor).select_related("call"),
    facts=round_facts,
    panels=round_panels,
    links=lambda row, actor: (
        [Link(_("Admit one"), f"{ROUND_ENTRY.address('create')}?round={row.pk}", icon="plus")]
        if may(actor, "reviews.add_roundentry")
        else []
    ),
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
