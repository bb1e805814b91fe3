"""Search over the nouns of every app: what an actor may see, found by a part of its name, in one statement."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, islice
from typing import Any

from django.db import connection
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from office.actor import Actor
from reports.methods.search import plain_text
from reports.queries.holds import Holds, give_plain_form
from reports.queries.search_sources import SOURCES, Column, Source

# More is not counted: who finds more goes on to the list.
CAP = 20
# The first of the signs that mean nothing.
PRIVATE = 0xE000


@dataclass(frozen=True)
class Hit:
    """One found record: its key, the start of its addresses, the kind that decides its page, its words."""

    key: int
    page: str
    kind: str
    title: str
    note: str


@dataclass
class Found:
    """What was found of one noun: at most ``CAP`` records, best first; ``more`` when there are others.

    ``asked`` is the field of the noun's list that finds the same, "" when the list has none.
    """

    source: Source
    hits: list[Hit]
    more: bool = False
    asked: str = ""
    sizes: dict[int, int] = field(default_factory=dict)


def find_records(words: tuple[str, ...], *, actor: Actor) -> list[Found]:
    """Return what the actor may see whose name holds all the plain words, by noun; nouns without any are left out.

    Two statements, whatever the number of nouns and rows: in which columns the words stand at all, and what of those
    the actor may see. Each searched column gives at most ``CAP`` + 1 rows.
    """
    searched = [(source, column) for source in SOURCES for column in source.allowed(actor)] if words else []
    holding = columns_holding(tuple(column for _source, column in searched), words)
    branches = [branch(number, searched[number][1], words, actor) for number in holding]
    if not branches:
        return []
    found: dict[str, Found] = {}
    for number, key, title, note, kind in branches[0].union(*branches[1:], all=True):
        source, column = searched[number]
        group = found.setdefault(source.page, Found(source, []))
        group.hits.append(Hit(key, column.page or source.page, kind, title, note))
        group.sizes[number] = group.sizes.get(number, 0) + 1
        group.asked = column.asked if group.sizes[number] == max(group.sizes.values()) else group.asked
    for group in found.values():
        settle(group, words)
    return [found[source.page] for source in SOURCES if source.page in found]


def columns_holding(columns: tuple[Column, ...], words: tuple[str, ...]) -> list[int]:
    """Return the places of the columns in which some row holds all the words, whoever may see it.

    Most words stand in few columns; what an actor may see costs time to work out and is asked of these only.
    """
    if not columns:
        return []
    lengths = tuple(len(word) for word in words)
    statement, values = holding_statement(connection.vendor, columns, lengths)
    signs = str.maketrans("".join(stand_ins(lengths)), "".join(words))
    give_plain_form(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [value.translate(signs) if isinstance(value, str) else value for value in values])
        return sorted(number for (number,) in cursor.fetchall())


def stand_ins(lengths: Iterable[int]) -> list[str]:
    """Return words of these lengths made of signs of which each occurs once, and in no text."""
    signs = map(chr, count(PRIVATE))
    return ["".join(islice(signs, length)) for length in lengths]


@lru_cache(maxsize=64)
def holding_statement(
    vendor: str, columns: tuple[Column, ...], lengths: tuple[int, ...]
) -> tuple[str, tuple[Any, ...]]:
    """Return the statement of ``columns_holding`` for words of these lengths, with stand-ins in place of the words.

    It names no actor and no time, so it is made once.
    """
    words = stand_ins(lengths)
    parts: list[str] = []
    values: list[Any] = []
    for number, column in enumerate(columns):
        rows = column.model._default_manager.filter(*(Holds(F(column.name), word) for word in words))
        inner, inner_values = rows.order_by().values("pk")[:1].query.sql_with_params()
        parts.append(f"SELECT {number} WHERE EXISTS ({inner})")
        values += inner_values
    return " UNION ALL ".join(parts), tuple(values)


def branch(number: int, column: Column, words: tuple[str, ...], actor: Actor) -> QuerySet[Any]:
    """Return the found rows of one column as (number, key, title, note, kind), at most ``CAP`` + 1.

    The bound stands in a subquery: SQLite bounds no part of a compound statement.
    """
    rows = visible_rows(column, actor).filter(*(Holds(F(column.name), word) for word in words))
    kept = column.model._default_manager.filter(pk__in=rows.order_by().values("pk")[: CAP + 1])
    return kept.order_by().values_list(
        Value(number),
        F(column.key),
        text_of(column.title or column.name),
        text_of(column.note),
        text_of(column.kind),
    )


def visible_rows(column: Column, actor: Actor) -> QuerySet[Any]:
    """Return the rows that the actor may see: by their own rule, or by that of the record that owns them."""
    manager: Any = column.model._default_manager
    if column.owner is None:
        rows: QuerySet[Any] = manager.visible_to(actor)
        return rows
    owners: Any = column.owner._default_manager
    owned: QuerySet[Any] = manager.filter(owner__in=owners.visible_to(actor))
    return owned


def text_of(name: str) -> Any:
    """Return a column as text, "" for none and for a column without a value."""
    empty = Value("", output_field=CharField())
    return Coalesce(Cast(F(name), CharField()), empty) if name else empty


def settle(group: Found, words: tuple[str, ...]) -> None:
    """Keep each record once, best first, at most ``CAP``; say whether there are more."""
    once: dict[tuple[str, int, str], Hit] = {}
    for hit in group.hits:
        # A record found by two columns is shown once; two files of one record are two hits.
        once.setdefault((hit.page, hit.key, "" if group.source.page else hit.title), hit)
    hits = sorted(once.values(), key=lambda hit: rank(hit, words))
    group.more = len(hits) > CAP or max(group.sizes.values()) > CAP
    group.hits = hits[:CAP]


def rank(hit: Hit, words: tuple[str, ...]) -> tuple[bool, int, int, int]:
    """Order hits: the whole name first, then where the first word stands, shorter names, newer records."""
    plain = plain_text(hit.title)
    place = plain.find(words[0])
    return plain != words[0], place if place >= 0 else len(plain), len(plain), -hit.key
