"""Remind: what is due and unsent up to now, each stage of each deadline once for each person.

The scheduler never asks "is it exactly seven days before": it asks which stages have been reached and are not in the
ledger. So nights without a scheduler are caught up on, a repeat does nothing, and of several schedulers at once the
ledger's unique index lets one through. Ledger row and message are written in one transaction.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from office.actor import Actor
from office.domain.message import Draft, MailPlan, plan_mails, write_drafts
from office.domain.record import change_record, create_record
from office.enums import STAFF_ROLES, DeliveryOutcome, ReminderAudience, ReminderChannel, WithheldReason
from office.methods.fill import fill_text, values_of
from office.methods.stages import reached
from office.methods.workdays import Workdays
from office.models import ReminderDelivery, ReminderRule
from office.obligation import Obligation, ObligationKind
from office.queries.workday import read_workdays

MESSAGE_KIND = "reminder"
# A stage that was missed so long ago is not caught up on: the page of what waits shows it anyway.
CATCH_UP = timedelta(days=30)
# Working days to calendar days, generously: two weeks of working days may lie around a long holiday.
STRETCH = 3
CHUNK = 400

# Role -> the users who hold it today.
Holders = Mapping[str, Sequence[int]]


@dataclass
class Run:
    """What one run of the scheduler did: stages told, and not told by reason."""

    told: int = 0
    withheld: dict[str, int] = field(default_factory=dict)

    def count(self, rows: Iterable[ReminderDelivery]) -> None:
        """Add ledger rows that this run has written."""
        for row in rows:
            if row.outcome == DeliveryOutcome.SENT:
                self.told += 1
            else:
                self.withheld[row.reason] = self.withheld.get(row.reason, 0) + 1


@dataclass(frozen=True)
class Occasion:
    """One rule at one moment: what every row of it needs."""

    rule: ReminderRule
    now: datetime
    staff: tuple[int, ...]
    responsible: tuple[int, ...]
    table: Workdays | None

    @property
    def today(self) -> date:
        """The office's calendar day."""
        return timezone.localdate(self.now)

    @property
    def by_mail(self) -> bool:
        """True when the rule asks for e-mails too."""
        return self.rule.channel == ReminderChannel.BOTH

    def recipients(self, obligation: Obligation) -> tuple[int, ...]:
        """Return who is told by this rule, each once."""
        responsible = (*obligation.responsible, *self.responsible)
        parts = {
            ReminderAudience.RESPONSIBLE: responsible,
            ReminderAudience.STAFF: self.staff,
            ReminderAudience.BOTH: (*responsible, *self.staff),
        }
        return tuple(dict.fromkeys(parts[ReminderAudience(self.rule.audience)]))


def remind_all(kinds: Sequence[ObligationKind], *, holders: Holders, now: datetime | None = None) -> Run:
    """Tell everybody what is due and unsent up to now by the rules in force; safe at any time, many at once."""
    moment = now or timezone.now()
    by_name = {kind.name: kind for kind in kinds}
    run = Run()
    for rule in ReminderRule.objects.filter(is_active=True, kind__in=by_name).order_by("id"):
        remind_by_rule(rule, by_name[rule.kind], holders=holders, now=moment, run=run)
    return run


def remind_by_rule(rule: ReminderRule, kind: ObligationKind, *, holders: Holders, now: datetime, run: Run) -> None:
    """Tell by one rule; obligations are taken in pieces, each piece in a transaction of its own."""
    if not rule.stages:
        return
    table = read_workdays(lenient=True) if rule.in_workdays else None
    occasion = Occasion(rule, now, pick(holders, STAFF_ROLES), pick(holders, kind.roles), table)
    first, last = window(rule, occasion.today)
    # In one order for every scheduler: two that insert the same rows never wait for each other crosswise.
    found = sorted(kind.find(first, last), key=lambda item: item.key)
    for start in range(0, len(found), CHUNK):
        run.count(tell(occasion, found[start : start + CHUNK]))


def pick(holders: Holders, roles: Iterable[str]) -> tuple[int, ...]:
    """Return the users who hold one of some roles, each once, in order."""
    return tuple(sorted({user_id for role in roles for user_id in holders.get(role, ())}))


def window(rule: ReminderRule, today: date) -> tuple[date, date]:
    """Return the first and last deadline of which a stage may have been reached and not be too old."""
    stretch = STRETCH if rule.in_workdays else 1
    last_stage, first_stage = rule.stages[-1], rule.stages[0]
    back = timedelta(days=max(last_stage, 0) * stretch) + CATCH_UP
    return today - back, today + timedelta(days=max(-first_stage, 0) * stretch + (20 if rule.in_workdays else 0))


def tell(occasion: Occasion, obligations: Sequence[Obligation]) -> list[ReminderDelivery]:
    """Write the missing ledger rows of some obligations with their messages; returns the rows that are this run's."""
    wanted = [row for item in obligations for row in rows_for(occasion, item)]
    missing = without_known(wanted)
    if not missing:
        return []
    plans = plan_mails({row.recipient_id for row in missing if row.recipient_id}, now=occasion.now)
    for row in missing:
        plan = plans.get(row.recipient_id or 0)
        if plan is None:  # the account was closed
            row.outcome, row.reason = DeliveryOutcome.WITHHELD, row.reason or WithheldReason.NOBODY
        elif row.outcome == DeliveryOutcome.SENT and occasion.by_mail:
            row.mail_reason, row.mail_until = plan.reason, plan.not_before
    return insert(occasion, missing, {item.key: item for item in obligations}, plans)


def rows_for(occasion: Occasion, obligation: Obligation) -> list[ReminderDelivery]:
    """Return the unsaved ledger rows of one obligation: its last reached stage to tell, earlier ones overtaken."""
    stages = reached(obligation.due_on, occasion.rule.stages, occasion.today, table=occasion.table)
    if not stages:
        return []
    recipients = occasion.recipients(obligation)
    if not recipients:
        return [row_of(occasion, obligation, stages[-1], None, WithheldReason.NOBODY)]
    return [
        row_of(occasion, obligation, stage, user_id, "" if stage == stages[-1] else WithheldReason.OVERTAKEN)
        for user_id in recipients
        for stage in stages
    ]


def row_of(
    occasion: Occasion, obligation: Obligation, stage: int, recipient_id: int | None, reason: str
) -> ReminderDelivery:
    """Return one unsaved ledger row; without a reason it is to be told."""
    return ReminderDelivery(
        rule=occasion.rule,
        kind=occasion.rule.kind,
        obligation=obligation.key,
        stage=stage,
        due_on=obligation.due_on,
        recipient_id=recipient_id,
        title=obligation.title[:200],
        url=obligation.url,
        content_type_id=obligation.about[0] if obligation.about else None,
        object_id=obligation.about[1] if obligation.about else "",
        outcome=DeliveryOutcome.WITHHELD if reason else DeliveryOutcome.SENT,
        reason=reason,
        detail=obligation.unit[:200],
    )


def key_of(row: ReminderDelivery) -> tuple[str, int, date, int | None]:
    """Return what the ledger holds once."""
    return row.obligation, row.stage, row.due_on, row.recipient_id


def without_known(rows: Sequence[ReminderDelivery]) -> list[ReminderDelivery]:
    """Leave out what the ledger has already; one query."""
    names = {row.obligation for row in rows}
    known = set(
        ReminderDelivery.objects.filter(obligation__in=names).values_list(
            "obligation", "stage", "due_on", "recipient_id"
        )
    )
    return [row for row in rows if key_of(row) not in known]


def insert(
    occasion: Occasion,
    rows: Sequence[ReminderDelivery],
    obligations: dict[str, Obligation],
    plans: dict[int, MailPlan],
) -> list[ReminderDelivery]:
    """Store ledger rows and the messages of those that no other scheduler has stored before, in one transaction."""
    claim = str(uuid.uuid4())
    for row in rows:
        row.claim = claim
    with transaction.atomic():
        ReminderDelivery.objects.bulk_create(sorted(rows, key=sort_key), batch_size=CHUNK, ignore_conflicts=True)
        own = list(ReminderDelivery.objects.filter(claim=claim))
        drafts = [
            draft_of(occasion, row, obligations[row.obligation]) for row in own if row.outcome == DeliveryOutcome.SENT
        ]
        write_drafts(drafts, now=occasion.now, plans=plans)
        ReminderDelivery.objects.filter(claim=claim).update(claim="")
    return own


def sort_key(row: ReminderDelivery) -> tuple[str, int, date, int]:
    """Return the order in which ledger rows are inserted."""
    return row.obligation, row.stage, row.due_on, row.recipient_id or 0


def draft_of(occasion: Occasion, row: ReminderDelivery, obligation: Obligation) -> Draft:
    """Return the message of one ledger row."""
    values = values_of(title=obligation.title, unit=obligation.unit, due_on=obligation.due_on, today=occasion.today)
    return Draft(
        recipient_id=row.recipient_id or 0,
        kind=MESSAGE_KIND,
        subject=fill_text(occasion.rule.subject, values),
        text=fill_text(occasion.rule.text, values),
        url=obligation.url,
        about=obligation.about,
        key=f"reminder:{row.pk}",
        by_mail=occasion.by_mail,
        reminder_id=row.pk,
    )


def create_rule(rule: ReminderRule, *, actor: Actor) -> ReminderRule:
    """Store a new rule with its audit row."""
    create_record(rule, actor=actor)
    return rule


def change_rule(rule: ReminderRule, *, actor: Actor, changes: dict[str, object], revision: int | None) -> ReminderRule:
    """Change a rule; what the ledger holds stays told."""
    change_record(rule, actor=actor, changes=changes, revision=revision)
    return rule


def load_rules(kinds: Sequence[ObligationKind], *, actor: Actor) -> list[ReminderRule]:
    """Write the usual rule of every kind that has none yet; what staff have changed stays. Returns the new ones."""
    there = set(ReminderRule.objects.values_list("kind", flat=True))
    return [
        create_rule(
            ReminderRule(
                kind=kind.name,
                name=str(kind.label),
                before=kind.usual.before,
                after=kind.usual.after,
                audience=kind.usual.audience,
                subject=kind.usual.subject,
                text=kind.usual.text,
                is_active=kind.usual.is_active,
            ),
            actor=actor,
        )
        for kind in kinds
        if kind.name not in there
    ]
