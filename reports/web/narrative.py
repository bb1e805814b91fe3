"""The narrative as a page shows it: numbered sections, paragraphs with figure chips, changes and comments beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.methods.blocks import Run
from reports.methods.difference import ADDED, REMOVED, SAME, BlockChange, compare_blocks
from reports.models import Comment, FigureValue, Rendition, Report
from reports.queries.reading import ReportChanges
from reports.queries.section import number_sections


@dataclass(frozen=True)
class Chip:
    """A figure inside a sentence: its text, where it opens, what its mark says."""

    name: str
    text: str
    url: str
    title: str
    tone: str = ""
    mark: str = ""
    before: str = ""


@dataclass(frozen=True)
class Stretch:
    """A part of a paragraph that was added, removed or stayed; ``parts`` are texts and chips."""

    kind: str
    parts: tuple[Any, ...]


@dataclass
class BlockView:
    """One block of a section: ``change`` is same, added, removed, changed or moved."""

    id: str
    type: str
    change: str
    stretches: list[Stretch] = field(default_factory=list)
    exhibit_url: str = ""
    source: str = ""
    comments: list[Comment] = field(default_factory=list)
    is_commented: bool = False

    @property
    def is_removed(self) -> bool:
        """True for a paragraph that stood here at the last reading."""
        return self.change == REMOVED


@dataclass
class SectionView:
    """One section: its number, blocks, comments on no block that stands, and what may be done."""

    section: Any
    number: str
    blocks: list[BlockView]
    heading_before: str = ""
    is_new: bool = False
    changes: int = 0
    loose_comments: list[Comment] = field(default_factory=list)
    open_comments: int = 0
    is_commented: bool = False

    @property
    def tag(self) -> str:
        """The HTML element of the heading: a chapter is h2."""
        return f"h{min(max(self.section.level, 1) + 1, 6)}"


class Figures:
    """The chips of a report: figure values by name, with the reader's earlier texts.

    With ``printed`` the figures read as they were published, whatever the records say now.
    """

    def __init__(
        self,
        report: Report,
        values: Mapping[str, FigureValue],
        *,
        before: Mapping[str, str] | None = None,
        printed: Rendition | None = None,
    ) -> None:
        self.values = values
        self.before = before or {}
        self.printed = printed
        self.base = reverse("reports:figure_detail", args=[report.pk, 0])
        self.words = {
            "unit": _("Unit"),
            "scope": _("Scope"),
            "period": _("Period"),
            "stated": _("Stated"),
            "computed": _("Computed"),
            "source": _("Source"),
        }

    def chip(self, name: str) -> Chip:
        """Return the chip of a figure; one that the records no longer have stays visible as missing."""
        if self.printed is not None and name in self.printed.figures:
            return self.printed_chip(name, self.printed)
        value = self.values.get(name)
        if value is None:
            return Chip(name, name, "", _("The records have no such figure now."), "missing", _("no data"))
        return Chip(
            name=name,
            text=value.text,
            url=self.address(value),
            title=self.title(value),
            tone="different" if value.differs else "stated" if value.computed is None else "",
            mark=_("≠ stated %(stated)s") % {"stated": value.stated.full_text()} if value.differs else "",
            before=self.before.get(name, ""),
        )

    def printed_chip(self, name: str, printed: Rendition) -> Chip:
        """Return the chip of a figure as it was published; when the records say otherwise now, its mark tells so."""
        entry = printed.figures[name]
        now = self.values[name].text if name in self.values else _("no data")
        facts = [f"{self.words[key]}：{entry[key]}" for key in ("unit", "scope", "period") if entry[key]]
        return Chip(
            name=name,
            text=entry["text"],
            url=reverse("reports:rendition_figure", args=[printed.pk, name]),
            title="；".join([entry["label"], *facts]),
            tone="different" if now != entry["text"] else "stated" if entry["computed"] is None else "",
            mark=_("now %(text)s") % {"text": now} if now != entry["text"] else "",
        )

    def address(self, value: FigureValue) -> str:
        """Return the address of a figure's page."""
        return f"{self.base[:-2]}{value.pk}/"

    def title(self, value: FigureValue) -> str:
        """Return what a chip tells when pointed at: what is counted, unit, scope, period, source."""
        computed = "" if value.computed is None or not value.differs else f"{value.computed.normalize():f}{value.unit}"
        told = {
            "unit": value.unit,
            "scope": value.scope,
            "period": value.period,
            "computed": computed,
            "stated": value.stated.full_text() if value.differs else "",
            "source": value.stated_source if value.computed is None or value.differs else "",
        }
        facts = [f"{self.words[key]}：{text}" for key, text in told.items() if text]
        return "；".join([value.label, *facts])

    def parts(self, runs: Iterable[Run]) -> tuple[Any, ...]:
        """Return runs as texts and chips."""
        return tuple(self.chip(run["figure"]) if "figure" in run else run["text"] for run in runs)


def show_change(change: BlockChange, figures: Figures, *, exhibit_base: str = "") -> BlockView:
    """Return one block with what happened to it."""
    block = change.new if change.new is not None else change.old
    assert block is not None
    view = BlockView(id=block["id"], type=block["type"], change=change.kind)
    if block["type"] != "paragraph":
        view.source = block["source"]
        view.exhibit_url = f"{exhibit_base}{block['id']}/" if change.new is not None else ""
    elif change.pieces:
        view.stretches = [Stretch(piece.kind, figures.parts(piece.runs)) for piece in change.pieces]
    else:
        kind = change.kind if change.kind in {ADDED, REMOVED} else SAME
        view.stretches = [Stretch(kind, figures.parts(block["runs"]))]
    return view


def show_blocks(old: list[Any], new: list[Any], figures: Figures) -> list[BlockView]:
    """Return the blocks of a text as compared with an older one."""
    return [show_change(change, figures) for change in compare_blocks(old, new)]


def show_sections(
    report: Report,
    sections: list[Any],
    figures: Figures,
    changes: ReportChanges,
    comments: Iterable[Comment],
) -> list[SectionView]:
    """Return all sections of a report for its reading page."""
    by_section: dict[int, list[Comment]] = {}
    for comment in comments:
        by_section.setdefault(comment.section_id, []).append(comment)
    numbers = number_sections([section.level for section in sections])
    views = []
    for section, number in zip(sections, numbers, strict=True):
        change = changes.sections.get(section.pk)
        listed = change.blocks if change else [BlockChange(SAME, block, block) for block in section.blocks]
        view = SectionView(
            section=section,
            number=number,
            blocks=[show_change(item, figures, exhibit_base=section.get_exhibit_base()) for item in listed],
            heading_before=change.heading_before if change else "",
            is_new=change.is_new if change else False,
            changes=change.count if change else 0,
        )
        place_comments(view, by_section.get(section.pk, []))
        views.append(view)
    return views


def place_comments(view: SectionView, comments: list[Comment]) -> None:
    """Put comments beside their paragraphs; those whose paragraph is gone stand at the end with their quotes."""
    standing = {block.id: block for block in view.blocks if not block.is_removed}
    for comment in comments:
        block = standing.get(comment.block_id)
        (block.comments if block else view.loose_comments).append(comment)
    view.open_comments = sum(1 for comment in comments if comment.settled_at is None)
