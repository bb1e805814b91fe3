"""A school's own pages: its entries of a call with their ranks, and the endorsement of one."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association.views.panels import owner_crumb
from office.actor import Actor
from office.forms.key import read_key
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.file_page import serve_attachment
from office.web.page_data import Fact, FactsPanel, FormPage, Link
from office.workflow import Refusal, StaleRecord
from reviews.domain.eligibility import evidence_of
from reviews.domain.endorsement import endorse_submission, rank_entries, ranked_rows
from reviews.enums import SubmissionState
from reviews.forms.endorsement import EndorsementForm
from reviews.lists.words import SUBMISSION_TONES
from reviews.models import Call, Endorsement, Submission
from reviews.queries.panel import blinded_calls
from reviews.views.eligibility import evidence_panel
from reviews.views.moments import moment


def endorsement_panels(submission: Submission, actor: Actor) -> list[Any]:
    """Return what the school says of an entry, where its call asks for it."""
    if not submission.call.needs_endorsement:
        return []
    row = Endorsement.objects.filter(submission=submission).select_related("scan", "offered_by", "endorsed_by").first()
    if row is None:
        return []
    facts = [
        Fact(_("Rank in the school"), row.rank),
        Fact(_("Handed over by"), row.offered_by),
        Fact(_("Handed over"), moment(row.offered_at)),
        Fact(_("Opinion of the school"), row.opinion),
        Fact(_("Endorsed by"), row.endorsed_by),
        Fact(_("Endorsed"), moment(row.endorsed_at)),
    ]
    if row.scan:
        facts.append(
            Fact(_("Sealed scan"), row.scan.name, url=reverse("reviews:endorsement_scan", args=[submission.pk]))
        )
    return [FactsPanel([fact for fact in facts if fact.value not in (None, "")], title=_("Endorsement of the school"))]


def visible_submission(request: HttpRequest, pk: int) -> Any:
    """Return a submission that the actor may see, or answer 404."""
    rows = Submission.objects.visible_to(get_actor(request)).select_related(
        "call__body", "track", "organization__region__parent__parent"
    )
    return get_object_or_404(rows.defer("dossier"), pk=pk)


@door()
def endorse(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the school's opinion and add the sealed scan; the entry's page then offers to send it in."""
    actor = get_actor(request)
    submission = visible_submission(request, pk)
    require(actor, "reviews.endorse_submission", submission)
    stored: Any = get_object_or_404(Endorsement.objects.select_related("scan"), submission=submission)
    kept = stored.scan.name if stored.scan else ""
    initial = {"opinion": stored.opinion, "revision": stored.revision}
    form = EndorsementForm(request.POST or None, request.FILES or None, kept=kept, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                endorse_submission(
                    submission,
                    actor=actor,
                    opinion=form.cleaned_data["opinion"],
                    scan=form.cleaned_data["scan"],
                    revision=form.cleaned_data["revision"],
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409 if isinstance(refusal, StaleRecord) else 422
            else:
                messages.success(
                    request, _("“%(object)s” is endorsed. It can be sent in now.") % {"object": submission}
                )
                return redirect(submission.get_absolute_url())
    page = FormPage(
        title=_("Endorse: %(object)s") % {"object": submission},
        form=form,
        submit_label=_("Endorse"),
        cancel_url=submission.get_absolute_url(),
        crumbs=[*owner_crumb(submission), Link(_("Endorse"), "")],
        intro=_("The school answers for what is written here. Sending in follows on the entry's page."),
        multipart=True,
    )
    panel = evidence_panel(evidence_of(submission))
    return render(request, "reviews/endorse.html", {"page": page, "form": form, "panel": panel}, status=status)


@door()
def open_scan(request: HttpRequest, pk: int) -> FileResponse:
    """Serve the sealed scan of an endorsement to those who may see the entry."""
    submission = visible_submission(request, pk)
    row: Any = get_object_or_404(Endorsement.objects.select_related("scan"), submission=submission, scan__isnull=False)
    return serve_attachment(row.scan)


@door("reviews.list_submission")
def show_school_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a school its entries of a call: what is being written, what waits for it and what was sent in, by rank.

    Its administrator puts them into order by numbers; the page works without JavaScript.
    """
    actor = get_actor(request)
    call: Any = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    if not actor.is_school or call.pk in blinded_calls(actor):
        # Whoever judges in the call is led to the list, which shows none of its entries.
        return redirect(f"{reverse('reviews:submission_list')}?call={call.pk}")
    error = ""
    if request.method == "POST":
        require(actor, "reviews.rank_submission", call)
        try:
            count = rank_entries(call, read_order(request), actor=actor, revisions=read_revisions(request))
        except Refusal as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The order is saved: %(count)s entries have a rank.") % {"count": count})
            return redirect("reviews:call_school", pk=call.pk)
    drafts = Submission.objects.filter(
        call=call, organization_id=actor.organization_id or 0, state=SubmissionState.DRAFTED
    ).select_related("call", "track")
    context = {
        "call": call,
        "error": error,
        "drafts": drafts.defer("dossier", "answers"),
        "lines": [
            {"row": row, "submission": row.submission, "tone": SUBMISSION_TONES[SubmissionState(row.submission.state)]}
            for row in ranked_rows(call, actor.organization_id)
        ],
        "may_rank": may(actor, "reviews.rank_submission", call),
        "crumbs": [*owner_crumb(call), Link(_("Entries of the school"), "")],
    }
    return render(request, "reviews/school_desk.html", context, status=409 if error else 200)


def read_order(request: HttpRequest) -> list[int]:
    """Return the keys in the sent order: by number, equal numbers as they stood; no number is no rank."""
    places = []
    for position, name in enumerate(name for name in request.POST if name.startswith("rank-")):
        key, place = read_key(name.removeprefix("rank-")), read_key(request.POST[name].strip())
        if key is not None and place is not None:
            places.append((place, position, key))
    return [key for _place, _position, key in sorted(places)]


def read_revisions(request: HttpRequest) -> dict[int, int]:
    """Return the revisions that the page showed, by key of the submission."""
    found = {}
    for name in request.POST:
        key = read_key(name.removeprefix("revision-")) if name.startswith("revision-") else None
        revision = read_key(request.POST[name])
        if key is not None and revision is not None:
            found[key] = revision
    return found
