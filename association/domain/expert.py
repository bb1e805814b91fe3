"""The expert pool: experts with their fields, and the payee card that only a logged reason opens."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.methods.identity import mask_card, mask_id
from association.models import Expert, ExpertTopic, Payee, Topic
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.cipher import decrypt_text, encrypt_text
from office.domain.record import change_record, create_record
from office.workflow import refuse_unless


def create_expert(expert: Expert, *, topics: list[Topic], actor: Actor) -> Expert:
    """Put a person into the pool with the fields he knows."""
    with transaction.atomic():
        create_record(expert, actor=actor)
        keep_topics(expert, topics, actor=actor)
    return expert


def change_expert(
    expert: Expert, *, topics: list[Topic], actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Expert:
    """Change an expert's card and fields, refusing a stale form."""
    with transaction.atomic():
        change_record(expert, actor=actor, changes=changes, revision=revision)
        keep_topics(expert, topics, actor=actor)
    return expert


def keep_topics(expert: Expert, topics: list[Topic], *, actor: Actor) -> None:
    """Let an expert know exactly these fields; one audit row, none when nothing differs."""
    stored = {row.topic_id: row for row in ExpertTopic.objects.filter(expert=expert)}
    wanted = {topic.pk: topic for topic in topics}
    if set(stored) == set(wanted):
        return
    names = sorted(str(row) for row in Topic.objects.filter(pk__in=stored).values_list("name", flat=True))
    with transaction.atomic():
        ExpertTopic.objects.filter(pk__in=[row.pk for key, row in stored.items() if key not in wanted]).delete()
        ExpertTopic.objects.bulk_create(
            ExpertTopic(expert=expert, topic=topic) for key, topic in wanted.items() if key not in stored
        )
        after = {"topics": sorted(topic.name for topic in topics)}
        record_act(expert, "change", actor=actor, before={"topics": names}, after=after)


def keep_payee(expert: Expert, *, actor: Actor, id_number: str = "", card: str = "", bank: str = "") -> Payee:
    """Keep ID number, bank card and bank of an expert; an empty number keeps the stored one.

    Numbers are stored encrypted; pages and the trail hold their masked forms only.
    """
    with transaction.atomic():
        payee, _made = Payee.objects.get_or_create(expert=expert)
        before = {"id_shown": payee.id_shown, "card_shown": payee.card_shown, "bank": payee.bank}
        if id_number:
            payee.id_sealed, payee.id_shown = encrypt_text(id_number), mask_id(id_number)
        if card:
            payee.card_sealed, payee.card_shown = encrypt_text(card), mask_card(card)
        payee.bank = bank.strip()
        payee.full_clean()
        payee.save()
        after = {"id_shown": payee.id_shown, "card_shown": payee.card_shown, "bank": payee.bank}
        if before != after or id_number or card:
            record_act(expert, "keep_payee", actor=actor, before=before, after=after)
    return payee


def reveal_payee(expert: Expert, *, actor: Actor, reason: str) -> tuple[str, str]:
    """Return the full ID number and bank card and leave in the trail who asked for them and why."""
    payee = Payee.objects.filter(expert=expert).first()
    refuse_unless(
        payee is not None and bool(payee.id_sealed or payee.card_sealed),
        _("Nothing is stored for %(person)s.") % {"person": expert},
    )
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    assert payee is not None
    with transaction.atomic():
        record_act(expert, "reveal", actor=actor, after={"field": "payee"}, reason=reason.strip())
    return decrypt_text(payee.id_sealed), decrypt_text(payee.card_sealed)
