"""Keep quotas: counted in the transaction of the act that moves them, refused with the entries that use them.

Whoever moves a counter holds the call first (``hold_call``): a plain UPDATE of its row that lets one act of a call
wait for the other. So counting is exact, and closing a call, changing a quota and sending in never overlap.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.workflow import Refusal, TransitionRefused, list_words, refuse_unless
from reviews.enums import TAKING_PART_STATES, QuotaScope
from reviews.methods.parts import parts_among
from reviews.models import Call, QuotaCounter, QuotaRule, QuotaUse, Submission
from reviews.queries.quota import keys_of, rules_of, users_of

NAMED = 5
HELD_FIELDS = ("state", "opens_at", "closes_at", "grace_minutes", "needs_endorsement")


class QuotaUsedUp(Refusal):
    """A quota has no room for the entry; the message names the quota and the entries that use it."""


def hold_call(call: Call) -> None:
    """Let no other act on this call's entries go on until this transaction ends, and read what may have moved."""
    Call.objects.filter(pk=call.pk).update(state=F("state"))
    call.refresh_from_db(fields=HELD_FIELDS)


def hold_submission(submission: Submission) -> None:
    """Let nobody else change this entry until the transaction ends; refused when its state has moved on.

    People, files and dossier belong together: what is sent in while somebody adds a file holds that file or refuses it.
    """
    rows = Submission.objects.filter(pk=submission.pk, state=submission.state)
    if rows.update(state=F("state")) != 1:
        raise TransitionRefused(
            _("Somebody else has just acted on “%(object)s”. Load the page again to see its state.")
            % {"object": submission}
        )


def settle_quotas(submission: Submission, *, actor: Actor) -> None:
    """Make an entry use exactly the counters that its state, track and people ask for; its call is held.

    Raises ``QuotaUsedUp``; the caller's transaction then takes everything back.
    """
    rules = rules_of(submission.call_id)
    if not rules:
        return
    takes_part = submission.state in TAKING_PART_STATES
    is_part = submission.pk in parts_among(submission.call.kind, [submission.pk])
    wanted = keys_of([submission], rules)[submission.pk] if takes_part and not is_part else {}
    used = QuotaUse.objects.filter(submission=submission).select_related("counter")
    present = {(use.counter.rule_id, use.counter.key): use for use in used}
    for pair in sorted(present.keys() - wanted.keys()):
        release(present[pair])
    by_key = {rule.pk: rule for rule in rules}
    for rule_id, key in sorted(wanted.keys() - present.keys()):
        take(by_key[rule_id], key, submission, holder=wanted[rule_id, key], actor=actor)


def settle_many(call: Call, submissions: Sequence[Submission], *, actor: Actor) -> None:
    """Do what ``settle_quotas`` does for many entries of one call, which is held: a few statements for all of them.

    Raises ``QuotaUsedUp`` at the first counter that has no room for all; nothing is counted then.
    """
    rules = rules_of(call.pk)
    if not rules or not submissions:
        return
    release_many([row.pk for row in submissions])
    taking = [row for row in submissions if row.state in TAKING_PART_STATES]
    parts = parts_among(call.kind, [row.pk for row in taking])
    keys = keys_of([row for row in taking if row.pk not in parts], rules)
    by_key = {rule.pk: rule for rule in rules}
    wanted: dict[tuple[int, str], list[int]] = defaultdict(list)
    labels: dict[tuple[int, str], str] = {}
    for submission_id, pairs in keys.items():
        for pair, label in pairs.items():
            wanted[pair].append(submission_id)
            labels[pair] = label
    counters = counters_of(wanted, by_key)
    for pair, users in wanted.items():
        if counters[pair].used + len(users) > counters[pair].maximum:
            raise QuotaUsedUp(explain_quota(by_key[pair[0]], pair[1], holder=labels[pair], actor=actor))
    QuotaUse.objects.bulk_create(
        QuotaUse(counter=counters[pair], submission_id=key) for pair, users in wanted.items() for key in users
    )
    for pair, users in wanted.items():
        QuotaCounter.objects.filter(pk=counters[pair].pk).update(used=F("used") + len(users))


def counters_of(
    wanted: Iterable[tuple[int, str]], rules: Mapping[int, QuotaRule]
) -> dict[tuple[int, str], QuotaCounter]:
    """Return the counters of rules by key, those that are missing made."""
    found = {(row.rule_id, row.key): row for row in QuotaCounter.objects.filter(rule__in=list(rules))}
    missing = [
        QuotaCounter(rule=rules[rule_id], key=key, maximum=rules[rule_id].maximum)
        for rule_id, key in wanted
        if (rule_id, key) not in found
    ]
    made = QuotaCounter.objects.bulk_create(missing)
    return found | {(row.rule_id, row.key): row for row in made}


def release_many(submission_ids: Sequence[int]) -> None:
    """Give back all uses of some entries."""
    uses = QuotaUse.objects.filter(submission__in=submission_ids)
    counters = set(uses.values_list("counter_id", flat=True))
    if counters:
        uses.delete()
        left = QuotaUse.objects.filter(counter=OuterRef("pk")).order_by().values("counter")
        counted = Subquery(left.annotate(number=Count("pk")).values("number"), output_field=IntegerField())
        QuotaCounter.objects.filter(pk__in=counters).update(used=Coalesce(counted, 0))


def release(use: QuotaUse) -> None:
    """Give one use back."""
    use.delete()
    recount(use.counter)


def recount(counter: QuotaCounter) -> None:
    """Write down how many entries use a counter."""
    QuotaCounter.objects.filter(pk=counter.pk).update(used=QuotaUse.objects.filter(counter=counter).count())


def take(rule: QuotaRule, key: str, submission: Submission, *, holder: str, actor: Actor) -> None:
    """Take one use of a counter, or refuse."""
    counter, _made = QuotaCounter.objects.get_or_create(rule=rule, key=key, defaults={"maximum": rule.maximum})
    if QuotaUse.objects.filter(counter=counter).count() >= counter.maximum:
        raise QuotaUsedUp(explain_quota(rule, key, holder=holder, actor=actor))
    QuotaUse.objects.create(counter=counter, submission=submission)
    recount(counter)


def explain_quota(rule: QuotaRule, key: str, *, holder: str, actor: Actor) -> str:
    """Say which quota is used up, for whom, and by which entries, as far as the actor may see them."""
    rows = users_of(rule.pk, key)
    seen = list(rows.visible_to(actor).order_by("number")[:NAMED])
    hidden = rows.count() - len(seen)
    names = list_words(seen)
    if hidden and seen:
        names = _("%(names)s and %(count)s others") % {"names": names, "count": hidden}
    elif hidden:
        names = _("%(count)s entries of others") % {"count": hidden}
    return _("The quota “%(rule)s” is used up%(holder)s: %(names)s.") % {
        "rule": quota_words(rule),
        "holder": f"（{holder}）" if holder else "",
        "names": names,
    }


def quota_words(rule: QuotaRule) -> str:
    """Return a quota as a sentence part: where, for whom, how many."""
    texts = {
        QuotaScope.SCHOOL: _("at most %(count)s for each school"),
        QuotaScope.TRACK: _("at most %(count)s in all"),
        QuotaScope.PERSON: _("at most %(count)s for each participant"),
        QuotaScope.ADVISER: _("at most %(count)s for each adviser"),
    }
    text = texts[QuotaScope(rule.scope)] % {"count": rule.maximum}
    return f"{rule.track.name}：{text}" if rule.track else text


def create_quota(rule: QuotaRule, *, actor: Actor) -> QuotaRule:
    """Store a new quota and count what takes part already; refused when that is more."""
    with transaction.atomic():
        hold_call(rule.call)
        create_record(rule, actor=actor)
        count_anew(rule, actor=actor)
    return rule


def change_quota(rule: QuotaRule, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> QuotaRule:
    """Change the number of a quota and count anew; refused when more than that take part already."""
    with transaction.atomic():
        hold_call(rule.call)
        change_record(rule, actor=actor, changes=changes, revision=revision)
        count_anew(rule, actor=actor)
    return rule


def remove_quota(rule: QuotaRule, *, actor: Actor, reason: str = "") -> None:
    """Remove a quota with its counters."""
    with transaction.atomic():
        hold_call(rule.call)
        remove_record(rule, actor=actor, reason=reason)


def count_anew(rule: QuotaRule, *, actor: Actor) -> None:
    """Build the counters of a quota from what takes part; the call is held."""
    rows = list(
        Submission.objects.filter(call=rule.call_id, state__in=TAKING_PART_STATES)
        .select_related("organization")
        .defer("dossier", "answers")
        .order_by("submitted_at", "pk")
    )
    parts = parts_among(rule.call.kind, [row.pk for row in rows])
    whole = [row for row in rows if row.pk not in parts]
    keys = keys_of(whole, [rule])
    held: dict[str, list[Submission]] = defaultdict(list)
    labels: dict[str, str] = {}
    for row in whole:
        for (_rule, key), label in keys[row.pk].items():
            held[key].append(row)
            labels[key] = label
    for key, users in held.items():
        refuse_unless(
            len(users) <= rule.maximum,
            _("%(count)s entries take part already%(holder)s, more than the quota allows: %(names)s.")
            % {
                "count": len(users),
                "holder": f"（{labels[key]}）" if labels[key] else "",
                "names": list_words(users[:NAMED]),
            },
        )
    QuotaCounter.objects.filter(rule=rule).delete()
    counters = QuotaCounter.objects.bulk_create(
        QuotaCounter(rule=rule, key=key, used=len(users), maximum=rule.maximum) for key, users in held.items()
    )
    QuotaUse.objects.bulk_create(
        QuotaUse(counter=counter, submission=row) for counter in counters for row in held[counter.key]
    )
