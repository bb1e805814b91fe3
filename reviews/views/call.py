"""Pages of calls: the generic page, and the tracks, rounds and prizes that every call has."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Fact, Link
from reviews.domain.call import CALL_ACTS, change_call, create_call, decision_impact, remove_call
from reviews.domain.copy_call import copy_call
from reviews.domain.prize import change_prize
from reviews.forms.call import CallForm
from reviews.forms.prize import PrizeForm
from reviews.forms.track import TrackForm
from reviews.lists.call import CALLS
from reviews.lists.words import CALL_TONES, tone_of
from reviews.models import Call, CallAttachment, Prize, Submission, Track
from reviews.queries.call import with_results
from reviews.views.copy_call import view_copy
from reviews.views.panels import call_facts, call_links, call_panels
from reviews.views.round import ROUND
from reviews.workflow import CALL as CALL_WORKFLOW


def call_impact(call: Call, action: str, actor: Actor) -> list[Fact]:
    """Return what an act on a call would change, in numbers."""
    if action == "decide_call":
        counts = decision_impact(call)
        return [
            Fact(_("Awards that become final"), counts["awards"] or _("None: no award has been proposed yet.")),
            Fact(_("Submissions not decided"), counts["waiting"]),
            Fact(_("Drafts that were never sent in"), counts["drafts"]),
        ]
    if action in {"close_call", "withdraw_call", "reopen_call"}:
        rows = Submission.objects.filter(call=call)
        return [Fact(_("Received"), rows.received().count()), Fact(_("Submissions"), rows.count())]
    return []


def parts_of_call(call: Call, actor: Actor, *, brief: bool = False) -> list[Any]:
    """Return the tables of a call's tracks, rounds and prizes; in brief as ``call_panels`` says."""
    return call_panels(call, actor, nouns={"track": TRACK, "round": ROUND, "prize": PRIZE}, brief=brief)


def plain_call_links(call: Call, actor: Actor) -> list[Link]:
    """Return the further buttons of a call that stands alone."""
    links = call_links(call, actor)
    if may(actor, "reviews.change_call", call):
        links.append(Link(_("Make the next edition"), reverse("reviews:call_copy", args=[call.pk]), icon="files"))
    return links


CALL = Noun(
    app="reviews",
    name="call",
    plural="calls",
    model=Call,
    label=gettext_lazy("Call"),
    labels=gettext_lazy("Calls"),
    listing=CALLS,
    form=CallForm,
    rows=lambda actor: with_results(Call.objects.visible_to(actor).select_related("body", "activity"), actor),
    facts=lambda call, actor: [Fact(_("Kind"), call.get_kind_display()), *call_facts(call, actor)],
    panels=parts_of_call,
    links=plain_call_links,
    workflow=CALL_WORKFLOW,
    tone=tone_of(CALL_TONES),
    create=lambda form, actor: create_call(Call(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_call(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_call,
    acts=CALL_ACTS,
    impact=call_impact,
    names=("title", "code"),
    intro=gettext_lazy("Contests, honor selections and research programs are made on their own pages."),
    files=CallAttachment,
    files_owner="owner",
)

copy_page = view_copy(CALL, call_of=lambda call: call, copy=copy_call)

TRACK = Noun(
    app="reviews",
    name="track",
    plural="tracks",
    model=Track,
    label=gettext_lazy("Track"),
    labels=gettext_lazy("Tracks"),
    form=TrackForm,
    rows=lambda actor: Track.objects.visible_to(actor).select_related("call"),
    parent=lambda row: owner_crumb(row.call),
)

PRIZE = Noun(
    app="reviews",
    name="prize",
    plural="prizes",
    model=Prize,
    label=gettext_lazy("Prize"),
    labels=gettext_lazy("Prizes"),
    form=PrizeForm,
    rows=lambda actor: Prize.objects.visible_to(actor).select_related("call", "track"),
    change=lambda obj, form, actor: change_prize(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    parent=lambda row: owner_crumb(row.call),
)
