"""What changed in a report since somebody read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from office.actor import Actor
from reports.enums import VersionOrigin
from reports.methods.blocks import figure_names
from reports.methods.difference import SAME, BlockChange, compare_blocks
from reports.models import ReadMark, Report, Section, SectionVersion


@dataclass(frozen=True)
class SectionChange:
    """One section since the last reading: all its blocks with what happened to them, and its heading then."""

    blocks: list[BlockChange]
    heading_before: str = ""
    is_new: bool = False

    @property
    def count(self) -> int:
        """How many paragraphs and headings are not as they were."""
        changed = sum(1 for change in self.blocks if change.kind != SAME)
        return changed + (1 if self.heading_before or self.is_new else 0)


@dataclass(frozen=True)
class ReportChanges:
    """What one reader has not seen yet; without ``read_at`` the report was never read and nothing is marked."""

    read_at: datetime | None = None
    sections: dict[int, SectionChange] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many places a reader should look at."""
        return sum(change.count for change in self.sections.values()) + len(self.removed) + len(self.figures)


def changes_since(report: Report, sections: Sequence[Any], texts: Mapping[str, str], *, actor: Actor) -> ReportChanges:
    """Compare a report with what the actor read the last time, in at most two queries.

    ``sections`` come from ``sections_of``, ``texts`` are the figures' present texts by name.
    """
    mark = ReadMark.objects.filter(report=report, user_id=actor.user_id).first() if actor.user_id else None
    if mark is None:
        return ReportChanges()
    changed = [section for section in sections if mark.versions.get(str(section.pk)) != section.version_number]
    standing = {str(section.pk) for section in sections}
    gone = [key for key in mark.versions if key not in standing]
    before = read_versions(mark, changed, gone)
    used = {name for section in sections for name in figure_names(section.blocks)}
    return ReportChanges(
        read_at=mark.read_at,
        sections={section.pk: section_change(section, before.get(section.pk)) for section in changed},
        removed=[before[int(key)].heading for key in gone if int(key) in before],
        figures=changed_figures(mark, texts, used),
    )


def read_versions(mark: ReadMark, changed: Iterable[Section], gone: Iterable[str]) -> dict[int, SectionVersion]:
    """Return the versions that the reader saw, by section."""
    wanted = [*(section.pk for section in changed if str(section.pk) in mark.versions), *map(int, gone)]
    if not wanted:
        return {}
    condition = Q()
    for pk in wanted:
        condition |= Q(section_id=pk, number=mark.versions[str(pk)])
    versions = SectionVersion.objects.filter(condition).exclude(origin=VersionOrigin.ASIDE)
    return {version.section_id: version for version in versions}


def section_change(section: Section, before: SectionVersion | None) -> SectionChange:
    """Compare one section with the version that was read; without one all of it is new."""
    if before is None:
        return SectionChange(blocks=compare_blocks([], section.blocks), is_new=True)
    heading = before.heading if before.heading != section.heading else ""
    return SectionChange(blocks=compare_blocks(before.blocks, section.blocks), heading_before=heading)


def changed_figures(mark: ReadMark, texts: Mapping[str, str], used: set[str]) -> dict[str, str]:
    """Return how figures of the narrative read then, where they read otherwise now."""
    return {
        name: mark.figures[name]
        for name in used
        if name in mark.figures and name in texts and mark.figures[name] != texts[name]
    }
