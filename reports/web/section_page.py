"""The writing page of a section: text fields, figures to put in, proposals, and the other's text when two write."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.web.page_data import Link
from reports.domain.section import RUN_LENGTH, SectionStale
from reports.forms.section import SectionForm
from reports.kinds.exhibit import exhibit_choices
from reports.methods.blocks import Block, write_tokens
from reports.models import FigureValue, Proposal, Report, Section
from reports.queries.figure import figures_of
from reports.queries.proposal import proposals_for
from reports.queries.report import empty_sections
from reports.queries.section import number_sections, sections_of
from reports.web.narrative import BlockView, Figures, show_blocks
from reports.web.report_page import crumbs_below

LINE_LENGTH = 42
PRESENCE = timedelta(minutes=2)


@dataclass(frozen=True)
class EditBlock:
    """One block as fields: ``text`` carries figures as tokens, or the source of a table or chart."""

    id: str
    type: str
    text: str
    rows: int
    exhibit_url: str = ""


@dataclass(frozen=True)
class OutlineEntry:
    """One section in the contents at the side."""

    number: str
    heading: str
    url: str
    level: int
    is_current: bool
    is_empty: bool


@dataclass(frozen=True)
class FigureGroup:
    """The figures of one chapter, to choose from."""

    label: str
    figures: list[dict[str, str]]


@dataclass(frozen=True)
class ProposalView:
    """A proposal as it would read."""

    proposal: Proposal
    blocks: list[BlockView]
    is_here: bool


@dataclass(frozen=True)
class ExhibitView:
    """A table or chart to put in; ``stands`` when the section has it already."""

    kind: str
    source: str
    title: str
    stands: bool


@dataclass(frozen=True)
class Conflict:
    """Two texts side by side: what stands now, and what this editor sent, its differences marked."""

    who: str
    when: Any
    heading: str
    theirs: list[BlockView]
    my_heading: str
    mine: list[BlockView]
    kept_as: int


@dataclass
class SectionPage:
    """What the writing page shows."""

    section: Any
    report: Any
    title: str
    crumbs: list[Link]
    form: SectionForm
    blocks: list[EditBlock]
    outline: list[OutlineEntry]
    number: str
    groups: list[FigureGroup]
    figures: dict[str, dict[str, str]]
    proposals: list[ProposalView]
    exhibits: list[ExhibitView] = field(default_factory=list)
    conflict: Conflict | None = None
    error: str = ""
    other_editor: str = ""
    versions: int = 1
    neighbors: dict[str, Any] = field(default_factory=dict)
    empty_block: EditBlock = EditBlock("", "paragraph", "", 3)


def build_section_page(
    section: Section,
    actor: Actor,
    *,
    form: SectionForm | None = None,
    blocks: list[Block] | None = None,
    stale: SectionStale | None = None,
    error: str = "",
) -> SectionPage:
    """Return the writing page; ``form`` and ``blocks`` are what was sent, when it could not be saved."""
    report = section.report
    values = figures_of(report.body, report.year)
    figures = Figures(report, values)
    standing = list(sections_of(report))
    numbers = number_sections([item.level for item in standing])
    position = next((index for index, item in enumerate(standing) if item.pk == section.pk), None)
    shown = section.blocks if blocks is None else blocks
    return SectionPage(
        section=section,
        report=report,
        title=_("Write: %(object)s") % {"object": section.heading},
        crumbs=crumbs_below(report, actor, Link(section.heading, "")),
        form=form or SectionForm(initial={"heading": section.heading, "revision": section.revision}),
        blocks=[edit_block(block, section) for block in shown],
        outline=build_outline(standing, numbers, section),
        number=numbers[position] if position is not None else "",
        groups=figure_groups(report, values, figures),
        figures={name: figure_entry(value, figures) for name, value in values.items()},
        proposals=[proposal_view(item, section.key, figures) for item in proposals_for(section)],
        exhibits=exhibit_views(values, shown),
        conflict=show_conflict(stale, form, blocks or [], figures) if stale else None,
        error=error,
        other_editor="" if stale else present_editor(section, actor),
        versions=standing[position].version_number if position is not None else 1,
        neighbors=neighbors(standing, position),
    )


def edit_block(block: Block, section: Section) -> EditBlock:
    """Return one block as fields."""
    if block["type"] != "paragraph":
        url = f"{section.get_exhibit_base()}{block['id']}/"
        return EditBlock(block["id"], block["type"], block["source"], 1, url)
    text = write_tokens(block["runs"])
    return EditBlock(block["id"], "paragraph", text, max(3, len(text) // LINE_LENGTH + 2))


def build_outline(standing: list[Any], numbers: list[str], section: Section) -> list[OutlineEntry]:
    """Return the contents at the side, each line leading to a section's writing page."""
    empty = empty_sections(standing)
    return [
        OutlineEntry(
            number, item.heading, item.get_edit_url(), max(item.level, 1), item.pk == section.pk, item.pk in empty
        )
        for item, number in zip(standing, numbers, strict=True)
    ]


def neighbors(standing: list[Any], position: int | None) -> dict[str, Any]:
    """Return the sections before and after, to write on."""
    if position is None:
        return {}
    return {
        "before": standing[position - 1] if position > 0 else None,
        "after": standing[position + 1] if position + 1 < len(standing) else None,
    }


def figure_entry(value: FigureValue, figures: Figures) -> dict[str, str]:
    """Return what the page needs to show a figure as a chip."""
    chip = figures.chip(value.name)
    return {"text": chip.text, "label": value.label, "title": chip.title, "tone": chip.tone, "mark": chip.mark}


def figure_groups(report: Report, values: dict[str, FigureValue], figures: Figures) -> list[FigureGroup]:
    """Return the figures to choose from by chapter, in the catalogue's order."""
    groups: dict[str, list[dict[str, str]]] = {}
    for value in sorted(values.values(), key=lambda item: item.order):
        groups.setdefault(value.group, []).append({"name": value.name, **figure_entry(value, figures)})
    labels = chapter_labels(report)
    return [FigureGroup(labels.get(group, group), entries) for group, entries in groups.items()]


def chapter_labels(report: Report) -> dict[str, str]:
    """Return the headings of the outline by the groups of figures that belong under them."""
    labels: dict[str, str] = {}
    for item in report.outline.items:
        labels.setdefault(item["key"], item["heading"])
        for source in item["sources"]:
            labels.setdefault(source, item["heading"])
    return labels


def proposal_view(proposal: Proposal, key: str, figures: Figures) -> ProposalView:
    """Return a proposal as it would read in the report."""
    return ProposalView(proposal, show_blocks(proposal.blocks, proposal.blocks, figures), proposal.key == key)


def exhibit_views(values: dict[str, FigureValue], blocks: list[Block]) -> list[ExhibitView]:
    """Return the year's tables and charts in the catalogue's order."""
    standing = {(block["type"], block.get("source")) for block in blocks}
    ordered = sorted(values.values(), key=lambda item: item.order)
    return [
        ExhibitView(choice.kind, choice.source, choice.title, (choice.kind, choice.source) in standing)
        for choice in exhibit_choices(ordered)
    ]


def show_conflict(stale: SectionStale, form: SectionForm | None, mine: list[Block], figures: Figures) -> Conflict:
    """Return both texts: theirs as it stands, mine with what differs from it."""
    stored = stale.stored
    return Conflict(
        who=str(stored.edited_by or ""),
        when=stored.edited_at,
        heading=stored.heading,
        theirs=show_blocks(stored.blocks, stored.blocks, figures),
        my_heading=form.cleaned_data["heading"] if form else stored.heading,
        mine=show_blocks(stored.blocks, mine, figures),
        kept_as=stale.aside.number,
    )


def present_editor(section: Section, actor: Actor) -> str:
    """Return who else saved this section in the last minutes, "" when nobody did."""
    if section.edited_at is None or section.edited_by is None or section.edited_by.pk == actor.user_id:
        return ""
    recently = timezone.now() - section.edited_at < min(PRESENCE, RUN_LENGTH)
    return str(section.edited_by) if recently else ""
