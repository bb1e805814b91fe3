"""What can be imported: the declaration that an app makes for each noun, and the registry of them.

An app's ``imports/<noun>.py`` holds a subclass of ``Importer``: its columns with the headings that offices write, how a
row finds the record it means, and the records it makes. The back office does the rest: reading, checking, writing,
undoing. An importer lives for one check or one run; ``load`` gives it all rows at once, so that it asks the database a
few questions for the whole sheet instead of some for each row.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.import_piece import Piece, change_piece
from office.enums import ImportVerdict
from office.methods.cells import UnreadableCell, name_key, read_text
from office.workflow import Refusal, list_words

Values = dict[str, Any]
# How well a heading names a column; what the lines of a head of two count less than both together.
EXACT_SCORE, PART_SCORE = 1000, 400
LOWER_LINE, UPPER_LINE = 20, 400
LONGEST_HEADING = 14
IMPORTERS: dict[str, type["Importer"]] = {}


class RowError(Exception):
    """A row that cannot be imported; the sentence is for the user."""


@dataclass(frozen=True)
class ImportColumn:
    """One column that an import knows.

    ``headings`` are the words of real sheets, the first one stands in the template; ``read`` cleans a cell and raises
    ``UnreadableCell``; ``choices`` are the words that may be written, shown in the template; ``personal`` values are
    masked on every page.
    """

    name: str
    label: Any
    headings: tuple[str, ...]
    read: Callable[[Any], Any] = read_text
    required: bool = False
    example: str = ""
    note: Any = ""
    choices: tuple[str, ...] = ()
    personal: bool = False


@dataclass
class RowPlan:
    """What one row would do: the verdict with its reason, the record it means, and the pieces to write in order."""

    line: int
    verdict: str = ImportVerdict.ERROR
    title: str = ""
    message: str = ""
    target: models.Model | None = None
    pieces: list[Piece] = field(default_factory=list)
    candidates: list[models.Model] = field(default_factory=list)
    skipped: bool = False

    def fail(self, message: str) -> None:
        """Make the row an error that writes nothing."""
        self.verdict, self.message, self.pieces = ImportVerdict.ERROR, message, []


class Importer(ABC):
    """Base of an app's importer; one instance serves one check or run of one sheet."""

    name: ClassVar[str] = ""
    label: ClassVar[Any] = ""
    permission: ClassVar[str] = ""
    columns: ClassVar[tuple[ImportColumn, ...]] = ()
    # May one sheet name two new records by the same words (namesakes)? Then the second is decided by hand.
    twins: ClassVar[bool] = False

    def __init__(self, options: Mapping[str, Any], *, actor: Actor) -> None:
        self.options, self.actor = dict(options), actor

    @classmethod
    def option_fields(cls, actor: Actor) -> dict[str, forms.Field]:  # noqa: ARG003
        """Return what is asked at the upload, as form fields by name; model choices are stored by their keys."""
        return {}

    def load(self, rows: Sequence[Values]) -> None:  # noqa: B027 - a noun may need nothing read beforehand
        """Read from the database what the rows need, in few queries."""

    def complete(self, values: Values) -> Values:
        """Return the row's values with what follows from them; raises ``RowError`` for what contradicts itself."""
        return values

    def title(self, values: Values) -> str:
        """Return the words by which a row is shown."""
        return str(values.get(self.columns[0].name) or "")

    def identity(self, values: Values) -> Any:
        """Return what two rows of one sheet about the same record have in common."""
        return name_key(self.title(values))

    @abstractmethod
    def candidates(self, values: Values) -> list[models.Model]:
        """Return the stored records that a row may mean: none is a new one, two are a question."""

    def certain(self, values: Values, found: list[models.Model]) -> bool:
        """Tell whether a single found record is the one without asking."""
        return len(found) == 1

    @abstractmethod
    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Return the records that a row makes (``target`` None) or changes, in the order of writing."""

    def before_write(self, plans: Sequence[RowPlan]) -> None:  # noqa: B027 - most nouns take no numbers
        """Finish the pieces of the rows that are about to be written: take numbers. Runs in their transaction."""

    def after_write(self, plans: Sequence[RowPlan]) -> None:  # noqa: B027 - most nouns count nothing
        """Count what was written, in its transaction; a ``Refusal`` takes the rows back and fails the one to blame."""

    @classmethod
    def undoing(cls, touched: Mapping[type[models.Model], Sequence[Any]], *, actor: Actor) -> Callable[[], None]:  # noqa: ARG003
        """Let go of what was counted for the written records before an undo; returns what to do once it is done."""
        return lambda: None


def register(importer: type[Importer]) -> type[Importer]:
    """Make an importer known under its name; a class decorator."""
    IMPORTERS[importer.name] = importer
    return importer


def find_importer(name: str) -> type[Importer] | None:
    """Return the importer of a noun by its full name (``association.organization``), None when it has none."""
    return IMPORTERS.get(name)


def change_or_none(target: Any, changes: Mapping[str, Any], *, labels: Mapping[str, Any] | None = None) -> list[Piece]:
    """Return the piece that changes a record where the row says something else; a blank never overwrites."""
    told = {name: value for name, value in changes.items() if value not in (None, "")}
    piece = change_piece(target, told, labels=labels)
    return [piece] if piece else []


# ---------------------------------------------------------------- headings


def score_heading(columns: Sequence[ImportColumn], heading: str) -> int:
    """Return how well a heading names one of the columns, 0 not at all."""
    return best_column(columns, heading)[0]


def best_column(columns: Sequence[ImportColumn], heading: str) -> tuple[int, str]:
    """Return the score and the name of the column that a heading means best.

    Of a head of two lines (通讯/邮编) the whole counts most, then the lower line, then the upper.
    """
    parts = heading.split("/")
    best = match_heading(columns, heading)
    if len(parts) > 1:
        lower, upper = match_heading(columns, parts[-1]), match_heading(columns, parts[0])
        found = [best, (lower[0] - LOWER_LINE, lower[1]), (upper[0] - UPPER_LINE, upper[1])]
        best = max(found, key=lambda pair: pair[0])
    return best if best[0] > 0 else (0, "")


def match_heading(columns: Sequence[ImportColumn], heading: str) -> tuple[int, str]:
    """Return the score and the name of the column that some words mean best."""
    whole = name_key(heading)
    key = name_key(re.split("[（(]", heading)[0]) or whole
    best = (0, "")
    for column in columns if key else ():
        for position, word in enumerate(column.headings):
            plain = name_key(word)
            if plain in {key, whole}:
                score = EXACT_SCORE - position
            elif len(key) <= LONGEST_HEADING and len(plain) >= 2 and (key.endswith(plain) or key.startswith(plain)):
                score = PART_SCORE + len(plain) * 10 - position
            else:
                continue
            best = max(best, (score, column.name), key=lambda pair: pair[0])
    return best


def guess_mapping(columns: Sequence[ImportColumn], heads: Sequence[str]) -> list[str]:
    """Return one column name a heading, "" for those that are left out; every column is named at most once."""
    scored = sorted(((*best_column(columns, head), -position) for position, head in enumerate(heads)), reverse=True)
    mapping = [""] * len(heads)
    taken: set[str] = set()
    for score, name, position in scored:
        if score and name not in taken:
            mapping[-position] = name
            taken.add(name)
    return mapping


# ---------------------------------------------------------------- cells


def read_row(columns: Mapping[str, ImportColumn], mapping: Sequence[str], raw: Sequence[Any]) -> Values:
    """Return a row's cleaned values by column name; raises ``RowError`` that names every column it cannot read."""
    values: Values = {}
    problems = []
    for name, cell in zip(mapping, raw, strict=False):
        if not name:
            continue
        try:
            values[name] = columns[name].read(cell)
        except UnreadableCell as error:
            problems.append(explain_cell(columns[name], error))
    missing = [str(column.label) for column in columns.values() if column.required and not values.get(column.name)]
    if problems:
        raise RowError(" ".join(problems))
    if missing:
        raise RowError(_("Missing: %(columns)s.") % {"columns": list_words(missing)})
    return values


def explain_cell(column: ImportColumn, error: UnreadableCell) -> str:
    """Return the sentence for a cell that cannot be read."""
    sentences = {
        "date": _("“%(value)s” is no date; write it as 2024-09-01 or 2024年9月."),
        "january": _("“%(value)s” may be January or October; write it as 2024年1月 or 2024年10月."),
        "period": _("“%(value)s” ends before it begins."),
        "phone": _("“%(value)s” is no phone number."),
        "postcode": _("“%(value)s” is no postcode of six digits."),
        "integer": _("“%(value)s” is no whole number."),
        "number": _("“%(value)s” is no number."),
        "name": _("“%(value)s” is no name of a person."),
        "glyph": _("“%(value)s” holds a character that only one computer can show; type it anew."),
        "lost_digits": _("“%(value)s” was kept as a number and lost its last digits; keep the column as text."),
        "choice": _("“%(value)s” is none of the words known here: %(choices)s."),
    }
    value = "****" if column.personal else error.value[:60]
    sentence = sentences.get(error.code, _("“%(value)s” cannot be read."))
    told = sentence % {"value": value, "choices": list_words(column.choices)}
    return _("%(column)s: %(problem)s") % {"column": column.label, "problem": told}


def read_choice(words: Mapping[str, str]) -> Callable[[Any], str]:
    """Return the reader of a column that holds one of some words; keys are what offices write, values what is kept."""
    known = {name_key(word): stored for word, stored in words.items()}

    def read(cell: Any) -> str:
        text = read_text(cell)
        if not text:
            return ""
        if name_key(text) not in known:
            raise UnreadableCell("choice", text)
        return known[name_key(text)]

    return read


def refused(error: Refusal) -> RowError:
    """Return a refusal of the domain as the problem of a row."""
    return RowError(str(error))
