"""Look through all organizations or persons for pairs that may be one record, block by block."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from association.enums import MatchReason, PairKind
from association.methods.matching import (
    PAIR_SCORE,
    PART_LENGTH,
    Likeness,
    compare_organizations,
    compare_persons,
    loose_name,
    parts_of,
    slips_of,
)
from association.models import Employment, FormerName, Organization, Person, Succession
from association.queries.lookalike import person_traits, traits_of

# A block with more rows than this says nothing (every school of a province begins with its name).
BLOCK_LIMIT = 300
# The forms that two names share when they mean one; slips and names without a place have blocks of their own.
SAME_FORMS = ("name_plain", "name_core", "name_sound")
# A name without its place may fit so many others before its region has to decide.
FEW = 2
# Two signs make a name that many bear.
RARE_LENGTH = 3

Found = dict[tuple[int, int], Likeness]


def find_pairs(kind: str) -> Found:
    """Return the likeness of every pair of records worth a decision, by their ids with the lower one first."""
    return find_organization_pairs() if kind == PairKind.ORGANIZATION else find_person_pairs()


def find_organization_pairs() -> Found:
    """Return the pairs of organizations; those that follow each other in a succession are known to be two."""
    columns = ("id", "short_plain", "uscc", "region_id", "kind", "school_level", *SAME_FORMS)
    rows = {row.pk: row for row in Organization.objects.order_by().only(*columns).iterator()}
    former: dict[int, list[str]] = defaultdict(list)
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name in FormerName.objects.order_by().only("organization_id", *SAME_FORMS).iterator():
        former[name.organization_id].append(name.name_plain)
        enter(blocks, name.organization_id, name, SAME_FORMS)
    for row in rows.values():
        enter(blocks, row.pk, row, SAME_FORMS)
        blocks["uscc", row.uscc].add(row.pk)
        blocks["name_plain", row.short_plain].add(row.pk)
        loose = loose_name(row.name_plain)
        for part in parts_of(loose):
            blocks["part", part].add(row.pk)
        if len(loose) >= PART_LENGTH:
            for slip in slips_of(loose):
                blocks["slip", slip].add(row.pk)
    followed = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    traits = {pk: traits_of(row, former.get(pk, ())) for pk, row in rows.items()}
    known = followed | {(successor, predecessor) for predecessor, successor in followed}
    found = score_blocks(blocks, known, lambda one, other: compare_organizations(traits[one], traits[other]))
    return without_ambiguous(found, {pk: row.region_id for pk, row in rows.items()})


def without_ambiguous(found: Found, regions: dict[int, int | None]) -> Found:
    """Leave out names without a place that fit those of many places, but for the one in the same region."""
    fits = Counter(
        pk for pair, likeness in found.items() if MatchReason.PART_OF_NAME in likeness.reasons for pk in pair
    )
    return {
        (low, high): likeness
        for (low, high), likeness in found.items()
        if MatchReason.PART_OF_NAME not in likeness.reasons
        or max(fits[low], fits[high]) <= FEW
        or (regions[low] is not None and regions[low] == regions[high])
    }


def find_person_pairs() -> Found:
    """Return the pairs of persons."""
    columns = ("name_plain", "name_sound", "phone_tail")
    rows = {row.pk: row for row in Person.objects.order_by().only("id", "organization_id", *columns).iterator()}
    past: dict[int, list[int]] = defaultdict(list)
    for person_id, organization_id in Employment.objects.order_by().values_list("person_id", "organization_id"):
        past[person_id].append(organization_id)
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows.values():
        enter(blocks, row.pk, row, columns)
    traits = {pk: person_traits(row, past.get(pk, ())) for pk, row in rows.items()}
    found = score_blocks(blocks, set(), lambda one, other: compare_persons(traits[one], traits[other]))

    def is_told_apart(pair: tuple[int, int], likeness: Likeness) -> bool:
        """Tell whether only a name speaks for a pair, and the name says little: short, borne by others, or not bare."""
        if MatchReason.NO_EMPLOYER not in likeness.reasons:
            return False
        name = rows[pair[0]].name_plain
        bare = [pk for pk in pair if not traits[pk].employers and not traits[pk].phone]
        return not bare or len(name) < RARE_LENGTH or len(blocks["name_plain", name]) > len(pair)

    return {pair: likeness for pair, likeness in found.items() if not is_told_apart(pair, likeness)}


def enter(blocks: dict[tuple[str, str], set[int]], key: int, row: Any, columns: Iterable[str]) -> None:
    """Put a record into the blocks of its columns."""
    for column in columns:
        blocks[column, getattr(row, column)].add(key)


def score_blocks(
    blocks: dict[tuple[str, str], set[int]],
    known: set[tuple[int, int]],
    compare: Callable[[int, int], Likeness],
) -> Found:
    """Compare the records of each block with each other; empty values and overfull blocks are no blocks."""
    found: Found = {}
    for pair in pairs_of(blocks):
        if pair in found or pair in known:
            continue
        likeness = compare(*pair)
        if likeness.score >= PAIR_SCORE:
            found[pair] = likeness
    return found


def pairs_of(blocks: dict[tuple[str, str], set[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of each block, the lower id first; a pair of several blocks comes several times."""
    for (_column, value), keys in blocks.items():
        if value and 1 < len(keys) <= BLOCK_LIMIT:
            yield from combinations(sorted(keys), 2)
