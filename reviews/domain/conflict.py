"""Conflicts (回避): recomputed from the records, declared by reviewers, set and dismissed by the secretariat.

There are no signals: what changes an employment, a participant or an organization does not know of reviews. So they
are recomputed where they matter - before a draft of assignments, when a batch is published, when scoring opens, each
time staff open a panel - and every ten minutes for the calls that are still judged (``tasks.py``). Only differences
are written: a recomputation that finds nothing new costs its queries.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from association.queries.obligation import holders_of_roles
from office.actor import Actor, system_actor
from office.domain.audit import record_act
from office.domain.message import write_message
from office.domain.record import create_record
from office.domain.transition import advance
from office.enums import STAFF_ROLES
from office.workflow import refuse_unless
from reviews.domain.assignment import Cause, free_pairs
from reviews.enums import DERIVED_CONFLICTS, AssignmentState, ConflictKind, ConflictState, RoundState
from reviews.models import Assignment, Call, Conflict, PanelMember, Submission
from reviews.queries.conflict import Key, calls_to_watch, derive_conflicts, offending_assignments
from reviews.workflow import CONFLICT

AT_ONCE = 2000
INSERT = (
    "INSERT INTO reviews_conflict (member_id, submission_id, kind, evidence, state, reason, revision, created_at,"
    " updated_at) VALUES {} ON CONFLICT DO NOTHING"
)
LINE = f"(%s, %s, %s, %s, '{ConflictState.STANDING.value}', '', 1, %s, %s)"
MESSAGE_KIND = "conflict"
DECLARABLE = (RoundState.PREPARED, RoundState.SCORING)
# Chinese texts, kept as they were sent.
VOIDED_SUBJECT = "评审回避：{call}有{count}份评审任务作废"
VOIDED_TEXT = "系统核对回避关系后，下列专家的评审任务已作废，请补派：\n{lines}"
LATE_SUBJECT = "评审回避：{call}已定结果的轮次中发现{count}项回避"
LATE_TEXT = "下列评审任务所在轮次的结果已定，系统未作改动，请决定是否复核：\n{lines}"
DECLARED_SUBJECT = "评审专家申报回避：{call}"
DECLARED_TEXT = "{member}申报回避{code}，该份评审任务已作废，请补派。\n理由：{reason}"


@dataclass(frozen=True)
class Refreshed:
    """What a recomputation changed: new conflicts, those that came back, those that lapsed, assignments voided."""

    new: int = 0
    back: int = 0
    lapsed: int = 0
    voided: int = 0

    @property
    def changed(self) -> bool:
        """True when anything is different now."""
        return bool(self.new or self.back or self.lapsed or self.voided)


def refresh_conflicts(call: Call, *, member: int | None = None, submission: int | None = None) -> Refreshed:
    """Bring the derived conflicts of a call up to the records, of one member or one submission when asked.

    Voids the assignments that have become conflicts and tells the secretariat. What was dismissed stays dismissed, what
    was declared or pinned is not touched. A repeat changes nothing. Done in the system's name: nobody chose it.
    """
    actor = system_actor("conflicts")
    found = derive_conflicts(call, member=member, submission=submission)
    rows = Conflict.objects.filter(submission__call=call, kind__in=DERIVED_CONFLICTS)
    if member is not None:
        rows = rows.filter(member_id=member)
    if submission is not None:
        rows = rows.filter(submission_id=submission)
    with transaction.atomic():
        new, back, lapsed = write_differences(rows, found)
        voided = void_conflicts(call, actor=actor, member=member, submission=submission)
        changed = Refreshed(new, back, lapsed, voided)
        if changed.changed:
            counts = {"new": new, "back": back, "lapsed": lapsed, "voided": voided}
            record_act(call, "refresh_conflicts", actor=actor, after=counts)
    return changed


def write_differences(rows: Any, found: dict[Key, str]) -> tuple[int, int, int]:
    """Write what differs between the stored rows and what was found; returns how many are new, back and lapsed.

    A pair that somebody else writes at the same instant is passed over by the database's own unique index.
    """
    lapsed: list[int] = []
    back: list[tuple[int, str]] = []
    told: list[tuple[int, str]] = []
    seen: set[Key] = set()
    stored = rows.order_by().values_list("pk", "member_id", "submission_id", "kind", "state", "evidence")
    for pk, member_id, submission_id, kind, state, evidence in stored:
        key = (member_id, submission_id, kind)
        seen.add(key)
        now = found.get(key)
        if now is None and state == ConflictState.STANDING:
            lapsed.append(pk)
        elif now is not None and state == ConflictState.LAPSED:
            back.append((pk, now))
        elif now is not None and state == ConflictState.STANDING and now != evidence:
            told.append((pk, now))
    new = [(*key, evidence) for key, evidence in found.items() if key not in seen]
    moment = timezone.now()
    for start in range(0, len(new), AT_ONCE):
        insert_conflicts(new[start : start + AT_ONCE], moment=moment)
    for start in range(0, len(lapsed), AT_ONCE):
        piece = Conflict.objects.filter(pk__in=lapsed[start : start + AT_ONCE], state=ConflictState.STANDING)
        piece.update(state=ConflictState.LAPSED, revision=F("revision") + 1, updated_at=moment)
    for pk, text in (*back, *told):
        again = Conflict.objects.filter(pk=pk).exclude(state=ConflictState.DISMISSED)
        again.update(state=ConflictState.STANDING, evidence=text, revision=F("revision") + 1, updated_at=moment)
    return len(new), len(back), len(lapsed)


def insert_conflicts(rows: list[tuple[int, int, str, str]], *, moment: datetime) -> None:
    """Store new conflicts by one statement; building 33,000 objects for them takes a hundred times as long."""
    at = connection.ops.adapt_datetimefield_value(moment)
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT.format(", ".join([LINE] * len(rows))), [value for row in rows for value in (*row, at, at)]
        )


def void_conflicts(call: Call, *, actor: Actor, member: int | None = None, submission: int | None = None) -> int:
    """Void the assignments that a conflict forbids and tell the secretariat; returns how many.

    Of a call, or of one member or one submission in it.

    In a settled round nothing is changed behind the result: the secretariat is told once and decides on a recheck.
    """
    wrong = list(offending_assignments(call, member=member, submission=submission))
    if not wrong:
        return 0
    settled = [pair for pair in wrong if pair.entry.round.state == RoundState.SETTLED]
    open_ones = [pair for pair in wrong if pair.entry.round.state != RoundState.SETTLED]
    count = 0
    for pair in open_ones:
        count += free_pairs([pair], cause=Cause.CONFLICT, actor=actor, note=pair.evidence)
    if count:
        lines = told_lines(open_ones)
        subject = VOIDED_SUBJECT.format(call=call.title, count=count)
        tell_staff(call, subject, VOIDED_TEXT.format(lines=lines), actor=actor)
    if settled:
        key = "conflict-late:" + ",".join(str(pair.pk) for pair in settled)[:120]
        subject = LATE_SUBJECT.format(call=call.title, count=len(settled))
        tell_staff(call, subject, LATE_TEXT.format(lines=told_lines(settled)), actor=actor, key=key)
    return count


def told_lines(pairs: list[Any]) -> str:
    """Return one line for each assignment, read with its ``evidence``: who, which code, why."""
    return "\n".join(f"{pair.member}　{pair.entry.code}　{pair.evidence}" for pair in pairs[:20])


def tell_staff(call: Call, subject: str, text: str, *, actor: Actor, key: str = "") -> int:
    """Tell everybody of the secretariat; returns how many."""
    holders = holders_of_roles()
    users = sorted({user for role in STAFF_ROLES for user in holders.get(role, ())})
    return write_message(users, kind=MESSAGE_KIND, subject=subject, text=text, about=call, actor=actor, key=key)


def declare_conflict(assignment: Assignment, *, actor: Actor, reason: str) -> Conflict:
    """Let a reviewer declare that an entry of the own list is not for him or her: the assignment is voided.

    Raises ``Refusal`` without a reason, for an assignment that is not in force, and once the round has closed. The
    secretariat is told the code of the entry, not its name.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    round_ = assignment.entry.round
    refuse_unless(
        assignment.state == AssignmentState.ACTIVE and round_.state in DECLARABLE,
        _("This entry is not on your list any more."),
    )
    text = reason.strip()[:300]
    with transaction.atomic():
        conflict = keep_conflict(
            assignment.member, assignment.entry.submission, kind=ConflictKind.DECLARED, evidence=text, actor=actor
        )
        count = free_pairs([assignment], cause=Cause.CONFLICT, actor=actor, note=text)
        refuse_unless(count == 1, _("This entry is not on your list any more."))
        values = {"member": assignment.member, "code": assignment.entry.code, "reason": text}
        subject = DECLARED_SUBJECT.format(call=round_.call.title)
        tell_staff(round_.call, subject, DECLARED_TEXT.format(**values), actor=actor)
    return conflict


def pin_conflict(member: PanelMember, submission: Submission, *, actor: Actor, reason: str) -> Conflict:
    """Set a conflict by hand: it stands until somebody dismisses it, whatever the records say."""
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    refuse_unless(member.panel.call_id == submission.call_id, _("The submission belongs to another call."))
    with transaction.atomic():
        conflict = keep_conflict(
            member, submission, kind=ConflictKind.PINNED, evidence=reason.strip()[:300], actor=actor
        )
        void_conflicts(submission.call, actor=actor)
    return conflict


def keep_conflict(
    member: PanelMember, submission: Submission, *, kind: ConflictKind, evidence: str, actor: Actor
) -> Conflict:
    """Store a conflict that a person states; one that was dismissed before stands again with the new evidence."""
    stored: Conflict | None = Conflict.objects.filter(member=member, submission=submission, kind=kind).first()
    if stored is None:
        conflict = Conflict(member=member, submission=submission, kind=kind, evidence=evidence)
        create_record(conflict, actor=actor)
        return conflict
    refuse_unless(stored.state != ConflictState.STANDING, _("This conflict is on record already."))
    values = {"evidence": evidence, "reason": "", "dismissed_at": None}
    advance(stored, "state_again", actor=actor, workflow=CONFLICT, reason=evidence, changes=values)
    return stored


def dismiss_conflict(conflict: Conflict, *, actor: Actor, reason: str = "") -> Conflict:
    """Dismiss a conflict with a reason, once for good: no recomputation brings it back.

    The own unit is never dismissed. The assignment that it voided does not come back by itself; the next draft may
    make it again.
    """
    refuse_unless(
        conflict.kind != ConflictKind.OWN_SCHOOL,
        _("Nobody reviews the own unit. If the record is wrong, correct the employer or the organization instead."),
    )
    changes = {"reason": reason.strip()[:200], "dismissed_at": timezone.now()}
    advance(conflict, "dismiss_conflict", actor=actor, workflow=CONFLICT, reason=reason, changes=changes)
    return conflict


def refresh_all() -> int:
    """Recompute the conflicts of every call that is still judged; returns in how many something changed."""
    return sum(refresh_conflicts(call).changed for call in calls_to_watch())
