"""A report as a document to print: plain data, with every figure frozen as it stood."""

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.timezone import localtime
from PIL import Image

from association.models import Profile
from reports.catalogue import body_scope
from reports.enums import ReportState
from reports.kinds.base import Material
from reports.kinds.exhibit import fill_exhibit, names_in
from reports.methods.blocks import SOURCE_TYPES, figure_names
from reports.models import FigureValue, Report, Section
from reports.pdf.document import Document
from reports.queries.figure import figures_of, row_labels

# Raised when templates or styles change what is printed: an old file is then not mistaken for the new.
TEMPLATE_VERSION = 2
# The longer side of a logo on the cover: 26 mm high, it stands there at 500 dots an inch or more.
LOGO_PIXELS = 600
STATE_LABELS = {ReportState.DRAFT: "草稿", ReportState.UNDER_REVIEW: "送审稿"}


@dataclass(frozen=True)
class PrintedReport:
    """What a rendition freezes."""

    context: dict[str, Any]
    figures: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """The digest of all that stands in the file and behind its figures."""
        frozen = [TEMPLATE_VERSION, self.context, {name: entry["row_ids"] for name, entry in self.figures.items()}]
        return hashlib.sha256(json.dumps(frozen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def build(report: Report) -> PrintedReport:
    """Return a report as plain data: its sections with live figures put in, and each figure with its rows' labels.

    Sections without any text are left out, with the heading of a chapter that has none below it either.
    """
    values = figures_of(report.body, report.year)
    material = Material(scope=body_scope(report.body, report.year), values=values)
    sections = printed_sections(list(report.sections.all()))
    blocks: list[dict[str, Any]] = []
    used: list[str] = []
    for section in sections:
        section_blocks, names = print_section(section, material)
        if section.level == 0 and blocks:
            set_apart(section_blocks)
        blocks += section_blocks
        used += names
    context = Document(
        kind=report.kind.replace("_", "-"),
        title=f"{report.year}年{report.title}",
        body_name=report.body.name,
        year=report.year,
        date_text=date_text(report, sections),
        state_label=STATE_LABELS.get(ReportState(report.state), ""),
        blocks=tuple(blocks),
        logo=cover_logo(report.body_id),
    ).to_context()
    names = [name for name in dict.fromkeys(used) if name in values]
    return PrintedReport(context=context, figures=freeze_figures(values[name] for name in names))


def cover_logo(body_id: int) -> dict[str, str]:
    """Return the logo that the set-up holds for the body, small enough to be frozen with every report; {} for none."""
    card = Profile.objects.filter(body_id=body_id, logo__isnull=False).select_related("logo").first()
    if card is None or card.logo is None:
        return {}
    picture = BytesIO()
    try:
        with card.logo.file.open("rb") as stored, Image.open(stored) as image:
            image.thumbnail((LOGO_PIXELS, LOGO_PIXELS))
            see_through = image.mode in {"RGBA", "LA", "PA", "P"}
            image.convert("RGBA" if see_through else "RGB").save(picture, format="PNG")
    except (OSError, ValueError, Image.DecompressionBombError):
        return {}  # a report is printed without a picture that cannot be read
    return {"data": base64.b64encode(picture.getvalue()).decode(), "media_type": "image/png"}


def printed_sections(sections: list[Section]) -> list[Section]:
    """Return the sections that have text, and the headings above them."""
    kept: list[Section] = []
    for position, section in enumerate(sections):
        below = (later for later in sections[position + 1 :])
        has_text = bool(section.blocks)
        if not has_text and section.level > 0:
            for later in below:
                if later.level <= section.level:
                    break
                has_text = has_text or bool(later.blocks)
        if has_text:
            kept.append(section)
    return kept


def print_section(section: Section, material: Material) -> tuple[list[dict[str, Any]], list[str]]:
    """Return a section's blocks in the document's schema and the figures they use."""
    blocks: list[dict[str, Any]] = []
    names: list[str] = []
    if section.level > 0:
        blocks.append({"type": "heading", "level": section.level, "text": section.heading})
    for block in section.blocks:
        if block["type"] in SOURCE_TYPES:
            filled = fill_exhibit(block, material)
            if filled is not None:
                names += names_in(filled)
                blocks.append(print_exhibit(filled, material))
        else:
            names += figure_names([block])
            blocks.append({"type": "paragraph", "runs": print_runs(block["runs"], material)})
    return blocks, names


def set_apart(blocks: list[dict[str, Any]]) -> None:
    """Let a text without heading stand apart from the last section before it."""
    if blocks and blocks[0]["type"] == "paragraph":
        blocks[0]["role"] = "closing"


def print_runs(runs: Iterable[dict[str, str]], material: Material) -> list[dict[str, str]]:
    """Return runs with the figures' texts put in; a figure that the records no longer have stays visible as missing."""
    return [
        {"figure": run["figure"], "text": text_of(run["figure"], material)} if "figure" in run else run for run in runs
    ]


def text_of(name: str, material: Material) -> str:
    """Return a figure's text, or a mark that nobody overlooks."""
    value = material.values.get(name)
    return value.text if value else "【数据缺失】"


def print_exhibit(filled: dict[str, Any], material: Material) -> dict[str, Any]:
    """Return a filled table or chart in the document's schema."""
    printed = {key: value for key, value in filled.items() if key != "figures"}
    if "rows" in printed:
        printed["rows"] = [
            [print_runs([cell], material)[0] if isinstance(cell, dict) else cell for cell in row]
            for row in printed["rows"]
        ]
    return printed


def date_text(report: Report, sections: Iterable[Section]) -> str:
    """Return the date on the cover: of publication, else of the last change of the text."""
    moments = [section.edited_at for section in sections if section.edited_at]
    moment = report.published_at or max(moments, default=report.updated_at)
    local = localtime(moment)
    return f"{local.year}年{local.month}月{local.day}日"


def freeze_figures(values: Iterable[FigureValue]) -> dict[str, Any]:
    """Return figures as they are printed, each with the ids and labels of its rows."""
    return {
        value.name: {
            "label": value.label,
            "text": value.text,
            "computed": None if value.computed is None else f"{value.computed.normalize():f}",
            "stated": value.stated.full_text() if value.stated is not None else "",
            "stated_source": value.stated_source,
            "differs": value.differs,
            "unit": value.unit,
            "noun": value.noun,
            "scope": value.scope,
            "period": value.period,
            "row_model": value.row_model,
            "row_ids": value.row_ids,
            "row_labels": row_labels(value.row_model, value.row_ids),
        }
        for value in values
    }
