"""The page of a call's certificates: what waits, what was issued, and the act that issues."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association.enums import CertificateState
from association.views.panels import owner_crumb
from office.web.access import door, get_actor
from office.web.page_data import ConfirmPage, Fact, Link
from office.workflow import Refusal
from reviews.domain.certificate import issue_for_call
from reviews.methods.pages import PRINTS
from reviews.models import Call
from reviews.queries.certificate import awards_without_certificate, certificates_of


@door("reviews.issue_certificate")
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before issuing the certificates of a call's final awards, then issue them all or none."""
    call = get_object_or_404(Call.objects.visible_to(get_actor(request)).select_related("body"), pk=pk)
    issued = certificates_of(call).filter(state=CertificateState.ISSUED).count()
    page = ConfirmPage(
        title=_("Certificates: %(call)s") % {"call": call},
        facts=[
            Fact(_("Final awards without a certificate"), awards_without_certificate(call).count()),
            Fact(_("Valid certificates"), issued, url=print_url(call) if issued else ""),
            Fact(_("Issuer"), call.issuer_name),
            Fact(_("What follows"), _("Each gets its number and code, which are never given again.")),
        ],
        submit_label=_("Issue certificates"),
        cancel_url=call.get_absolute_url(),
        crumbs=[*owner_crumb(call), Link(_("Certificates"), "")],
        with_reason=False,
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        fresh = issue_for_call(call, actor=get_actor(request))
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    messages.success(request, _("%(count)s certificates have been issued. Print them here.") % {"count": len(fresh)})
    return redirect(print_url(call))


def print_url(call: Call) -> str:
    """Return the page that prints a call's certificates; the call's own page where nothing prints them."""
    return reverse(PRINTS["certificates"], args=[call.pk]) if "certificates" in PRINTS else call.get_absolute_url()
