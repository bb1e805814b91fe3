"""Accounts: opened, changed, closed and opened again; the owner sets the password behind a one-time link."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.account import close_account
from association.forms.account import AccountForm
from association.lists.account import ACCOUNTS, CLOSED, STATES, TONES, WAITING, masked_phone, state_of
from association.lists.grant import validity_tone, validity_word
from association.methods.pages import PAGES
from association.models import RoleGrant
from association.queries.account import visible_accounts
from association.views.invitation import link_panel
from association.views.panels import link_cell
from office.actor import Actor
from office.domain.account import change_account, create_account, reactivate_account
from office.domain.audit import mask_value
from office.domain.lock import unlock_account
from office.domain.login_session import end_all_sessions
from office.domain.second_factor import reset_factor
from office.models import User
from office.queries.account import AccountMarks, read_marks
from office.rules import may
from office.web.access import door, get_actor, read_text, require
from office.web.detail_page import build_detail, crumbs_to
from office.web.history import read_history, read_key
from office.web.noun import Noun
from office.web.page_data import Cell, ConfirmPage, Fact, Link, TablePanel, Tag
from office.workflow import Refusal


def account_facts(user: User, actor: Actor) -> list[Fact]:
    """Return whose account it is and how it is found at log-in, the phone masked."""
    return [
        Fact(_("Full name"), user.display_name),
        Fact(_("User name"), user.username),
        Fact(_("Mobile phone"), masked_phone(user)),
        Fact(_("E-mail"), user.email if may(actor, "association.change_account") else mask_value("email", user.email)),
        Fact(_("Opened"), user.date_joined.date()),
        Fact(_("Last log-in"), user.last_login),
    ]


def account_panels(user: User, actor: Actor) -> list[Any]:
    """Return the role grants of an account, those in force and past ones, and its log-in links."""
    grants = RoleGrant.objects.filter(user=user).select_related("organization", "body")
    adds = user.is_active and may(actor, "association.add_grant")
    opens = may(actor, "association.list_grant")
    panels = [
        TablePanel(
            _("Role grants"),
            [_("Role"), _("Validity"), _("Valid from"), _("Valid until")],
            [
                [
                    link_cell(grant) if opens else Cell(str(grant)),
                    Cell(validity_word(grant), kind="state", tone=validity_tone(grant)),
                    Cell(grant.valid_from, kind="date"),
                    Cell(grant.valid_until, kind="date"),
                ]
                for grant in grants.order_by("-valid_from", "id")
            ],
            add_url=f"{reverse('association:grant_create')}?user={user.pk}" if adds else "",
            add_label=_("Give a role"),
            empty_text=_("Without a role the account opens no page."),
        )
    ]
    return [*panels, link_panel(user)]


ACCOUNT = Noun(
    app="association",
    name="account",
    plural="accounts",
    model=User,
    label=gettext_lazy("Account"),
    labels=gettext_lazy("Accounts"),
    listing=ACCOUNTS,
    form=AccountForm,
    rows=visible_accounts,
    facts=account_facts,
    panels=account_panels,
    create=lambda form, actor: create_account(User(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_account(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    removable=False,
    intro=gettext_lazy("The owner sets the password behind a link that you give; nobody else learns it."),
)


@door("association.list_account")
def show_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an account with its grants, the next act first, and what happened to it."""
    actor = get_actor(request)
    user: Any = get_object_or_404(ACCOUNT.visible_rows(actor), pk=pk)
    page = build_detail(ACCOUNT, user, actor)
    state = state_of(user)
    page.state = Tag(STATES[state], tone=TONES[state])
    marks = read_marks(user)
    page.panels[0].facts.append(Fact(_("Second factor"), _("Set up") if marks.has_factor else _("Not set up")))
    if marks.sessions:
        page.panels[0].facts.append(Fact(_("Open sessions"), marks.sessions))
    if state != CLOSED and marks.is_locked:
        page.state = Tag(_("Locked"), tone="danger")
    acts = account_acts(user, actor, marks)
    if state == WAITING and acts:
        page.primary, *acts = acts
    page.menu = [*acts, *page.menu]
    page.history, page.history_older = read_history(user, obj=user, older=read_key(request, "older"))
    return render(request, "ui/detail.html", {"page": page, "object": user})


# Acts that stand under the right of another one.
RIGHTS = {"revoke_link": "invite"}


def account_acts(user: User, actor: Actor, marks: AccountMarks) -> list[Link]:
    """Return the acts that an account's state and the rules allow."""
    if state_of(user) == CLOSED:
        wanted = [("reactivate", _("Reactivate"), "", "unlock")]
    else:
        wanted = [("invite", _("Give a log-in link"), "", "link-45deg")]
        if marks.has_link:
            wanted.append(("revoke_link", _("Withdraw log-in link"), "", "link"))
        if marks.is_locked:
            wanted.append(("unlock", _("Unlock"), "", "unlock"))
        if marks.sessions:
            wanted.append(("end_sessions", _("Log out everywhere"), "", "box-arrow-right"))
        if marks.has_factor:
            wanted.append(("reset_factor", _("Reset the second factor"), "danger", "shield-x"))
        wanted.append(("deactivate", _("Deactivate"), "danger", "lock"))
    if user.phone:
        wanted.insert(1, ("reveal", _("Show phone number"), "", "telephone"))
    acts = [
        Link(label, ACCOUNT.address(act, user.pk), tone=tone, icon=icon)
        for act, label, tone, icon in wanted
        if may(actor, ACCOUNT.permission(RIGHTS.get(act, act)), user)
    ]
    # Before the account is closed and after: its open work waits for a successor.
    if user.pk != actor.user_id and "hand_over_work" in PAGES and may(actor, "reports.hand_over_work"):
        label, url = _("Hand over the open work"), reverse(PAGES["hand_over_work"], args=[user.pk])
        acts.insert(max(len(acts) - 1, 0), Link(label, url, icon="arrow-left-right"))
    return acts


def confirm_page(user: User, label: str, *, consequence: str, tone: str = "", reason: str = "") -> ConfirmPage:
    """Return the last look before an act on an account."""
    return ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": label, "value": user},
        facts=[
            Fact(_("User name"), user.username),
            Fact(_("State now"), STATES[state_of(user)]),
            Fact(_("Consequence"), consequence),
        ],
        submit_label=label,
        cancel_url=ACCOUNT.address("detail", user.pk),
        crumbs=[*crumbs_to(ACCOUNT, user)[:-1], Link(str(user), ACCOUNT.address("detail", user.pk)), Link(label, "")],
        tone=tone,
        reason_required=True,
        reason=reason,
    )


def ask_and_switch(
    request: HttpRequest, user: User, page: ConfirmPage, act: Callable[..., User], *, said: str
) -> HttpResponse:
    """Ask for the reason, then do the act and say what comes next; a refusal stays on the page."""
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        act(user, actor=get_actor(request), reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.success(request, said)
    return redirect(ACCOUNT.address("detail", user.pk))


def find_account(request: HttpRequest, pk: int, act: str) -> User:
    """Return the account that somebody wants to act on; 404 outside the actor's rows, 403 without the right."""
    actor = get_actor(request)
    user: User = get_object_or_404(ACCOUNT.visible_rows(actor), pk=pk)
    require(actor, ACCOUNT.permission(RIGHTS.get(act, act)), user)
    return user


@door("association.list_account")
def unlock(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an account that wrong passwords have locked, with a reason."""
    user = find_account(request, pk, "unlock")
    page = confirm_page(
        user,
        _("Unlock"),
        consequence=_("The owner may try again at once with the present password."),
        reason=read_text(request, "reason"),
    )
    said = _("The account of %(user)s is unlocked.") % {"user": user}
    return ask_and_switch(request, user, page, unlock_account, said=said)


@door("association.list_account")
def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Log an account out on every device, with a reason."""
    user = find_account(request, pk, "end_sessions")
    page = confirm_page(
        user,
        _("Log out everywhere"),
        consequence=_("Every open session ends at once; password and roles stay."),
        reason=read_text(request, "reason"),
    )
    said = _("%(user)s is logged out everywhere.") % {"user": user}
    return ask_and_switch(request, user, page, end_all_sessions, said=said)


@door("association.list_account")
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the second factor of somebody who lost it, with a reason that says how he was recognized."""
    user = find_account(request, pk, "reset_factor")
    page = confirm_page(
        user,
        _("Reset the second factor"),
        consequence=_(
            "App, passkeys and recovery codes open nothing any more and every session ends. Make sure that it is the "
            "owner who asks, and write into the reason how you did."
        ),
        tone="danger",
        reason=read_text(request, "reason"),
    )
    said = _("The second factor of %(user)s is reset.") % {"user": user}
    return ask_and_switch(request, user, page, reset_factor, said=said)


@door("association.list_account")
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    user = find_account(request, pk, "deactivate")
    page = confirm_page(
        user,
        _("Deactivate"),
        consequence=_("Nobody logs in with it any more, open sessions end, waiting links stop working."),
        tone="danger",
        reason=read_text(request, "reason"),
    )
    said = _("The account of %(user)s is deactivated.") % {"user": user}
    return ask_and_switch(request, user, page, close_account, said=said)


@door("association.list_account")
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed account again, with a reason."""
    user = find_account(request, pk, "reactivate")
    page = confirm_page(
        user,
        _("Reactivate"),
        consequence=_("The old password stays void; give a new log-in link afterwards."),
        reason=read_text(request, "reason"),
    )
    said = _("The account of %(user)s is active again. Give a log-in link now.") % {"user": user}
    return ask_and_switch(request, user, page, reactivate_account, said=said)
