"""Numbers that Word counts itself: headings by their styles, lists by numbers of their own."""

from typing import Any

from reports.word.elements import Element, element

HEADINGS, ORDERED, BULLETS = 1, 2, 3  # the abstract numberings of skeleton/numbering-*.xml
LEVELS = 4


class Numbers:
    """Hands out number instances beside those of the skeleton."""

    def __init__(self, docx: Any) -> None:
        self.part = docx.part.numbering_part.element
        self.next_id = max(num.numId for num in self.part.num_lst) + 1
        self.restarted = 0  # the instance that counts below an unnumbered heading, 0: the headings' own
        self.restarted_below = 0

    def start_list(self) -> int:
        """Return the number of a new ordered list, which counts from 1."""
        return self._add(ORDERED, first_level=0, levels=1)

    def of_heading(self, level: int, *, numbered: bool) -> Element | None:
        """Return what a heading of a level (1 to 4) says about its number; None: its style says it all.

        An unnumbered heading counts for nothing and starts its sub-levels afresh: Word does that after numbered
        headings only, so the levels below it go on with a restarted instance of the same count.
        """
        if self.restarted and level <= self.restarted_below:
            self.restarted = 0
        if not numbered:
            if level < LEVELS:
                self.restarted = self._add(HEADINGS, first_level=level, levels=LEVELS - level)
                self.restarted_below = level
            return number_properties(level - 1, 0)
        return number_properties(level - 1, self.restarted) if self.restarted else None

    def _add(self, abstract: int, *, first_level: int, levels: int) -> int:
        number = self.next_id
        self.next_id += 1
        num = element("num", element("abstractNumId", val=abstract), numId=number)
        for level in range(first_level, first_level + levels):
            num.append(element("lvlOverride", element("startOverride", val=1), ilvl=level))
        self.part.append(num)
        return number


def number_properties(level: int, number: int) -> Element:
    """Return <w:numPr> for a level counted from 0; number 0 takes the number away."""
    return element("numPr", element("ilvl", val=level), element("numId", val=number))
