"""Hand-over: whose open work there is, and all of one person's to a successor."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association.queries.account import visible_accounts
from office.forms.picker import clear_names
from office.web.access import door, get_actor
from office.web.page_data import Cell, DetailPage, FormPage, Link, TablePanel
from office.workflow import Refusal
from reports.domain.handover import hand_over
from reports.forms.handover import HandOverForm
from reports.queries.handover import all_work, count_by_user, grants_to_end, loads_of

OPTION_COUNT = 12
SHOWN = 200


@door("reports.hand_over_work")
def list_work(request: HttpRequest) -> HttpResponse:
    """Show on whom open work hangs, the closed accounts first: their work lies still."""
    actor = get_actor(request)
    counts, kinds = count_by_user(), all_work()
    users = visible_accounts(actor).filter(pk__in=counts).order_by("is_active", "display_name", "pk")[:SHOWN]
    rows = [
        [
            Cell(str(user), kind="link", url=reverse("reports:work_hand_over", args=[user.pk])),
            Cell(
                _("In use") if user.is_active else _("Deactivated"),
                kind="state",
                tone="" if user.is_active else "muted",
            ),
            *[Cell(counts[user.pk].get(kind.key, 0), kind="number") for kind in kinds],
        ]
        for user in users
    ]
    page = DetailPage(
        title=_("Hand-over"),
        subtitle=_("When somebody leaves: move all open work to a successor, then end the roles."),
        crumbs=[Link(_("Hand-over"), "")],
        panels=[
            TablePanel(
                _("Open work by person"),
                [_("Full name"), _("Account"), *[kind.label for kind in kinds]],
                rows,
                empty_text=_("No open work hangs on anybody."),
            )
        ],
    )
    return render(request, "ui/detail.html", {"page": page})


@door("reports.hand_over_work")
def hand_over_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's open work and roles, and move all of it to a successor."""
    actor = get_actor(request)
    user: Any = get_object_or_404(visible_accounts(actor), pk=pk)
    form = HandOverForm(request.POST or None, actor=actor)
    if form.is_valid():
        values = form.cleaned_data
        try:
            done = hand_over(
                user,
                values["successor"],
                actor=actor,
                reason=values["reason"],
                end_grants=values.get("end_grants", False),
                close=values.get("close", False),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("%(count)s records of %(user)s now belong to %(successor)s; %(grants)s roles ended.")
            names = {"count": done.rows, "user": user, "successor": values["successor"], "grants": done.grants}
            messages.success(request, said % names)
            return redirect("reports:work_list")
    loads = loads_of(user, actor=actor)
    page = FormPage(
        title=_("Hand over the work of %(user)s") % {"user": user},
        form=form,
        submit_label=_("Hand over"),
        cancel_url=reverse("reports:work_list"),
        crumbs=[Link(_("Hand-over"), reverse("reports:work_list")), Link(str(user), "")],
    )
    context = {"page": page, "form": form, "loads": loads, "grants": grants_to_end(user)}
    return render(request, "reports/handover.html", context, status=422 if form.errors else 200)


@door("reports.hand_over_work")
def successor_options(request: HttpRequest) -> HttpResponse:
    """Suggest successors among the accounts that the actor looks after."""
    typed = request.GET.get(request.GET.get("field", "q"), "").replace("\0", "").strip()
    rows = visible_accounts(get_actor(request)).filter(is_active=True)
    found = rows.filter(Q(username__contains=typed) | Q(display_name__contains=typed)).order_by("pk")[:OPTION_COUNT]
    names = ("username", "display_name")
    return render(request, "office/forms/options.html", {"options": clear_names(found, rows, names)})
