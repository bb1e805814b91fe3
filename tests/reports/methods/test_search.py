"""Words of a search and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.methods.search import LONGEST, MOST_WORDS, mark_words, plain_text, read_words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("护理", ("护理",)),
        ("  护理　大赛 ", ("护理", "大赛")),
        ("张 三", ("张三",)),
        ("ＡＢＣ１２", ("abc12",)),
        ("护理 护理", ("护理",)),
        ("护", ()),
        (" 　", ()),
        ("", ()),
        ("𠮷𠮷", ("𠮷𠮷",)),
        ("𠮷", ()),
        ("护\0理", ("护理",)),
    ],
)
def test_read_words(typed: str, words: tuple[str, ...]) -> None:
    assert read_words(typed) == words


def test_words_are_bounded() -> None:
    assert len(read_words(" ".join(f"词{n}语" for n in range(20)))) == MOST_WORDS
    assert len(read_words("长" * 500)[0]) == LONGEST


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("护理技能大赛", ("护理", "大赛"), ["护理", "大赛"]),
        ("ＡＢ 课题", ("ab课",), ["ＡＢ 课"]),
        ("㈱会社", ("株)会",), ["㈱会"]),
        ("𠮷田学院", ("𠮷田",), ["𠮷田"]),
        ("100%_合格", ("%_",), ["%_"]),
        ("护理", ("大赛",), []),
    ],
)
def test_mark_words(text: str, words: tuple[str, ...], hits: list[str]) -> None:
    assert [part.text for part in mark_words(text, words) if part.hit] == hits


@given(st.text(max_size=40), st.lists(st.text(min_size=1, max_size=6), max_size=3))
def test_marking_changes_no_text(text: str, typed: list[str]) -> None:
    words = tuple(word for word in map(plain_text, typed) if word)
    assert "".join(part.text for part in mark_words(text, words)) == text
