"""Acts on a record: moves along its workflow, and removal, each with the last look where it is needed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from office.domain.transition import refuse_act, state_label
from office.web.access import door, get_actor, read_text, require
from office.web.detail_page import crumbs_to, may_act
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact
from office.workflow import Refusal, Transition


def view_act(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view of an act: GET asks, POST does it."""

    @door()
    def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
        assert noun.workflow is not None
        actor = get_actor(request)
        obj: Any = get_object_or_404(noun.visible_rows(actor), pk=pk)
        try:
            transition = noun.workflow.find(action)
        except KeyError as error:
            raise Http404(action) from error
        if not may_act(noun, action, obj, actor):
            raise PermissionDenied(action)
        reason = read_text(request, "reason")
        if request.method != "POST":
            refuse_act(obj, transition, workflow=noun.workflow)
            return ask(request, noun, obj, transition)
        if transition.reason_required and not reason:
            return ask(request, noun, obj, transition, error=_("Give a reason for this act."))
        noun.act(obj, action, actor=actor, reason=reason)
        messages.success(
            request,
            _("%(act)s: “%(object)s” is now “%(state)s”.")
            % {"act": transition.label, "object": obj, "state": state_label(obj, noun.workflow.field)},
        )
        return redirect(obj.get_absolute_url())

    return act


def ask(request: HttpRequest, noun: Noun, obj: Any, transition: Transition, *, error: str = "") -> HttpResponse:
    """Show what an act will change and ask for the reason."""
    assert noun.workflow is not None
    facts = [Fact(noun.label, str(obj)), Fact(_("State now"), state_label(obj, noun.workflow.field))]
    facts += noun.impact(obj, transition.action, get_actor(request)) if noun.impact else []
    page = ConfirmPage(
        title=_("%(label)s: %(value)s") % {"label": transition.label, "value": obj},
        facts=facts,
        submit_label=transition.label,
        cancel_url=obj.get_absolute_url(),
        crumbs=crumbs_to(noun, obj),
        tone=transition.tone,
        reason_required=transition.reason_required,
        error=error,
    )
    return render(request, "ui/confirm.html", {"page": page}, status=422 if error else 200)


def view_remove(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that removes a record nothing refers to."""

    @door()
    def remove(request: HttpRequest, pk: int) -> HttpResponse:
        actor = get_actor(request)
        obj: Any = get_object_or_404(noun.visible_rows(actor), pk=pk)
        require(actor, noun.permission("remove"), obj)
        page = ConfirmPage(
            title=_("Remove: %(object)s") % {"object": obj},
            facts=[Fact(noun.label, str(obj))],
            submit_label=_("Remove"),
            cancel_url=obj.get_absolute_url(),
            crumbs=crumbs_to(noun, obj),
            tone="danger",
            reason_required=True,
            reason=read_text(request, "reason"),
        )
        if request.method != "POST":
            return render(request, "ui/confirm.html", {"page": page})
        if not page.reason:
            page.error = _("Give a reason for this act.")
            return render(request, "ui/confirm.html", {"page": page}, status=422)
        text = str(obj)
        try:
            noun.remove(obj, actor=actor, reason=page.reason)
        except Refusal as refusal:
            page.error = str(refusal)
            return render(request, "ui/confirm.html", {"page": page}, status=409)
        messages.success(request, _("“%(object)s” has been removed.") % {"object": text})
        return redirect(noun.address("list") if noun.listing else crumbs_to(noun, obj)[0].url)

    return remove
