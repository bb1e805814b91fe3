"""Pages of agreements: parties, signing, end and files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from association.domain.agreement import change_agreement, end_agreement, sign_agreement
from association.forms.agreement import AgreementForm, AgreementPartyForm, SignForm
from association.lists.agreement import AGREEMENTS, state_tone
from association.models import Agreement, AgreementAttachment, AgreementParty
from association.views.act import ask_and_act
from association.views.panels import ChildTable, link_cell, owner_crumb
from association.workflow import AGREEMENT as AGREEMENT_WORKFLOW
from office.actor import Actor
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Fact, TextPanel


def agreement_facts(agreement: Agreement, actor: Actor) -> list[Fact]:
    """Return what was agreed, and when."""
    return [
        Fact(_("Kind"), agreement.get_kind_display()),
        Fact(_("Body"), agreement.body, url=agreement.body.get_absolute_url()),
        Fact(_("Signed on"), agreement.date_text),
        Fact(_("Valid until"), agreement.valid_until),
        Fact(_("Ended on"), agreement.ended_on),
    ]


def agreement_panels(agreement: Agreement, actor: Actor) -> list[Any]:
    """Return what belongs to an agreement."""
    panels: list[Any] = [PARTIES.panel(agreement, agreement.parties.select_related("organization", "body"), actor)]
    if agreement.summary:
        panels.append(TextPanel(_("Summary"), agreement.summary))
    return panels


@door("association.sign_agreement")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the signing of a draft."""
    actor = get_actor(request)
    agreement = get_object_or_404(AGREEMENT.visible_rows(actor), pk=pk)

    def act(form: Any) -> str:
        sign_agreement(agreement, actor=actor, **form.cleaned_data)
        return _("“%(title)s” is now signed (%(day)s).") % {"title": agreement, "day": agreement.date_text}

    return ask_and_act(
        request,
        AGREEMENT,
        agreement,
        SignForm,
        act,
        title=_("Record signing"),
        submit_label=_("Record signing"),
        intro=_("Where only the month is known, choose any day of it and the precision “To the month”."),
        initial={"valid_until": agreement.valid_until},
        action="sign",
    )


AGREEMENT = Noun(
    app="association",
    name="agreement",
    plural="agreements",
    model=Agreement,
    label=gettext_lazy("Agreement"),
    labels=gettext_lazy("Agreements"),
    listing=AGREEMENTS,
    form=AgreementForm,
    rows=lambda actor: Agreement.objects.visible_to(actor).select_related("body"),
    facts=agreement_facts,
    panels=agreement_panels,
    workflow=AGREEMENT_WORKFLOW,
    tone=state_tone,
    acts={"end": end_agreement},
    change=lambda obj, form, actor: change_agreement(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    files=AgreementAttachment,
    files_owner="owner",
)

AGREEMENT_PARTY = Noun(
    app="association",
    name="agreement_party",
    plural="agreement-parties",
    model=AgreementParty,
    label=gettext_lazy("Agreement party"),
    labels=pgettext_lazy("agreement", "Parties"),
    form=AgreementPartyForm,
    rows=lambda actor: AgreementParty.objects.filter(agreement__in=Agreement.objects.visible_to(actor)).select_related(
        "agreement"
    ),
    parent=lambda obj: owner_crumb(obj.agreement),
    intro=gettext_lazy("Name the party by an organization, by a body, or by a bare name: exactly one of them."),
)

PARTIES = ChildTable(
    noun=AGREEMENT_PARTY,
    owner="agreement",
    title=pgettext_lazy("agreement", "Parties"),
    heads=(pgettext_lazy("agreement", "Party"),),
    cells=lambda row: [link_cell(row.organization or row.body, row.party_name)],
    add_label=gettext_lazy("Add party"),
    empty_text=gettext_lazy("Name at least two parties before recording the signing."),
)
