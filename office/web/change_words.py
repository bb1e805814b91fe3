"""What an act changed, in the reader's language: field names, choices, names of other records, masks marked."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.domain.audit import MASKED_FIELDS
from office.models import AuditEntry
from office.workflow import list_words

# What a record is called, in the order in which models are asked for it; read without making the whole record.
NAME_FIELDS = ("name", "title", "display_name")
# Kinds of other records whose names are looked up for one page: each costs a query.
MOST_LOOKUPS = 3
LONGEST = 80
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")

# What acts note that is no field of their object.
OTHER_WORDS: dict[str, Any] = {
    "parts": gettext_lazy("Parts"),
    "from": gettext_lazy("Taken over from"),
    "how": gettext_lazy("What happened"),
    "list": gettext_lazy("List"),
    "form": gettext_lazy("File format"),
    "kind": gettext_lazy("Kind"),
    "field": gettext_lazy("Field"),
    "rows": gettext_lazy("Number of rows"),
    "tracks": gettext_lazy("Tracks"),
    "filter": gettext_lazy("Filter"),
    "size": gettext_lazy("Size"),
    "version": gettext_lazy("Version"),
    "heading": gettext_lazy("Heading"),
    "topics": gettext_lazy("Fields of expertise"),
    # The school's endorsement
    "opinion": gettext_lazy("Opinion of the school"),
    "scan": gettext_lazy("Sealed scan"),
    # Panels and fees
    "id_shown": gettext_lazy("ID number"),
    "card_shown": gettext_lazy("Bank card"),
    "bank": gettext_lazy("Bank"),
    "people": gettext_lazy("Experts"),
    "total": gettext_lazy("Total in yuan"),
    "new": gettext_lazy("Found anew"),
    "back": gettext_lazy("Found again"),
    "lapsed": gettext_lazy("Lapsed"),
    "voided": gettext_lazy("Assignments voided"),
    # Rounds and assignments
    "drawn": gettext_lazy("Number drawn"),
    "assignments": gettext_lazy("Assignments"),
    "freed": gettext_lazy("Assignments ended"),
    "copies": gettext_lazy("Blind copies"),
    "to_look_at": gettext_lazy("To be looked at"),
    "entered_by": gettext_lazy("Entered by"),
    "question": gettext_lazy("Question"),
    "order": gettext_lazy("Order"),
    "rank": gettext_lazy("Rank"),
    "until": gettext_lazy("Extended to"),
    "told": gettext_lazy("Number told"),
    # Accounts
    "valid_until": gettext_lazy("Valid until"),
    "locked_until": gettext_lazy("Locked until"),
    "tries": gettext_lazy("Wrong passwords"),
    "factor": gettext_lazy("Second factor"),
    "factors": gettext_lazy("Second factor"),
    "sessions": gettext_lazy("Log-in sessions"),
    "device": gettext_lazy("Device"),
    "successor": gettext_lazy("Person taking over"),
    "grants": gettext_lazy("Role grants"),
    "role": gettext_lazy("Role"),
    "scope": gettext_lazy("Granted for"),
}

Names = dict[tuple[type[models.Model], str], str]


@dataclass(frozen=True)
class Change:
    """One field of an act: its name and label, its value before and after as texts, and whether these are masked."""

    name: str
    label: str
    before: str
    after: str
    masked: bool = False


def model_of(entry: AuditEntry) -> type[models.Model] | None:
    """Return the model that an act was about, None where the portal has it no more."""
    if entry.content_type_id is None:
        return None
    # Kinds are few and kept by the process: no query for each entry.
    return ContentType.objects.get_for_id(entry.content_type_id).model_class()


def changes_of(entries: Sequence[AuditEntry], *, lookups: int = MOST_LOOKUPS) -> list[list[Change]]:
    """Return the changes of each entry, in their order; at most ``lookups`` queries for all of them together.

    A record whose name is not looked up is shown by its number.
    """
    names = look_up(entries, limit=lookups)
    return [
        [change_of(entry, name, names) for name in dict.fromkeys([*entry.before, *entry.after])] for entry in entries
    ]


def change_of(entry: AuditEntry, name: str, names: Names) -> Change:
    """Return one field of an entry in words."""
    field = find_field(model_of(entry), name)
    if name == "field":  # an act that names a field, such as the showing of a phone number
        shown = field_words(find_field(model_of(entry), str(entry.after[name])), str(entry.after[name]))
        return Change(name, str(OTHER_WORDS[name]), "", shown)
    before, after = (value_words(field, values.get(name), names) for values in (entry.before, entry.after))
    return Change(name, field_words(field, name), before, after, masked=name in MASKED_FIELDS and bool(before or after))


def find_field(model: type[models.Model] | None, name: str) -> Any:
    """Return a model's field, None where the model knows no such name any more."""
    with suppress(FieldDoesNotExist):
        return model._meta.get_field(name) if model else None
    return None


def field_words(field: Any, name: str) -> str:
    """Return a field's label; a name that no model knows, or has no label for, is shown as it was written."""
    label = str(getattr(field, "verbose_name", ""))
    return str(OTHER_WORDS.get(name, name)) if label in ("", name.replace("_", " ")) else label


def value_words(field: Any, value: Any, names: Names) -> str:
    """Return a stored value as text: choices by their labels, yes and no, moments by the office's clock."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field is not None and getattr(field, "remote_field", None) and not isinstance(value, list | dict):
        return names.get((field.related_model, str(value))) or _("No. %(number)s") % {"number": value}
    labels = dict(getattr(field, "flatchoices", None) or ())
    if not isinstance(value, list | dict) and value in labels:
        return str(labels[value])
    if isinstance(value, str) and MOMENT.match(value):
        with suppress(ValueError):
            moment = datetime.fromisoformat(value)
            return f"{localtime(moment) if moment.tzinfo else moment:%Y-%m-%d %H:%M}"
    return cut(plain_words(value))


def plain_words(value: Any) -> str:
    """Return a value without a field as text; parts of an object keep their names."""
    if isinstance(value, dict):
        return list_words(f"{OTHER_WORDS.get(name, name)} {plain_words(item)}" for name, item in value.items())
    if isinstance(value, list):
        if all(isinstance(item, str | int | float) for item in value):
            return list_words(str(item) for item in value)
        return _("%(count)s parts") % {"count": len(value)}
    return str(value)


def cut(text: str) -> str:
    """Shorten a long text for one line."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def look_up(entries: Iterable[AuditEntry], *, limit: int) -> Names:
    """Return the names of the records that the entries' values point to, one query for each of ``limit`` kinds."""
    wanted: dict[type[models.Model], set[str]] = {}
    for entry in entries:
        model = model_of(entry)
        for values in (entry.before, entry.after):
            for name, value in values.items():
                field = find_field(model, name)
                if getattr(field, "remote_field", None) and isinstance(value, int | str) and value != "":
                    wanted.setdefault(field.related_model, set()).add(str(value))
    names: Names = {}
    for model, keys in list(wanted.items())[:limit]:
        name = next((name for name in NAME_FIELDS if find_field(model, name)), "")
        if name:
            with suppress(ValueError, TypeError):
                rows = model._base_manager.filter(pk__in=keys).values_list("pk", name)
                names |= {(model, str(key)): str(text) for key, text in rows}
    return names


def summary_words(changes: Iterable[Change]) -> str:
    """Return changes as one line, for a sheet."""
    return "；".join(
        f"{change.label}：{change.before or '—'} → {change.after or '—'}" for change in changes if change.label
    )
