"""Every part of a Word file is well-formed and keeps the rules; what an office needs is there."""

from pathlib import Path
from typing import Any

import docx
import pytest

from reports.pdf.document import DocumentError
from reports.word.writer import write_docx
from tests.reports.pdf.sample import CHART, RARE, summary
from tests.reports.word.reading import Counters, blocks_of, style_of, text_of
from tests.reports.word.sample import EXTRA, every_block, picture, write
from tests.reports.word.validity import DRAWING, Package, W, local

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return write(tmp_path_factory.mktemp("word") / "summary.docx")


def instructions(package: Package) -> list[str]:
    return [(node.text or "").strip() for node in package.document.iter(f"{W}instrText")]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"blocks": every_block()},
        {"blocks": every_block(), "numbering": "decimal", "chapter_start": "page", "contents_levels": 4},
        {"blocks": every_block(), "contents_levels": 0, "state_label": "", "audit_head": "", "date_text": ""},
        {"blocks": [], "subtitle_lines": ["（2020年1月至12月）", "（征求意见）"], "title": "关于职业教育" * 8},
        {"blocks": every_block(), "logo": {"data": picture(90, 20), "media_type": "image/png"}},
        {"blocks": [], "logo": {"data": "bm90IGEgcGljdHVyZQ==", "media_type": "image/png"}},
        {"blocks": [every_block()[15]], "title": f"<&\"'>{EXTRA}", "body_name": "\x07学会\ud800"},
    ],
    ids=["sample", "every block", "decimal", "no contents", "empty", "logo", "broken logo", "table only"],
)
def test_every_part_keeps_the_rules(changes: dict[str, Any], tmp_path: Path):
    package = write(tmp_path / "a.docx", **changes)
    assert package.problems() == []
    docx.Document(str(tmp_path / "a.docx"))


def test_the_rules_find_what_is_broken(tmp_path: Path):
    write(tmp_path / "a.docx", blocks=every_block())
    broken = Package((tmp_path / "a.docx").read_bytes())
    paragraphs = list(broken.document.iter(f"{W}p"))
    next(paragraph for paragraph in paragraphs if style_of(paragraph) == "BodyText")[0][0].set(f"{W}val", "Nobody")
    next(broken.document.iter(f"{W}gridCol")).set(f"{W}w", "1")
    next(broken.document.iter(f"{W}numId")).set(f"{W}val", "99")
    ordered = next(paragraph for paragraph in paragraphs if style_of(paragraph) == "TableText")[0]
    ordered.insert(0, ordered[-1])
    next(broken.document.iter(f"{DRAWING}docPr")).attrib.pop("descr")
    end = next(broken.document.iter(f"{W}bookmarkEnd"))
    end.getparent().remove(end)
    found = {problem.partition(":")[0] for problem in broken.problems()}
    assert found == {
        "check_styles",
        "check_tables",
        "check_numbers",
        "check_order",
        "check_pictures",
        "check_bookmarks",
    }


def test_the_same_document_is_the_same_file(tmp_path: Path):
    first, second = tmp_path / "a.docx", tmp_path / "b.docx"
    write(first, blocks=every_block())
    write(second, blocks=every_block())
    assert first.read_bytes() == second.read_bytes()


def test_a_broken_document_leaves_no_file(tmp_path: Path):
    with pytest.raises(DocumentError, match="Block 1"):
        write_docx(summary(blocks=[{"type": "paragraph"}]), tmp_path / "a.docx")
    assert list(tmp_path.iterdir()) == []


def test_properties_name_the_report_and_its_body(sample: Package, tmp_path: Path):
    write(tmp_path / "a.docx")
    properties = docx.Document(str(tmp_path / "a.docx")).core_properties
    assert properties.title == "安徽省职业与成人教育学会2020年工作总结报告"
    assert (properties.author, properties.language) == ("安徽省职业与成人教育学会", "zh-CN")
    assert properties.content_status == "草稿"
    assert properties.created is not None
    assert (properties.created.year, properties.created.month, properties.created.day) == (2020, 12, 31)
    assert "Microsoft" not in "".join(text_of(root) for root in sample.story_parts())


def test_the_contents_are_a_field_filled_in_advance(tmp_path: Path):
    write_docx(summary(), tmp_path / "a.docx", pages={"s2": 3, "s3": 3, "s8": 17}, page_count=20)
    package = Package((tmp_path / "a.docx").read_bytes())
    assert r'TOC \o "1-2" \h \z' in instructions(package)
    dirty = [node for node in package.document.iter(f"{W}fldChar") if node.get(f"{W}dirty") == "true"]
    assert len(dirty) == 1
    contents = next(package.body.iter(f"{W}sdtContent"))
    lines = [(style_of(line), text_of(line)) for line in contents]
    assert lines[:4] == [
        ("TOCHeading", "目　录"),
        ("TOC1", "一、加强自身建设，提升依法办会能力 3"),
        ("TOC2", "（一）坚持党建引领，坚守政治定位 3"),
        ("TOC2", "（二）完善运行机制，规范内部管理 17"),
    ]
    assert all(any(f"PAGEREF {link.get(f'{W}anchor')} " in words for words in instructions(package))
               for link in contents.iter(f"{W}hyperlink"))  # fmt: skip


def test_headings_are_numbered_by_their_styles(tmp_path: Path):
    package = write(tmp_path / "a.docx", blocks=every_block())
    headings = [words for style, words in blocks_of(package) if style.startswith("Heading")]
    assert headings == [
        "一、第一章",
        "（一）第一节。",
        "1.第一目",
        "（1）第一点",
        "附言",
        "（一）附言第一节",
        "1.附言第一目",
        "（二）不入目录",
        "二、第二章",
        "（一）第二章第一节",
    ]
    decimal = write(tmp_path / "b.docx", blocks=every_block(), numbering="decimal")
    assert next(words for style, words in blocks_of(decimal) if style == "Heading2") == "1.1第一节。"
    items = [words for style, words in blocks_of(package) if style == "ListNumber"]
    assert items == ["1.甲", "2.乙", "1.丙"]


def test_styles_say_what_the_office_expects(sample: Package):
    styles = Counters(sample).styles
    defaults = next(sample.parts["word/styles.xml"].iter(f"{W}rPrDefault")).find(f"{W}rPr")
    assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "宋体"
    assert defaults.find(f"{W}lang").get(f"{W}eastAsia") == "zh-CN"
    body = styles["BodyText"].find(f"{W}pPr/{W}ind")
    assert body.get(f"{W}firstLineChars") == "200"
    for style, face in {"Heading1": "黑体", "Heading2": "楷体", "Caption": "黑体", "Source": "仿宋"}.items():
        assert styles[style].find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == face
    names = {styles[name][0].get(f"{W}val") for name in ("Title", "Heading1", "BodyText", "Caption", "TOC1")}
    assert names == {"Title", "heading 1", "Body Text", "caption", "toc 1"}
    runs = [run for run in sample.document.iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert all(run.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") == "eastAsia" for run in runs)


def test_tables_have_three_lines_and_a_head_that_repeats(sample: Package):
    tables = [table for table in sample.body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle") is not None]
    assert len(tables) == 2
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    total = tables[0].findall(f"{W}tr")[-1]
    assert all(cell.find(f"{W}tcPr/{W}tcBorders/{W}top") is not None for cell in total.iter(f"{W}tc"))
    assert tables[0].find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "2020年优秀论文获奖情况"


def test_captions_count_by_fields_and_say_unit_and_source(sample: Package):
    words = [
        (style, text) for style, text in blocks_of(sample) if style in ("TableCaption", "Caption", "Unit", "Source")
    ]
    assert words == [
        ("TableCaption", "表1　2020年优秀论文获奖情况"),
        ("Unit", "单位：篇"),
        ("Source", "数据来源：学会学术委员会评审结果"),
        ("Unit", "单位：所、支"),
        ("Caption", "图1　参赛规模"),
        ("Source", "数据来源：参赛报名记录"),
        ("TableCaption", "表2　指导教师名单"),
    ]
    assert [text for text in instructions(sample) if text.startswith("SEQ")] == [
        r"SEQ 表 \* ARABIC",
        r"SEQ 图 \* ARABIC",
        r"SEQ 表 \* ARABIC",
    ]


def test_a_chart_is_a_picture_with_its_data_in_words(sample: Package):
    described = [node.get("descr") for node in sample.document.iter(f"{DRAWING}docPr")]
    assert described == ["参赛规模（单位：所、支）第一届：参赛院校 19，参赛队伍 39；第二届：参赛院校 27，参赛队伍 53。"]
    image = next(name for name in sample.names if name.startswith("word/media/"))
    assert sample.zip.read(image).startswith(b"\x89PNG")
    assert CHART["title"] in described[0]


def test_figures_keep_their_qualifiers_and_their_style(sample: Package):
    marked = {
        text_of(run)
        for run in sample.document.iter(f"{W}r")
        if (style := run.find(f"{W}rPr/{W}rStyle")) is not None and style.get(f"{W}val") == "Figure"
    }
    assert marked == {"27所", "53支", "200余名"}
    links = [link for link in sample.document.iter(f"{W}hyperlink") if link.get(f"{W}anchor") is None]
    assert {text_of(link) for link in links} == {"27所"}


def test_page_numbers_are_fields_and_the_state_stands_in_the_head(sample: Package):
    foot = next(root for name, root in sample.parts.items() if local(root) == "ftr")
    assert [node.text.strip() for node in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert text_of(foot).startswith("第 2 页　共 ")
    heads = [text_of(root) for root in sample.story_parts() if local(root) == "hdr"]
    assert heads == ["", "安徽省职业与成人教育学会　2020年工作总结报告 草稿"]


def test_what_xml_cannot_hold_is_left_out_and_rare_characters_stay(tmp_path: Path):
    package = write(tmp_path / "a.docx", blocks=every_block())
    words = dict(blocks_of(package))
    assert next(text for style, text in blocks_of(package) if style == "BodyText") == "开篇。"
    assert EXTRA in words["Quote"]
    assert RARE in words["NoteText"]


def test_breaks_begin_pages_and_a_tall_picture_fits(tmp_path: Path):
    package = write(tmp_path / "a.docx", blocks=every_block())
    broken = [text_of(node.getparent().getparent()) for node in package.document.iter(f"{W}pageBreakBefore")]
    assert [words[:4] for words in broken] == ["开篇。", "引文𬭊𫖯", "表2　指"]
    heights = [int(node.get("cy")) for node in package.document.iter(f"{DRAWING}extent")]
    assert max(heights) <= 11300 * 635
