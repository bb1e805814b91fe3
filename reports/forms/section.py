"""Forms of sections: the narrative as text fields, and the heading of a new section."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.methods.blocks import (
    MAX_TEXT,
    SOURCE_TYPES,
    Block,
    BlockError,
    new_id,
    paragraph,
    read_tokens,
    source_block,
)

LEVELS = (
    (1, gettext_lazy("Chapter")),
    (2, gettext_lazy("Section")),
    (3, gettext_lazy("Sub-section")),
    (4, gettext_lazy("Point")),
)
NO_RUNS: tuple[Any, ...] = ()


class SectionForm(forms.Form):
    """Heading and narrative of a section as the page sends them.

    Each block comes as three fields of the same place: ``block_id``, ``block_type`` and ``block_text``, the text with
    figures as ``{{name}}``; the text of a table or chart is its source.
    """

    heading = forms.CharField(
        label=gettext_lazy("Heading"),
        max_length=200,
        error_messages={"required": gettext_lazy("Give the section a heading.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the blocks beside the fields."""
        cleaned: dict[str, Any] = super().clean() or {}
        try:
            cleaned["blocks"] = read_blocks(self.data)
        except BlockError as error:
            raise forms.ValidationError(_("The page sent a text that cannot be read. Load it again.")) from error
        for number, block in enumerate(cleaned["blocks"], start=1):
            if sum(len(run.get("text", "")) for run in block.get("runs", [])) > MAX_TEXT:
                message = _("Paragraph %(number)s is longer than %(limit)s characters. Divide it.")
                raise forms.ValidationError(message % {"number": number, "limit": MAX_TEXT})
        return cleaned


def read_blocks(data: Any) -> list[Block]:
    """Return the blocks of a sent page; a text of several lines becomes several paragraphs.

    Empty paragraphs stay, so that the page can show them again; saving leaves them out.
    """
    lists = [data.getlist(name) for name in ("block_id", "block_type", "block_text")]
    if len({len(values) for values in lists}) != 1:
        raise BlockError("the fields of the blocks do not fit each other")
    blocks: list[Block] = []
    for block_id, block_type, text in zip(*lists, strict=True):
        if block_type in SOURCE_TYPES:
            blocks.append(source_block(block_type, text, block_id=block_id))
            continue
        lines = [line for line in text.splitlines() if line.strip()] or [""]
        blocks += [
            paragraph(read_tokens(line.strip()), block_id=block_id if number == 0 else "")
            for number, line in enumerate(lines)
        ]
    return blocks


def arrange(blocks: list[Block], wish: str) -> list[Block]:
    """Return the blocks after one wish of the page without JavaScript: "up:2", "down:0", "remove:1", "add:3".

    ``add`` puts an empty paragraph behind the place, ``add:-1`` in front of all; an unknown wish changes nothing.
    """
    act, _separator, place_text = wish.partition(":")
    if act not in ARRANGE or not re.fullmatch(r"-?[0-9]{1,4}", place_text) or not -1 <= int(place_text) < len(blocks):
        return blocks
    return ARRANGE[act](blocks, int(place_text))


def move_up(blocks: list[Block], place: int) -> list[Block]:
    """Return the blocks with one of them a place earlier."""
    if place < 1:
        return blocks
    return [*blocks[: place - 1], blocks[place], blocks[place - 1], *blocks[place + 1 :]]


def move_down(blocks: list[Block], place: int) -> list[Block]:
    """Return the blocks with one of them a place later."""
    return move_up(blocks, place + 1) if 0 <= place < len(blocks) - 1 else blocks


def take_out(blocks: list[Block], place: int) -> list[Block]:
    """Return the blocks without one of them."""
    return [*blocks[:place], *blocks[place + 1 :]] if place >= 0 else blocks


def add_empty(blocks: list[Block], place: int) -> list[Block]:
    """Return the blocks with an empty paragraph behind a place."""
    return [*blocks[: place + 1], paragraph(NO_RUNS, block_id=new_id()), *blocks[place + 1 :]]


ARRANGE: dict[str, Callable[[list[Block], int], list[Block]]] = {
    "up": move_up,
    "down": move_down,
    "remove": take_out,
    "add": add_empty,
}


class NewSectionForm(forms.Form):
    """Heading, level and place of a section that staff add."""

    heading = forms.CharField(label=gettext_lazy("Heading"), max_length=200)
    level = forms.TypedChoiceField(label=pgettext_lazy("heading", "Level"), choices=LEVELS, coerce=int, initial=2)
    after = forms.TypedChoiceField(label=gettext_lazy("Behind"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["after"]
        field.choices = places
        if not places:
            self.fields["level"].initial = 1
