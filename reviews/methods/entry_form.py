"""Entry forms as plain data: what a question is, which questions apply, what is wrong with a form or with answers.

Knows no Django: words for the reader are made in ``reviews/domain/form_words.py`` from ``Problem.word``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

TEXT, LONG_TEXT, NUMBER, CHOICE, PERSON, DATE, FILE = "text", "long_text", "number", "choice", "person", "date", "file"
KINDS = (TEXT, LONG_TEXT, NUMBER, CHOICE, PERSON, DATE, FILE)
PERSON_PARTS = ("name", "organization", "position")
LABEL_MAX, HELP_MAX, CHOICES_MAX, FIELDS_MAX = 60, 300, 40, 60
TEXT_MAX, LONG_TEXT_MAX = 200, 10000
# Beyond this a number no longer prints as typed.
DIGITS_MAX = 15


@dataclass(frozen=True)
class Condition:
    """A question applies only when the choice ``field`` was answered with ``equals`` (or holds it among several)."""

    field: str
    equals: str


@dataclass(frozen=True)
class FormField:
    """One question. ``code`` is stable over the versions of a form: answers follow it.

    Numbers: ``unit``, bounds ``minimum`` and ``maximum`` as decimal text, ``places`` decimals. Choices: ``choices``,
    ``multiple``. Texts: ``max_length`` signs, 0 for the kind's own limit. Files: ``file_kinds`` endings ((): all that
    the portal takes), ``file_mb`` megabytes each (0: the portal's limit), ``file_count`` at most.
    """

    code: str
    kind: str
    label: str
    help: str = ""
    required: bool = False
    identifying: bool = False
    shown_when: Condition | None = None
    unit: str = ""
    minimum: str = ""
    maximum: str = ""
    places: int = 0
    choices: tuple[str, ...] = ()
    multiple: bool = False
    max_length: int = 0
    file_kinds: tuple[str, ...] = ()
    file_mb: int = 0
    file_count: int = 1

    @property
    def limit(self) -> int:
        """How many signs a text may have."""
        most = LONG_TEXT_MAX if self.kind == LONG_TEXT else TEXT_MAX
        return min(self.max_length or most, most)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a question or its answer: a word (``reviews/domain/form_words.py``) and what it speaks of."""

    code: str
    word: str
    values: Mapping[str, Any] = field(default_factory=dict)


def read_fields(data: Iterable[Mapping[str, Any]]) -> tuple[FormField, ...]:
    """Return the questions of a stored form."""
    return tuple(read_field(item) for item in data)


def read_field(item: Mapping[str, Any]) -> FormField:
    """Return one stored question; unknown keys of a later program version are left out."""
    known = {name: item[name] for name in FormField.__dataclass_fields__ if name in item}
    shown_when = known.pop("shown_when", None)
    for name in ("choices", "file_kinds"):
        known[name] = tuple(known.get(name, ()))
    return FormField(**known, shown_when=Condition(**shown_when) if shown_when else None)


def write_fields(fields: Iterable[FormField]) -> list[dict[str, Any]]:
    """Return questions as plain data; what stands at its default is left out."""
    return [write_field(item) for item in fields]


def write_field(item: FormField) -> dict[str, Any]:
    """Return one question as plain data."""
    blank = asdict(FormField(code="", kind="", label=""))
    values = {name: value for name, value in asdict(item).items() if value != blank[name]}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def next_code(used: Iterable[str]) -> str:
    """Return a code for a new question that none of the used ones bears: f1, f2, ..."""
    highest = max((int(code[1:]) for code in used if code[:1] == "f" and code[1:].isdecimal()), default=0)
    return f"f{highest + 1}"


def check_definition(fields: tuple[FormField, ...]) -> list[Problem]:
    """Return what keeps a form from being published, in the order of its questions."""
    found: list[Problem] = []
    if not fields:
        found.append(Problem("", "no_questions"))
    if len(fields) > FIELDS_MAX:
        found.append(Problem("", "too_many_questions", {"limit": FIELDS_MAX}))
    before: dict[str, FormField] = {}
    labels: set[str] = set()
    for item in fields:
        found += check_field(item)
        if item.label in labels:
            found.append(Problem(item.code, "label_twice", {"label": item.label}))
        found += check_condition(item, before)
        labels.add(item.label)
        before[item.code] = item
    return found


def check_field(item: FormField) -> list[Problem]:
    """Return what is wrong with one question taken alone."""
    found = []
    if item.kind not in KINDS:
        found.append(Problem(item.code, "kind_unknown", {"kind": item.kind}))
    if not item.label.strip():
        found.append(Problem(item.code, "label_missing"))
    elif len(item.label) > LABEL_MAX:
        found.append(Problem(item.code, "label_long", {"limit": LABEL_MAX}))
    if item.kind == CHOICE:
        found += check_choices(item)
    if item.kind == NUMBER:
        found += check_bounds(item)
    if item.kind == PERSON and not item.identifying:
        found.append(Problem(item.code, "person_identifies"))
    if item.kind == FILE and item.file_count < 1:
        found.append(Problem(item.code, "file_count_low"))
    return found


def check_choices(item: FormField) -> list[Problem]:
    """A choice offers at least two different answers."""
    found = []
    if len(set(item.choices)) < 2:
        found.append(Problem(item.code, "choices_few"))
    if len(item.choices) > CHOICES_MAX:
        found.append(Problem(item.code, "choices_many", {"limit": CHOICES_MAX}))
    if len(set(item.choices)) != len(item.choices):
        found.append(Problem(item.code, "choices_twice"))
    return found


def check_bounds(item: FormField) -> list[Problem]:
    """Bounds of a number are numbers, the lower one not above the upper one."""
    low, high = as_number(item.minimum), as_number(item.maximum)
    if (item.minimum and low is None) or (item.maximum and high is None):
        return [Problem(item.code, "bounds_no_number")]
    if low is not None and high is not None and low > high:
        return [Problem(item.code, "bounds_crossed")]
    return []


def check_condition(item: FormField, before: Mapping[str, FormField]) -> list[Problem]:
    """A condition names one answer of a choice that is asked earlier."""
    if item.shown_when is None:
        return []
    asked = before.get(item.shown_when.field)
    if asked is None or asked.kind != CHOICE:
        return [Problem(item.code, "condition_not_before")]
    if item.shown_when.equals not in asked.choices:
        return [Problem(item.code, "condition_no_answer", {"label": asked.label, "answer": item.shown_when.equals})]
    return []


def applicable_fields(fields: Iterable[FormField], answers: Mapping[str, Any]) -> list[FormField]:
    """Return the questions that apply to these answers, in order; a question under one that fell away falls away."""
    found: list[FormField] = []
    shown: set[str] = set()
    for item in fields:
        if item.shown_when is None or (
            item.shown_when.field in shown and holds(answers.get(item.shown_when.field), item.shown_when.equals)
        ):
            found.append(item)
            shown.add(item.code)
    return found


def holds(answer: Any, value: str) -> bool:
    """Tell whether an answer is a value, or has it among several."""
    return value in answer if isinstance(answer, list) else bool(answer == value)


def is_empty(answer: Any) -> bool:
    """Tell whether nothing was answered."""
    if isinstance(answer, Mapping):
        return not any(str(part).strip() for part in answer.values())
    return answer is None or answer in ("", [])


def as_number(text: Any) -> Decimal | None:
    """Return a finite number that was typed, None for anything else; thousands commas and full-width signs count."""
    typed = str(text).strip().translate(FULL_WIDTH).replace(",", "")
    if not typed or len(typed) > DIGITS_MAX + 5:
        return None
    try:
        number = Decimal(typed)
    except InvalidOperation:
        return None
    return number if number.is_finite() and "e" not in typed.lower() else None


FULL_WIDTH = str.maketrans("０１２３４５６７８９．－，", "0123456789.-,")


def tidy_answer(item: FormField, given: Any) -> Any:
    """Return an answer as it is stored: numbers without padding, texts trimmed; what does not fit stays as typed."""
    if item.kind == PERSON:
        parts = given if isinstance(given, Mapping) else {}
        return {name: str(parts.get(name) or "").strip() for name in PERSON_PARTS if str(parts.get(name) or "").strip()}
    if item.kind == CHOICE and item.multiple:
        chosen = given if isinstance(given, list | tuple) else [given] if given else []
        return [value for value in item.choices if value in chosen] + [
            value for value in chosen if value not in item.choices
        ]
    text = str(given if given is not None else "").replace("\r\n", "\n").strip()
    if item.kind == NUMBER and (number := as_number(text)) is not None:
        return f"{number:f}"
    return text


def tidy_answers(fields: Iterable[FormField], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a draft keeps of the answers given: by code, without the empty ones. Files are not among them."""
    kept = {}
    for item in fields:
        if item.kind == FILE or item.code not in given:
            continue
        answer = tidy_answer(item, given[item.code])
        if not is_empty(answer):
            kept[item.code] = answer
    return kept


def check_answers(
    fields: Iterable[FormField], answers: Mapping[str, Any], *, files: Mapping[str, int] | None = None
) -> list[Problem]:
    """Return what keeps answers from being sent in, in the order of the questions that apply.

    ``files`` counts the attached files by the label of their question.
    """
    found = []
    for item in applicable_fields(fields, answers):
        count = (files or {}).get(item.label, 0)
        if item.kind == FILE:
            found += check_files(item, count)
        elif is_empty(answers.get(item.code)):
            found += [Problem(item.code, "answer_missing")] if item.required else []
        else:
            found += check_answer(item, answers[item.code])
    return found


def check_files(item: FormField, count: int) -> list[Problem]:
    """Files are there when required, and not too many."""
    if item.required and count == 0:
        return [Problem(item.code, "file_missing")]
    if count > item.file_count:
        return [Problem(item.code, "files_many", {"limit": item.file_count})]
    return []


def check_answer(item: FormField, answer: Any) -> list[Problem]:
    """Return what is wrong with one answer that was given."""
    if item.kind == NUMBER:
        return check_number(item, answer)
    if item.kind == CHOICE:
        chosen = answer if item.multiple and isinstance(answer, list) else [answer]
        return [
            Problem(item.code, "choice_unknown", {"answer": value}) for value in chosen if value not in item.choices
        ]
    if item.kind == DATE:
        return [] if as_day(answer) else [Problem(item.code, "no_date")]
    if item.kind == PERSON:
        return [] if isinstance(answer, Mapping) and answer.get("name") else [Problem(item.code, "person_no_name")]
    if len(str(answer)) > item.limit:
        return [Problem(item.code, "text_long", {"limit": item.limit, "length": len(str(answer))})]
    return []


def check_number(item: FormField, answer: Any) -> list[Problem]:
    """A number lies within its bounds and has no more decimals than asked for."""
    number = as_number(answer)
    if number is None:
        return [Problem(item.code, "no_number")]
    low, high = as_number(item.minimum), as_number(item.maximum)
    if low is not None and number < low:
        return [Problem(item.code, "number_low", {"limit": item.minimum, "unit": item.unit})]
    if high is not None and number > high:
        return [Problem(item.code, "number_high", {"limit": item.maximum, "unit": item.unit})]
    if number != round(number, item.places):
        return [Problem(item.code, "number_places", {"limit": item.places})]
    return []


def as_day(text: Any) -> date | None:
    """Return a day written as 2020-12-12, None for anything else."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def answer_text(item: FormField, answer: Any) -> str:
    """Return an answer as a reader sees it and as the dossier keeps it: 12 名, 甲、乙, 姓名（单位，职务）."""
    if is_empty(answer):
        return ""
    if item.kind == PERSON and isinstance(answer, Mapping):
        behind = "，".join(str(answer[name]) for name in ("organization", "position") if answer.get(name))
        return f"{answer.get('name', '')}（{behind}）" if behind else str(answer.get("name", ""))
    if isinstance(answer, list):
        return "、".join(str(value) for value in answer)
    if item.kind == DATE and (day := as_day(answer)):
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{answer}{item.unit}" if item.kind == NUMBER else str(answer)


def move_field(fields: tuple[FormField, ...], code: str, *, to: int) -> tuple[FormField, ...]:
    """Return the questions with one of them at place ``to`` (from 0); an unknown code changes nothing."""
    moved = [item for item in fields if item.code == code]
    rest = [item for item in fields if item.code != code]
    place = max(0, min(to, len(rest)))
    return (*rest[:place], *moved, *rest[place:])


def put_field(fields: tuple[FormField, ...], item: FormField) -> tuple[FormField, ...]:
    """Return the questions with one in place of the one of its code, or behind all others when it is new."""
    if any(stored.code == item.code for stored in fields):
        return tuple(item if stored.code == item.code else stored for stored in fields)
    return (*fields, item)


def drop_field(fields: tuple[FormField, ...], code: str) -> tuple[FormField, ...]:
    """Return the questions without one; conditions on it fall away with it."""
    rest = (item for item in fields if item.code != code)
    return tuple(
        replace(item, shown_when=None) if item.shown_when and item.shown_when.field == code else item for item in rest
    )
