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


def relevel(levels: Sequence[int], index: int, step: int, *, deepest: int) -> list[int] | None:
    """Return all levels after moving a section and what lies below it in (1) or out (-1) by one level.

    None where it cannot be: the opening text has no level, nothing goes above a chapter or below ``deepest``, and a
    section goes at most one level below the one before. Sections behind a raised one then lie below it.
    """
    part = subtree(levels, index)
    changed = [level + step if position in part else level for position, level in enumerate(levels)]
    before = levels[index - 1] if index else 0
    fits = levels[index] > 0 and changed[index] <= before + 1
    return changed if fits and all(1 <= changed[position] <= deepest for position in part) else None


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
