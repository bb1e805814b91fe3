"""Even right edges for Chinese lines.

WeasyPrint 70 justifies a line by widening its spaces only. A Chinese line has none, so it ends ragged wherever a number
or a punctuation rule breaks it early; and one space, as in “BIM 应用”, would take up the whole rest. CSS calls the
right way inter-character: the rest of the line is shared by all its characters, at most a hair each. PDF knows it too,
as character spacing (Tc), so that nothing is laid out again and no glyph placed by itself.
"""

from typing import Any

from weasyprint import draw
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

WIDEST = 0.2  # of the font size: a line that would need more stays as it is (a long address, a lone word)


def install() -> None:
    """Let WeasyPrint justify between characters, in this process, from now on; repeating it does no harm."""
    boxes.TextBox.character_spacing = 0.0
    inline.justify_line = _justify_line
    draw.draw_text = _draw_text


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
        box.character_spacing = spacing
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


def _draw_text(stream: Any, textbox: Any, *arguments: Any) -> None:
    """Draw a text box with the character spacing its line was given, in px: the unit of the page's text space."""
    if not textbox.character_spacing:
        draw_text(stream, textbox, *arguments)
        return
    stream.stream.append(f"{textbox.character_spacing:.4f} Tc".encode())
    draw_text(stream, textbox, *arguments)
    stream.stream.append(b"0 Tc")
