"""Pages of conflicts: staff see the evidence and dismiss; a reviewer declares one on the own list by entry code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.actor import Actor
from office.web.access import door, get_actor, read_text
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact, FormPage, Link
from office.workflow import Refusal
from reviews.domain.conflict import declare_conflict, dismiss_conflict, pin_conflict
from reviews.forms.panel import PinForm
from reviews.lists.conflict import CONFLICT_TONES, CONFLICTS
from reviews.lists.words import tone_of
from reviews.models import Assignment, Conflict, Panel
from reviews.workflow import CONFLICT as CONFLICT_WORKFLOW


def conflict_facts(conflict: Conflict, actor: Actor) -> list[Fact]:
    """Return who must not judge what, and on what evidence."""
    member, submission = conflict.member, conflict.submission
    return [
        Fact(_("Panel member"), member, url=member.panel.get_absolute_url()),
        Fact(_("Submission"), submission, url=submission.get_absolute_url()),
        Fact(_("Organization"), submission.organization),
        Fact(_("Kind"), conflict.get_kind_display()),
        Fact(_("Evidence"), conflict.evidence),
        Fact(_("Reason of the dismissal"), conflict.reason),
        Fact(_("Dismissed on"), conflict.dismissed_at),
    ]


CONFLICT = Noun(
    app="reviews",
    name="conflict",
    plural="conflicts",
    model=Conflict,
    label=gettext_lazy("Conflict"),
    labels=gettext_lazy("Conflicts"),
    listing=CONFLICTS,
    rows=lambda actor: Conflict.objects.visible_to(actor).select_related(
        "member__panel__call", "member__expert__person", "submission__call", "submission__organization"
    ),
    facts=conflict_facts,
    workflow=CONFLICT_WORKFLOW,
    tone=tone_of(CONFLICT_TONES),
    acts={"dismiss_conflict": dismiss_conflict},
    removable=False,
)


@door("reviews.pin_conflict")
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a conflict between a member of a panel and a submission by hand."""
    actor = get_actor(request)
    panel = get_object_or_404(Panel.objects.visible_to(actor).select_related("call"), pk=pk)
    form = PinForm(request.POST if request.method == "POST" else None, actor=actor, panel=panel)
    if form.is_valid():
        values = form.cleaned_data
        try:
            conflict = pin_conflict(values["member"], values["number"], actor=actor, reason=values["reason"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The conflict is set; it blocks from now on."))
            return redirect(conflict.get_absolute_url())
    page = FormPage(
        title=_("%(label)s: %(value)s") % {"label": _("Set a conflict"), "value": panel},
        form=form,
        submit_label=_("Set the conflict"),
        cancel_url=panel.get_absolute_url(),
        crumbs=[Link(str(panel), panel.get_absolute_url()), Link(_("Set a conflict"), "")],
        intro=_("It stands until somebody dismisses it, whatever the records say."),
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


@door("reviews.declare_conflict")
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a reviewer give an entry of the own list back because of a conflict; the page names it by its code only."""
    actor = get_actor(request)
    rows: Any = Assignment.objects.visible_to(actor).filter(member__user_id=actor.user_id or 0)
    assignment = get_object_or_404(rows.select_related("entry__round__call", "member__expert__person"), pk=pk)
    desk = reverse("reviews:desk")
    code = assignment.entry.code
    page = ConfirmPage(
        title=_("Declare a conflict: %(code)s") % {"code": code},
        facts=[
            Fact(_("Review code"), code),
            Fact(_("Round"), str(assignment.entry.round)),
            Fact(_("Consequence"), _("The entry leaves your list for good; the secretariat is told its code.")),
        ],
        submit_label=_("Declare the conflict"),
        cancel_url=desk,
        crumbs=[Link(_("My reviews"), desk), Link(_("Declare a conflict"), "")],
        tone="danger",
        reason_required=True,
        reason=read_text(request, "reason"),
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    try:
        declare_conflict(assignment, actor=actor, reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409 if page.reason else 422)
    messages.success(request, _("You have declared a conflict: %(code)s is no longer on your list.") % {"code": code})
    return redirect(desk)
