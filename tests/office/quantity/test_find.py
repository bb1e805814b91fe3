"""Figures in prose beyond the four documents: the traps."""

from itertools import pairwise
from time import process_time

import pytest

from office.quantity import Bound, Kind, PercentKind, find_figures, find_quantities

pytestmark = pytest.mark.pure


def seen(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.text) for found in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("签约20家企业", ["20家"]),
        ("附近3所学校", ["3所"]),
        ("赶超5所名校", ["5所"]),
        ("建成3个多媒体教室", ["3个"]),
        ("带动20个上下游企业", ["20个"]),
        ("本科以上学历占96.08%", ["96.08%"]),
        ("坚持3年多，新建2个", ["3年多", "2个"]),
        ("2020人参会，2000余人在线", ["2020人", "2000余人"]),
        ("近三年培训近百名专家", ["三年", "近百名"]),
        ("每校推荐不超过2项，3个月内完成", ["不超过2项", "3个月内"]),
        ("师生比约1:16.7。", ["约1:16.7"]),
        ("一本书、一项研究、一批成果", []),
        ("“六稳”“六保”和“双高”", []),
        ("《三段式活塞环》等两个项目", ["两个"]),
        ("国家863科技园、A4纸、Web2", []),
        ("信息化2.0行动", []),
        ("三年级2个班，五年制大专", ["2个"]),
        ("BIM约100人参加、BIM超过5项", ["约100人", "超过5项"]),
        ("占比约为百分之三十", ["约为百分之三十"]),
        ("提高5个百分点", ["5个百分点"]),
    ],
)
def test_only_figures_are_figures(text: str, figures: list[str]) -> None:
    assert [found.text for found in find_figures(text)] == figures
    for found in find_figures(text):
        assert found.quantity is not None
        assert found.quantity.text() == found.text == text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("2020年12月12日至13日", Kind.DATE, "12月12日"),
        ("2020年3-5月举行", Kind.DATE, "3-5月"),
        ("2021版通讯簿", Kind.DATE, "2021版"),
        ("会议于9:30召开", Kind.DATE, "9:30"),
        ("第二届大赛", Kind.ORDINAL, "第二届"),
        ("首届大赛", Kind.ORDINAL, "首届"),
        ("获一等奖", Kind.ORDINAL, "一等奖"),
        ("皖教〔2020〕12号文件", Kind.DOCUMENT_NUMBER, "皖教〔2020〕12号"),
        ("落实“职教20条”", Kind.LABEL, "20条"),
        ("推进1+X试点", Kind.LABEL, "1+X"),
        ("“十四五”规划", Kind.LABEL, "十四五"),
        ("1.1规模和结构", Kind.NUMBERING, "1.1"),
        ("（二）评选", Kind.NUMBERING, "（二）"),
        ("电话:0551-62345678", Kind.CODE, "电话:0551-62345678"),
        ("GB/T 9704-2012", Kind.CODE, "GB/T 9704-2012"),
        ("招收10至15人", Kind.RANGE, "10至15人"),
        ("几十人参加", Kind.VAGUE, "几十"),
    ],
)
def test_other_numbers_have_their_kind(text: str, kind: Kind, part: str) -> None:
    assert (kind, part) in seen(text)
    assert find_figures(text) == []


def test_a_line_may_begin_with_a_figure() -> None:
    assert [found.text for found in find_figures("4.8万人在校，15.5%升学")] == ["4.8万人", "15.5%"]


def test_the_sentence_tells_per_unit_and_the_place_does_not_repeat_it() -> None:
    first, second = find_figures("每组一等奖4名，二等奖6名")
    assert first.quantity is not None
    assert second.quantity is not None
    assert [first.quantity.per_unit, second.quantity.per_unit] == ["组", "组"]
    assert (second.quantity.text(), second.quantity.full_text()) == ("6名", "每组6名")


def test_the_per_unit_ends_with_its_list() -> None:
    _, second = find_figures("每年投入近16亿元，惠及学生超过60万人")
    assert second.quantity is not None
    assert second.quantity.per_unit == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("招生增长20%", PercentKind.GROWTH),
        ("保持5%的增速", PercentKind.GROWTH),
        ("本地就业率提高到30%以上", PercentKind.SHARE),
        ("双师型占比达到60%", PercentKind.SHARE),
        ("任务完成率134.66%", PercentKind.COMPLETION),
        ("按10%执行", ""),
    ],
)
def test_the_words_around_tell_the_kind_of_percent(text: str, kind: str) -> None:
    (found,) = find_figures(text)
    assert found.quantity is not None
    assert found.quantity.percent_kind == kind


def test_a_figure_in_another_figures_note_is_its_own() -> None:
    whole, part = find_figures("对80个双基地(含20个培育)验收")
    assert whole.quantity is not None
    assert part.quantity is not None
    assert whole.quantity.scope == ("含20个培育",)
    assert (part.text, part.quantity.bound) == ("20个", Bound.EXACT)


def test_found_places_do_not_overlap() -> None:
    text = "2020年第二届大赛有27所院校53支队伍200余名选手，超过5万人次关注，一等奖12项（含2项并列）。"
    found = find_quantities(text)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("piece", ["1", "a1", "十", "百千", "约", "安", "（含", "2020", "1 "])
def test_a_long_run_costs_no_more_than_its_length(piece: str) -> None:
    """Patterns that look back and forth over the same run would take minutes here."""
    started = process_time()
    find_quantities(piece * 20_000)
    assert process_time() - started < 10
