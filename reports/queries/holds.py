"""The condition that a column holds a word, at a million rows too: ``rows.filter(Holds(F("title"), "护理"))``.

On PostgreSQL an index of the pairs of neighboring signs narrows the rows and the plain texts are compared afterwards;
the functions and the indexes come with ``reports/migrations/0004_search.py``. On SQLite the plain texts are compared.
Signs with a meaning in LIKE (%, _) are signs like all others here.
"""

from functools import lru_cache
from typing import Any

from django.db.models import Lookup

from reports.methods.search import plain_text


class Holds(Lookup):
    """True where the plain form of a text holds the plain form of a word of two signs or more."""

    lookup_name = "holds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Compare on SQLite, which is given the plain form as a function of its own."""
        give_plain_form(connection)
        column, column_values = self.process_lhs(compiler, connection)
        word, word_values = self.process_rhs(compiler, connection)
        return f"instr(search_plain({column}), search_plain({word})) > 0", [*column_values, *word_values]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Look the word's pairs up in the index, then compare: the same pairs may stand apart in a text."""
        column, column_values = self.process_lhs(compiler, connection)
        word, word_values = self.process_rhs(compiler, connection)
        pairs = covering_pairs(self.rhs)
        looked_up = " || ".join(["search_pairs(%s)"] * len(pairs))
        compared = f"strpos(search_plain({column}), search_plain({word})) > 0"
        values = [*column_values, *pairs, *column_values, *word_values]
        return f"(search_pairs({column}) @> ({looked_up}) AND {compared})", values


def give_plain_form(connection: Any) -> None:
    """Give a connection to SQLite the function that makes a text plain; PostgreSQL has its own."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.create_function("search_plain", 1, plain_or_none, deterministic=True)


def covering_pairs(word: str) -> list[str]:
    """Return pairs of neighboring signs in which each sign of a word stands: every second one, and the last.

    All pairs would find the same rows: each more costs a list to read, and the planner, which takes pairs of one phrase
    for independent, expects fewer rows than there are.
    """
    places = [*range(0, len(word) - 2, 2), len(word) - 2]
    return [word[place : place + 2] for place in places]


# Each search on SQLite reads the same names again; so many of them are kept plain in each process.
@lru_cache(maxsize=1 << 16)
def plain_or_none(text: str | None) -> str | None:
    """Return the plain form of a column's value, None for NULL."""
    return None if text is None else plain_text(str(text))
