"""Pages of certificates: the list, one sheet with its code, and its replacement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.certificate import CERTIFICATE_ACTS, reissue_certificate
from association.forms.certificate import ReissueForm
from association.lists.certificate import CERTIFICATES, name_state, state_tone
from association.methods.pages import PAGES
from association.models import Certificate
from association.workflow import CERTIFICATE as CERTIFICATE_WORKFLOW
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.noun import Noun
from office.web.page_data import Fact, FormPage, Link
from office.workflow import Refusal


def place_text(certificate: Certificate) -> str:
    """Return at which place the holder stands among those who got a sheet for the same award, "" for a sole one."""
    if not certificate.place:
        return ""
    return _("%(place)s of %(places)s") % {"place": certificate.place, "places": certificate.places}


def name_fact(certificate: Any) -> Fact:
    """Return what the person is called on record, where that is not what the sheet says."""
    person = certificate.person
    if person is not None and certificate.is_valid and certificate.name_kept == person.name:
        return Fact(_("Name on record"), _("%(name)s (the sheet stays as printed)") % {"name": person.name})
    said = str(name_state(certificate))
    return Fact(_("Name on record"), f"{said}：{person.name}" if said else "", tone="warning")


def certificate_facts(certificate: Certificate, actor: Actor) -> list[Fact]:
    """Return what stands on a certificate, and what came before and after it."""
    unit, person = certificate.organization, certificate.person
    before, after = certificate.supersedes, getattr(certificate, "successor", None)
    check = f"{reverse('verify')}?code={certificate.shown_code}"
    return [
        Fact(_("Certificate number"), certificate.number),
        Fact(_("Certificate code"), certificate.shown_code, url=check),
        Fact(_("Kind"), certificate.get_kind_display()),
        Fact(_("Holder as printed"), certificate.holder),
        name_fact(certificate),
        Fact(_("Holder's part"), certificate.get_role_display()),
        Fact(_("Order"), place_text(certificate)),
        Fact(_("Unit as printed"), certificate.unit),
        Fact(_("Organization"), unit, url=unit.get_absolute_url() if unit else ""),
        Fact(_("Person"), person, url=person.get_absolute_url() if person and actor.reads_all else ""),
        Fact(_("Occasion"), certificate.occasion),
        Fact(_("Prize"), certificate.prize),
        Fact(_("Work"), certificate.work),
        *(Fact(label, names) for label, names in certificate.people),
        Fact(_("Issuer"), certificate.issuer),
        Fact(_("Date on the certificate"), certificate.issued_on),
        Fact(_("Reason"), certificate.reason, tone="" if certificate.is_valid else "danger"),
        Fact(_("Replaces"), before, url=before.get_absolute_url() if before else ""),
        Fact(_("Replaced by"), after, url=after.get_absolute_url() if after else ""),
    ]


def certificate_links(certificate: Certificate, actor: Actor) -> list[Link]:
    """Return the ways to print and to replace a valid certificate."""
    links = []
    if certificate.is_valid:
        if "print_certificate" in PAGES:
            url = reverse(PAGES["print_certificate"], args=[certificate.pk])
            links.append(Link(_("Print"), url, tone="primary", method="post", icon="printer"))
        if may(actor, "association.reissue_certificate", certificate):
            url = CERTIFICATE.address("reissue", certificate.pk)
            links.append(Link(_("Replace by a corrected one"), url, icon="arrow-repeat"))
    return links


def certificate_impact(certificate: Certificate, action: str, _actor: Actor) -> list[Fact]:
    """Return both names before a sheet is kept in spite of the later one."""
    if action != "keep_name" or certificate.person is None:
        return []
    return [Fact(_("Holder as printed"), certificate.holder), Fact(_("Name on record"), certificate.person.name)]


CERTIFICATE = Noun(
    app="association",
    name="certificate",
    plural="certificates",
    model=Certificate,
    label=gettext_lazy("Certificate"),
    labels=gettext_lazy("Certificates"),
    listing=CERTIFICATES,
    rows=lambda actor: (
        Certificate.objects.visible_to(actor)
        .with_name_changed()
        .select_related("organization", "person", "supersedes", "successor")
    ),
    facts=certificate_facts,
    links=certificate_links,
    workflow=CERTIFICATE_WORKFLOW,
    tone=state_tone,
    acts=CERTIFICATE_ACTS,
    impact=certificate_impact,
)


@door("association.reissue_certificate")
def reissue(request: HttpRequest, pk: int) -> HttpResponse:
    """Replace a certificate by a corrected one with a new number and code; the old one stays, marked."""
    actor = get_actor(request)
    certificate = get_object_or_404(CERTIFICATE.visible_rows(actor), pk=pk)
    require(actor, "association.reissue_certificate", certificate)
    form = ReissueForm(request.POST or None, certificate=certificate)
    if request.method == "POST" and form.is_valid():
        try:
            fresh: Any = reissue_certificate(
                certificate, actor=actor, reason=form.cleaned_data["reason"], changes=form.corrections
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Certificate %(new)s replaces %(old)s, which is no longer valid.")
                % {"new": fresh.number, "old": certificate.number},
            )
            return redirect(fresh.get_absolute_url())
    page = FormPage(
        title=_("Replace certificate %(number)s") % {"number": certificate.number},
        form=form,
        submit_label=_("Issue the corrected certificate"),
        cancel_url=certificate.get_absolute_url(),
        crumbs=[
            Link(CERTIFICATE.labels, CERTIFICATE.address("list")),
            Link(str(certificate), certificate.get_absolute_url()),
            Link(_("Replace"), ""),
        ],
        intro=_("The new one gets a new number and code; whoever checks the old code reads that it was replaced."),
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
