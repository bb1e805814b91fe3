"""From data to HTML: escaping, captions, columns, the cover title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pdf.layout import ROOM, lay_out, share_grid, share_room, split_title
from tests.reports.pdf.sample import AWARDS, CHART, contest, summary

pytestmark = pytest.mark.pure


def test_text_is_escaped_wherever_it_comes_from():
    evil = '<script>alert("1")</script>&'
    html = lay_out(
        summary(
            title=evil,
            body_name=evil,
            state_label=evil,
            date_text=evil,
            audit_head=evil,
            subtitle_lines=[evil],
            blocks=[
                {"type": "heading", "level": 1, "text": evil},
                {"type": "paragraph", "runs": [{"text": evil, "figure": evil, "href": 'https://a/"onclick="'}]},
                {"type": "list", "items": [[{"text": evil, "strong": True}]]},
                AWARDS | {"title": evil, "unit": evil, "source": evil, "note": evil, "heads": [evil] * 5},
                AWARDS | {"rows": [[evil, {"text": evil, "href": "https://a"}, 1, 1, 1]]},
                CHART | {"title": evil, "labels": [evil, evil]},
            ],
        )
    )
    assert "<script" not in html
    assert 'onclick="' not in html
    assert html.count("&lt;script&gt;") > 12


def test_a_figure_keeps_its_name_and_its_link():
    html = lay_out(summary(blocks=[contest()]))
    assert (
        '<a href="https://portal.example/figures/1" class="figure whole" data-figure="contest.colleges">27所</a>'
        in html
    )
    assert "全省<a" in html
    assert '</a>高职院校的<span class="figure whole" data-figure="contest.teams">53支</span>队伍' in html


def test_tables_and_charts_are_counted_apart():
    html = lay_out(summary(blocks=[AWARDS, CHART, AWARDS | {"title": "第二张表"}, AWARDS | {"numbered": False}]))
    assert '<span class="label">表1</span>2020年优秀论文获奖情况' in html
    assert '<span class="label">图1</span>参赛规模' in html
    assert '<span class="label">表2</span>第二张表' in html
    assert "表3" not in html


def test_numbers_stand_right_names_in_the_middle_and_totals_are_marked():
    html = lay_out(summary(blocks=[AWARDS]))
    assert '<td class="center">高职类</td><td class="right">2</td>' in html
    assert html.count('<tr class="total">') == 1


def test_a_cell_without_a_value_prints_a_dash_and_zero_stays_zero():
    html = lay_out(summary(blocks=[AWARDS | {"rows": [["高职类", None, "", 0, "47.50"]]}]))
    assert html.count(">—</td>") == 2
    assert ">0</td>" in html
    assert ">47.50</td>" in html


def test_an_empty_table_says_so():
    html = lay_out(summary(blocks=[AWARDS | {"rows": []}]))
    assert "本表无数据" in html
    assert "一等奖" in html


def test_the_draft_mark_is_absent_once_published():
    assert "草稿" in lay_out(summary())
    assert "草稿" not in lay_out(summary(state_label=""))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2020年工作总结报告", ["2020年工作总结报告"]),
        ("安徽省高等职业教育质量年度报告（2020）", ["安徽省高等职业教育质量", "年度报告（2020）"]),
    ],
)
def test_the_cover_title_is_cut_where_a_word_ends(title: str, lines: list[str]):
    assert split_title(title) == lines


@given(st.text("安徽省职业教育质量年度报告（）《》2020，", min_size=1, max_size=60).filter(str.strip))
def test_a_cut_title_loses_nothing(title: str):
    assert "".join(split_title(title)) == title


@given(st.lists(st.floats(1, 80), min_size=1, max_size=40))
def test_columns_fill_the_grid_exactly(needs: list[float]):
    shares = share_room(needs, ROOM)
    parts = share_grid(shares)
    assert sum(shares) == pytest.approx(ROOM)
    assert sum(parts) == 60
    assert min(parts) >= 1


def test_a_long_column_wraps_before_a_name_does():
    number, name, work = share_room([3.4, 12.4, 60.0], ROOM)
    assert number >= 3.4
    assert name >= 12.4
    assert work == pytest.approx(ROOM - 15.8)
