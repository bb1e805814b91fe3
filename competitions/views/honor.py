"""Pages of honor selections: a call with its scheme."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from competitions.domain.honor import HONOR_ACTS, change_honor, copy_honor, create_honor, remove_honor
from competitions.forms.honor import HonorForm
from competitions.lists.honor import HONORS
from competitions.models import HonorEdition
from competitions.queries.honor import sizes_of
from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Fact, Link
from reviews.enums import CallKind
from reviews.lists.words import CALL_TONES, tone_of
from reviews.models import CallAttachment
from reviews.queries.call import takes_from, with_results
from reviews.views.call import call_impact, parts_of_call
from reviews.views.copy_call import view_copy
from reviews.views.panels import call_facts, call_links
from reviews.workflow import CALL


def honor_facts(honor: HonorEdition, actor: Actor) -> list[Fact]:
    """Return what a selection is; how many were nominated and honored for those who read all."""
    facts = [
        Fact(_("Honor scheme"), honor.scheme, url=honor.scheme.get_absolute_url()),
        *call_facts(honor.call, actor),
    ]
    if actor.reads_all:
        nominations = reverse("competitions:nomination_list")
        received, honored = sizes_of(honor)
        facts.append(Fact(_("Nominations received"), received, url=f"{nominations}?honor={honor.pk}"))
        facts.append(Fact(_("Honored"), honored))
    return facts


def honor_links(honor: HonorEdition, actor: Actor) -> list[Link]:
    """Return the ways to nominations and awards, and to a new nomination."""
    nominations = reverse("competitions:nomination_list")
    links = [Link(_("Nominations"), f"{nominations}?honor={honor.pk}", icon="inbox")]
    if may(actor, "competitions.add_nomination") and takes_from(honor.call, actor, now=timezone.now()):
        create = reverse("competitions:nomination_create")
        links.append(
            Link(
                _("Register a nomination"),
                f"{create}?call={honor.pk}",
                tone="primary" if actor.is_school else "",
                icon="plus",
            )
        )
    links += call_links(honor.call, actor, row=honor)[1:]
    if may(actor, "competitions.change_honor", honor):
        links.append(
            Link(_("Make the next edition"), reverse("competitions:honor_copy", args=[honor.pk]), icon="files")
        )
    return links


def honor_panels(honor: HonorEdition, actor: Actor) -> list[Any]:
    """Return tracks, rounds and prizes."""
    return parts_of_call(honor.call, actor)


HONOR = Noun(
    app="competitions",
    name="honor",
    plural="honors",
    model=HonorEdition,
    label=gettext_lazy("Honor selection"),
    labels=gettext_lazy("Honor selections"),
    listing=HONORS,
    form=HonorForm,
    rows=lambda actor: with_results(
        HonorEdition.objects.visible_to(actor).select_related("call__body", "call__activity", "scheme"), actor
    ),
    facts=honor_facts,
    panels=honor_panels,
    links=honor_links,
    workflow=CALL,
    tone=tone_of(CALL_TONES, "call"),
    create=lambda form, actor: create_honor(
        HonorEdition(call=form.build_call(CallKind.HONOR), **form.changes),  # type: ignore[attr-defined]
        actor=actor,
    ),
    change=lambda obj, form, actor: change_honor(
        obj,
        actor=actor,
        changes=form.changes,
        call_changes=form.part_changes,  # type: ignore[attr-defined]
        revision=form.opened_revision,
        call_revision=form.opened_part_revision,  # type: ignore[attr-defined]
    ),
    remove=remove_honor,
    acts=HONOR_ACTS,
    impact=lambda honor, action, actor: call_impact(honor.call, action, actor),
    beside=lambda honor: honor.call,
    names=("call__title",),
    files=CallAttachment,
    files_owner="owner",
)

copy_selection = view_copy(HONOR, call_of=lambda honor: honor.call, copy=copy_honor)
