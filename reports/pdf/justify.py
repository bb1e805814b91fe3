"""Even right edges for Chinese lines.

WeasyPrint 70 justifies a line by widening its spaces only. A Chinese line has none, so it ends ragged wherever a number
or a punctuation rule breaks it early; and one space, as in “BIM 应用”, would take up the whole rest. CSS calls the
right way inter-character: the rest of the line is shared by all its characters, at most a hair each.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

WIDEST = 0.2  # of the font size: a line that would need more stays as it is (a long address, a lone word)

_set_text_plain = line_break.Layout.set_text


def install() -> None:
    """Let WeasyPrint justify between characters, in this process, from now on; repeating it does no harm."""
    inline.justify_line = _justify_line
    line_break.Layout.set_text = _set_text


def _justify_line(context: Any, line: Any, extra_width: float) -> None:
    gaps = _count_characters(line) - 1
    if gaps > 0 and extra_width <= gaps * WIDEST * line.style["font_size"]:
        _spread(line, extra_width / gaps, 0)


def _count_characters(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return len(box.text.rstrip(" "))
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return sum(_count_characters(child) for child in box.children if child.is_in_normal_flow())
    return 0


def _spread(box: Any, spacing: float, moved: float) -> float:
    """Move a box right by what stands before it and widen it by its own characters; return the new distance."""
    if isinstance(box, boxes.TextBox):
        box.position_x += moved
        box.pango_layout.justification_spacing = spacing
        added = spacing * len(box.text.rstrip(" "))
        box.width += added
        return moved + added
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        start = moved
        box.position_x += moved
        for child in box.children:
            if child.is_in_normal_flow():
                moved = _spread(child, spacing, moved)
        box.width += moved - start
        return moved
    box.translate(moved, 0)
    return moved


def _set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: FBT002  WeasyPrint's own signature
    """Set the text of a Pango layout; when it is drawn, with the spacing its line was given."""
    _set_text_plain(layout, text)
    if not (justify and layout.justification_spacing and layout.text):
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    spacing = layout.style["letter_spacing"]
    total = layout.justification_spacing + (0 if spacing == "normal" else spacing)
    attribute = pango.pango_attr_letter_spacing_new(int(total * TO_UNITS))
    attribute.start_index, attribute.end_index = 0, len(layout.text.encode())
    pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
