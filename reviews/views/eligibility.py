"""Pages of conditions of entry and quotas: kept on the call's page, shown with their evidence to schools."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.enums import SchoolLevel
from association.models import Organization
from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel
from office.workflow import list_words
from reviews.domain.eligibility import Evidence, evidence_for_school, evidence_of, range_words
from reviews.domain.quota import change_quota, create_quota, remove_quota
from reviews.enums import CallState
from reviews.forms.eligibility import EligibilityForm
from reviews.forms.quota import QuotaForm
from reviews.methods.eligibility import Range
from reviews.models import Call, Eligibility, QuotaRule, Submission

ELIGIBILITY = Noun(
    app="reviews",
    name="eligibility",
    plural="conditions",
    model=Eligibility,
    label=gettext_lazy("Conditions of entry"),
    labels=gettext_lazy("Conditions of entry"),
    form=EligibilityForm,
    rows=lambda actor: Eligibility.objects.visible_to(actor).select_related("call", "region"),
    parent=lambda row: owner_crumb(row.call),
)
QUOTA = Noun(
    app="reviews",
    name="quotarule",
    plural="quotas",
    model=QuotaRule,
    label=gettext_lazy("Quota"),
    labels=gettext_lazy("Quotas"),
    form=QuotaForm,
    rows=lambda actor: QuotaRule.objects.visible_to(actor).select_related("call", "track"),
    create=lambda form, actor: create_quota(QuotaRule(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_quota(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_quota,
    parent=lambda row: owner_crumb(row.call),
)
MET_TONES = {True: "success", False: "danger", None: "muted"}


def entry_panels(call: Call, actor: Actor) -> list[Any]:
    """Return the conditions of entry and the quotas of a call; to schools only where there are any."""
    keeps = may(actor, "reviews.change_quotarule")
    stored = Eligibility.objects.filter(call=call).select_related("region").first()
    rules = list(QuotaRule.objects.filter(call=call).select_related("track"))
    panels: list[Any] = []
    if stored or keeps:
        panels.append(conditions_panel(call, stored, keeps=keeps))
    if rules or keeps:
        panels.append(quotas_panel(call, rules, keeps=keeps))
    return panels


def conditions_panel(call: Call, stored: Eligibility | None, *, keeps: bool) -> TablePanel:
    """Return the conditions of a call as a table, with the way to enter or edit them."""
    rows = [[Cell(title), Cell(text)] for title, text in condition_lines(stored)] if stored else []
    url = ""
    if keeps:
        url = ELIGIBILITY.address("change", stored.pk) if stored else f"{ELIGIBILITY.address('create')}?call={call.pk}"
    return TablePanel(
        _("Conditions of entry"),
        [_("Condition"), _("Wanted")],
        rows,
        add_url=url,
        add_label=_("Edit") if stored else _("Enter conditions"),
        add_icon="pencil" if stored else "plus-lg",
        empty_text=_("Every school may enter."),
    )


def condition_lines(stored: Eligibility) -> list[tuple[str, str]]:
    """Return the conditions that bind, each as title and text."""
    lines = []
    if stored.school_levels:
        lines.append((_("Level of the school"), list_words(SchoolLevel(word).label for word in stored.school_levels)))
    if stored.region:
        lines.append((_("Region"), stored.region.name))
    if stored.members_only:
        lines.append((_("Membership"), _("Member of the association")))
    contestants = Range(stored.contestants_minimum, stored.contestants_maximum)
    advisers = Range(stored.advisers_minimum, stored.advisers_maximum)
    for title, wanted in ((_("Number of contestants"), contestants), (_("Number of advisers"), advisers)):
        if wanted.binds:
            lines.append((title, _("%(range)s people") % {"range": range_words(wanted)}))
    return lines


def quotas_panel(call: Call, rules: list[QuotaRule], *, keeps: bool) -> TablePanel:
    """Return the quotas of a call."""
    rows = []
    for rule in rules:
        line = [Cell(rule.get_scope_display()), Cell(rule.track.name if rule.track else _("Whole call"))]
        line.append(Cell(rule.maximum, kind="number"))
        if keeps:
            line.append(Cell(_("Edit"), kind="act", url=QUOTA.address("change", rule.pk)))
            line.append(Cell(_("Remove"), kind="act", url=QUOTA.address("remove", rule.pk)))
        rows.append(line)
    return TablePanel(
        _("Quotas"),
        [_("For each"), _("Track"), _("At most"), *([_("Edit"), _("Remove")] if keeps else [])],
        rows,
        add_url=f"{QUOTA.address('create')}?call={call.pk}" if keeps else "",
        add_label=_("Add a quota"),
        empty_text=_("Schools may send in as many entries as they like."),
    )


def evidence_panel(lines: list[Evidence], *, title: Any = "") -> TablePanel:
    """Return conditions with what was found of each."""
    words = {True: _("Met"), False: _("Not met"), None: pgettext("condition", "Open")}
    return TablePanel(
        title or _("Conditions of entry"),
        [_("Condition"), _("Wanted"), _("What was found"), _("State")],
        [
            [
                Cell(row.title),
                Cell(row.wanted),
                Cell(row.found),
                Cell(words[row.met], kind="state", tone=MET_TONES[row.met]),
            ]
            for row in lines
        ],
    )


def evidence_facts(submission: Submission) -> list[Fact]:
    """Return the conditions that are not met, for the last look before sending in or accepting."""
    lines = evidence_of(submission)
    failed = [row for row in lines if row.met is False]
    facts = [
        Fact(
            _("Conditions of entry"), _("%(met)s of %(all)s met") % {"met": len(lines) - len(failed), "all": len(lines)}
        )
    ]
    return facts + [
        Fact(
            row.title,
            _("%(wanted)s wanted, %(found)s found") % {"wanted": row.wanted, "found": row.found},
            tone="danger",
        )
        for row in failed
    ]


def submission_impact(submission: Submission, action: str, actor: Actor) -> list[Fact]:
    """Return what the last look before an act on a submission shows."""
    return evidence_facts(submission) if action in {"submit", "hand_to_school", "accept"} else []


@door()
def show_for_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a school whether it may enter a call, before it begins an entry; others the conditions."""
    actor = get_actor(request)
    call: Any = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    panels: list[Any] = entry_panels(call, actor)
    if actor.is_school:
        rows = Organization.objects.select_related("region__parent__parent")
        unit: Any = get_object_or_404(rows, pk=actor.organization_id)
        panels = [
            evidence_panel(evidence_for_school(call, unit), title=_("Of your school: %(name)s") % {"name": unit}),
            *panels,
        ]
    page = DetailPage(
        title=_("Conditions of entry: %(call)s") % {"call": call},
        crumbs=[*owner_crumb(call), Link(_("Conditions of entry"), "")],
        panels=panels,
    )
    return render(request, "ui/detail.html", {"page": page, "object": call})


@door()
def show_for_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each condition of entry with what was found of one entry."""
    actor = get_actor(request)
    submission: Any = get_object_or_404(
        Submission.objects.visible_to(actor)
        .select_related("call", "track", "organization__region__parent__parent")
        .defer("dossier", "answers"),
        pk=pk,
    )
    back = Link(_("Back to the entry"), submission.get_absolute_url(), tone="primary")
    page = DetailPage(
        title=_("Conditions of entry: %(call)s") % {"call": submission},
        crumbs=[*owner_crumb(submission), Link(_("Conditions of entry"), "")],
        primary=back,
        panels=[
            FactsPanel([Fact(_("Call"), submission.call, url=submission.call.get_absolute_url())]),
            evidence_panel(evidence_of(submission)),
        ],
    )
    return render(request, "ui/detail.html", {"page": page, "object": submission})


def school_links(call: Call, actor: Actor) -> list[Link]:
    """Return a school's ways from a call to its own entries and the conditions; the secretariat's to the check."""
    if actor.is_school:
        return [
            Link(_("Entries of the school"), reverse("reviews:call_school", args=[call.pk]), icon="building"),
            Link(_("Conditions of entry"), reverse("reviews:call_eligibility", args=[call.pk]), icon="list-check"),
        ]
    if may(actor, "reviews.check_submission") and call.state in {CallState.OPEN, CallState.CLOSED}:
        url = f"{reverse('reviews:qualification_list')}?call={call.pk}"
        return [Link(_("Qualification check"), url, icon="clipboard-check")]
    return []
