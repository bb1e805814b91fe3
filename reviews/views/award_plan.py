"""Pages of prize plans: rules and levels, a look at what they give, proposing the awards, taking them back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.views.panels import ChildTable, owner_crumb
from office.actor import Actor
from office.domain.record import create_record
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.award_plan import (
    apply_award_plan,
    change_level,
    change_plan,
    create_level,
    preview_plan,
    remove_level,
    take_back_awards,
)
from reviews.enums import AwardState, LevelMode, PlanSource
from reviews.forms.award_plan import AwardPlanForm, PlanLevelForm
from reviews.lists.ranking import plain
from reviews.models import Award, AwardPlan, PlanLevel
from reviews.views.award_plan_panels import outcome_panels, preview_panels

PLAN_LEVEL = Noun(
    app="reviews",
    name="planlevel",
    plural="plan-levels",
    model=PlanLevel,
    label=gettext_lazy("Level of a prize plan"),
    labels=gettext_lazy("Levels of prize plans"),
    form=PlanLevelForm,
    rows=lambda actor: PlanLevel.objects.visible_to(actor).select_related("plan__call", "plan__track", "prize"),
    create=lambda form, actor: create_level(PlanLevel(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_level(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_level,
    parent=lambda row: [*owner_crumb(row.plan.call), *owner_crumb(row.plan)],
)

LEVELS = ChildTable(
    noun=PLAN_LEVEL,
    owner="plan",
    title=gettext_lazy("Levels"),
    heads=(gettext_lazy("Prize"), gettext_lazy("Counted as"), gettext_lazy("Value"), gettext_lazy("Lowest result")),
    cells=lambda row: [
        Cell(str(row.prize)),
        Cell(row.get_mode_display()),
        Cell("" if row.mode == LevelMode.REMAINDER else value_text(row), kind="number"),
        Cell(plain(row.minimum) or "", kind="number"),
    ],
    add_label=gettext_lazy("Add a level"),
    empty_text=gettext_lazy("A plan gives nothing without a level."),
)


def value_text(level: PlanLevel) -> str:
    """Return a level's value as staff write it: 10%, 5, 85."""
    return f"{plain(level.value)}%" if level.mode == LevelMode.RATIO else plain(level.value)


def plan_facts(plan: AwardPlan, actor: Actor) -> list[Fact]:
    """Return the rules of a plan."""
    return [
        Fact(_("Call"), plan.call, url=plan.call.get_absolute_url()),
        Fact(_("Track"), plan.track.name if plan.track else _("Every track by itself")),
        Fact(pgettext("prize plan", "By"), plan.get_source_display()),
        Fact(_("Round"), plan.round, url=plan.round.get_absolute_url() if plan.round else ""),
        Fact(_("Base of the shares"), plan.get_base_display()),
        Fact(_("Rounding"), plan.get_rounding_display()),
        Fact(_("Equal results"), plan.get_tie_display()),
        Fact(_("Places nobody reaches"), plan.get_shortfall_display()),
        Fact(_("At most per school"), plan.school_cap),
    ]


def plan_panels(plan: AwardPlan, actor: Actor) -> list[Any]:
    """Return the levels, and what the plan gave when it was applied."""
    levels = PlanLevel.objects.filter(plan=plan).select_related("prize__track").order_by("order", "id")
    given = Award.objects.filter(plan=plan).exclude(state=AwardState.REVOKED).exists()
    return [LEVELS.panel(plan, levels, actor, is_fixed=given), *outcome_panels(plan)]


def plan_links(plan: AwardPlan, actor: Actor) -> list[Link]:
    """Return the ways from a plan: look and propose, or take back."""
    links = []
    standing = Award.objects.filter(plan=plan).exclude(state=AwardState.REVOKED)
    if may(actor, "reviews.apply_awardplan"):
        if standing.exists():
            url = reverse("reviews:awardplan_take_back", args=[plan.pk])
            links.append(Link(_("Take the awards back"), url, tone="danger"))
        else:
            url = reverse("reviews:awardplan_apply", args=[plan.pk])
            links.append(Link(_("Look and propose awards"), url, tone="primary", icon="trophy"))
    kind = f"{reverse('reviews:award_list')}?call={plan.call_id}&kind={plan.kind}"
    links.append(Link(_("Awards"), kind, icon="award"))
    if plan.source == PlanSource.RANKING and plan.round_id:
        links.append(Link(_("Results of the round"), reverse("reviews:round_results", args=[plan.round_id])))
    return links


AWARD_PLAN = Noun(
    app="reviews",
    name="awardplan",
    plural="award-plans",
    model=AwardPlan,
    label=gettext_lazy("Prize plan"),
    labels=gettext_lazy("Prize plans"),
    form=AwardPlanForm,
    rows=lambda actor: AwardPlan.objects.visible_to(actor).select_related("call", "track", "round"),
    facts=plan_facts,
    panels=plan_panels,
    links=plan_links,
    create=lambda form, actor: create_record(AwardPlan(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_plan(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    parent=lambda row: owner_crumb(row.call),
)


def below(plan: AwardPlan, last: Any) -> list[Link]:
    """Return the way down to a page below a plan."""
    return [*owner_crumb(plan.call), *owner_crumb(plan), Link(last, "")]


@door("reviews.apply_awardplan")
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a plan gives, with every step of the reckoning; propose the awards when that has been looked at."""
    actor = get_actor(request)
    plan = get_object_or_404(AWARD_PLAN.visible_rows(actor), pk=pk)
    page = ConfirmPage(
        title=_("Propose awards: %(plan)s") % {"plan": plan},
        facts=[],
        submit_label=_("Propose awards"),
        cancel_url=plan.get_absolute_url(),
        crumbs=below(plan, _("Propose awards")),
        with_reason=False,
    )
    try:
        if request.method == "POST":
            awards = apply_award_plan(plan, actor=actor)
            messages.success(request, _("Awards proposed: %(count)s.") % {"count": len(awards)})
            return redirect(plan.get_absolute_url())
        found = preview_plan(plan)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(plan.get_absolute_url())
    total = sum(sum(one.outcome.counts().values()) for one in found)
    page.facts = [
        Fact(_("Call"), str(plan.call)),
        Fact(_("Awards that are proposed"), total),
        Fact(_("Waits for a decision"), sum(len(one.outcome.undecided) for one in found) or ""),
    ]
    return render(request, "reviews/preview.html", {"page": page, "panels": preview_panels(plan, found), "hidden": []})


@door("reviews.apply_awardplan")
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposed awards of a plan back, with the reason."""
    actor = get_actor(request)
    plan = get_object_or_404(AWARD_PLAN.visible_rows(actor), pk=pk)
    page = ConfirmPage(
        title=_("Take the awards back: %(plan)s") % {"plan": plan},
        facts=[Fact(_("Proposed awards"), Award.objects.filter(plan=plan, state=AwardState.PROPOSED).count())],
        submit_label=_("Take the awards back"),
        cancel_url=plan.get_absolute_url(),
        crumbs=below(plan, _("Take the awards back")),
        tone="danger",
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        count = take_back_awards(plan, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.success(request, _("Awards taken back: %(count)s.") % {"count": count})
    return redirect(plan.get_absolute_url())


def plans_panel(call: Any, actor: Actor) -> TablePanel:
    """Return the prize plans of a call, for its page."""
    plans = AwardPlan.objects.filter(call=call).select_related("track", "round").prefetch_related("levels")
    rows = [
        [
            Cell(str(plan), kind="link", url=plan.get_absolute_url()),
            Cell(plan.round.name if plan.round else plan.get_source_display()),
            Cell(plan.get_tie_display()),
            Cell(len(plan.levels.all()), kind="number"),
            Cell(_("Applied") if plan.outcome else "", kind="state", tone="success" if plan.outcome else ""),
        ]
        for plan in plans
    ]
    adds = may(actor, "reviews.add_awardplan")
    return TablePanel(
        _("Prize plans"),
        [_("Kind"), pgettext("prize plan", "By"), _("Equal results"), _("Levels"), _("State")],
        rows,
        add_url=f"{AWARD_PLAN.address('create')}?call={call.pk}" if adds else "",
        add_label=_("Add a prize plan"),
        empty_text=_("Awards are proposed by hand as long as there is no plan."),
    )
