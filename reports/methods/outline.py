"""Order of sections: a heading moves with everything below it.

Sections are known by their levels alone: 0 is the opening text without a number, 1 a chapter, 2 to 4 below it.
"""

from collections.abc import Sequence

UP, DOWN = "up", "down"


def subtree(levels: Sequence[int], index: int) -> range:
    """Return the positions of a section and everything below it."""
    end = index + 1
    while end < len(levels) and levels[end] > levels[index]:
        end += 1
    return range(index, end)


def previous_sibling(levels: Sequence[int], index: int) -> int | None:
    """Return the position of the section before on the same level under the same heading, None for the first one."""
    position = index - 1
    while position >= 0 and levels[position] > levels[index]:
        position -= 1
    return position if position >= 0 and levels[position] == levels[index] else None


def next_sibling(levels: Sequence[int], index: int) -> int | None:
    """Return the position of the section after on the same level under the same heading, None for the last one."""
    position = subtree(levels, index).stop
    return position if position < len(levels) and levels[position] == levels[index] else None


def move(levels: Sequence[int], index: int, direction: str) -> list[int]:
    """Return the old positions in their new order after moving a section one place up or down with what is below it.

    At the edge nothing moves.
    """
    order = list(range(len(levels)))
    other = previous_sibling(levels, index) if direction == UP else next_sibling(levels, index)
    if other is None:
        return order
    first, second = (other, index) if direction == UP else (index, other)
    upper, lower = subtree(levels, first), subtree(levels, second)
    return [*order[: upper.start], *lower, *upper, *order[lower.stop :]]


def place_for(levels: Sequence[int], after: int, level: int) -> int:
    """Return the position at which a new section of a level goes behind another one.

    It never takes over what lies below somebody else: a new chapter goes behind the whole chapter, a new sub-section
    behind its last brother.
    """
    bound = min(level, levels[after])
    position = after + 1
    while position < len(levels) and levels[position] > bound:
        position += 1
    return position
