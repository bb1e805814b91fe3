"""What happens to each reference when two records become one: declared by the app that owns the reference.

Each app's ``merging.py`` says it for its own tables, and the app's start reads it. A reference that nobody declared
stops a merge, and a test (``tests/office/test_merge.py``) fails before that.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

Inherit = Callable[[Any, Any], dict[str, Any]]
Parts = Callable[[Any], Iterable[Model]]


@dataclass(frozen=True)
class Relation:
    """One foreign key to a record that may be merged: by default its rows move to the record that stays.

    ``same``     fields by which a row repeats one that the staying record has already; None: rows never clash
    ``among``    only rows with these values clash (an ended membership never does)
    ``fold``     a repeated row goes, what refers to it moves to the row that stays; False: the merge is refused
    ``inherit``  (stays, goes) -> fields that the staying row takes over from the one that goes
    ``parts``    (goes) -> rows of other tables that go with a repeated one
    """

    model: str
    field: str
    same: tuple[str, ...] | None = None
    among: tuple[tuple[str, Any], ...] = ()
    fold: bool = True
    inherit: Inherit | None = None
    parts: Parts | None = None


RELATIONS: dict[tuple[str, str], Relation] = {}
# References without a foreign key that stay with the record that is gone, and why; its address leads on.
KEPT: dict[str, str] = {}


def move(model: str, *fields: str, **how: Any) -> None:
    """Declare that the rows of a table follow the record that stays; see ``Relation``."""
    for field in fields:
        RELATIONS[model.lower(), field] = Relation(model, field, **how)


def keep(name: str, reason: str) -> None:
    """Declare that a reference (``app.Model.field``) without a foreign key stays as it is."""
    KEPT[name.lower()] = reason


def references_to(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Return every (table, field) of the installed apps that refers to a model, links of many-to-many fields too."""
    return [
        (table, field.name)
        for table in apps.get_models(include_auto_created=True)
        for field in table._meta.local_fields
        if field.remote_field and field.remote_field.model is model and not field.remote_field.parent_link
    ]


def relations_to(model: type[Model]) -> dict[type[Model], list[Relation]]:
    """Return the declared relations to a model by table; raises ``KeyError`` with the name of an undeclared one."""
    found: dict[type[Model], list[Relation]] = {}
    for table, field in references_to(model):
        found.setdefault(table, []).append(RELATIONS[table._meta.label_lower, field])
    return found


keep("office.AuditEntry.content_type", "the trail is never changed; the history of the staying record shows both")
keep("office.Message.content_type", "sent: its link leads on from the old address")
keep("office.ReminderDelivery.content_type", "sent: its link leads on from the old address")
keep("office.ImportRow.target", "what the sheet did then; an import whose record was merged can no longer be undone")
keep("office.Merge.content_type", "the merge itself")
keep("auth.Permission.content_type", "Django's own table, about models and not about rows")
