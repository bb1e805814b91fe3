"""How far a round is: for those who read all. Reviewers get none of these numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from reviews.enums import AssignmentState, SheetState
from reviews.models import Assignment, BlindCopy, Round, RoundEntry


@dataclass(frozen=True)
class RoundCounts:
    """Entries, reviewers and sheets of a round; ``short`` entries have fewer reviewers than the round asks for.

    ``unread`` entries have fewer submitted sheets than that.
    """

    entries: int
    reviewers: int
    sheets: int
    submitted: int
    begun: int
    unopened: int
    short: int
    unread: int


@dataclass(frozen=True)
class ReviewerProgress:
    """How far one reviewer is."""

    member: Any
    assigned: int
    submitted: int
    begun: int
    last: datetime | None

    @property
    def left(self) -> int:
        """Sheets not submitted yet."""
        return self.assigned - self.submitted


@dataclass(frozen=True)
class EntryProgress:
    """How far one entry is read."""

    entry: Any
    assigned: int
    submitted: int


def active_assignments(round_: Round) -> Any:
    """Return a round's assignments in force."""
    return Assignment.objects.filter(entry__round=round_, state=AssignmentState.ACTIVE)


def counts_of(round_: Round) -> RoundCounts:
    """Return the numbers of a round; two queries."""
    entries = list(RoundEntry.objects.filter(round=round_).values_list("pk", flat=True))
    rows = list(active_assignments(round_).values_list("entry_id", "member_id", "sheet__state"))
    readers = Counter(entry for entry, _member, _state in rows)
    done = Counter(entry for entry, _member, state in rows if state == SheetState.SUBMITTED)
    return RoundCounts(
        entries=len(entries),
        reviewers=len({member for _entry, member, _state in rows}),
        sheets=len(rows),
        submitted=sum(done.values()),
        begun=sum(state in {SheetState.DRAFTED, SheetState.RETURNED} for _entry, _member, state in rows),
        unopened=sum(state is None for _entry, _member, state in rows),
        short=sum(readers[pk] < round_.readers for pk in entries),
        unread=sum(done[pk] < round_.readers for pk in entries),
    )


def reviewer_progress(round_: Round) -> list[ReviewerProgress]:
    """Return each reviewer of a round with how far the own sheets are, the latest behind first; one query."""
    rows = active_assignments(round_).select_related("member__expert__person", "member__organization", "sheet")
    by_member: dict[int, list[Any]] = {}
    for row in rows.order_by("member__expert__person__name_key", "member_id"):
        by_member.setdefault(row.member_id, []).append(row)
    found = []
    for group in by_member.values():
        sheets = [row.sheet for row in group if hasattr(row, "sheet")]
        submitted = sum(sheet.state == SheetState.SUBMITTED for sheet in sheets)
        last = max((sheet.updated_at for sheet in sheets), default=None)
        found.append(ReviewerProgress(group[0].member, len(group), submitted, len(sheets) - submitted, last))
    return sorted(found, key=lambda item: -item.left)


def entry_progress(round_: Round) -> list[EntryProgress]:
    """Return each entry of a round with how many read it; two queries."""
    rows = active_assignments(round_).values_list("entry_id", "sheet__state")
    assigned, done = Counter[int](), Counter[int]()
    for entry, state in rows:
        assigned[entry] += 1
        done[entry] += state == SheetState.SUBMITTED
    entries = RoundEntry.objects.filter(round=round_).select_related(
        "submission__organization", "submission__track", "submission__call"
    )
    entries = entries.defer("submission__dossier", "submission__answers")
    return [
        EntryProgress(entry, assigned[entry.pk], done[entry.pk])
        for entry in entries.order_by("submission__track__order", "position", "submission__number", "pk")
    ]


def reviewers_behind(round_: Round) -> dict[int, int]:
    """Return the users with sheets to submit and how many: the same rows as the page of progress shows."""
    return users_behind([round_.pk]).get(round_.pk, {})


def sheets_left(**where: Any) -> Any:
    """Return the assignments in force, of reviewers with an account, whose sheets are not submitted."""
    rows = Assignment.objects.filter(state=AssignmentState.ACTIVE, member__user__isnull=False, **where)
    return rows.exclude(sheet__state=SheetState.SUBMITTED)


def users_behind(rounds: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return by round the users with sheets to submit and how many each; one query for any number of rounds."""
    rows = sheets_left(entry__round_id__in=list(rounds))
    behind: dict[int, dict[int, int]] = {}
    for round_id, user_id in rows.order_by("entry__round_id", "member_id").values_list(
        "entry__round_id", "member__user_id"
    ):
        counts = behind.setdefault(round_id, {})
        counts[user_id] = counts.get(user_id, 0) + 1
    return behind


def preparation_of(round_: Round) -> list[dict[str, Any]]:
    """Return how far a round's entries are made ready, one line for each track they stand in; one query.

    Each has ``track`` (its key, None without one), ``name``, and how many entries are without a review code
    (``uncoded``), without blind copies (``uncopied``) and have a reviewer (``assigned``).
    """
    copied = Exists(BlindCopy.objects.filter(entry=OuterRef("pk"), number=0))
    assigned = Exists(Assignment.objects.filter(entry=OuterRef("pk"), state=AssignmentState.ACTIVE))
    rows = RoundEntry.objects.filter(round=round_).alias(is_copied=copied, is_assigned=assigned).order_by()
    return list(
        rows.values(track=F("submission__track_id"), name=F("submission__track__name")).annotate(
            uncoded=Count("pk", filter=Q(code="")),
            uncopied=Count("pk", filter=Q(is_copied=False)),
            assigned=Count("pk", filter=Q(is_assigned=True)),
        )
    )
