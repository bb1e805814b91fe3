"""Deadlines that were met, closed or moved: the ledger says why nothing more was told, and held e-mails stay unsent."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from office.domain.reminder import Run, window, without_known
from office.enums import DeliveryOutcome, MessageState, WithheldReason
from office.methods.fill import day_words
from office.methods.stages import reached
from office.models import Message, ReminderDelivery, ReminderRule
from office.obligation import ObligationKind
from office.queries.workday import read_workdays

# How far away a deadline may have been moved and still be recognized as moved.
FAR = timedelta(days=3 * 366)
CHUNK = 400


def name_ended(kinds: Sequence[ObligationKind], *, now: datetime | None = None) -> Run:
    """Write, for people who were told of a deadline, why its next stage is not told: closed, or moved.

    A row is written when its stage's day has come, not before: what is opened again in time is told again.
    """
    moment = now or timezone.now()
    by_name = {kind.name: kind for kind in kinds}
    run = Run()
    for rule in ReminderRule.objects.filter(is_active=True, kind__in=by_name).order_by("id"):
        if rule.stages:
            run.count(end_by_rule(rule, by_name[rule.kind], today=timezone.localdate(moment)))
    return run


def end_by_rule(rule: ReminderRule, kind: ObligationKind, *, today: date) -> list[ReminderDelivery]:
    """Write the rows of one rule; returns the new ones."""
    first, last = window(rule, today)
    told = (
        ReminderDelivery.objects.filter(rule=rule, due_on__range=(first, last), recipient__isnull=False)
        .order_by()
        .values("obligation", "due_on", "recipient_id", "title", "url", "detail")
        .annotate(last_stage=Max("stage"))
    )
    open_now = {(item.key, item.due_on) for item in kind.find(first, last)}
    ended = [row for row in told if (row["obligation"], row["due_on"]) not in open_now]
    if not ended:
        return []
    moved = {item.key: item.due_on for item in kind.find(first, today + FAR)}
    table = read_workdays(lenient=True) if rule.in_workdays else None
    rows = []
    for row in ended:
        stages = reached(row["due_on"], rule.stages, today, table=table)
        left = [stage for stage in stages if stage > row["last_stage"]]
        if left:
            rows.append(ended_row(rule, row, left[0], moved.get(row["obligation"])))
    missing = without_known(rows)
    ReminderDelivery.objects.bulk_create(missing, batch_size=CHUNK, ignore_conflicts=True)
    return missing


def ended_row(rule: ReminderRule, row: Mapping[str, Any], stage: int, new_day: date | None) -> ReminderDelivery:
    """Return the unsaved row that says why a stage is not told."""
    names = ("obligation", "due_on", "recipient_id", "title", "url")
    return ReminderDelivery(
        rule=rule,
        kind=rule.kind,
        stage=stage,
        outcome=DeliveryOutcome.WITHHELD,
        reason=WithheldReason.MOVED if new_day else WithheldReason.CLOSED,
        detail=day_words(new_day) if new_day else row["detail"],
        **{name: row[name] for name in names},
    )


def release_held(kinds: Sequence[ObligationKind], *, now: datetime | None = None) -> int:
    """Let go the e-mails of reminders that quiet hours held back, after asking whether they are still due.

    What was done meanwhile is not sent, also when it waits for a daily digest; returns how many were kept back.
    """
    moment = now or timezone.now()
    by_name = {kind.name: kind for kind in kinds}
    held = Message.objects.filter(state=MessageState.HELD, reminder__isnull=False)
    waiting = list(held.values_list("pk", "reminder__kind", "reminder__obligation", "reminder__due_on", "reminder_id"))
    gone: list[tuple[int, int]] = []
    for name in {row[1] for row in waiting}:
        rows = [row for row in waiting if row[1] == name]
        days = [row[3] for row in rows]
        kind = by_name.get(name)
        open_now = {(item.key, item.due_on) for item in kind.find(min(days), max(days))} if kind else set()
        gone += [(row[0], row[4]) for row in rows if (row[2], row[3]) not in open_now]
    kept = 0
    for start in range(0, len(gone), CHUNK):
        part = gone[start : start + CHUNK]
        mails = Message.objects.filter(pk__in=[pk for pk, _reminder in part], state=MessageState.HELD)
        kept += mails.update(state=MessageState.WITHHELD, reason=WithheldReason.CLOSED)
        ReminderDelivery.objects.filter(pk__in=[reminder for _pk, reminder in part]).update(
            mail_reason=WithheldReason.CLOSED, mail_until=None
        )
    due = held.filter(reason=WithheldReason.QUIET_HOURS, not_before__lte=moment)
    due.update(state=MessageState.WAITING, reason="")
    return kept
