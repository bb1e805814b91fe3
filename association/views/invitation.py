"""The log-in link of an account: given as link, QR code and text for WeChat; seen once, withdrawn, given again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from association.queries.account import office_name, visible_accounts
from office.domain.account import give_link
from office.domain.invitation import revoke_invitations
from office.models import Invitation, User
from office.queries.invitation import links_of
from office.web.access import door, get_actor, require
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel
from office.web.qr import qr_image


def link_panel(user: User) -> TablePanel:
    """Return the links given to an account: by whom, until when, and what became of them."""
    rows = []
    for link in links_of(user):
        word, tone = link_state(link)
        made_by = str(link.made_by) if link.made_by else _("System")
        rows.append(
            [
                Cell(link.created_at, kind="date"),
                Cell(made_by),
                Cell(link.expires_at, kind="date"),
                Cell(word, kind="state", tone=tone),
            ]
        )
    heads = [_("Given"), _("Given by"), _("Valid until"), _("State")]
    return TablePanel(_("Log-in links"), heads, rows, empty_text=_("No log-in link has been given."))


def link_state(link: Invitation) -> tuple[str, str]:
    """Return the word and the color for what became of a link."""
    if link.used_at:
        return pgettext("link", "Used"), "success"
    if link.revoked_at:
        return _("Withdrawn or replaced"), "muted"
    if link.expires_at <= timezone.now():
        return _("Expired"), "muted"
    return _("Not used yet"), "warning"


def link_page(user: User, label: str, consequence: str) -> ConfirmPage:
    """Return the last look before an act on an account's link; none of them needs a reason."""
    url = reverse("association:account_detail", args=[user.pk])
    crumbs = [Link(_("Accounts"), reverse("association:account_list")), Link(str(user), url), Link(label, "")]
    return ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": label, "value": user},
        facts=[Fact(_("User name"), user.username), Fact(_("Consequence"), consequence)],
        submit_label=label,
        cancel_url=url,
        crumbs=crumbs,
        with_reason=False,
    )


@never_cache
@door("association.list_account")
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new one-time link and show it once; it is stored nowhere as it reads."""
    user = get_object_or_404(visible_accounts(get_actor(request)), pk=pk)
    require(get_actor(request), "association.invite_account", user)
    page = link_page(
        user,
        _("Give a log-in link"),
        _("Links given before stop working. The present password holds until the new link is used."),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    first = not user.has_usable_password()
    token = give_link(user, actor=get_actor(request))
    link = request.build_absolute_uri(reverse("account_invitation", args=[token]))
    until = links_of(user, limit=1)[0].expires_at
    words = {"account": user, "link": link, "until": until, "first": first, "office": office_name()}
    text = render_to_string("association/account_link.txt", words).strip()
    shown = {"page": page, "account": user, "link": link, "until": until, "text": text, "qr": qr_image(link)}
    return render(request, "association/account_link.html", shown)


@door("association.list_account")
def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the links that still open."""
    user = get_object_or_404(visible_accounts(get_actor(request)), pk=pk)
    require(get_actor(request), "association.invite_account", user)
    page = link_page(
        user, _("Withdraw log-in link"), _("A link that was sent opens nothing any more. The present password stays.")
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    if revoke_invitations(user, actor=get_actor(request)):
        messages.success(request, _("The log-in link of %(user)s is withdrawn.") % {"user": user})
    else:
        messages.info(request, _("No log-in link of %(user)s was open any more.") % {"user": user})
    return redirect(user.get_absolute_url())
