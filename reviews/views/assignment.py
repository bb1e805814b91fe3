"""Pages of assigning reviewers: draft, look, publish, undo; single pairs by hand."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.panels import owner_crumb
from office.actor import Actor
from office.models import Job
from office.rules import may
from office.web.access import door, get_actor
from office.web.act_page import view_remove
from office.web.noun import Noun
from office.web.page_data import Fact, FormPage, Link
from office.workflow import Refusal, list_words, refuse_unless
from reviews.domain.assignment import add_pair, check_assignable, name_faults, remove_pair
from reviews.domain.assignment_batch import BATCH_ACTS, request_draft
from reviews.enums import STANDING_ASSIGNMENTS, BatchState, MemberState
from reviews.forms.assignment import DraftForm, PairForm
from reviews.lists.assignment import ASSIGNMENTS, BATCH_TONES, read_by_staff
from reviews.lists.words import tone_of
from reviews.models import Assignment, AssignmentBatch, Round, RoundEntry
from reviews.models.panel import PanelMember
from reviews.queries.assignment import drafted_pairs, open_draft, read_round, sheets_of
from reviews.views.assignment_panels import batch_facts, batch_panels
from reviews.workflow import BATCH as BATCH_WORKFLOW


def batch_impact(batch: AssignmentBatch, action: str, actor: Actor) -> list[Fact]:
    """Return what an act on a batch would change, in numbers; before publishing also what is not in order."""
    pairs = Assignment.objects.filter(batch=batch).standing()
    told = pairs.exclude(member__user_id=None).values("member__user_id").distinct().count()
    facts = [Fact(_("Assignments"), pairs.count())]
    if action == "publish_batch":
        data = read_round(batch.round)
        wrong = name_faults(data, drafted_pairs(batch, data), set(batch.outcome.get("anchors", [])))
        facts += [
            Fact(_("Assignments that end"), len(batch.outcome.get("freed", []))),
            Fact(_("Reviewers who are told"), told),
            Fact(
                _("Reviewers without an account"), pairs.filter(member__user=None).values("member").distinct().count()
            ),
            Fact(_("Not in order"), list_words(wrong) or _("None: everything is in order")),
        ]
    if action == "undo_batch":
        facts += [Fact(_("Reviewers who are told"), told), Fact(_("Sheets opened"), sheets_of(batch))]
        if batch.outcome.get("freed"):
            facts.append(Fact(_("What this batch ended"), _("It stays ended; a new draft fills the places.")))
    return facts


def batch_links(batch: AssignmentBatch, actor: Actor) -> list[Link]:
    """Return the way from a batch to its assignments."""
    return [Link(_("Assignments"), f"{ASSIGNMENT.address('list')}?batch={batch.pk}", icon="list-check")]


BATCH = Noun(
    app="reviews",
    name="batch",
    plural="batches",
    model=AssignmentBatch,
    label=gettext_lazy("Batch of assignments"),
    labels=gettext_lazy("Batches of assignments"),
    rows=lambda actor: AssignmentBatch.objects.visible_to(actor).select_related("round__call"),
    facts=batch_facts,
    panels=batch_panels,
    links=batch_links,
    workflow=BATCH_WORKFLOW,
    tone=tone_of(BATCH_TONES),
    acts=BATCH_ACTS,
    impact=batch_impact,
    parent=lambda batch: [*owner_crumb(batch.round.call), *owner_crumb(batch.round)],
)


def assignment_facts(pair: Assignment, actor: Actor) -> list[Fact]:
    """Return who reviews what, and how far it is."""
    sent, member = pair.entry.submission, pair.member
    sheet = getattr(pair, "sheet", None)
    return [
        Fact(_("Round"), pair.batch.round, url=pair.batch.round.get_absolute_url()),
        Fact(
            _("Batch of assignments"),
            _("Batch %(number)s") % {"number": pair.batch.number},
            url=pair.batch.get_absolute_url(),
        ),
        Fact(_("Review code"), pair.entry.code),
        Fact(_("Submission"), sent, url=sent.get_absolute_url()),
        Fact(_("Organization"), sent.organization),
        Fact(_("Track"), sent.track),
        Fact(_("Reviewer"), member),
        Fact(_("Reviewer's unit"), member.organization),
        Fact(_("Match"), pair.worth),
        Fact(_("State"), pair.get_state_display()),
        Fact(_("Score sheet"), sheet.get_state_display() if sheet else _("Not opened yet")),
        Fact(_("Reason"), pair.reason),
    ]


def assignment_links(pair: Assignment, actor: Actor) -> list[Link]:
    """Return the way to take a standing assignment away."""
    if pair.state not in STANDING_ASSIGNMENTS or not may(actor, "reviews.remove_assignment", pair):
        return []
    return [Link(_("Take away"), reverse("reviews:assignment_remove", args=[pair.pk]), tone="danger", icon="trash")]


ASSIGNMENT: Noun = Noun(
    app="reviews",
    name="assignment",
    plural="assignments",
    model=Assignment,
    label=gettext_lazy("Assignment"),
    labels=gettext_lazy("Assignments"),
    listing=ASSIGNMENTS,
    # A reviewer sees the own assignments on the desk; this page names the submission.
    rows=lambda actor: read_by_staff(actor).select_related(
        "batch__round__call",
        "entry__submission__organization",
        "entry__submission__track",
        "entry__submission__call",
        "member__expert__person",
        "member__organization",
        "sheet",
    ),
    facts=assignment_facts,
    links=assignment_links,
    remove=remove_pair,
    parent=lambda pair: owner_crumb(pair.batch),
)
# After taking one away one is back on the page of its batch.
remove_assignment = view_remove(replace(ASSIGNMENT, listing=None))


@door("reviews.add_assignment")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the assignments of a round: at once, or by a worker when the round is large."""
    actor = get_actor(request)
    round_ = get_object_or_404(Round.objects.visible_to(actor).select_related("call", "panel"), pk=pk)
    form = DraftForm(request.POST or None, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = request_draft(round_, actor=actor, balance=form.cleaned_data["balance"])
        except Refusal as refusal:
            form.add_error(None, ValidationError(str(refusal).split("\n")))
        else:
            if isinstance(made, Job):
                messages.info(request, _("A worker is assigning the reviewers; this page shows how far it is."))
            else:
                messages.success(request, _("The draft is made. Look at it, then publish it."))
            return redirect(made.get_absolute_url())
    title = _("Assign reviewers")
    page = FormPage(
        title=_("%(label)s: %(value)s") % {"label": title, "value": round_},
        form=form,
        submit_label=_("Make a draft"),
        cancel_url=round_.get_absolute_url(),
        crumbs=[*owner_crumb(round_.call), *owner_crumb(round_), Link(title, "")],
        intro=draft_intro(round_),
    )
    status = 409 if form.is_bound and form.non_field_errors() else 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def draft_intro(round_: Round) -> str:
    """Return what will be assigned to how many, and what becomes of an earlier draft."""
    entries = RoundEntry.objects.filter(round=round_).count()
    members = PanelMember.objects.filter(panel=round_.panel_id, state=MemberState.ACCEPTED).count()
    said = _(
        "%(entries)s entries, %(readers)s reviewers each; %(members)s experts have accepted. "
        "What is assigned already stays; only open places are filled."
    ) % {"entries": entries, "readers": round_.readers, "members": members}
    if open_draft(round_) is not None:
        said += _("The present draft will be discarded.")
    return said


@door("reviews.add_assignment")
def add_by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one reviewer to one entry of a batch."""
    actor = get_actor(request)
    batch = get_object_or_404(BATCH.visible_rows(actor), pk=pk)
    if request.method != "POST":
        check_assignable(batch.round)
        refuse_unless(batch.state != BatchState.UNDONE, _("This batch is not in force. Make a new draft."))
    form = PairForm(request.POST or None, actor=actor, round_=batch.round)
    if request.method == "POST" and form.is_valid():
        try:
            pair = add_pair(batch, actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Assigned: %(pair)s.") % {"pair": pair})
            return redirect(batch.get_absolute_url())
    title = _("Add a reviewer by hand")
    page = FormPage(
        title=_("%(label)s: %(value)s") % {"label": title, "value": batch},
        form=form,
        submit_label=_("Assign"),
        cancel_url=batch.get_absolute_url(),
        crumbs=[*owner_crumb(batch.round.call), *owner_crumb(batch.round), *owner_crumb(batch), Link(title, "")],
        intro=_("Conflicts, tracks, units and limits are checked.")
        + (_("The reviewer is told at once.") if batch.state == BatchState.PUBLISHED else ""),
    )
    status = 409 if form.is_bound and form.non_field_errors() else 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
