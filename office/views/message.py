"""The message center: what one was told, opened and marked as read, and how one wants e-mails."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from office.domain.message import change_preference, mark_read, preference_of
from office.forms.key import read_key
from office.forms.message import PreferenceForm
from office.models import Message, User
from office.queries.message import find_messages
from office.web.access import door, get_actor, read_text
from office.web.message_words import KINDS, kind_words
from office.web.page_data import Link

PAGE_SIZE = 50


@door()
def list_messages(request: HttpRequest) -> HttpResponse:
    """Show the own messages, newest first; ``?show=unread`` and ``?kind=`` narrow them."""
    unread, kind = request.GET.get("show") == "unread", request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    pages = Paginator(find_messages(get_actor(request), unread=unread, kind=kind), PAGE_SIZE)
    part = pages.get_page(request.GET.get("page"))
    context = {
        "rows": [{"message": row, "kind": kind_words(row.kind)} for row in part.object_list],
        "tabs": tabs_of(unread=unread, kind=kind),
        "part": part,
        "query": urlencode(
            {name: value for name, value in (("show", "unread" if unread else ""), ("kind", kind)) if value}
        ),
        "unread_only": unread,
    }
    return render(request, "office/message_list.html", context)


def tabs_of(*, unread: bool, kind: str) -> list[dict[str, Any]]:
    """Return the views of the list: all, unread, and each kind."""
    base = reverse("office:message_list")
    tabs = [
        {"label": _("All messages"), "url": base, "active": not unread and not kind},
        {"label": _("Unread"), "url": f"{base}?show=unread", "active": unread},
    ]
    kinds = [(name, label) for name, label in KINDS.items() if name != "digest"]
    return tabs + [
        {"label": label, "url": f"{base}?kind={name}", "active": kind == name and not unread} for name, label in kinds
    ]


@door()
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark an own message as read and lead to what it is about; a mark that may be set twice needs no button."""
    message = get_object_or_404(Message.objects.visible_to(get_actor(request)), pk=pk)
    mark_read(Message.objects.filter(pk=message.pk))
    inside = url_has_allowed_host_and_scheme(message.url, allowed_hosts=None)
    return redirect(message.url if message.url and inside else reverse("office:message_list"))


@require_POST
@door()
def read(request: HttpRequest) -> HttpResponse:
    """Mark one own message as read, or all of them when none is named."""
    rows = Message.objects.visible_to(get_actor(request))
    named = read_text(request, "message")
    if named:
        rows = rows.filter(pk=read_key(named) or 0)
    count = mark_read(rows)
    if not named and count:
        messages.success(request, _("Marked as read: %(count)s.") % {"count": count})
    return redirect(
        f"{reverse('office:message_list')}?{urlencode(request.GET)}" if request.GET else "office:message_list"
    )


@door()
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose how e-mails come."""
    actor = get_actor(request)
    user = get_object_or_404(User, pk=actor.user_id or 0)
    form = PreferenceForm(request.POST or None, instance=preference_of(user.pk))
    if form.is_valid():
        change_preference(user, actor=actor, changes=form.cleaned_data)
        messages.success(request, _("Kept. It holds for messages from now on."))
        return redirect("office:message_preferences")
    context = {
        "form": form,
        "address": user.email,
        "crumbs": [Link(pgettext("inbox", "Messages"), reverse("office:message_list")), Link(_("Preferences"), "")],
    }
    return render(request, "office/message_preferences.html", context, status=422 if form.is_bound else 200)
