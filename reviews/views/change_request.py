"""Pages of change requests: asked for on the entry's page, decided by the secretariat."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from association.views.panels import owner_crumb
from office.actor import Actor
from office.web.access import door, get_actor, require
from office.web.file_page import serve_attachment
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, FormPage, Link, TablePanel
from office.workflow import Refusal
from reviews.domain.change_request import CHANGE_ACTS, file_change, present_of, roles_of
from reviews.enums import ChangeKind, ParticipantRole
from reviews.forms.change_request import ChangeRequestForm
from reviews.lists.change_request import CHANGE_REQUESTS, CHANGE_TONES
from reviews.lists.words import tone_of
from reviews.models import ChangeRequest, Submission
from reviews.views.endorsement import visible_submission
from reviews.views.moments import moment
from reviews.workflow import CHANGE_REQUEST as CHANGE_WORKFLOW

TITLES = {
    ChangeKind.WITHDRAW: gettext_lazy("Ask to withdraw the entry"),
    ChangeKind.TITLE: gettext_lazy("Ask for another title"),
    ChangeKind.PEOPLE: gettext_lazy("Ask to change people or their order"),
}


def request_facts(request: ChangeRequest, actor: Actor) -> list[Fact]:
    """Return what is asked for, why, with what proof, and how it was decided."""
    submission, proof = request.submission, request.proof
    return [
        Fact(_("Entry"), submission, url=submission.get_absolute_url()),
        Fact(_("Organization"), submission.organization),
        Fact(_("What shall change"), request.get_kind_display()),
        Fact(_("Reason"), request.reason),
        Fact(
            _("Proof"),
            proof.name if proof else "",
            url=reverse("reviews:changerequest_proof", args=[request.pk]) if proof else "",
        ),
        Fact(_("Filed by"), request.filed_by),
        Fact(_("Filed"), moment(request.filed_at)),
        Fact(_("Decided by"), request.decided_by),
        Fact(_("Decided"), moment(request.decided_at)),
        Fact(_("Answer"), request.answer),
    ]


def change_lines(request: ChangeRequest) -> list[tuple[str, str, str]]:
    """Return what changes: label, as it stood, as proposed."""
    before, after = request.before, request.proposal
    if request.kind == ChangeKind.TITLE:
        return [(_("Title"), before.get("title", ""), after.get("title", ""))]
    if request.kind == ChangeKind.PEOPLE:
        old, new = before.get("people", {}), after.get("people", {})
        return [
            (str(ParticipantRole(role).label), "、".join(old.get(role, [])), "、".join(new.get(role, [])))
            for role in roles_of({**old, **new})
        ]
    return [(_("State"), request.submission.get_state_display(), _("Withdrawn"))]


def request_panels(request: ChangeRequest, actor: Actor) -> list[Any]:
    """Return the change, before and after."""
    rows = [[Cell(label), Cell(old or "—"), Cell(new or "—")] for label, old, new in change_lines(request)]
    return [TablePanel(_("The change"), [pgettext("change", "What"), _("As it stood"), _("As proposed")], rows)]


def request_impact(request: ChangeRequest, action: str, actor: Actor) -> list[Fact]:
    """Return what approving would do."""
    if action != "approve_change":
        return []
    return [Fact(label, f"{old or '—'} → {new or '—'}") for label, old, new in change_lines(request)]


CHANGE_REQUEST = Noun(
    app="reviews",
    name="changerequest",
    plural="change-requests",
    model=ChangeRequest,
    label=gettext_lazy("Change request"),
    labels=gettext_lazy("Change requests"),
    listing=CHANGE_REQUESTS,
    rows=lambda actor: (
        ChangeRequest.objects.visible_to(actor)
        .select_related("submission__call__body", "submission__organization", "proof", "filed_by", "decided_by")
        .defer("submission__answers")
    ),
    facts=request_facts,
    panels=request_panels,
    workflow=CHANGE_WORKFLOW,
    tone=tone_of(CHANGE_TONES),
    acts=CHANGE_ACTS,
    impact=request_impact,
)


@door()
def ask_for_change(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for a change of an entry that has been sent in."""
    actor = get_actor(request)
    if kind not in ChangeKind.values:
        raise Http404(kind)
    submission = visible_submission(request, pk)
    require(actor, "reviews.ask_change_submission", submission)
    form = ChangeRequestForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        submission=submission,
        present=present_of(submission, kind),
    )
    if request.method == "POST" and form.is_valid():
        filed = ask(form, submission, actor=actor)
        if filed is not None:
            messages.success(request, _("The request has been filed. The secretariat decides and tells you."))
            return redirect(filed.get_absolute_url())
    page = FormPage(
        title=TITLES[ChangeKind(kind)],
        form=form,
        submit_label=_("File the request"),
        cancel_url=submission.get_absolute_url(),
        crumbs=[*owner_crumb(submission), Link(_("Change request"), "")],
        intro=str(submission),
        multipart=True,
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def ask(form: ChangeRequestForm, submission: Submission, *, actor: Actor) -> ChangeRequest | None:
    """File the request of a valid form; None with the message on the form when it is refused."""
    try:
        return file_change(
            submission,
            actor=actor,
            kind=form.kind,
            proposal=form.proposal,
            reason=form.cleaned_data["reason"],
            proof=form.cleaned_data.get("proof"),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


@door()
def open_proof(request: HttpRequest, pk: int) -> FileResponse:
    """Serve the proof of a request to those who may see it."""
    rows = CHANGE_REQUEST.visible_rows(get_actor(request)).filter(proof__isnull=False)
    row: Any = get_object_or_404(rows, pk=pk)
    return serve_attachment(row.proof)
