"""Before a new organization or person is stored: which stored one may be meant."""

from collections.abc import Callable
from typing import Any

from association.domain.duplicate import keep_apart
from association.enums import MatchReason
from association.models import Organization, Person
from association.queries.lookalike import Lookalike, organization_lookalikes, person_lookalikes
from office.actor import Actor
from office.forms.record import RecordForm
from office.web.page_data import Likely
from office.workflow import list_words

REASONS = dict(MatchReason.choices)


def likely_organizations(form: RecordForm, actor: Actor) -> list[Likely]:
    """Return the organizations that a form's new one may repeat."""
    draft = Organization(**form.changes)
    draft.derive()
    return [shown(item, organization_words(item.record)) for item in organization_lookalikes(draft, actor=actor)]


def likely_persons(form: RecordForm, actor: Actor) -> list[Likely]:
    """Return the persons whom a form's new one may repeat."""
    draft = Person(**form.changes)
    draft.derive()
    return [shown(item, person_words(item.record)) for item in person_lookalikes(draft, actor=actor)]


def shown(item: Lookalike, facts: str) -> Likely:
    """Return a look-alike as the form page shows it."""
    return Likely(item.record, facts, list_words(REASONS[reason] for reason in item.likeness.reasons))


def organization_words(organization: Organization) -> str:
    """Return what tells an organization from others: kind, level, code, and whether it is closed."""
    words = [organization.get_kind_display(), organization.get_school_level_display(), organization.uscc]
    return list_words([word for word in (*words, organization.closed_on) if word])


def person_words(person: Person) -> str:
    """Return what tells a person from others: employer, position, the masked phone number."""
    return list_words([word for word in (person.organization, person.position, person.masked_phone) if word])


def tell_apart(model: Any) -> Callable[[Any, list[int], Actor], None]:
    """Return the function that remembers: a new record is none of those that were shown."""

    def remember(record: Any, keys: list[int], actor: Actor) -> None:
        keep_apart(record, model.objects.visible_to(actor).filter(pk__in=keys).exclude(pk=record.pk), actor=actor)

    return remember
