"""Comparing narratives: nothing is lost, figures stay whole, the pieces read."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.methods.blocks import Block, Run, figure_run, join_runs, paragraph, text_run
from reports.methods.difference import (
    ADDED,
    CHANGED,
    MOVED,
    REMOVED,
    SAME,
    Piece,
    compare_blocks,
    compare_runs,
)

pytestmark = pytest.mark.pure

TEXTS = st.text(alphabet="来自所高职院校的支队伍参加，。27 53" + string.ascii_lowercase[:4], max_size=40)
FIGURES = st.sampled_from(["contest.schools:bim", "contest.entries:bim", "paper.total"])
RUNS = st.lists(st.one_of(TEXTS.map(text_run), FIGURES.map(figure_run)), max_size=6).map(join_runs)
IDS = st.lists(st.sampled_from([f"b{number}" for number in range(8)]), max_size=8, unique=True)


def side(pieces: list[Piece], *kinds: str) -> list[Run]:
    return join_runs(run for piece in pieces if piece.kind in kinds for run in piece.runs)


@given(RUNS, RUNS)
def test_both_texts_can_be_read_out_of_the_pieces(old: list[Run], new: list[Run]) -> None:
    pieces = compare_runs(old, new)
    assert side(pieces, SAME, REMOVED) == old
    assert side(pieces, SAME, ADDED) == new


@given(RUNS)
def test_a_text_does_not_differ_from_itself(runs: list[Run]) -> None:
    assert {piece.kind for piece in compare_runs(runs, runs)} <= {SAME}


@given(RUNS, RUNS)
def test_pieces_alternate_and_are_not_empty(old: list[Run], new: list[Run]) -> None:
    kinds = [piece.kind for piece in compare_runs(old, new)]
    assert all(piece.runs for piece in compare_runs(old, new))
    assert all(first != second for first, second in itertools.pairwise(kinds))


def narrative(ids: list[str], texts: dict[str, str]) -> list[Block]:
    return [paragraph([text_run(texts.get(key, key))], block_id=key) for key in ids]


@given(IDS, IDS, st.dictionaries(st.sampled_from([f"b{number}" for number in range(8)]), TEXTS.filter(bool)))
def test_every_block_appears_once(old_ids: list[str], new_ids: list[str], texts: dict[str, str]) -> None:
    old, new = narrative(old_ids, {}), narrative(new_ids, texts)
    changes = compare_blocks(old, new)
    assert [change.new["id"] for change in changes if change.new] == new_ids
    removed = [change.old["id"] for change in changes if change.kind == REMOVED and change.old]
    assert sorted(removed) == sorted(set(old_ids) - set(new_ids))
    assert all(change.old is None for change in changes if change.kind == ADDED)


@given(IDS)
def test_a_narrative_does_not_differ_from_itself(ids: list[str]) -> None:
    blocks = narrative(ids, {})
    assert {change.kind for change in compare_blocks(blocks, blocks)} <= {SAME}


def test_a_number_never_matches_half() -> None:
    pieces = compare_runs(
        [text_run("来自27所高职院校的队伍参加了比赛")], [text_run("来自28所高职院校的队伍参加了比赛")]
    )
    assert [(piece.kind, piece.runs[0]["text"]) for piece in pieces][1:3] == [(REMOVED, "27"), (ADDED, "28")]


def test_figures_are_compared_whole() -> None:
    old = [text_run("来自"), figure_run("a.b:c"), text_run("院校的队伍")]
    new = [text_run("来自"), figure_run("a.b:d"), text_run("院校的队伍")]
    pieces = compare_runs(old, new)
    assert [piece.kind for piece in pieces] == [SAME, REMOVED, ADDED, SAME]
    assert pieces[1].runs == (figure_run("a.b:c"),)


def test_single_shared_characters_are_no_help() -> None:
    """的 alone between two changes would cut the reading into crumbs."""
    pieces = compare_runs(
        [text_run("学会认真落实主管部门的要求，圆满完成任务。")],
        [text_run("学会认真学习有关文件的精神，圆满完成任务。")],
    )
    assert [piece.kind for piece in pieces] == [SAME, REMOVED, ADDED, SAME]


def test_a_rewritten_paragraph_is_shown_whole() -> None:
    pieces = compare_runs([text_run("今年举办了三项比赛。")], [text_run("出版图书两种，发行良好！")])
    assert [piece.kind for piece in pieces] == [REMOVED, ADDED]


def test_a_paragraph_that_changed_its_place_is_moved_not_changed() -> None:
    old = narrative(["a", "b", "c"], {})
    kinds = {change.new["id"]: change.kind for change in compare_blocks(old, [old[2], old[0], old[1]]) if change.new}
    assert kinds == {"c": MOVED, "a": SAME, "b": SAME}


def test_a_removed_paragraph_stands_where_it_stood() -> None:
    old = narrative(["a", "b", "c"], {})
    changes = compare_blocks(old, [old[0], old[2]])
    assert [change.kind for change in changes] == [SAME, REMOVED, SAME]


def test_very_long_paragraphs_are_compared_by_phrases_in_time() -> None:
    old = "".join(f"第{number}项工作已经完成，" for number in range(1200))
    new = old.replace("第600项工作已经完成", "第600项工作尚未完成")
    pieces = compare_runs([text_run(old)], [text_run(new)])
    assert [piece.kind for piece in pieces] == [SAME, REMOVED, ADDED, SAME]


def test_a_table_that_changed_has_no_pieces() -> None:
    old = [{"id": "t", "type": "table", "source": "awards:bim"}]
    new = [{"id": "t", "type": "table", "source": "awards:vr"}]
    (change,) = compare_blocks(old, new)
    assert (change.kind, change.pieces) == (CHANGED, ())
