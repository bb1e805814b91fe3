"""Order of sections: a heading moves with what is below it, and nothing else changes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.methods.outline import DOWN, UP, move, next_sibling, place_for, previous_sibling, relevel, subtree
from reports.queries.section import number_sections

pytestmark = pytest.mark.pure

LEVELS = st.lists(st.integers(1, 4), min_size=1, max_size=14)


@given(LEVELS, st.data())
def test_moving_keeps_every_section_once(levels: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(levels) - 1))
    for direction in (UP, DOWN):
        assert sorted(move(levels, index, direction)) == list(range(len(levels)))


@given(LEVELS, st.data())
def test_up_and_down_undo_each_other(levels: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(levels) - 1))
    order = move(levels, index, UP)
    if order == list(range(len(levels))):
        return
    moved = [levels[position] for position in order]
    back = move(moved, order.index(index), DOWN)
    assert [order[position] for position in back] == list(range(len(levels)))


@given(LEVELS, st.data())
def test_what_is_below_moves_along(levels: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(levels) - 1))
    below = list(subtree(levels, index))
    order = move(levels, index, DOWN)
    start = order.index(index)
    assert order[start : start + len(below)] == below


@given(LEVELS, st.data())
def test_brothers_know_each_other(levels: list[int], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(levels) - 1))
    following = next_sibling(levels, index)
    assert following is None or previous_sibling(levels, following) == index


@given(LEVELS, st.data())
def test_a_new_section_takes_nothing_over(levels: list[int], data: st.DataObject) -> None:
    after = data.draw(st.integers(0, len(levels) - 1))
    level = data.draw(st.integers(1, min(levels[after] + 1, 4)))
    place = place_for(levels, after, level)
    grown = [*levels[:place], level, *levels[place:]]
    assert place > after
    assert list(subtree(grown, place)) == [place]


def test_a_section_changes_its_level_with_what_lies_below_it() -> None:
    levels = [0, 1, 2, 3, 2, 1]
    assert relevel(levels, 2, -1, deepest=4) == [0, 1, 1, 2, 2, 1]
    assert relevel(levels, 4, 1, deepest=4) == [0, 1, 2, 3, 3, 1]
    assert relevel(levels, 5, 1, deepest=4) == [0, 1, 2, 3, 2, 2]
    assert relevel(levels, 2, 1, deepest=4) is None  # two levels below the chapter
    assert relevel(levels, 1, -1, deepest=4) is None
    assert relevel(levels, 1, 1, deepest=4) is None  # the first chapter
    assert relevel(levels, 0, 1, deepest=4) is None
    assert relevel([1, 2, 2, 3], 2, 1, deepest=3) is None


@given(LEVELS, st.data())
def test_no_section_ever_lies_two_levels_below_the_one_before(wishes: list[int], data: st.DataObject) -> None:
    levels = [1]
    for wish in wishes:
        levels.append(min(wish, levels[-1] + 1))
    index = data.draw(st.integers(0, len(levels) - 1))
    changed = relevel(levels, index, data.draw(st.sampled_from([-1, 1])), deepest=4)
    if changed is not None:
        assert all(below <= above + 1 for above, below in pairwise(changed))
        assert all(1 <= level <= 4 for level in changed)


def test_chapters_keep_their_sections_when_another_is_put_between() -> None:
    assert place_for([1, 2, 2, 1], 1, 1) == 3
    assert place_for([1, 2, 2, 1], 0, 2) == 3
    assert place_for([1, 2, 2, 1], 1, 2) == 2


def test_the_opening_text_has_no_number() -> None:
    assert number_sections([0, 1, 2, 2, 3, 1, 0]) == ["", "一、", "（一）", "（二）", "1.", "二、", ""]
