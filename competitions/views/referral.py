"""Pages of referrals: refer awarded entries to a contest of others, take back, record the result, quotas."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import link_cell, owner_crumb
from competitions.domain.referral import (
    REFERRAL_ACTS,
    change_referral,
    change_referral_quota,
    create_referral_quota,
    record_referral_result,
    refer_entries,
    remove_referral_quota,
)
from competitions.enums import ReferralState
from competitions.forms.referral import ReferralForm, ReferralQuotaForm, ReferralResultForm
from competitions.lists.referral import REFERRAL_TONES, REFERRALS
from competitions.models import ExternalContest, Referral, ReferralQuota
from competitions.queries.referral import calls_for, candidates_of, quotas_of
from competitions.workflow import REFERRAL as REFERRAL_WORKFLOW
from office.actor import Actor
from office.forms.key import read_key
from office.forms.record import missing_messages
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.once import claim_form, new_token, settle_form
from office.web.page_data import Cell, Fact, FormPage, Link, TablePanel
from office.workflow import Refusal
from reviews.enums import AwardState
from reviews.lists.words import tone_of
from reviews.models import Call
from reviews.views.panels import rows_panel


def referral_facts(referral: Referral, actor: Actor) -> list[Fact]:
    """Return what is referred where, on which award it rests, and what came of it."""
    submission, award, result = referral.submission, referral.award, referral.result
    unit = submission.organization
    revoked = award.state == AwardState.REVOKED
    return [
        Fact(_("Contest held by others"), referral.contest, url=referral.contest.get_absolute_url()),
        Fact(_("Submission"), submission, url=submission.get_absolute_url()),
        Fact(_("Organization"), unit, url=unit.get_absolute_url() if unit else ""),
        Fact(_("Track"), submission.track),
        Fact(_("Award"), award.prize.name, url=award.get_absolute_url(), tone="danger" if revoked else ""),
        Fact(_("State of the award"), award.get_state_display(), tone="danger" if revoked else ""),
        Fact(_("Place on the list"), referral.order),
        Fact(_("Reason of the referral"), referral.reason),
        Fact(
            _("Result elsewhere"), result.prize_name if result else "", url=result.get_absolute_url() if result else ""
        ),
        Fact(_("Rank elsewhere"), result.rank if result else ""),
    ]


def referral_links(referral: Referral, actor: Actor) -> list[Link]:
    """Return the way to record the result while there is none."""
    if not may(actor, "competitions.add_result") or referral.state != ReferralState.STANDING or referral.result_id:
        return []
    address = reverse("competitions:referral_result", args=[referral.pk])
    return [Link(_("Record the result"), address, tone="primary", icon="trophy")]


REFERRAL = Noun(
    app="competitions",
    name="referral",
    plural="referrals",
    model=Referral,
    label=gettext_lazy("Referral"),
    labels=gettext_lazy("Referrals"),
    listing=REFERRALS,
    form=ReferralForm,
    removable=False,
    rows=lambda actor: (
        Referral.objects.visible_to(actor)
        .select_related(
            "contest",
            "result__contest",
            "award__prize__call",
            "award__submission",
            "submission__call",
            "submission__organization",
            "submission__track",
        )
        .defer("submission__dossier", "submission__answers")
    ),
    facts=referral_facts,
    links=referral_links,
    change=lambda obj, form, actor: change_referral(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    workflow=REFERRAL_WORKFLOW,
    tone=tone_of(REFERRAL_TONES),
    acts=REFERRAL_ACTS,
    parent=lambda row: owner_crumb(row.contest),
)
REFERRAL_QUOTA = Noun(
    app="competitions",
    name="referralquota",
    plural="referral-quotas",
    model=ReferralQuota,
    label=gettext_lazy("Quota of referrals"),
    labels=gettext_lazy("Quotas of referrals"),
    form=ReferralQuotaForm,
    rows=lambda actor: ReferralQuota.objects.visible_to(actor).select_related("contest", "call", "track"),
    create=lambda form, actor: create_referral_quota(ReferralQuota(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_referral_quota(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_referral_quota,
    parent=lambda row: owner_crumb(row.contest),
)


def referral_panels(contest: ExternalContest, actor: Actor) -> list[Any]:
    """Return who was referred to a contest, as far as the actor may see it, and to staff the quotas."""
    own: Any = REFERRAL.visible_rows(actor).filter(contest=contest)
    rows = own.standing().order_by("order", "pk")
    lines = [
        [
            Cell(row.order),
            link_cell(row, row.submission.title),
            link_cell(row.submission.organization),
            Cell(row.submission.track.name if row.submission.track else ""),
            Cell(row.award.prize.name, tone="danger" if row.award.state == AwardState.REVOKED else ""),
            Cell(row.result.prize_name if row.result else ""),
        ]
        for row in rows
    ]
    heads = [_("Place on the list"), _("Title"), _("Organization"), _("Track"), _("Award"), _("Result elsewhere")]
    keeps = may(actor, "competitions.refer_external")
    panels: list[Any] = []
    if lines or keeps:
        panels.append(
            TablePanel(
                _("Referrals"),
                heads,
                lines,
                add_url=reverse("competitions:external_refer", args=[contest.pk]) if keeps else "",
                add_label=_("Refer entries"),
                empty_text=_("No entry has been referred yet."),
            )
        )
    if keeps:
        panels.append(quotas_panel(contest))
    return panels


def quotas_panel(contest: ExternalContest) -> TablePanel:
    """Return the quotas of a contest with what is used of each."""
    return rows_panel(
        REFERRAL_QUOTA,
        title=_("Quotas of referrals"),
        heads=[_("Call"), _("Track"), _("Used"), _("At most")],
        rows=quotas_of(contest),
        cells=lambda row: [
            link_cell(row.call),
            Cell(row.track.name if row.track else _("Whole call")),
            Cell(row.used, kind="number"),
            Cell(row.maximum, kind="number"),
        ],
        keeps=True,
        add_query=f"contest={contest.pk}",
        add_label=_("Add a quota of referrals"),
        empty_text=_("As many entries as you like may be referred."),
    )


@door("competitions.refer_external")
def refer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a call's final award list and put the chosen entries on the list of a contest."""
    actor = get_actor(request)
    contest = get_object_or_404(ExternalContest.objects.visible_to(actor).select_related("selection__call"), pk=pk)
    calls = list(calls_for(contest))
    call = chosen_call(request, calls)
    candidates = candidates_of(contest, call) if call else []
    chosen = {read_key(key) for key in request.POST.getlist("award")}
    error, reason = "", read_text(request, "reason")
    if request.method == "POST":
        awards = [row.award for row in candidates if row.award.pk in chosen]
        try:
            with transaction.atomic():
                earlier = claim_form(request)
                if earlier:
                    return redirect(earlier)
                made = refer_entries(contest, awards, actor=actor, reason=reason)
                settle_form(request, contest.get_absolute_url())
        except Refusal as refusal:
            error = str(refusal)
        except ValidationError as invalid:
            error = " ".join(invalid.messages)
        else:
            messages.success(request, _("%(count)s entries have been referred.") % {"count": len(made)})
            return redirect(contest.get_absolute_url())
    context = {
        "contest": contest,
        "call": call,
        "calls": calls,
        "candidates": candidates,
        "chosen": chosen,
        "quotas": [row for row in quotas_of(contest) if call and row.call_id == call.pk],
        "reason": reason,
        "error": error,
        "token": request.POST.get("form_token") or new_token(),
        "crumbs": [*owner_crumb(contest), Link(_("Refer entries"), "")],
    }
    status = 200 if not error else 422 if not (chosen and reason.strip()) else 409
    return render(request, "competitions/refer.html", context, status=status)


def chosen_call(request: HttpRequest, calls: list[Call]) -> Call | None:
    """Return the call that the address names among those offered, else the first."""
    key = read_key(request.GET.get("call", ""))
    return next((call for call in calls if call.pk == key), calls[0] if calls else None)


@door("competitions.add_result")
def record_result_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what a referred entry won, once."""
    actor = get_actor(request)
    referral = get_object_or_404(REFERRAL.visible_rows(actor), pk=pk)
    submission = referral.submission
    known = {"work_title": submission.title, "track_name": submission.track.name if submission.track else ""}
    form = ReferralResultForm(request.POST or None, actor=actor, referral=referral, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            record_referral_result(referral, actor=actor, values=form.changes)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as error:
            missing_messages(form, error.message_dict)
        else:
            messages.success(request, _("The result has been recorded."))
            return redirect(referral.get_absolute_url())
    page = FormPage(
        title=_("Record the result: %(entry)s") % {"entry": submission.title},
        form=form,
        submit_label=_("Record the result"),
        cancel_url=referral.get_absolute_url(),
        crumbs=[*owner_crumb(referral.contest), *owner_crumb(referral), Link(_("Record the result"), "")],
        intro=_("%(contest)s. The result enters the figures and the lifetime list of the school.")
        % {"contest": referral.contest},
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
