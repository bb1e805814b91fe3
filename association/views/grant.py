"""Role grants: their pages, and the switch of the active one without logging out."""

from dataclasses import replace
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association.domain.grant import change_grant, end_grant, give_grant, note_switch, remove_grant
from association.forms.grant import GrantForm
from association.lists.grant import GRANTS, validity_word
from association.models import Body, Organization, RoleGrant
from association.queries.grant import actor_of, today
from association.web.actor import SESSION_KEY
from office.actor import Actor
from office.forms.picker import clear_names
from office.models import User
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact, Link
from office.web.way_back import own_address
from office.workflow import Refusal

OPTION_COUNT = 12


@require_POST
@door()
def switch_grant(request: HttpRequest) -> HttpResponse:
    """Act under another of one's own valid grants from now on, and go on where the user was."""
    grants = request.grants  # type: ignore[attr-defined]
    wanted = next((grant for grant in grants if str(grant.pk) == request.POST.get("grant", "")), None)
    if wanted is None:
        raise Http404("no such grant")
    before, user = get_actor(request), cast(User, request.user)  # the door lets nobody in who is not logged in
    if before.grant_id != wanted.pk:
        request.session[SESSION_KEY] = wanted.pk
        actor = replace(actor_of(user, grants, wanted.pk), address=before.address)
        note_switch(wanted, before=before, actor=actor)
        messages.success(request, _("You now act as: %(grant)s.") % {"grant": wanted})
    return redirect(next_address(request))


def next_address(request: HttpRequest) -> str:
    """Return the address that the form asks for when it is one of ours, else the home page."""
    return own_address(request, request.POST.get("next", "")) or resolve_url(settings.LOGIN_REDIRECT_URL)


def grant_facts(grant: RoleGrant, actor: Actor) -> list[Fact]:
    """Return who may act as what, for whom, and when."""
    scope = grant.organization or grant.body
    return [
        Fact(_("User"), str(grant.user), url=reverse("association:account_detail", args=[grant.user_id])),
        Fact(_("Account"), grant.user.username),
        Fact(_("Role"), grant.get_role_display()),
        Fact(_("Granted for"), scope.name if scope else _("The whole association")),
        Fact(_("Validity"), validity_word(grant)),
        Fact(_("Valid from"), grant.valid_from),
        Fact(_("Valid until"), grant.valid_until),
        Fact(_("Note"), grant.note),
    ]


def grant_links(grant: RoleGrant, actor: Actor) -> list[Link]:
    """Return the way to end a grant that holds."""
    over = grant.valid_until is not None and grant.valid_until < today()
    if over or grant.valid_from >= today() or not may(actor, "association.end_grant", grant):
        return []
    return [Link(_("End grant"), GRANT.address("end", grant.pk), tone="danger", icon="slash-circle")]


@door("association.end_grant")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a grant at once, with a reason."""
    actor = get_actor(request)
    grant = get_object_or_404(GRANT.visible_rows(actor), pk=pk)
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": _("End grant"), "value": grant},
        facts=[
            Fact(_("User"), str(grant.user)),
            Fact(_("Role"), str(grant)),
            Fact(_("Valid until"), grant.valid_until),
        ],
        submit_label=_("End grant"),
        cancel_url=grant.get_absolute_url(),
        crumbs=[Link(GRANT.labels, GRANT.address("list")), Link(str(grant), grant.get_absolute_url())],
        tone="danger",
        reason_required=True,
        reason=request.POST.get("reason", "").strip(),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        end_grant(grant, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.success(request, _("The grant “%(grant)s” has ended.") % {"grant": grant})
    return redirect(grant.get_absolute_url())


def show_options(request: HttpRequest, rows: QuerySet[Any], names: tuple[str, ...]) -> HttpResponse:
    """Answer suggestions from all rows: whoever gives grants must find every user, school and body."""
    typed = request.GET.get(request.GET.get("field", "q"), "").replace("\0", "").strip()
    condition = Q()
    for name in names:
        condition |= Q(**{f"{name}__contains": typed})
    found = rows.filter(condition).order_by("pk")[:OPTION_COUNT]
    return render(request, "office/forms/options.html", {"options": clear_names(found, rows, names)})


@door("association.add_grant")
def user_options(request: HttpRequest) -> HttpResponse:
    """Suggest the accounts in use."""
    return show_options(request, User.objects.filter(is_active=True), ("username", "display_name"))


@door("association.add_grant")
def organization_options(request: HttpRequest) -> HttpResponse:
    """Suggest organizations by name, nothing else of them."""
    return show_options(request, Organization.objects.all(), ("name", "short_name"))


@door("association.add_grant")
def body_options(request: HttpRequest) -> HttpResponse:
    """Suggest bodies by name, nothing else of them."""
    return show_options(request, Body.objects.all(), ("name", "short_name"))


def give_by_form(form: Any, actor: Actor) -> RoleGrant:
    """Give the grant that a form describes."""
    return give_grant(RoleGrant(**form.changes), actor=actor)


GRANT = Noun(
    app="association",
    name="grant",
    plural="grants",
    model=RoleGrant,
    label=gettext_lazy("Role grant"),
    labels=gettext_lazy("Role grants"),
    listing=GRANTS,
    form=GrantForm,
    rows=lambda actor: RoleGrant.objects.visible_to(actor).select_related("user", "organization", "body"),
    facts=grant_facts,
    links=grant_links,
    create=give_by_form,
    change=lambda obj, form, actor: change_grant(obj, actor=actor, changes=form.changes, revision=form.opened_revision),
    remove=remove_grant,
    intro=gettext_lazy("A school role needs its school, a body's role its body; the other roles need neither."),
)
