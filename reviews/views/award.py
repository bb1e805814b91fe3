"""Pages of awards."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Fact, Link
from reviews.domain.award import AWARD_ACTS, change_award, propose_award, remove_award
from reviews.domain.ranking_words import trace_words
from reviews.forms.award import AwardForm, AwardNumbersForm
from reviews.lists.award import AWARDS
from reviews.lists.words import AWARD_TONES, tone_of
from reviews.models import Award, Call
from reviews.queries.award_plan import level_names
from reviews.views.certificate import award_links, award_panels
from reviews.views.numbers import act_on_numbers
from reviews.workflow import AWARD as AWARD_WORKFLOW


def award_facts(award: Award, actor: Actor) -> list[Fact]:
    """Return what was given to whom, and when."""
    submission, call = award.submission, award.prize.call
    unit = submission.organization
    return [
        Fact(_("Recipient"), award.recipient_name),
        Fact(_("Prize"), award.prize),
        Fact(_("Kind"), award.get_kind_display()),
        Fact(_("Rank"), award.rank),
        Fact(_("Awarded on"), award.awarded_on),
        Fact(_("Submission"), submission, url=submission.get_absolute_url()),
        Fact(_("Organization"), unit, url=unit.get_absolute_url() if unit else ""),
        Fact(_("Call"), call, url=call.get_absolute_url()),
        Fact(_("Issuer of awards"), call.issuer_name),
        Fact(_("Prize plan"), award.plan, url=award.plan.get_absolute_url() if award.plan and actor.reads_all else ""),
        Fact(_("How it came"), trace_words(award.trace, level_names(award.plan)) if award.plan else ""),
    ]


AWARD = Noun(
    app="reviews",
    name="award",
    plural="awards",
    model=Award,
    label=gettext_lazy("Award"),
    labels=gettext_lazy("Awards"),
    listing=AWARDS,
    form=AwardForm,
    rows=lambda actor: (
        Award.objects.visible_to(actor)
        .select_related(
            "prize__call__body",
            "prize__track",
            "plan__track",
            "submission__call",
            "submission__organization",
            "submission__track",
        )
        .defer("submission__dossier")
    ),
    facts=award_facts,
    panels=award_panels,
    links=award_links,
    workflow=AWARD_WORKFLOW,
    tone=tone_of(AWARD_TONES),
    create=lambda form, actor: propose_award(
        form.changes["prize"],
        form.changes["submission"],
        actor=actor,
        rank=form.changes["rank"],
        recipient_name=form.changes["recipient_name"],
        awarded_on=form.changes["awarded_on"],
    ),
    change=lambda obj, form, actor: change_award(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_award,
    acts=AWARD_ACTS,
)


@door("reviews.add_award")
def propose_by_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose one prize for many submissions of a call by their numbers, all or none."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor), pk=pk)

    def propose(form: Any) -> int:
        with transaction.atomic():
            for submission in form.cleaned_data["numbers"]:
                propose_award(
                    form.cleaned_data["prize"],
                    submission,
                    actor=actor,
                    awarded_on=form.cleaned_data["awarded_on"],
                )
        return len(form.cleaned_data["numbers"])

    return act_on_numbers(
        request,
        AwardNumbersForm(request.POST or None, call=call),
        act=propose,
        title=_("Propose awards: %(call)s") % {"call": call},
        submit_label=_("Propose awards"),
        back=call.get_absolute_url(),
        crumbs=[*owner_crumb(call), Link(_("Propose awards"), "")],
        intro=_("Awards become final when the call is decided."),
    )
