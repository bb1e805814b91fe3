"""Detail page of a noun: what it is, what may happen next, what hangs on it, what happened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.transition import state_label
from office.queries.merge import can_merge, present_key
from office.rules import may
from office.web.access import door, get_actor
from office.web.history import read_history, read_key
from office.web.noun import Noun
from office.web.page_data import DetailPage, FactsPanel, FilesPanel, Link, Tag
from office.workflow import Transition


def view_detail(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view of one record; outside the actor's rows it answers 404."""

    @door()
    def show_detail(request: HttpRequest, pk: int) -> HttpResponse:
        actor = get_actor(request)
        obj = noun.visible_rows(actor).filter(pk=pk).first()
        if obj is None:
            return lead_on(request, noun, pk)
        older = read_key(request, "older")
        page = build_detail(noun, obj, actor, older=older)
        # Asked by the button below the history, the same address gives the older lines alone.
        part = older is not None and request.headers.get("HX-Request") == "true"
        return render(request, "ui/history_lines.html" if part else "ui/detail.html", {"page": page, "object": obj})

    return show_detail


def lead_on(request: HttpRequest, noun: Noun, pk: int) -> HttpResponse:
    """Lead from the address of a merged record to the one in which it lives on; 404 for all others."""
    key = present_key(noun.model, pk) if can_merge(noun.model) else None
    obj: Any = get_object_or_404(noun.visible_rows(get_actor(request)), pk=key or 0)
    messages.info(request, _("That record was entered twice and has been merged: this is “%(name)s”.") % {"name": obj})
    return redirect(obj.get_absolute_url())


def build_detail(noun: Noun, obj: Any, actor: Actor, *, older: int | None = None) -> DetailPage:
    """Return what the detail template needs; the history begins before the entry ``older`` when one is given."""
    page = DetailPage(title=str(obj), crumbs=crumbs_to(noun, obj), subtitle=noun.label)
    if noun.workflow:
        tone = noun.tone(obj) if noun.tone else ""
        page.state = Tag(state_label(obj, noun.workflow.field), tone=tone)
    acts = [act_link(noun, obj, transition) for transition in possible_acts(noun, obj, actor)]
    links = noun.links(obj, actor) if noun.links else []
    # The strong button is the next step: a way that the noun marks as such, else the first move of the workflow.
    page.primary = next((link for link in links if link.tone == "primary"), None)
    page.primary = page.primary or next((link for link in acts if not link.tone), None)
    page.menu = [link for link in [*acts, *links] if link is not page.primary]
    if noun.form and may(actor, noun.permission("change"), obj):
        page.menu.append(Link(_("Edit"), noun.address("change", obj.pk), icon="pencil"))
    if noun.form and noun.removable and may(actor, noun.permission("remove"), obj):
        page.menu.append(Link(_("Remove"), noun.address("remove", obj.pk), tone="danger", icon="trash"))
    if noun.facts:
        page.panels.append(FactsPanel(facts=[fact for fact in noun.facts(obj, actor) if fact.value not in (None, "")]))
    page.panels += noun.panels(obj, actor) if noun.panels else []
    if noun.files:
        page.panels.append(files_panel(noun, obj, actor))
    if actor.reads_all:
        audited = noun.audited(obj)
        page.history, page.history_older = read_history(*audited, obj=obj, workflow=noun.workflow, older=older)
    return page


def crumbs_to(noun: Noun, obj: Any) -> list[Link]:
    """Return the way down to a record."""
    if noun.parent:
        return [*noun.parent(obj), Link(str(obj), "")]
    top = [Link(noun.labels, noun.address("list"))] if noun.listing else []
    return [*top, Link(str(obj), "")]


def possible_acts(noun: Noun, obj: Any, actor: Actor) -> list[Transition]:
    """Return the acts that the state and the rules allow now and that the noun offers, in the workflow's order."""
    if not noun.workflow:
        return []
    state = getattr(obj, noun.workflow.field)
    acts = [act for act in noun.workflow.possible(state) if may_act(noun, act.action, obj, actor)]
    return [act for act in acts if noun.offers is None or noun.offers(obj, act.action)]


def may_act(noun: Noun, action: str, obj: Any, actor: Actor) -> bool:
    """Ask the act's own rule where one exists, else the rule for changes."""
    try:
        return may(actor, noun.permission(action), obj)
    except KeyError:
        return may(actor, noun.permission("change"), obj)


def act_link(noun: Noun, obj: Any, transition: Transition) -> Link:
    """Return an act's button: straight, or over a page that asks first."""
    asks = transition.confirm or transition.reason_required
    url = noun.address("act", obj.pk, transition.action)
    return Link(transition.label, url, tone=transition.tone, method="get" if asks else "post")


def files_panel(noun: Noun, obj: Any, actor: Actor) -> FilesPanel:
    """Return the attached files of a record."""
    assert noun.files is not None
    links = noun.files.objects.filter(**{noun.files_owner: noun.owner_of_files(obj)}).select_related("attachment")
    may_change = may(actor, noun.permission("change"), obj)
    files = [
        {
            "name": link.attachment.name,
            "label": link.label,
            "size": link.attachment.size,
            "url": noun.address("file_open", obj.pk, link.pk),
            "uploaded_at": link.attachment.uploaded_at,
            "remove_url": noun.address("file_remove", obj.pk, link.pk) if may_change else "",
        }
        for link in links
    ]
    return FilesPanel(_("Files"), files, add_url=noun.address("file_add", obj.pk) if may_change else "")
