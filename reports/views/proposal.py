"""Pages of the sentences proposed from the records: take, drop, offer again, look for new ones."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.forms.key import read_key
from office.web.access import door, get_actor, require
from office.web.page_data import Link
from reports.domain.proposal import drop_proposal, offer_proposal, take_proposal
from reports.domain.report import refresh_proposals
from reports.enums import ProposalState
from reports.models import Proposal, Report
from reports.queries.figure import figures_of
from reports.queries.proposal import proposals_of
from reports.web.narrative import Figures
from reports.web.report_page import crumbs_below
from reports.web.section_page import chapter_labels, proposal_view


def find_report(actor: Actor, pk: int) -> Any:
    """Return a report that the actor may see, else 404."""
    return get_object_or_404(Report.objects.visible_to(actor).select_related("body", "outline"), pk=pk)


@door()
def list_proposals(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the records offer for a report, by chapter, and what was dropped."""
    actor = get_actor(request)
    report = find_report(actor, pk)
    require(actor, "reports.change_report", report)
    figures = Figures(report, figures_of(report.body, report.year))
    standing = {section.key: section for section in report.sections.all() if section.key}
    labels = chapter_labels(report)
    chapters: dict[str, list[dict[str, Any]]] = {}
    for proposal in proposals_of(report):
        label = labels.get(proposal.chapter_key, proposal.chapter_key)
        entry = {"view": proposal_view(proposal, "", figures), "section": standing.get(proposal.key)}
        chapters.setdefault(label, []).append(entry)
    context = {
        "report": report,
        "chapters": chapters,
        "dropped": proposals_of(report, ProposalState.DROPPED),
        "crumbs": crumbs_below(report, actor, Link(_("Proposed sentences"), "")),
    }
    return render(request, "reports/proposal_list.html", context)


def view_decision(decide: Callable[..., Any], done: Callable[[Any], str]) -> Callable[..., HttpResponse]:
    """Return the view of one decision on a proposal; it goes back to where the button stood."""

    @require_POST
    @door()
    def decision(request: HttpRequest, pk: int) -> HttpResponse:
        actor = get_actor(request)
        reports = Report.objects.visible_to(actor)
        proposals = Proposal.objects.filter(report__in=reports).select_related("report__body")
        proposal = get_object_or_404(proposals, pk=pk)
        require(actor, "reports.change_report", proposal.report)
        result = decide(proposal, actor=actor)
        messages.success(request, done(result))
        section = read_key(request.POST.get("section", ""))
        if section is not None:
            return redirect("reports:section_edit", pk=section)
        return redirect("reports:proposal_list", pk=proposal.report_id)

    return decision


take = view_decision(
    take_proposal,
    lambda section: _("The sentences stand in “%(object)s” now. Change them as you like.") % {"object": section},
)
drop = view_decision(
    drop_proposal,
    lambda proposal: _("“%(object)s” is dropped. It stands below and can be offered again.") % {"object": proposal},
)
offer = view_decision(offer_proposal, lambda proposal: _("“%(object)s” is offered again.") % {"object": proposal})


@require_POST
@door()
def refresh(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the records again and offer what they now say differently."""
    actor = get_actor(request)
    report = find_report(actor, pk)
    require(actor, "reports.change_report", report)
    count = refresh_proposals(report, actor=actor)
    if count:
        messages.success(request, _("%(count)s sections are newly proposed.") % {"count": count})
    else:
        messages.info(request, _("The records say nothing new."))
    return redirect("reports:proposal_list", pk=report.pk)
