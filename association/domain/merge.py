"""Merge two organizations or two persons that are one, look at it first, and take it back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from association.domain.duplicate import kind_of
from association.enums import PairKind, PairState
from association.models import DuplicatePair, FormerName, Organization, Person, Succession
from association.queries.grant import today
from association.workflow import DUPLICATE_MERGE
from office.actor import Actor
from office.domain.merge import MergeRefused, merge_records, takes
from office.domain.merge_undo import undo_merge
from office.domain.transition import advance
from office.models import Merge
from office.queries.merge import foresee_merge
from office.workflow import Refusal, refuse_unless

# What the record that stays takes over where it has nothing itself.
FILLED: dict[type[Any], tuple[str, ...]] = {
    Organization: ("short_name", "uscc", "region", "founded_on", "postcode", "address", "school_level"),
    Person: ("organization", "position", "phone"),
}


@dataclass(frozen=True)
class Line:
    """What a merge does to one table: rows that move, rows that repeat another and go."""

    label: str
    moved: int
    folded: int


@dataclass(frozen=True)
class Preview:
    """What a merge would do, or why it is refused."""

    lines: list[Line] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    refusal: str = ""


def merge_parties(
    survivor: Any, absorbed: Any, *, actor: Actor, reason: str = "", former_until: date | None = None
) -> Merge:
    """Merge two records that are one; the name of the one that goes stays findable.

    With ``former_until`` that name becomes a former name of the organization that stays, valid until that day. Raises
    ``MergeRefused`` for two organizations of which one followed the other: those were two.
    """
    refuse_strangers(survivor, absorbed)
    with transaction.atomic():
        settle_pairs(survivor, absorbed, actor=actor)
        return merge_records(
            survivor,
            absorbed,
            actor=actor,
            reason=reason,
            fill=fillable(survivor),
            added=former_name(survivor, absorbed, former_until),
        )


def preview_merge(survivor: Any, absorbed: Any, *, actor: Actor) -> Preview:
    """Say what a merge would do, refusals included; reads only: looking at a merge holds up nobody."""
    try:
        refuse_strangers(survivor, absorbed)
        effects = foresee_merge(survivor, absorbed)
    except Refusal as refusal:
        return Preview(refusal=str(refusal))
    if any(effect.refused for effect in effects):
        return Preview(refusal=words_of_refusal(survivor, absorbed, actor=actor))
    told = sorted((effect for effect in effects if effect.moved or effect.repeated), key=lambda e: e.table._meta.label)
    lines = [Line(str(effect.table._meta.verbose_name_plural), effect.moved, effect.repeated) for effect in told]
    filled = [name for name in fillable(survivor) if takes(survivor, absorbed, name)]
    return Preview(lines, [str(survivor._meta.get_field(name).verbose_name) for name in filled])


def words_of_refusal(survivor: Any, absorbed: Any, *, actor: Actor) -> str:
    """Return which row stands against a merge: the merge itself says it, and is rolled back."""
    try:
        with transaction.atomic():
            merge_parties(survivor, absorbed, actor=actor)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return str(refusal)
    finally:
        survivor.refresh_from_db()
        absorbed.refresh_from_db()
    return ""


def lines_of(merge: Merge) -> list[Line]:
    """Return what a merge did, by table, in the order of the tables' names."""
    moved: dict[str, int] = {}
    folded: dict[str, int] = {}
    for entry in merge.moves:
        if entry["model"] != Merge._meta.label:
            moved[entry["model"]] = moved.get(entry["model"], 0) + len(entry["ids"])
    for entry in merge.folds:
        folded[entry["model"]] = folded.get(entry["model"], 0) + 1
    tables = {label: str(apps.get_model(label)._meta.verbose_name_plural) for label in {**moved, **folded}}
    return [Line(name, moved.get(label, 0), folded.get(label, 0)) for label, name in sorted(tables.items())]


def undo_parties(merge: Merge, *, actor: Actor, reason: str = "") -> Any:
    """Take a merge back, and let the pair be decided again; returns the record that came back."""
    with transaction.atomic():
        restored = undo_merge(merge, actor=actor, reason=reason)
        low, high = sorted((merge.survivor_id, merge.absorbed_id))
        pair = DuplicatePair.objects.filter(
            kind=kind_of(restored), low_id=low, high_id=high, state=PairState.MERGED
        ).first()
        if pair:
            advance(pair, "undo_merge", actor=actor, workflow=DUPLICATE_MERGE)
    return restored


def settle_pairs(survivor: Any, absorbed: Any, *, actor: Actor) -> None:
    """Mark the pair as merged; what the other was said not to be, the staying record is not either."""
    kind = kind_of(survivor)
    low, high = sorted((survivor, absorbed), key=lambda record: record.pk)
    pair, _new = DuplicatePair.objects.get_or_create(
        kind=kind, low_id=low.pk, high_id=high.pk, defaults={"low_name": str(low), "high_name": str(high)}
    )
    if pair.state != PairState.MERGED:
        advance(pair, "merge", actor=actor, workflow=DUPLICATE_MERGE)
    others = DuplicatePair.objects.filter(Q(low_id=absorbed.pk) | Q(high_id=absorbed.pk), kind=kind)
    others.filter(state=PairState.OPEN).delete()
    for other in others.filter(state=PairState.DIFFERENT):
        key, name = other.high_id, other.high_name
        if key == absorbed.pk:
            key, name = other.low_id, other.low_name
        (low_id, low_name), (high_id, high_name) = sorted(((survivor.pk, str(survivor)), (key, name)))
        DuplicatePair.objects.get_or_create(
            kind=kind,
            low_id=low_id,
            high_id=high_id,
            defaults={"low_name": low_name, "high_name": high_name, "state": PairState.DIFFERENT},
        )


def refuse_strangers(survivor: Any, absorbed: Any) -> None:
    """Refuse organizations of which one followed the other, for that has two sides, and those of different kinds."""
    if not isinstance(survivor, Organization):
        return
    sides = Q(predecessor=survivor, successor=absorbed) | Q(predecessor=absorbed, successor=survivor)
    refuse_unless(
        not Succession.objects.filter(sides).exists(),
        _("One of the two followed the other: they were two, and stay two records."),
        error=MergeRefused,
    )
    refuse_unless(
        survivor.kind == absorbed.kind,
        _("The two are of different kinds; correct the kind of one of them first."),
        error=MergeRefused,
    )


def former_name(survivor: Any, absorbed: Any, until: date | None) -> list[FormerName]:
    """Return the former name that the staying organization gets, none without a day."""
    if until is None or not isinstance(survivor, Organization) or absorbed.name == survivor.name:
        return []
    refuse_unless(until <= today(), _("The day lies ahead: record it once it is in force."), error=MergeRefused)
    clash = FormerName.objects.filter(organization__in=(survivor, absorbed), until=until).first()
    refuse_unless(
        clash is None,
        _("The former name “%(name)s” ends on that day already. Choose the right day.") % {"name": clash},
        error=MergeRefused,
    )
    return [FormerName(organization=survivor, name=absorbed.name, until=until)]


def fillable(survivor: Any) -> Sequence[str]:
    """Return the fields that the staying record may take over."""
    return FILLED[type(survivor)]


def merge_of(kind: str, key: int) -> Merge | None:
    """Return the merge of a pair's record that is in force, None without one."""
    model = Organization if kind == PairKind.ORGANIZATION else Person
    content_type = ContentType.objects.get_for_model(model)
    return Merge.objects.filter(content_type=content_type, absorbed_id=key, undone_at__isnull=True).first()
