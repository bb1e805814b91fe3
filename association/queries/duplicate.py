"""Look through all organizations or persons for pairs that may be one record, block by block."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Any

from association.enums import PairKind
from association.methods.matching import PAIR_SCORE, Likeness, compare_organizations, compare_persons
from association.models import Employment, FormerName, Organization, Person, Succession
from association.models.matched import NAME_FORMS
from association.queries.lookalike import person_traits, traits_of

# A block with more rows than this says nothing (every school of a province begins with its name).
BLOCK_LIMIT = 300

Found = dict[tuple[int, int], Likeness]


def find_pairs(kind: str) -> Found:
    """Return the likeness of every pair of records worth a decision, by their ids with the lower one first."""
    return find_organization_pairs() if kind == PairKind.ORGANIZATION else find_person_pairs()


def find_organization_pairs() -> Found:
    """Return the pairs of organizations; those that follow each other in a succession are known to be two."""
    columns = ("id", "short_plain", "uscc", "region_id", "kind", "school_level", *NAME_FORMS)
    rows = {row.pk: row for row in Organization.objects.order_by().only(*columns).iterator()}
    former: dict[int, list[str]] = defaultdict(list)
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for name in FormerName.objects.order_by().only("organization_id", *NAME_FORMS).iterator():
        former[name.organization_id].append(name.name_plain)
        enter(blocks, name.organization_id, name, NAME_FORMS)
    for row in rows.values():
        enter(blocks, row.pk, row, NAME_FORMS)
        blocks["uscc", row.uscc].add(row.pk)
        blocks["name_plain", row.short_plain].add(row.pk)
    followed = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    traits = {pk: traits_of(row, former.get(pk, ())) for pk, row in rows.items()}
    known = followed | {(successor, predecessor) for predecessor, successor in followed}
    return score_blocks(blocks, known, lambda one, other: compare_organizations(traits[one], traits[other]))


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
    return score_blocks(blocks, set(), lambda one, other: compare_persons(traits[one], traits[other]))


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
