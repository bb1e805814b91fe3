"""Read quotas in system scope: which counters an entry moves, and what is used of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from association.models import Person
from office.methods.cells import name_key
from reviews.enums import ParticipantRole, QuotaScope
from reviews.models import Participant, QuotaRule, Submission

# Whose number a quota for each participant counts; team leaders may lead several teams.
PERSON_ROLES = (
    ParticipantRole.CONTESTANT,
    ParticipantRole.HOST,
    ParticipantRole.MEMBER,
    ParticipantRole.AUTHOR,
    ParticipantRole.NOMINEE,
)
ROLES = {QuotaScope.PERSON: PERSON_ROLES, QuotaScope.ADVISER: (ParticipantRole.ADVISER,)}
WHOLE = "all"

# The counters of an entry: (rule, key) -> whom the key stands for.
Keys = dict[tuple[int, str], str]


def rules_of(call_id: int) -> list[QuotaRule]:
    """Return the quotas of a call."""
    return list(QuotaRule.objects.filter(call_id=call_id).select_related("track"))


def people_of(submissions: Collection[Submission]) -> dict[int, list[Participant]]:
    """Return the participants of submissions, by key, in order; one query."""
    people: dict[int, list[Participant]] = defaultdict(list)
    rows = Participant.objects.filter(submission__in=[row.pk for row in submissions])
    for row in rows.order_by("order", "id"):
        people[row.submission_id].append(row)
    return people


def keys_of(
    submissions: Collection[Submission],
    rules: Collection[QuotaRule],
    people: Mapping[int, Sequence[Participant]] | None = None,
) -> dict[int, Keys]:
    """Return the counters that each of the submissions moves when it takes part; at most two queries.

    ``people`` are their participants where the caller has read them.
    """
    if not any(rule.scope in ROLES for rule in rules) or not submissions:
        people = {}
    elif people is None:
        people = people_of(submissions)
    named = keys_of_people([row for rows in people.values() for row in rows])
    return {
        row.pk: {
            (rule.pk, key): label
            for rule in rules
            if rule.track_id in {None, row.track_id}
            for key, label in keys_in_scope(rule, row, people.get(row.pk, ()), named)
        }
        for row in submissions
    }


def keys_in_scope(
    rule: QuotaRule, submission: Submission, people: Iterable[Participant], named: dict[int, str]
) -> list[tuple[str, str]]:
    """Return the keys, and whom they stand for, that one submission moves of one rule."""
    if rule.scope == QuotaScope.SCHOOL:
        unit = submission.organization
        return [(f"o{unit.pk}", unit.name)] if unit else []
    if rule.scope == QuotaScope.TRACK:
        return [(WHOLE, "")]
    roles = ROLES[QuotaScope(rule.scope)]
    return [(named[row.pk], row.name) for row in people if row.role in roles]


def keys_of_people(people: Collection[Participant]) -> dict[int, str]:
    """Return the key of each participant: the person on record, else name and employer.

    A name without a record that one single person of that employer bears is that person: leaving the link out does
    not make a second one.
    """
    loose = [row for row in people if row.person_id is None]
    known: dict[tuple[int | None, str], list[int]] = defaultdict(list)
    if loose:
        found = Person.objects.filter(name__in={row.name for row in loose}).values_list("pk", "name", "organization_id")
        for key, name, organization in found:
            known[organization, name].append(key)
    keys = {}
    for row in people:
        same = known.get((row.organization_id, row.name), [])
        person = row.person_id or (same[0] if len(same) == 1 else None)
        keys[row.pk] = f"p{person}" if person else f"n{row.organization_id or ''}:{name_key(row.name)}"[:120]
    return keys


def users_of(rule_id: int, key: str) -> Any:
    """Return the submissions that use a counter."""
    return Submission.objects.filter(quota_uses__counter__rule_id=rule_id, quota_uses__counter__key=key)
