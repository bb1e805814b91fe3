"""Show what is masked everywhere else: the full phone number of an account, once a reason is given and kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association.lists.account import masked_phone
from association.views.account import ACCOUNT, find_account
from office.domain.account import reveal_account_phone
from office.web.access import door, get_actor, read_text
from office.web.page_data import ConfirmPage, Fact, Link
from office.workflow import Refusal


@door("association.list_account")
def reveal_phone(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, log it, and show the number once."""
    user = find_account(request, pk, "reveal")
    label, address = _("Show phone number"), ACCOUNT.address("detail", user.pk)
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": label, "value": user},
        facts=[Fact(_("User name"), user.username), Fact(_("Mobile phone"), masked_phone(user))],
        submit_label=label,
        cancel_url=address,
        crumbs=[Link(ACCOUNT.labels, ACCOUNT.address("list")), Link(str(user), address), Link(label, "")],
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        phone = reveal_account_phone(user, actor=get_actor(request), reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.info(request, _("Phone of %(person)s: %(phone)s") % {"person": user, "phone": phone})
    return redirect(address)
