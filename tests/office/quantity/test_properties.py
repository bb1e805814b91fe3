"""Any figure that can be made survives storing, printing and reading."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.quantity import (
    Bound,
    Mark,
    PercentKind,
    Place,
    Quantity,
    QuantityError,
    find_figures,
    find_quantities,
    parse_quantity,
)
from office.quantity.numerals import read_numeral

pytestmark = pytest.mark.pure

ALPHABET = "0123456789０１２.，。、余多约近超过第届年月日人名所个万亿%（）() \n“”《》〔〕号一二三十百千两几+X-至:"
SCALES = {"": 0, "万": 4, "亿": 8}
WORDS = {
    Bound.LOWER: [Mark("余", Place.BEFORE_UNIT), Mark("多", Place.BEFORE_UNIT), Mark("以上", Place.AFTER),
                  Mark("超过", Place.BEFORE), Mark("不少于", Place.BEFORE)],
    Bound.UPPER: [Mark("以内", Place.AFTER), Mark("不超过", Place.BEFORE)],
    Bound.ABOUT: [Mark("约", Place.BEFORE), Mark("左右", Place.AFTER)],
    Bound.NEAR: [Mark("近", Place.BEFORE), Mark("将近", Place.BEFORE)],
}  # fmt: skip


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    decimals = draw(st.integers(min_value=0, max_value=3))
    number = Decimal(draw(st.integers(min_value=1, max_value=10**7))).scaleb(-decimals)
    scale = draw(st.sampled_from(list(SCALES)))
    bound = draw(st.sampled_from(list(Bound)))
    unit = draw(st.sampled_from(["名", "人", "人次", "所", "家", "项", "篇", "支", "场次", "元", "门", "个"]))
    percent = not scale and draw(st.booleans())
    return Quantity(
        number.scaleb(SCALES[scale]),
        "%" if percent else unit,
        scale=scale,
        decimals=decimals,
        bound=bound,
        per_unit="" if percent else draw(st.sampled_from(["", "组", "年"])),
        marks=(draw(st.sampled_from(WORDS[bound])),) if bound is not Bound.EXACT else (),
        percent_kind=draw(st.sampled_from([*PercentKind][:3])) if percent else "",
        scope=draw(st.sampled_from([(), ("含滑县",), ("据不完全统计",), ("据不完全统计", "含分校")])),
    )


@given(quantities())
def test_storing_changes_nothing(quantity: Quantity) -> None:
    kept = Quantity.from_data(json.loads(json.dumps(quantity.to_data(), ensure_ascii=False)))
    assert kept == quantity
    assert kept.text() == quantity.text()


@given(quantities())
def test_what_is_printed_reads_as_the_same_figure(quantity: Quantity) -> None:
    again = parse_quantity(quantity.text(), percent_kind=quantity.percent_kind).plain()
    for name in ("value", "unit", "scale", "decimals", "per_unit", "bound", "marks", "percent_kind", "scope"):
        assert getattr(again, name) == getattr(quantity, name), name
    assert again.text() == quantity.text()


@given(
    quantities(),
    st.sampled_from(["全省共有", "，其中", "参加人数", "（"]),
    st.sampled_from(["。", "，完成任务；", "选手"]),
)
def test_a_printed_figure_is_found_in_a_sentence_and_put_back(quantity: Quantity, before: str, after: str) -> None:
    sentence = before + quantity.text() + after
    found = find_figures(sentence)
    assert len(found) == 1
    (figure,) = found
    assert figure.quantity is not None
    assert (figure.quantity.value, figure.quantity.bound) == (quantity.value, quantity.bound)
    assert sentence[: figure.start] + figure.quantity.text() + sentence[figure.end :] == sentence


@given(quantities())
def test_a_figure_agrees_with_itself(quantity: Quantity) -> None:
    assert quantity.compare(quantity.value).agrees


@given(quantities())
def test_no_qualifier_is_lost_in_print(quantity: Quantity) -> None:
    printed = quantity.text()
    assert all(mark.word in printed for mark in quantity.marks)
    assert all(word in printed for word in quantity.scope)
    assert quantity.per_unit in printed


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_any_text_is_read_without_an_accident_and_printed_back(text: str) -> None:
    rebuilt = text
    for found in reversed(find_quantities(text)):
        assert text[found.start : found.end] == found.text
        if found.quantity:
            rebuilt = rebuilt[: found.start] + found.quantity.text() + rebuilt[found.end :]
    assert rebuilt == text
    try:
        printed = parse_quantity(text).text()
    except QuantityError:
        return
    assert printed == text.strip()


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_mean_their_number(number: int) -> None:
    assert read_numeral(in_chinese(number)) == number


def in_chinese(number: int) -> str:
    """Write a number in Chinese numerals, an independent definition for the reader above."""
    if number == 0:
        return "零"
    words, sections = "", []
    while number:
        number, section = divmod(number, 10_000)
        sections.append(section)
    for place in reversed(range(len(sections))):
        section = sections[place]
        if not section:
            continue
        gap = "零" if words and section < 1000 else ""
        words += gap + section_words(section) + ("", "万", "亿")[place]
    return words


def section_words(section: int) -> str:
    words, zero = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, step)
        if digit:
            words += ("零" if zero and words else "") + "零一二三四五六七八九"[digit] + sign
            zero = False
        else:
            zero = True
    return words
