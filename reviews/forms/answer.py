"""An entry form on the page: what a question looks like with its answer, and what the page sends back."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reviews.domain.form_words import problem_text
from reviews.methods.entry_form import (
    CHOICE,
    FILE,
    LONG_TEXT_MAX,
    PERSON,
    PERSON_PARTS,
    TEXT_MAX,
    FormField,
    Problem,
)

PREFIX = "q-"
# Choices up to this many stand as buttons, longer lists in a drop-down.
RADIO_MAX = 8


@dataclass(frozen=True)
class Option:
    """One answer to choose from."""

    value: str
    chosen: bool
    key: str


@dataclass(frozen=True)
class PersonPart:
    """One box of a person: name, organization, position."""

    name: str
    label: Any
    value: str
    autocomplete: str = "off"


@dataclass(frozen=True)
class Question:
    """A question as the template shows it; ``field`` is the definition, ``name`` the control's name."""

    field: FormField
    name: str
    value: Any = ""
    error: str = ""
    options: list[Option] = dataclasses.field(default_factory=list)
    parts: list[PersonPart] = dataclasses.field(default_factory=list)
    files: list[dict[str, Any]] = dataclasses.field(default_factory=list)
    condition: str = ""
    condition_name: str = ""

    @property
    def is_radio(self) -> bool:
        """True when the answers to choose from stand as buttons."""
        return self.field.multiple or len(self.field.choices) <= RADIO_MAX

    @property
    def is_wide(self) -> bool:
        """True when the question stands for several controls."""
        return self.field.kind == PERSON or (self.field.kind == CHOICE and self.is_radio)

    @property
    def may_add_file(self) -> bool:
        """True while the question takes one more file."""
        return len(self.files) < self.field.file_count

    @property
    def file_hint(self) -> str:
        """Say which files are taken: endings, size, number."""
        limit = self.field.file_mb or settings.ATTACHMENT_MAX_BYTES // 1024 // 1024
        kinds = "、".join(self.field.file_kinds) or _("PDF, pictures, Word, Excel, PowerPoint, ZIP, MP4")
        return _("%(kinds)s; up to %(limit)s MB each; at most %(count)s.") % {
            "kinds": kinds,
            "limit": limit,
            "count": self.field.file_count,
        }

    @property
    def accept(self) -> str:
        """Return the endings for the browser's file dialog."""
        return ",".join(f".{kind}" for kind in self.field.file_kinds)


def build_questions(
    fields: Iterable[FormField],
    answers: Mapping[str, Any],
    *,
    problems: Iterable[Problem] = (),
    files: Mapping[str, list[dict[str, Any]]] | None = None,
) -> list[Question]:
    """Return the questions with answers, errors and files (by label), in order."""
    errors: dict[str, str] = {}
    for problem in problems:
        errors.setdefault(problem.code, problem_text(problem))
    asked = tuple(fields)
    labels = {item.code: item.label for item in asked}
    return [build_question(item, answers, errors, files or {}, labels) for item in asked]


def build_question(
    item: FormField,
    answers: Mapping[str, Any],
    errors: Mapping[str, str],
    files: Mapping[str, list[dict[str, Any]]],
    labels: Mapping[str, str],
) -> Question:
    """Return one question with its answer."""
    value = answers.get(item.code, [] if item.multiple else {} if item.kind == PERSON else "")
    condition = item.shown_when
    return Question(
        field=item,
        name=PREFIX + item.code,
        value=value,
        error=errors.get(item.code, ""),
        options=[
            Option(choice, choice in value if item.multiple else choice == value, f"{PREFIX}{item.code}-{index}")
            for index, choice in enumerate(item.choices)
        ],
        parts=person_parts(item, value) if item.kind == PERSON else [],
        files=files.get(item.label, []) if item.kind == FILE else [],
        condition=(
            _("Only if “%(label)s” is “%(answer)s”.")
            % {"label": labels.get(condition.field, ""), "answer": condition.equals}
            if condition
            else ""
        ),
        condition_name=PREFIX + condition.field if condition else "",
    )


def person_parts(item: FormField, value: Any) -> list[PersonPart]:
    """Return the boxes of a person."""
    given = value if isinstance(value, Mapping) else {}
    labels = (pgettext("person", "Name"), _("Organization"), _("Position"))
    return [
        PersonPart(f"{PREFIX}{item.code}-{part}", label, str(given.get(part, "")))
        for part, label in zip(PERSON_PARTS, labels, strict=True)
    ]


def read_given(data: MultiValueDict[str, str], fields: Iterable[FormField]) -> dict[str, Any]:
    """Return the answers that a page sent, by question code; a page that did not ask a question leaves it alone.

    The hidden ``asked`` names what stood on the page: an empty set of boxes sends nothing of its own.
    """
    asked = set(data.getlist("asked"))
    given: dict[str, Any] = {}
    for item in fields:
        if item.kind == FILE or item.code not in asked:
            continue
        name = PREFIX + item.code
        if item.kind == PERSON:
            given[item.code] = {part: clean(data.get(f"{name}-{part}", ""))[:TEXT_MAX] for part in PERSON_PARTS}
        elif item.kind == CHOICE and item.multiple:
            given[item.code] = [clean(value)[:TEXT_MAX] for value in data.getlist(name)]
        else:
            given[item.code] = clean(data.get(name, ""))[: 2 * LONG_TEXT_MAX]
    return given


def clean(text: str) -> str:
    """Return a sent text without the NUL that no database stores."""
    return text.replace("\0", "")
