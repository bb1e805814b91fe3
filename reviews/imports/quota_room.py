"""The room that a call's quotas have left while a sheet is planned: its rows take it one after the other.

The writing counts exactly (``domain/quota.py: settle_many``); this says the same beforehand, row by row.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from office.methods.cells import name_key
from reviews.domain.quota import QuotaUsedUp, quota_words
from reviews.models import Call, Participant, QuotaCounter, QuotaRule, Submission
from reviews.queries.quota import ROLES, keys_in_scope, rules_of


class QuotaRoom:
    """What is used of each counter, with what the rows planned so far would use."""

    def __init__(self, call: Call) -> None:
        self.rules = rules_of(call.pk)
        rows = QuotaCounter.objects.filter(rule__in=self.rules) if self.rules else QuotaCounter.objects.none()
        self.used = {(row.rule_id, row.key): row.used for row in rows}

    def take_entry(self, submission: Submission, people: Iterable[Participant]) -> None:
        """Take the room of a new entry; raises ``QuotaUsedUp`` and takes nothing where a quota has none left."""
        self.take(submission, list(people), self.rules)

    def take_people(self, submission: Submission, people: Iterable[Participant]) -> None:
        """Take the room of people who join an entry that takes part already."""
        self.take(submission, list(people), [rule for rule in self.rules if rule.scope in ROLES])

    def take(self, submission: Submission, people: list[Participant], rules: list[QuotaRule]) -> None:
        """Take the room of some quotas."""
        for place, person in enumerate(people):
            person.pk = -1 - place  # a stand-in by which the keys are told apart
        named = {person.pk: key_of(person) for person in people}
        wanted = [
            (rule, key, label)
            for rule in rules
            if rule.track_id in {None, submission.track_id}
            for key, label in keys_in_scope(rule, submission, people, named)
        ]
        for person in people:
            person.pk = None
        for rule, key, label in wanted:
            if self.used.get((rule.pk, key), 0) >= rule.maximum:
                holder = f"（{label}）" if label else ""
                raise QuotaUsedUp(
                    _("The quota “%(rule)s” is used up%(holder)s, counting the rows above.")
                    % {"rule": quota_words(rule), "holder": holder}
                )
        for rule, key, _label in wanted:
            self.used[rule.pk, key] = self.used.get((rule.pk, key), 0) + 1


def key_of(person: Participant) -> str:
    """Return whose number a quota counts: the person on record, else name and employer."""
    if person.person is not None:
        return f"p{person.person.pk}"
    unit = person.organization
    return f"n{unit.pk if unit else ''}:{name_key(person.name)}"[:120]
