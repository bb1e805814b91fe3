"""The schema of a document and the numbers of its headings."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.pdf.document import Document, DocumentError
from reports.pdf.numbering import chinese_number, number_headings
from tests.reports.pdf.sample import AWARDS, CHART, summary

pytestmark = pytest.mark.pure


def heading(level: int, **more: Any) -> dict[str, Any]:
    return {"type": "heading", "level": level, "text": "标题", **more}


def test_a_context_survives_json_and_back():
    context = Document.from_context(summary()).to_context()
    again = Document.from_context(json.loads(json.dumps(context)))
    assert again.to_context() == context
    assert again.blocks[0]["runs"][0]["text"].startswith("学会坚持")


@pytest.mark.parametrize(
    ("block", "problem"),
    [
        ({"type": "poem"}, "unknown type 'poem'"),
        ({"type": "heading", "level": 5, "text": "深"}, "level lies between 1 and 4"),
        ({"type": "heading", "level": 1}, "missing text"),
        ({"type": "paragraph", "runs": [{"text": "文", "colour": "red"}]}, "unknown key of a run: colour"),
        ({"type": "paragraph", "runs": [{"text": "文", "href": "javascript:alert(1)"}]}, "a link starts with http"),
        ({"type": "paragraph", "runs": [{"text": 27}]}, "a run is a dict with a text"),
        ({"type": "paragraph", "runs": [], "role": "shout"}, "unknown role 'shout'"),
        ({"type": "list", "items": [["文"]]}, "a run is a dict with a text"),
        (AWARDS | {"rows": [["高职类", 2]]}, "row 1 has 2 cells, the head 5"),
        (AWARDS | {"align": ["left"]}, "align has 1 entries"),
        (AWARDS | {"heads": [], "rows": []}, "at least one head"),
        (AWARDS | {"rows": [[[], 1, 1, 1, 1]]}, "a cell is a text, a number, null or a run"),
        (AWARDS | {"subtitle": "多余"}, "unknown subtitle"),
        (CHART | {"kind": "pie"}, "unknown kind 'pie'"),
        (CHART | {"labels": ["一"]}, "has 2 values for 1 labels"),
        (CHART | {"series": [{"name": "", "values": [1, "约100"]}]}, "'约100' is not a number"),
        ({"type": "image", "data": "", "media_type": "image/svg+xml", "alt": "图"}, "unknown media type"),
    ],
)
def test_a_block_that_breaks_the_schema_is_refused_by_place_and_key(block: dict[str, Any], problem: str):
    with pytest.raises(DocumentError, match="Block 2") as refusal:
        Document.from_context(summary(blocks=[heading(1), block]))
    assert problem in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"titel": "拼错"}, "Unknown key of the document: titel"),
        ({"title": "  "}, "no title"),
        ({"numbering": "roman"}, "Unknown numbering"),
        ({"chapter_start": "odd"}, "Unknown chapter_start"),
        ({"contents_levels": 9}, "contents_levels"),
    ],
)
def test_a_document_that_breaks_the_schema_is_refused(changes: dict[str, Any], problem: str):
    with pytest.raises(DocumentError, match=problem):
        Document.from_context(summary(**changes))


def test_an_incomplete_document_is_refused():
    context = summary()
    del context["body_name"]
    with pytest.raises(DocumentError, match=r"incomplete.*body_name"):
        Document.from_context(context)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百〇五"),
        (110, "一百一十"),
    ],
)
def test_chinese_numbers(number: int, text: str):
    assert chinese_number(number) == text


def test_a_heading_number_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="between 1 and 999"):
        chinese_number(0)


def test_chinese_numbering_starts_afresh_below_each_heading():
    blocks = [
        heading(1),
        heading(2),
        heading(3),
        heading(4),
        heading(3),
        heading(2),
        {"type": "page_break"},
        heading(1),
    ]
    labels = list(number_headings([*blocks, heading(2)], "chinese"))
    assert labels == ["一、", "（一）", "1.", "（1）", "2.", "（二）", "", "二、", "（一）"]


def test_decimal_numbering():
    blocks = [heading(1), heading(2), heading(2), heading(3), heading(1), heading(3)]
    assert list(number_headings(blocks, "decimal")) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1.1"]


def test_an_unnumbered_heading_counts_for_nothing():
    blocks = [heading(1, numbered=False), heading(1), heading(1, numbered=False), heading(2), heading(1)]
    assert list(number_headings(blocks, "chinese")) == ["", "一、", "", "（一）", "二、"]


@given(st.lists(st.integers(1, 4), max_size=40), st.sampled_from(["chinese", "decimal"]))
def test_no_label_shows_a_zero(levels: list[int], scheme: str):
    labels = list(number_headings([heading(level) for level in levels], scheme))
    assert len(labels) == len(levels)
    assert all(label and not label.startswith("0") and ".0" not in label for label in labels)
