"""Two tabs, double submits and the edge of the deadline meet on one entry: nothing lost, overwritten or late.

Runs on whatever database the suite runs on; separate connections meet in earnest on PostgreSQL.
"""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from office.enums import Role
from office.models import AuditEntry
from reviews.domain.answer import save_answers
from reviews.domain.call import close_call
from reviews.domain.participant import add_participant
from reviews.domain.quota import create_quota
from reviews.domain.submission import change_submission, submit_submission, withdraw_submission
from reviews.enums import TAKING_PART_STATES, CallState, QuotaScope, SubmissionState
from reviews.models import Call, Participant, QuotaCounter, QuotaRule, QuotaUse, Submission
from tests.actors import make_actor
from tests.factories.reviews import CallFactory, FormVersionFactory, SubmissionFactory
from tests.reviews.together import Done, run_together

# What a school does only while its call takes drafts.
BOUND = {"submit", "again", "one tab", "other tab", "retitle", "join"}
QUESTION = {"code": "f1", "kind": "text", "label": "作品简介", "required": False}


class Desk:
    """One open call with a quota and an entry form, a school and the office."""

    def __init__(self, quota: int) -> None:
        self.staff, self.school = make_actor(Role.SECRETARIAT), make_actor(Role.SCHOOL_ADMINISTRATOR)
        self.call = CallFactory()
        self.form = FormVersionFactory(call=self.call, fields=[QUESTION])
        create_quota(QuotaRule(call=self.call, scope=QuotaScope.SCHOOL, maximum=quota), actor=self.staff)

    def draft(self) -> Any:
        """Return a new draft of the school."""
        return SubmissionFactory(
            state=SubmissionState.DRAFTED,
            organization_id=self.school.organization_id,
            organization=None,
            call=self.call,
            form_version=self.form,
        )

    def open_until(self, ends: datetime) -> None:
        """Open the call until an instant."""
        Call.objects.filter(pk=self.call.pk).update(state=CallState.OPEN, closes_at=ends)


def acts_on(row: Any, desk: Desk, name: str) -> dict[str, Callable[[], Any]]:
    """Return what two tabs of the school and the office may do, each reading the entry as it stands then."""
    school, key = desk.school, row.pk

    def entry() -> Submission:
        return Submission.objects.get(pk=key)

    def answer(text: str) -> Callable[[], Any]:
        return lambda: save_answers(entry(), actor=school, given={"f1": text}, revision=row.revision)

    def join() -> Any:
        return add_participant(Participant(submission=entry(), name=f"选手{name}"), actor=school)

    return {
        "submit": lambda: submit_submission(entry(), actor=school),
        "again": lambda: submit_submission(entry(), actor=school),
        "one tab": answer(f"甲{name}"),
        "other tab": answer(f"乙{name}"),
        "retitle": lambda: change_submission(entry(), actor=school, changes={"title": f"改名{name}"}),
        "join": join,
        "close": lambda: close_call(Call.objects.get(pk=desk.call.pk), actor=desk.staff),
        "withdraw": lambda: withdraw_submission(entry(), actor=school, reason="不参加"),
    }


def interleave(seed: int, desk: Desk) -> None:
    """Let two tabs and the office act on one entry at the edge of its deadline, then look for what must never be."""
    chance = random.Random(seed)
    row = desk.draft()
    acts = acts_on(row, desk, str(seed))
    others = [name for name in acts if name != "submit"]
    chosen = ["submit", *chance.sample(others, k=chance.randint(1, 4))]
    ends = timezone.now() + timedelta(milliseconds=chance.choice([5, 40, 10_000]))
    desk.open_until(ends)
    before = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    delays = [chance.choice([0, 0, 0.002, 0.008]) for _name in chosen]
    ran = run_together([acts[name] for name in chosen], delays)
    done = dict(zip(chosen, ran, strict=True))
    stored = Submission.objects.get(pk=row.pk)
    hint = (seed, {name: repr(one.refused) for name, one in done.items()})
    check_sending(stored, done, ends, hint)
    check_answers(stored, done, hint)
    check_late(done, ends, hint)
    takes_part = stored.state in TAKING_PART_STATES
    assert QuotaUse.objects.filter(submission=stored).exists() is takes_part, hint
    if takes_part:
        check_stored(stored, ends, before=before, hint=hint)


def check_sending(stored: Submission, done: dict[str, Done], ends: datetime, hint: Any) -> None:
    """Of two sendings one is taken at most; what was taken has its number and stands, unless it was withdrawn."""
    taken = [name for name in ("submit", "again") if name in done and done[name].taken]
    assert len(taken) <= 1, hint
    if taken:
        assert stored.number, hint
        assert stored.state in {SubmissionState.SUBMITTED, SubmissionState.WITHDRAWN}, hint
        return
    assert stored.state in {SubmissionState.DRAFTED, SubmissionState.WITHDRAWN}, hint
    late = any(one.ended and one.ended > ends for one in done.values())
    assert late or {"close", "withdraw"} & done.keys(), ("refused, and nothing stood in the way", hint)


def check_answers(stored: Submission, done: dict[str, Done], hint: Any) -> None:
    """Of two tabs on one revision one is taken at most, and what it was told is stored is what is stored."""
    taken = [one.result.answers for name, one in done.items() if name in {"one tab", "other tab"} and one.taken]
    assert len(taken) <= 1, hint
    assert stored.answers == (taken[0] if taken else {}), hint


def check_late(done: dict[str, Done], ends: datetime, hint: Any) -> None:
    """Look that nothing of the school was taken that began after the deadline or after the close was done."""
    closed = done.get("close")
    for name, one in done.items():
        if name not in BOUND or not one.taken:
            continue
        assert one.begun is not None
        assert one.begun < ends, (name, hint)
        assert closed is None or not closed.taken or not one.begins_after(closed), (name, hint)


def check_stored(stored: Submission, ends: datetime, *, before: int, hint: Any) -> None:
    """Look that what takes part came before the end and before the close, and that its dossier says what is stored."""
    assert stored.submitted_at < ends, hint
    closed = AuditEntry.objects.filter(action="close_call", object_id=str(stored.call_id), id__gt=before).first()
    sent = AuditEntry.objects.filter(action="submit", object_id=str(stored.pk)).first()
    assert closed is None or sent.pk < closed.pk, hint
    said = {item["code"]: item["value"] for item in stored.dossier["fields"]}
    assert said["title"] == stored.title, hint
    assert said.get("form_f1", "") == stored.answers.get("f1", ""), hint
    named = [person["name"] for person in stored.dossier["participants"]]
    assert named == list(stored.participants.values_list("name", flat=True)), hint


def run_interleavings(count: int) -> None:
    desk = Desk(quota=count + 1)
    for seed in range(count):
        interleave(seed, desk)
    # Counted once at the end: every place is used by an entry that takes part, and by no other.
    used = QuotaUse.objects.filter(submission__call=desk.call).count()
    counted = sum(QuotaCounter.objects.values_list("used", flat=True))
    assert used == counted == Submission.objects.filter(call=desk.call).taking_part().count() > 0


@pytest.mark.django_db(transaction=True)
def test_interleavings_lose_nothing() -> None:
    run_interleavings(15)


@pytest.mark.verify
@pytest.mark.django_db(transaction=True)
def test_ten_thousand_interleavings_lose_nothing() -> None:
    run_interleavings(10_000)
