"""Panels that several detail pages share: rows of a record with their ways to change and remove them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import URLPattern
from django.utils.translation import gettext as _

from office.actor import Actor
from office.rules import may
from office.web.noun import Noun
from office.web.page_data import Cell, Link, TablePanel
from office.web.pages import noun_urls


@dataclass(frozen=True)
class ChildTable:
    """How the rows of a child noun are shown on their owner's page.

    ``owner`` is the child's field that names the owner; ``cells`` gives a row's cells under ``heads``.
    """

    noun: Noun
    owner: str
    title: Any
    heads: tuple[Any, ...]
    cells: Callable[[Any], list[Cell]]
    add_label: Any
    empty_text: Any = ""

    def panel(self, obj: Model, rows: Iterable[Any], actor: Actor, *, is_fixed: bool = False) -> TablePanel:
        """Return the panel of an owner's rows; who may change them gets the ways to add, edit and remove.

        ``is_fixed`` leaves those out where the rows stand whoever asks.
        """
        changes = not is_fixed and may(actor, self.noun.permission("change"))
        removes = not is_fixed and may(actor, self.noun.permission("remove"))
        heads = [*self.heads, *([_("Edit")] if changes else []), *([_("Remove")] if removes else [])]
        lines = []
        for row in rows:
            line = self.cells(row)
            if changes:
                line.append(Cell(_("Edit"), kind="act", url=self.noun.address("change", row.pk)))
            if removes:
                line.append(Cell(_("Remove"), kind="act", url=self.noun.address("remove", row.pk)))
            lines.append(line)
        adds = not is_fixed and may(actor, self.noun.permission("add"))
        return TablePanel(
            title=self.title,
            heads=heads,
            rows=lines,
            add_url=f"{self.noun.address('create')}?{self.owner}={obj.pk}" if adds else "",
            add_label=self.add_label,
            empty_text=self.empty_text or _("Nothing is entered yet."),
        )


def child_urls(noun: Noun) -> list[URLPattern]:
    """Return the addresses of a noun that lives on its owner's page and has none of its own."""
    return [pattern for pattern in noun_urls(noun) if pattern.name != f"{noun.name}_detail"]


def owner_crumb(owner: Any) -> list[Link]:
    """Return the way back to the record that a row belongs to."""
    return [Link(str(owner), owner.get_absolute_url())]


def link_cell(target: Any, text: Any = None) -> Cell:
    """Return a cell that opens a record, or an empty one."""
    if target is None:
        return Cell(text or "")
    return Cell(text or str(target), kind="link", url=target.get_absolute_url())
