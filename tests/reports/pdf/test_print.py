"""The printed file: faces, text, contents, bookmarks, tags, marks, tables over pages."""

import base64
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.text.line_break import line_size

from reports.pdf.engine import LayoutFailed, write_pdf
from reports.pdf.fetcher import PrintFetcher
from reports.pdf.layout import lay_out
from reports.pdf.supervisor import ROOT
from tests.reports.pdf.sample import AWARDS, CHART, RARE, SENTENCE, contest, long_table, summary

pytestmark = pytest.mark.pdf


def fonts_of(reader: PdfReader) -> dict[str, bool]:
    """Return the base names of all fonts and whether each is embedded."""
    found = {}
    for page in reader.pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            descendant = font["/DescendantFonts"][0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found[str(font["/BaseFont"])] = embedded and "/ToUnicode" in font
    return found


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def outline(reader: PdfReader, entries: Any = None, depth: int = 0) -> Iterator[tuple[int, str, int]]:
    for entry in reader.outline if entries is None else entries:
        if isinstance(entry, list):
            yield from outline(reader, entry, depth + 1)
        else:
            yield depth, entry.title, reader.get_destination_page_number(entry)


@pytest.mark.parametrize("size", [(900, 90), (60, 400)], ids=["wide", "high"])
def test_logo_moves_nothing_on_the_cover(size: tuple[int, int], print_blocks: Callable[..., PdfReader]):
    bare = print_blocks().pages[0].extract_text(extraction_mode="layout")
    output = BytesIO()
    Image.new("RGB", size, "#a61c1c").save(output, format="PNG")
    logo = {"data": base64.b64encode(output.getvalue()).decode(), "media_type": "image/png"}
    cover = print_blocks(logo=logo).pages[0]
    assert [image.image.size for image in cover.images] == [size]
    assert cover.extract_text(extraction_mode="layout") == bare


def test_four_faces_are_embedded_and_subset(sample: PdfReader):
    fonts = fonts_of(sample)
    assert all(fonts.values())
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in fonts)
    for face in ("Song|SimSun|Serif", "Hei|SimHei|Sans", "Kai|KaiTi", "FangSong|FandolFang|WenKai"):
        assert any(re.search(face, name) for name in fonts), face


def test_no_japanese_face_and_no_missing_glyph(sample: PdfReader, tmp_path: Path):
    assert not [name for name in fonts_of(sample) if re.search(r"JP|TC|KR|HK|DejaVu", name)]
    every_face = [{"type": "heading", "level": level, "text": f"{RARE}陈㐂㛃𫖯𬱖"} for level in (1, 2, 3, 4)] + [
        {"type": "paragraph", "role": role, "runs": [{"text": RARE}]} for role in ("body", "quote", "note")
    ]
    printed = write_pdf(lay_out(summary(blocks=every_face, title=RARE, body_name=RARE)), tmp_path / "rare.pdf")
    assert printed.missing == ""
    fonts = fonts_of(PdfReader(tmp_path / "rare.pdf"))
    assert not [name for name in fonts if re.search(r"JP|TC|KR|HK|DejaVu", name)]


def test_a_character_that_no_font_has_is_reported(tmp_path: Path):
    blocks = [{"type": "paragraph", "runs": [{"text": "\U000e0b77"}, {"text": "\U0010fffd无"}]}]
    printed = write_pdf(lay_out(summary(blocks=blocks)), tmp_path / "missing.pdf")
    assert "\U0010fffd" in printed.missing


def test_text_can_be_copied(sample: PdfReader):
    text = plain(text_of(sample))
    assert plain(SENTENCE) in text
    assert "来自全省27所高职院校的53支队伍200余名选手参加比赛。" in text
    assert all(name in text for name in RARE)


def test_numbers_stand_before_headings(sample: PdfReader):
    text = plain(text_of(sample))
    for label in ("一、加强自身建设", "（二）完善运行机制", "二、丰富技能大赛内容", "三、坚持抓好", "（一）评审年度"):
        assert label in text


def test_decimal_numbering_is_printed(print_blocks: Callable[..., PdfReader]):
    blocks = [{"type": "heading", "level": level, "text": f"标题{level}"} for level in (1, 2, 3)]
    text = text_of(print_blocks(*blocks, numbering="decimal"))
    assert "1.1 标题2" in text
    assert "1.1.1 标题3" in text


def test_the_contents_give_the_pages_of_the_bookmarks(sample: PdfReader):
    contents = sample.pages[1].extract_text()
    entries = list(outline(sample))
    assert len(entries) == 8
    assert next(entry for entry in entries if entry[0] == 0)[1] == "一、加强自身建设，提升依法办会能力"
    pages = set()
    for _, title, page in entries:
        line = next(line for line in contents.splitlines() if plain(title).rstrip("。") in plain(line))
        assert int(re.search(r"(\d+)\s*$", line).group(1)) == page + 1, title
        pages.add(page)
    assert len(pages) > 1
    links = [note.get_object() for note in sample.pages[1]["/Annots"]]
    assert len(links) >= len(entries)


def test_the_contents_can_be_left_out(print_blocks: Callable[..., PdfReader]):
    reader = print_blocks({"type": "heading", "level": 1, "text": "唯一"}, contents_levels=0)
    assert len(reader.pages) == 2
    assert "目" not in text_of(reader)


def test_the_file_names_title_author_language_and_is_tagged(sample: PdfReader):
    assert sample.metadata.title == "安徽省职业与成人教育学会2020年工作总结报告"
    assert sample.metadata.author == "安徽省职业与成人教育学会"
    root = sample.trailer["/Root"]
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    kinds = set()

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            kinds.add(node.get("/S"))
            if "/K" in node:
                walk(node["/K"])

    walk(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD", "/Figure", "/L", "/Link"} <= kinds


def test_the_cover_tells_what_it_is(sample: PdfReader):
    cover = plain(sample.pages[0].extract_text())
    for part in ("安徽省职业与成人教育学会", "2020年工作总结报告", "草稿", "报告年度2020年", "编制日期2020年12月31日"):
        assert part in cover
    assert "共" not in cover


def test_every_page_but_the_cover_has_its_number_name_and_mark(sample: PdfReader):
    total = len(sample.pages)
    for number, page in enumerate(sample.pages[1:], start=2):
        text = plain(page.extract_text())
        assert f"第{number}页共{total}页" in text
        assert "安徽省职业与成人教育学会2020年工作总结报告" in text
        assert "草稿" in text


def test_a_published_report_carries_no_draft_mark(print_blocks: Callable[..., PdfReader]):
    assert "草稿" not in plain(text_of(print_blocks(contest(), state_label="")))


def test_the_audit_head_is_printed_at_the_end(sample: PdfReader):
    assert "审计链首：8c1f0a5be2d94d07" in plain(sample.pages[-1].extract_text())


def test_a_long_table_repeats_its_head_and_splits_no_row(print_blocks: Callable[..., PdfReader]):
    reader = print_blocks(long_table(90))
    pages = [page.extract_text() for page in reader.pages[1:]]
    holding = [text for text in pages if "李" in text]
    assert len(holding) >= 3
    assert all("序号" in text and "姓名" in text for text in holding)
    rows = re.findall(
        r"^(\d+)示例职业技术学院李.$", "\n".join(plain(line) for line in "\n".join(pages).splitlines()), re.MULTILINE
    )
    assert [int(row) for row in rows] == list(range(1, 91))


def test_a_short_table_stays_on_one_page(print_blocks: Callable[..., PdfReader]):
    for lines in range(22, 29, 3):
        filling = [{"type": "paragraph", "runs": [{"text": "占位一行"}]}] * lines
        reader = print_blocks(*filling, AWARDS, contents_levels=0)
        holding = [page.extract_text() for page in reader.pages if "中职类" in page.extract_text()]
        assert len(holding) == 1
        assert "高职类" in holding[0]
        assert "合计" in holding[0]
        assert "表1" in holding[0]
        assert "数据来源" in holding[0]


def test_no_line_starts_with_a_closing_mark(sample: PdfReader):
    starts = [line.strip()[:1] for page in sample.pages for line in page.extract_text().splitlines() if line.strip()]
    assert not set(starts) & set("，。、；：！？）》”’")


def test_lines_end_even_although_numbers_and_marks_break_them():
    text = "举办第2届“BIM 应用”技能大赛，来自27所院校的53支队伍、200余名选手参加（含A类12项），" * 8
    html = lay_out(summary(blocks=[{"type": "paragraph", "runs": [{"text": text}]}], contents_levels=0, audit_head=""))
    page = HTML(string=html, url_fetcher=PrintFetcher()).render().pages[1]._page_box
    ends = []
    for line in (box for box in page.descendants() if isinstance(box, LineBox) and box.element_tag == "p"):
        box = line.children[-1]
        box.pango_layout.reactivate(box.style)
        natural, _ = line_size(box.pango_layout.get_first_line()[0], box.style)
        ends.append(box.position_x + natural + box.character_spacing * (len(box.text) - 1))
    assert len(ends) > 5
    assert max(ends[:-1]) - min(ends[:-1]) < 1  # px
    assert ends[-1] < ends[0]


def test_an_empty_table_and_an_empty_chart_are_printed_as_such(print_blocks: Callable[..., PdfReader]):
    empty = CHART | {"labels": [], "series": []}
    text = plain(text_of(print_blocks(AWARDS | {"rows": []}, empty, CHART | {"series": []})))
    assert "本表无数据" in text
    assert text.count("暂无数据") == 2


def test_a_chart_shows_title_unit_source_and_values(print_blocks: Callable[..., PdfReader]):
    text = plain(text_of(print_blocks(CHART)))
    for part in ("图1参赛规模", "单位：所、支", "数据来源：参赛报名记录", "19", "27", "39", "53", "第一届", "第二届"):
        assert part in text


def test_a_picture_is_printed(print_blocks: Callable[..., PdfReader]):
    picture = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(picture, "PNG")
    data = base64.b64encode(picture.getvalue()).decode()
    reader = print_blocks(
        {"type": "image", "data": data, "media_type": "image/png", "alt": "合影", "title": "颁奖典礼", "width": 50}
    )
    assert "图1颁奖典礼" in plain(text_of(reader))
    assert len(reader.pages[-1].images) == 1


def test_chapters_and_page_breaks_start_pages_where_asked(print_blocks: Callable[..., PdfReader]):
    chapters = [{"type": "heading", "level": 1, "text": name} for name in ("甲", "乙", "丙")]
    assert len(print_blocks(*chapters, contents_levels=0).pages) == 2
    assert len(print_blocks(*chapters, contents_levels=0, chapter_start="page").pages) == 4
    assert len(print_blocks(chapters[0], {"type": "page_break"}, chapters[1], contents_levels=0).pages) == 3


def test_an_empty_report_is_still_a_report(print_blocks: Callable[..., PdfReader]):
    reader = print_blocks()
    assert "2020年工作总结报告" in plain(reader.pages[0].extract_text())


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/", "portal-print:../../manage.py"])
def test_printing_loads_nothing_from_disk_or_net(address: str, tmp_path: Path):
    html = lay_out(summary()).replace("</main>", f'<img src="{address}" alt=""></main>')
    with pytest.raises(LayoutFailed, match="may not load"):
        write_pdf(html, tmp_path / "refused.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_unfinished_file_never_takes_the_place_of_a_finished_one(tmp_path: Path):
    target = tmp_path / "report.pdf"
    write_pdf(lay_out(summary(blocks=[])), target)
    before = target.read_bytes()
    with pytest.raises(LayoutFailed):
        write_pdf('<img src="file:///etc/hostname">', target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_progress_goes_forward_through_both_stages(tmp_path: Path):
    told = []
    html = lay_out(summary(), on_progress=lambda *step: told.append(step))
    write_pdf(html, tmp_path / "report.pdf", on_progress=lambda *step: told.append(step))
    assert {stage for stage, _ in told} == {"lay_out", "write"}
    fractions = [fraction for stage, fraction in told if stage == "lay_out"]
    assert fractions == sorted(fractions)
    assert told[-1] == ("write", 1.0)


def test_the_tuned_engine_prints_what_plain_weasyprint_does(tmp_path: Path):
    """Compared with a process that knows nothing of our tuning, justification and parser."""
    html = lay_out(summary())
    (tmp_path / "summary.html").write_text(html, encoding="utf-8")
    code = (
        "import sys; from weasyprint import HTML; from reports.pdf.fetcher import PrintFetcher\n"
        "html = open(sys.argv[1], encoding='utf-8').read()\n"
        "HTML(string=html, url_fetcher=PrintFetcher()).write_pdf(sys.argv[2], pdf_tags=True)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "summary.html"), str(tmp_path / "plain.pdf")]
    subprocess.run(command, check=True, cwd=ROOT)
    write_pdf(html, tmp_path / "own.pdf")
    own, other = PdfReader(tmp_path / "own.pdf"), PdfReader(tmp_path / "plain.pdf")
    assert [plain(page.extract_text()) for page in own.pages] == [plain(page.extract_text()) for page in other.pages]
    assert list(outline(own)) == list(outline(other))


def test_a_control_character_in_a_text_is_left_out(print_blocks: Callable[..., PdfReader]):
    reader = print_blocks({"type": "paragraph", "runs": [{"text": "第一\x0b第二\x00 & <第三>\x85\ud800"}]})
    assert "第一第二&<第三>" in plain(text_of(reader))
