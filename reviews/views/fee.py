"""Pages of expert fees: one list a round, computed, checked, approved by a second person, paid; PDF and Excel."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.domain.export import record_export
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.web.sheet import MEDIA_TYPE
from reviews.domain.fee import FEE_ACTS, change_fees, compute_fees, create_fees
from reviews.forms.fee import FeeForm
from reviews.lists.fee import FEE_TONES, FEES
from reviews.lists.words import tone_of
from reviews.methods.capital import capital_amount
from reviews.methods.pages import PRINTS
from reviews.models import FeeList
from reviews.queries.fee import total_of
from reviews.views.fee_sheet import write_fee_sheet
from reviews.views.moments import moment
from reviews.workflow import FEE_LIST as FEE_WORKFLOW


def fee_facts(fee_list: FeeList, actor: Actor) -> list[Fact]:
    """Return the rates, the total and who signed."""
    total = total_of(fee_list)
    return [
        Fact(_("Round"), fee_list.round, url=fee_list.round.get_absolute_url()),
        Fact(_("Yuan per entry"), fee_list.per_entry),
        Fact(_("Fixed part in yuan"), fee_list.fixed),
        Fact(_("Basis"), fee_list.basis),
        Fact(_("Total in yuan"), f"{total:,.2f}"),
        Fact(_("Total in capitals"), capital_amount(total)),
        Fact(_("Computed at"), moment(fee_list.computed_at)),
        Fact(_("Checked by"), fee_list.checked_by),
        Fact(_("Approved by"), fee_list.approved_by),
        Fact(_("Paid on"), fee_list.paid_on),
    ]


def fee_panels(fee_list: FeeList, actor: Actor) -> list[Any]:
    """Return the lines."""
    heads = [_("Full name"), _("Employer"), _("ID number"), _("Bank"), _("Bank card"), _("Entries scored")]
    return [
        TablePanel(
            _("Experts"),
            [*heads, _("Amount in yuan")],
            [
                [
                    Cell(line.name, kind="link", url=line.member.expert.get_absolute_url()),
                    Cell(line.organization_name),
                    Cell(line.id_shown or _("Missing")),
                    Cell(line.bank),
                    Cell(line.card_shown or _("Missing")),
                    Cell(line.entries, kind="number"),
                    Cell(f"{line.amount:,.2f}", kind="number"),
                ]
                for line in fee_list.lines.select_related("member__expert").order_by("pk")
            ],
            empty_text=_("Nobody has handed in a sheet in this round yet."),
        )
    ]


def fee_links(fee_list: FeeList, actor: Actor) -> list[Link]:
    """Return the ways to compute and print a list."""
    links = []
    if may(actor, "reviews.compute_fee", fee_list):
        links.append(Link(_("Compute anew"), FEE.address("compute", fee_list.pk), method="post", icon="arrow-repeat"))
    if may(actor, "reviews.print_fee"):
        links.append(Link(_("Payment list for Excel"), FEE.address("sheet", fee_list.pk), icon="file-earmark-excel"))
        if "fees" in PRINTS:
            address = reverse(PRINTS["fees"], args=[fee_list.pk])
            links.append(Link(_("Payment list as PDF"), address, method="post", icon="file-earmark-pdf"))
    return links


def fee_impact(fee_list: FeeList, action: str, actor: Actor) -> list[Fact]:
    """Return what an act on a list is about, in figures."""
    total = total_of(fee_list)
    return [
        Fact(_("Experts"), fee_list.lines.count()),
        Fact(_("Total in yuan"), f"{total:,.2f}"),
        Fact(_("Total in capitals"), capital_amount(total)),
        Fact(_("Without a bank card"), fee_list.lines.filter(card_shown="").count()),
    ]


FEE: Noun = Noun(
    app="reviews",
    name="fee",
    plural="fees",
    model=FeeList,
    label=gettext_lazy("List of expert fees"),
    labels=gettext_lazy("Expert fees"),
    listing=FEES,
    form=FeeForm,
    rows=lambda actor: FeeList.objects.visible_to(actor).select_related("round__call", "checked_by", "approved_by"),
    facts=fee_facts,
    panels=fee_panels,
    links=fee_links,
    workflow=FEE_WORKFLOW,
    tone=tone_of(FEE_TONES),
    create=lambda form, actor: create_fees(FeeList(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_fees(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    acts=FEE_ACTS,
    impact=fee_impact,
    removable=False,
)


@door("reviews.list_fee")
def compute(request: HttpRequest, pk: int) -> HttpResponse:
    """Compute a draft anew from the sheets."""
    actor = get_actor(request)
    fee_list = get_object_or_404(FEE.visible_rows(actor), pk=pk)
    require(actor, "reviews.compute_fee", fee_list)
    if request.method == "POST":
        compute_fees(fee_list, actor=actor)
    return redirect(fee_list.get_absolute_url())


@door("reviews.print_fee")
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the payment list for Excel; the export is logged."""
    fee_list = get_object_or_404(FEE.visible_rows(get_actor(request)), pk=pk)
    lines = fee_list.lines.count()
    record_export(
        _("Expert fees"), rows=lines, form="xlsx", filters={str(_("Round")): str(fee_list)}, actor=get_actor(request)
    )
    response = HttpResponse(write_fee_sheet(fee_list), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="fees-{fee_list.pk}.xlsx"'
    return response
