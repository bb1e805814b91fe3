"""Single assignments: add and remove by hand, end what a conflict or a withdrawal forbids, tell the reviewers.

Who may read what is checked against the same job that drafts are made from, so a pair made by hand keeps every rule.
"""

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import Act, record_acts
from office.domain.message import write_message
from office.domain.record import create_record, remove_record
from office.domain.transition import advance
from office.workflow import list_words, refuse_unless
from reviews.enums import AssignmentState, BatchState, RoundState, SheetState
from reviews.methods.assignment_check import find_faults
from reviews.methods.assignment_job import Array, hold
from reviews.models import Assignment, AssignmentBatch, PanelMember, Round, RoundEntry, ScoreSheet
from reviews.queries.assignment import EntryLine, MemberLine, RoundData, drafted_pairs, read_round
from reviews.workflow import ASSIGNMENT

MESSAGE_KIND = "assignment"
ASSIGNABLE = (RoundState.PREPARED, RoundState.SCORING)
NAMED = 12


class Cause(StrEnum):
    """Why an assignment in force ends without anybody choosing it."""

    CONFLICT = "conflict"
    WITHDRAWN = "withdrawn"
    ENTRY = "entry"


def cause_words(cause: str) -> str:
    """Return a cause in the reader's language."""
    return {
        Cause.CONFLICT: _("Conflict of interest"),
        Cause.WITHDRAWN: _("The expert has left the panel"),
        Cause.ENTRY: _("The entry does not take part any more"),
    }[Cause(cause)]


def check_assignable(round_: Round) -> None:
    """Raise ``Refusal`` unless the round has a panel and still takes scores."""
    refuse_unless(
        round_.state in ASSIGNABLE,
        _("“%(round)s” is now “%(state)s”: assignments stand.")
        % {"round": round_, "state": round_.get_state_display()},
    )
    refuse_unless(round_.panel_id is not None, _("Choose the panel of “%(round)s” first.") % {"round": round_})


def free_pairs(pairs: Iterable[Assignment], *, cause: str, actor: Actor, note: str = "") -> int:
    """End assignments: a conflict voids them, anything else releases them; returns how many were standing.

    Their sheets stay as they are and count no more. One audit row each.
    """
    state = AssignmentState.VOIDED if cause == Cause.CONFLICT else AssignmentState.RELEASED
    act = "release"
    if state == AssignmentState.VOIDED:
        act = "void"
    reason = (note.strip() or cause_words(cause))[:200]
    ended = []
    with transaction.atomic():
        for pair in pairs:
            rows = Assignment.objects.filter(pk=pair.pk, state=pair.state).standing()
            values = {"state": state, "reason": reason}
            if rows.update(**values, revision=F("revision") + 1, updated_at=timezone.now()):
                ended.append(Act(pair, act, {"state": pair.state}, {"state": state.value}))
        record_acts(ended, actor=actor, reason=reason)
    return len(ended)


def release_member(member: PanelMember, *, actor: Actor, reason: str = "") -> int:
    """Release what a member who leaves has not finished, in all rounds still open; returns how many.

    Submitted sheets stand: finished work of who left is not lost.
    """
    pairs = (
        Assignment.objects.filter(member=member, batch__round__state__in=ASSIGNABLE)
        .standing()
        .exclude(sheet__state=SheetState.SUBMITTED)
    )
    return free_pairs(pairs, cause=Cause.WITHDRAWN, actor=actor, note=reason)


def add_pair(
    batch: AssignmentBatch, entry: RoundEntry, member: PanelMember, *, actor: Actor, reason: str
) -> Assignment:
    """Let one more reviewer review an entry: in a draft as part of it, in a published batch at once.

    Raises ``Refusal`` for a conflict, another track, a second reviewer of one unit, or a limit that is reached.
    """
    check_assignable(batch.round)
    refuse_unless(batch.state != BatchState.UNDONE, _("This batch is not in force. Make a new draft."))
    data = read_round(batch.round)
    rows = {line.key: number for number, line in enumerate(data.entries)}
    columns = {line.key: number for number, line in enumerate(data.members) if line.sits}
    refuse_unless(entry.pk in rows, _("The entry does not take part in this round."))
    refuse_unless(member.pk in columns, _("“%(member)s” is not on the panel of this round.") % {"member": member})
    row, column = rows[entry.pk], columns[member.pk]
    check_pair(data, batch, row, column)
    pair = Assignment(
        batch=batch,
        entry=entry,
        member=member,
        entry_school=data.entries[row].school,
        reviewer_school=data.members[column].school,
        worth=int(data.job.worth[row, column]),
        state=AssignmentState.DRAFTED if batch.state == BatchState.DRAFTED else AssignmentState.ACTIVE,
        reason=reason.strip()[:200],
    )
    with transaction.atomic():
        create_record(pair, actor=actor, reason=reason.strip())
        if pair.state == AssignmentState.ACTIVE and member.user_id:
            tell_reviewer(member.user_id, batch.round, 1, actor=actor)
    return pair


def check_pair(data: RoundData, batch: AssignmentBatch, row: int, column: int) -> None:
    """Raise ``Refusal`` that says why a reviewer may not have an entry besides all that stands or is drafted."""
    entry, member = data.entries[row], data.members[column]
    words = {"member": member.name, "entry": entry.label}
    standing = np.concatenate([data.held[data.stands], drafted_pairs(batch, data)])
    refuse_unless([row, column] not in standing.tolist(), _("%(member)s has the entry %(entry)s already.") % words)
    refuse_unless(
        member.track is None or member.track == entry.track,
        _("%(member)s reviews another track than %(entry)s.") % words,
    )
    refuse_unless(
        bool(data.job.allowed[row, column]), _("%(member)s may not review %(entry)s: conflict of interest.") % words
    )
    left = hold(data.job, standing)
    refuse_unless(bool(left.allowed[row, column]) or entry.is_anchor, other_of_unit(data, standing, entry, member))
    refuse_unless(
        int(left.caps[column]) > 0,
        _("%(member)s has reached the limit of %(limit)s entries.") % {**words, "limit": member.limit},
    )


def other_of_unit(data: RoundData, standing: Array, entry: EntryLine, member: MemberLine) -> str:
    """Return the sentence that names who of the same unit has the entry."""
    others = [
        data.members[column].name
        for row, column in standing.tolist()
        if data.entries[row].key == entry.key and data.members[column].school == member.school
    ]
    return _("%(other)s of the same unit reviews %(entry)s already.") % {
        "other": list_words(others),
        "entry": entry.label,
    }


def remove_pair(pair: Assignment, *, actor: Actor, reason: str = "") -> None:
    """Take an assignment away: out of a draft it goes, in force it is released with its reason.

    A submitted sheet is never lost: it is returned first.
    """
    if pair.state == AssignmentState.DRAFTED:
        remove_record(pair, actor=actor, reason=reason)
        return
    check_assignable(pair.batch.round)
    with transaction.atomic():
        advance(pair, "release", actor=actor, workflow=ASSIGNMENT, reason=reason, changes={"reason": reason[:200]})
        submitted = ScoreSheet.objects.filter(assignment=pair, state=SheetState.SUBMITTED).exists()
        refuse_unless(
            not submitted,
            _("%(member)s has submitted this sheet. Return it first, then release the assignment.")
            % {"member": pair.member},
        )
        if pair.member.user_id:
            tell_reviewer(pair.member.user_id, pair.batch.round, 1, ended=True, actor=actor)


def tell_reviewer(user_id: int, round_: Round, count: int, *, actor: Actor, ended: bool = False) -> None:
    """Tell a reviewer of new or ended tasks: the call, the round and a number, and nothing of whom they judge."""
    call = round_.call.title
    subject = f"评审任务取消：{call}" if ended else f"评审任务：{call}"
    text = f"“{call}”{round_.name}的{count}项评审任务已取消，不再需要评审。"
    if not ended:
        text = f"“{call}”{round_.name}新分配给您{count}项评审任务，请在评审工作台查看。"
        if round_.closes_at:
            end = timezone.localtime(round_.closes_at)
            text += f"评分截止时间为{end.year}年{end.month}月{end.day}日{end:%H:%M}。"
    write_message([user_id], kind=MESSAGE_KIND, subject=subject, text=text, url=reverse("reviews:desk"), actor=actor)


def name_faults(data: RoundData, new: Array, anchors: set[int]) -> list[str]:
    """Return in words what new pairs (p, 2) together with those that stand leave undone or break."""
    standing = data.held[data.stands]
    common = np.array([line.key in anchors or line.is_anchor for line in data.entries], dtype=bool)
    left = hold(data.job, standing)
    found = np.bincount(new[:, 0], minlength=len(data.entries))
    wrong = []
    short = np.nonzero((found < left.needs) & ~common)[0]
    if len(short):
        wrong.append(
            _("These entries have too few reviewers: %(entries)s.")
            % {"entries": list_words(data.entries[row].label for row in short[:NAMED])}
        )
    # Who left has no place, and what has just ended there does not count.
    faults = find_faults(left, new[~common[new[:, 0]]])
    if faults["conflict"]:
        wrong.append(_("A pair is not allowed: conflict, track, or a second reviewer of one unit."))
    elif faults["unit"]:
        wrong.append(_("Two reviewers of one unit review the same entry."))
    over = np.nonzero(np.bincount(new[:, 1], minlength=len(data.members)) > left.caps)[0]
    if len(over):
        wrong.append(
            _("These reviewers pass their limit: %(names)s.")
            % {"names": list_words(data.members[column].name for column in over[:NAMED])}
        )
    experts = np.bincount(new[data.job.enterprise[new[:, 1]], 0], minlength=len(data.entries))
    lacking = np.nonzero((experts < left.enterprise_needs) & ~common)[0]
    if len(lacking):
        wrong.append(
            _("These entries lack enterprise experts: %(entries)s.")
            % {"entries": list_words(data.entries[row].label for row in lacking[:NAMED])}
        )
    return wrong
