"""Word files of the printed sample, and documents that use every kind of block."""

import base64
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from reports.word.writer import write_docx
from tests.reports.pdf.sample import AWARDS, CHART, RARE, contest, long_table, summary
from tests.reports.word.validity import Package

EXTRA = "𬭊𫖯㐂"


def picture(width: int = 40, height: int = 20) -> str:
    output = BytesIO()
    Image.new("RGB", (width, height), "#1f4e79").save(output, format="PNG")
    return base64.b64encode(output.getvalue()).decode()


def every_block() -> list[dict[str, Any]]:
    """Return blocks of every type, with headings that are skipped, unnumbered and kept out of the contents."""
    return [
        {"type": "paragraph", "runs": [{"text": "开篇。\x00\x0b\ufffe"}]},
        {"type": "heading", "level": 1, "text": "第一章"},
        {"type": "heading", "level": 2, "text": "第一节。"},
        {"type": "heading", "level": 3, "text": "第一目"},
        {"type": "heading", "level": 4, "text": "第一点"},
        contest(),
        {"type": "heading", "level": 1, "text": "附言", "numbered": False},
        {"type": "heading", "level": 2, "text": "附言第一节"},
        {"type": "heading", "level": 3, "text": "附言第一目"},
        {"type": "heading", "level": 2, "text": "不入目录", "in_contents": False},
        {"type": "heading", "level": 1, "text": "第二章"},
        {"type": "heading", "level": 2, "text": "第二章第一节"},
        {"type": "list", "items": [[{"text": "甲"}], [{"text": "乙", "strong": True}]], "ordered": True},
        {"type": "list", "items": [[{"text": "丙"}]], "ordered": True},
        {"type": "list", "items": [[{"text": "丁"}], [{"text": "戊"}]]},
        AWARDS,
        {**AWARDS, "title": "", "unit": "", "source": "", "rows": []},
        {"type": "table", "heads": ["项"], "rows": [[{"text": "27所", "figure": "a", "href": "https://a.example/1"}]]},
        CHART,
        {**CHART, "title": "无数据的图", "series": [], "unit": "", "source": "", "note": "说明"},
        {"type": "image", "data": picture(), "media_type": "image/png", "alt": "会场", "title": "会场", "width": 50},
        {"type": "image", "data": picture(20, 90), "media_type": "image/png", "alt": "高图", "source": "秘书处"},
        {"type": "image", "data": "bm90IGEgcGljdHVyZQ==", "media_type": "image/png", "alt": "读不出的图"},
        {"type": "page_break"},
        {"type": "paragraph", "role": "quote", "runs": [{"text": f"引文{EXTRA}"}]},
        {"type": "paragraph", "role": "note", "runs": [{"text": f"说明：{RARE}"}]},
        {"type": "page_break"},
        long_table(12),
        {"type": "paragraph", "role": "closing", "runs": [{"text": "新的一年"}]},
        {"type": "paragraph", "role": "signature", "runs": [{"text": "学会"}]},
    ]


def write(target: Path, **changes: Any) -> Package:
    """Write the sample's Word file with changes and open it."""
    write_docx(summary(**changes), target)
    return Package(target.read_bytes())
