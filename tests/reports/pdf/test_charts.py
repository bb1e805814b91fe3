"""Charts: one SVG for page and print, cached by its data."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from reports.pdf import charts
from reports.pdf.charts import cached_chart, chart_svg, describe_chart, draw_chart, print_value
from tests.reports.pdf.sample import CHART

pytestmark = pytest.mark.pure

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: bytes) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("kind", ["bar", "grouped_bar", "horizontal_bar", "line"])
def test_every_kind_shows_labels_series_and_values_as_text(kind: str):
    shown = texts(draw_chart(CHART | {"kind": kind}))
    for text in ("参赛院校", "参赛队伍", "第一届", "第二届", "19", "39", "27", "53"):
        assert text in shown


def test_values_stand_on_the_marks_as_given():
    series = [{"name": "完成率", "values": ["98.50", "102.00", None, -3, 0]}]
    shown = texts(draw_chart(CHART | {"kind": "bar", "labels": list("甲乙丙丁戊"), "series": series}))
    assert {"98.50", "102.00", "-3", "0"} <= set(shown)
    assert "nan" not in shown


def test_the_picture_has_a_name_and_a_description():
    root = ET.fromstring(draw_chart(CHART))
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "参赛规模"
    assert root[1].text == "（单位：所、支）第一届：参赛院校 19，参赛队伍 39；第二届：参赛院校 27，参赛队伍 53。"


def test_a_page_may_show_it_under_the_strict_policy():
    svg = draw_chart(CHART)
    for node in ET.fromstring(svg).iter():
        assert not {"style", "onload", "onclick"} & set(node.attrib)
        assert node.tag not in (f"{SVG}style", f"{SVG}script")


def test_text_asks_for_a_chinese_face_by_name():
    for node in ET.fromstring(draw_chart(CHART)).iter(f"{SVG}text"):
        assert "Noto Sans CJK SC" in str(node.get("font-family"))


@pytest.mark.parametrize(
    "changes",
    [
        {"labels": [], "series": []},
        {"series": []},
        {"series": [{"name": "无", "values": [None, None]}]},
    ],
)
def test_a_chart_without_values_says_so(changes: dict[str, Any]):
    assert texts(draw_chart(CHART | changes)) == ["暂无数据"]


def test_text_in_a_chart_is_data_not_markup():
    svg = draw_chart(CHART | {"title": "<script>", "labels": ["<b>", "$x$ & _y_"]})
    assert b"<script>" not in svg
    assert {"<b>", "$x$ & _y_"} <= set(texts(svg))


def test_long_labels_are_broken_over_lines():
    labels = ["安徽水利水电职业技术学院", "安徽国际商务职业学院"] * 3
    shown = texts(draw_chart(CHART | {"kind": "bar", "labels": labels, "series": [{"name": "", "values": [1] * 6}]}))
    assert "安徽水利水电" in "".join(shown)
    assert max(map(len, shown)) <= 7


def test_the_same_data_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = cached_chart(CHART, tmp_path)
    monkeypatch.setattr(charts, "draw_chart", lambda _: pytest.fail("drawn again"))
    assert cached_chart(CHART | {"source": "另一来源"}, tmp_path) == first
    with pytest.raises(pytest.fail.Exception):
        cached_chart(CHART | {"unit": "支"}, tmp_path)


def test_the_same_data_gives_the_same_file():
    assert draw_chart(CHART) == draw_chart(CHART)


def test_the_cache_forgets_its_older_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(charts, "CACHE_LIMIT", 4)
    monkeypatch.setattr(charts, "draw_chart", lambda _: b"<svg/>")
    for number in range(5):
        cached_chart(CHART | {"title": str(number)}, tmp_path)
    assert len(list(tmp_path.glob("*.svg"))) == 3


def test_the_cache_lies_in_the_data_folder(settings: Any):
    svg = chart_svg(CHART)
    assert svg in [path.read_bytes() for path in (settings.DATA_DIR / "charts").glob("*.svg")]


@pytest.mark.parametrize(
    ("value", "text"), [(27, "27"), (4.8, "4.8"), (5.0, "5"), ("47.50", "47.50"), (None, ""), (0, "0")]
)
def test_a_value_is_printed_as_given(value: Any, text: str):
    assert print_value(value) == text


def test_a_gap_is_told_to_those_who_hear_the_page():
    assert "参赛院校 无数据" in describe_chart(CHART | {"series": [{"name": "", "values": [None, 3]}]})
