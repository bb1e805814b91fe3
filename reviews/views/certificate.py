"""The page of a call's certificates: what waits, what was issued, and the act that issues; one award's alone too."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.enums import CertificateState
from association.lists.certificate import state_tone
from association.models import Certificate
from association.views.panels import link_cell, owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.page_data import Cell, Fact, FactsPanel, FormPage, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.certificate import AT_ONCE, issue_for_award, issue_for_call, request_issue, waiting_drafts
from reviews.enums import AwardState, CertificateHolders
from reviews.forms.certificate import IssueForm
from reviews.methods.pages import PRINTS
from reviews.models import Award, Call
from reviews.queries.certificate import awards_to_certify, certificates_of, certificates_of_award


@door("reviews.issue_certificate")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for whom, then issue the certificates of a call's final awards: all or none, many of them by a worker."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    awards = list(awards_to_certify(call))
    waiting = {value: len(waiting_drafts(awards, holders=value)) for value in CertificateHolders.values}
    form = IssueForm(request.POST if request.method == "POST" else None, call=call, waiting=waiting)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(issue_or_ask(request, call, form.chosen, count=waiting[form.chosen]))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = 409
    page = FormPage(
        title=_("Certificates: %(call)s") % {"call": call},
        form=form,
        submit_label=_("Issue certificates"),
        cancel_url=call.get_absolute_url(),
        crumbs=[*owner_crumb(call), Link(_("Certificates"), "")],
        intro=_("Each sheet gets its number and code, which are never given again."),
    )
    issued = certificates_of(call).filter(state=CertificateState.ISSUED).count()
    facts = FactsPanel(
        [
            Fact(_("Final awards"), len(awards)),
            Fact(_("Valid certificates"), issued, url=print_url(call) if issued else ""),
            Fact(_("Issuer"), call.issuer_name),
        ]
    )
    context = {"page": page, "form": form, "facts": facts, "print_url": print_url(call) if issued else ""}
    return render(request, "reviews/certificates.html", context, status=status)


def issue_or_ask(request: HttpRequest, call: Call, holders: str, *, count: int) -> str:
    """Issue now, or ask a worker where they are many; returns the address to go to."""
    actor = get_actor(request)
    if count > AT_ONCE:
        return request_issue(call, actor=actor, holders=holders).get_absolute_url()
    fresh = issue_for_call(call, actor=actor, holders=holders)
    messages.success(request, _("%(count)s certificates have been issued. Print them here.") % {"count": len(fresh)})
    return print_url(call)


@require_POST
@door("reviews.issue_certificate")
def issue_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the certificates of one final award."""
    actor = get_actor(request)
    rows = Award.objects.visible_to(actor).select_related("prize__call__body", "submission")
    award = get_object_or_404(rows, pk=pk)
    try:
        fresh = issue_for_award(award, actor=actor)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("%(count)s certificates have been issued; print each from its page.") % {"count": len(fresh)}
        messages.success(request, told)
    return redirect(award.get_absolute_url())


def award_links(award: Award, actor: Actor) -> list[Link]:
    """Return the way to issue the certificates of one final award that has none."""
    if award.state != AwardState.FINAL or not may(actor, "reviews.issue_certificate"):
        return []
    if certificates_of_award(award).exists():
        return []
    url = reverse("reviews:award_certificates", args=[award.pk])
    return [Link(_("Issue certificates"), url, method="post", icon="patch-check")]


def award_panels(award: Award, actor: Actor) -> list[Any]:
    """Return the certificates of an award that the actor may see."""
    if award.state == AwardState.PROPOSED or not may(actor, "association.list_certificate"):
        return []
    rows = Certificate.objects.visible_to(actor).filter(source=award.recognition_source).order_by("pk")
    lines = [
        [
            link_cell(row, row.number),
            Cell(row.holder),
            Cell(row.place, kind="number"),
            Cell(row.get_state_display(), kind="state", tone=state_tone(row)),
        ]
        for row in rows
    ]
    heads = [_("Certificate number"), _("Holder as printed"), _("Order"), _("State")]
    return [TablePanel(_("Certificates"), heads, lines, empty_text=_("No certificate has been issued."))]


def print_url(call: Call) -> str:
    """Return the page that prints a call's certificates; the call's own page where nothing prints them."""
    return reverse(PRINTS["certificates"], args=[call.pk]) if "certificates" in PRINTS else call.get_absolute_url()
