"""What the page of a batch shows: the result in words, the load of each reviewer, the entries, what would end."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor
from office.rules import may
from office.web.page_data import Cell, Fact, TablePanel
from office.workflow import list_words
from reviews.domain.assignment import cause_words
from reviews.domain.assignment_words import name_some
from reviews.enums import AssignmentState, BatchState, MemberState
from reviews.forms.assignment import BALANCE_CHOICES
from reviews.lists.assignment import BATCH_TONES
from reviews.methods.assignment_job import WORTH_MAX
from reviews.methods.assignment_prune import CANDIDATES
from reviews.models import Assignment, AssignmentBatch, PanelMember, Round, RoundEntry
from reviews.queries.assignment import sheets_of

ENTRIES_SHOWN = 20
FREED_SHOWN = 900
LIST = "reviews:assignment_list"
# What counts on a reviewer's load.
COUNTED = (AssignmentState.DRAFTED, AssignmentState.ACTIVE)


def batch_facts(batch: AssignmentBatch, actor: Actor) -> list[Fact]:
    """Return what was asked for and what came out."""
    found, asked = batch.outcome, batch.parameters
    pairs = found.get("pairs", 0)
    matched = f"{found.get('matched', 0)}（{found.get('matched', 0) * 100 / pairs:.1f}%）" if pairs else ""
    return [
        Fact(_("Round"), batch.round, url=batch.round.get_absolute_url()),
        Fact(_("Conditions"), conditions(asked)),
        Fact(_("Entries in the round"), asked.get("entries")),
        Fact(_("Reviewers"), asked.get("members")),
        Fact(_("New assignments"), pairs, url=f"{reverse(LIST)}?batch={batch.pk}"),
        Fact(_("Assignments that stay"), found.get("kept")),
        Fact(_("Of these in the own field"), matched),
        Fact(_("Entries per reviewer"), span(found.get("least"), found.get("most"))),
        Fact(_("Loads"), dict(BALANCE_CHOICES).get(str(asked.get("balance")), "")),
        Fact(_("Optimum"), optimum(found)),
        Fact(_("Sheets opened"), sheets_of(batch) if batch.state == BatchState.PUBLISHED else ""),
    ]


def span(least: Any, most: Any) -> str:
    """Return a range, one number when both ends are the same."""
    return str(least) if least == most else f"{least}–{most}"


def conditions(asked: dict[str, Any]) -> str:
    """Return the round's conditions as they were when the draft was made."""
    said = [_("%(count)s reviewers per entry") % {"count": asked.get("readers", "")}]
    if asked.get("load_limit"):
        said.append(_("at most %(count)s entries per reviewer") % {"count": asked["load_limit"]})
    if asked.get("distinct_units"):
        said.append(_("reviewers of an entry from different units"))
    if asked.get("enterprise_minimum"):
        said.append(_("at least %(count)s from an enterprise") % {"count": asked["enterprise_minimum"]})
    if asked.get("anchors"):
        said.append(_("%(count)s entries reviewed by all") % {"count": asked["anchors"]})
    return list_words(said)


def optimum(found: dict[str, Any]) -> str:
    """Return in words how good the assignment is: what is proven, and what the conditions cost."""
    if not found.get("proven"):
        return _("Good, but not proven to be the best.")
    best = _("Proven: under all conditions no assignment is better.")
    if found.get("pruned"):
        best = _("Proven the best among the %(count)s best reviewers of each entry.") % {"count": CANDIDATES}
    if found.get("gap") in {None, "0.00"}:
        return best
    return _("%(best)s The conditions cost %(gap)s%% of match against conflicts and limits alone.") % {
        "best": best,
        "gap": found["gap"],
    }


def batch_panels(batch: AssignmentBatch, actor: Actor) -> list[Any]:
    """Return the tables of a batch."""
    panels = [members_panel(batch, actor), entries_panel(batch, actor)]
    freed = batch.outcome.get("freed", [])
    return [*panels, freed_panel(freed)] if freed and batch.state != BatchState.UNDONE else panels


def members_panel(batch: AssignmentBatch, actor: Actor) -> TablePanel:
    """Return each reviewer's load with this batch, the highest first."""
    round_ = batch.round
    pairs = Q(assignments__entry__round=round_, assignments__state__in=COUNTED)
    rows = (
        PanelMember.objects.visible_to(actor)
        .filter(Q(panel=round_.panel_id, state=MemberState.ACCEPTED) | Q(assignments__batch=batch))
        .annotate(
            load=Count("assignments", filter=pairs, distinct=True),
            new=Count("assignments", filter=pairs & Q(assignments__batch=batch), distinct=True),
            matched=Count("assignments", filter=pairs & Q(assignments__worth=WORTH_MAX), distinct=True),
        )
        .select_related("expert__person", "organization", "track")
        .order_by("-load", "expert__person__name_key", "pk")
    )
    lines = [member_cells(row, round_) for row in rows]
    heads = [
        _("Reviewer"),
        _("Reviewer's unit"),
        _("Kind"),
        _("Track"),
        _("Entries to review"),
        _("Of these new"),
        _("Own field"),
        _("At most"),
    ]
    return TablePanel(
        _("Load of each reviewer"), heads, lines, empty_text=_("No expert of the panel has accepted yet.")
    )


def member_cells(row: Any, round_: Round) -> list[Cell]:
    """Return the cells of one reviewer, a member of the panel with its counts."""
    limit = round_.load_limit if row.load_limit is None else row.load_limit
    url = f"{reverse(LIST)}?round={round_.pk}&member={row.pk}"
    return [
        Cell(str(row), kind="link" if row.load else "text", url=url if row.load else ""),
        Cell(row.organization.name if row.organization else ""),
        Cell(_("Enterprise expert") if row.is_enterprise else ""),
        Cell(row.track.name if row.track else _("All tracks")),
        Cell(row.load, kind="number"),
        Cell(row.new, kind="number"),
        Cell(row.matched, kind="number"),
        Cell("" if limit is None else limit, kind="number"),
    ]


def entries_panel(batch: AssignmentBatch, actor: Actor) -> TablePanel:
    """Return the first entries that the batch touches with all their reviewers, those with the worst match first."""
    entries = list(
        RoundEntry.objects.visible_to(actor)
        .filter(assignments__batch=batch, assignments__state__in=COUNTED)
        .annotate(new=Count("assignments"))
        .select_related("submission__organization", "submission__track", "submission__call")
        .order_by("code", "submission__number")[:ENTRIES_SHOWN]
    )
    readers: dict[int, list[Assignment]] = {}
    pairs = Assignment.objects.visible_to(actor).filter(entry__in=[entry.pk for entry in entries], state__in=COUNTED)
    for pair in pairs.select_related("member__expert__person").order_by("member__expert__person__name_key", "pk"):
        readers.setdefault(pair.entry_id, []).append(pair)
    lines = [entry_line(batch, entry, readers.get(entry.pk, [])) for entry in entries]
    keeps = may(actor, "reviews.add_assignment") and batch.state != BatchState.UNDONE
    return TablePanel(
        _("Entries and their reviewers"),
        [
            _("Review code"),
            _("Submission"),
            _("Organization"),
            _("Track"),
            _("Reviewers (* new)") if batch.number > 1 else _("Reviewers"),
            _("In the own field"),
        ],
        lines,
        add_url=reverse("reviews:batch_add", args=[batch.pk]) if keeps else "",
        add_label=_("Add a reviewer by hand"),
        empty_text=_("This batch has no assignments."),
        more_url=f"{reverse(LIST)}?batch={batch.pk}" if len(entries) == ENTRIES_SHOWN else "",
    )


def entry_line(batch: AssignmentBatch, entry: Any, pairs: list[Assignment]) -> list[Cell]:
    """Return the row of one entry; its code opens the list of its assignments."""
    sent = entry.submission
    label = entry.code or sent.number or str(entry.pk)
    url = f"{reverse(LIST)}?round={batch.round_id}&code={entry.code}" if entry.code else ""
    names = [
        f"{pair.member}*" if pair.batch_id == batch.pk and batch.number > 1 else str(pair.member) for pair in pairs
    ]
    return [
        Cell(label, kind="link" if url else "text", url=url),
        Cell(sent.title),
        Cell(sent.organization.name if sent.organization else ""),
        Cell(sent.track.name if sent.track else ""),
        Cell(list_words(names)),
        Cell(f"{sum(pair.worth == WORTH_MAX for pair in pairs)}/{len(pairs)}", kind="number"),
    ]


def freed_panel(freed: list[list[Any]]) -> TablePanel:
    """Return whose assignments in force end when the batch is published, or ended with it."""
    causes = dict(freed)
    rows = Assignment.objects.filter(pk__in=list(causes)[:FREED_SHOWN]).select_related(
        "entry__submission", "member__expert__person"
    )
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows.order_by("member__expert__person__name_key", "entry__code", "pk"):
        label = row.entry.code or row.entry.submission.number
        groups.setdefault((str(row.member), cause_words(causes[row.pk])), []).append(label)
    lines = [
        [Cell(name), Cell(cause), Cell(len(labels), kind="number"), Cell(name_some(labels))]
        for (name, cause), labels in groups.items()
    ]
    heads = [_("Reviewer"), _("Cause"), _("Entries to review"), _("Review code")]
    return TablePanel(_("Assignments that end with this batch"), heads, lines)


def batches_panel(round_: Round, actor: Actor) -> list[TablePanel]:
    """Return the batches of a round for its page, for those who read them."""
    if not may(actor, "reviews.list_assignment"):
        return []
    lines = [
        [
            Cell(_("Batch %(number)s") % {"number": batch.number}, kind="link", url=batch.get_absolute_url()),
            Cell(batch.created_at, kind="date"),
            Cell(batch.outcome.get("pairs", 0), kind="number"),
            Cell(batch.get_state_display(), kind="state", tone=BATCH_TONES[BatchState(batch.state)]),
        ]
        for batch in AssignmentBatch.objects.visible_to(actor).filter(round=round_)
    ]
    keeps = may(actor, "reviews.add_assignment")
    return [
        TablePanel(
            _("Assignments"),
            [_("Batch of assignments"), _("Created"), _("Assignments"), _("State")],
            lines,
            add_url=reverse("reviews:round_assign", args=[round_.pk]) if keeps else "",
            add_label=_("Assign reviewers"),
            empty_text=_("No reviewer is assigned yet."),
        )
    ]
