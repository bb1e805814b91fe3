"""The figures of a report: the table of all, and one opened down to its rows."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from competitions.models import Contest
from office.actor import Actor
from office.quantity.rounding import round_half_up
from office.web.page_data import Link
from reports.catalogue.contest import edition_before
from reports.methods.blocks import figure_names
from reports.models import FigureValue, Report
from reports.queries.figure import RowsBehind, figures_of, rows_behind
from reports.queries.section import number_sections, sections_of
from reports.web.report_page import crumbs_below
from reports.web.section_page import chapter_labels

BESIDE_SHOWN = 12


@dataclass(frozen=True)
class FigureRow:
    """One line of the table of figures."""

    value: FigureValue
    url: str
    computed: str
    stated: str
    difference: str


@dataclass(frozen=True)
class RowView:
    """One row behind a figure: its text and, where it has one, its page."""

    text: str
    url: str


@dataclass
class FigurePage:
    """What the page of one figure shows."""

    report: Any
    value: FigureValue
    title: str
    crumbs: list[Link]
    computed: str
    stated: str
    difference: str
    chapter: str
    rows: list[RowView]
    behind: RowsBehind
    row_noun: str
    used_in: list[Link] = field(default_factory=list)
    comparison: list[FigureRow] = field(default_factory=list)
    before: Any = None

    @property
    def is_cut(self) -> bool:
        """True when not all rows that may be seen are listed."""
        return self.behind.seen > len(self.rows)


def plain_number(value: Decimal | None) -> str:
    """Return a number without idle zeros, "" for none."""
    if value is None:
        return ""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def difference_of(value: FigureValue) -> str:
    """Return by how much the rows differ from the source (-1, +3), "" where both agree or one is missing."""
    if not value.differs or value.computed is None or value.stated is None:
        return ""
    gap = value.computed - value.stated.value
    return f"{'+' if gap > 0 else '−' if gap < 0 else ''}{plain_number(abs(gap))}"


def figure_row(report: Report, value: FigureValue) -> FigureRow:
    """Return one line of the table of figures."""
    return FigureRow(
        value=value,
        url=reverse("reports:figure_detail", args=[report.pk, value.pk]),
        computed=plain_number(value.computed),
        stated=value.stated.full_text() if value.stated is not None else "",
        difference=difference_of(value),
    )


def list_figure_rows(report: Report, *, only_differing: bool) -> tuple[dict[str, list[FigureRow]], int, int]:
    """Return the lines by chapter, the number of all figures, and how many differ."""
    values = sorted(figures_of(report.body, report.year).values(), key=lambda item: (item.order, item.pk))
    labels = chapter_labels(report)
    chapters: dict[str, list[FigureRow]] = {}
    for value in values:
        if value.differs or not only_differing:
            chapters.setdefault(labels.get(value.group, value.group), []).append(figure_row(report, value))
    return chapters, len(values), sum(1 for value in values if value.differs)


def build_figure_page(report: Report, value: FigureValue, actor: Actor) -> FigurePage:
    """Return the page of one figure with the rows that the actor may see."""
    behind = rows_behind(value, actor)
    line = figure_row(report, value)
    list_url = reverse("reports:figure_list", args=[report.pk])
    return FigurePage(
        report=report,
        value=value,
        title=value.label,
        crumbs=crumbs_below(report, actor, Link(_("Figures"), list_url), Link(value.label, "")),
        computed=line.computed,
        stated=line.stated,
        difference=line.difference,
        chapter=chapter_labels(report).get(value.group, value.group),
        rows=[RowView(str(row), row_address(row)) for row in behind.rows],
        behind=behind,
        row_noun=str(behind.rows[0]._meta.verbose_name) if behind.rows else "",
        used_in=used_in(report, value.name),
        comparison=[figure_row(report, other) for other in beside(report, value)],
        before=before_of(report, value),
    )


def row_address(row: Any) -> str:
    """Return the address of a row's page, "" for a row without one."""
    return str(row.get_absolute_url()) if hasattr(row, "get_absolute_url") else ""


def used_in(report: Report, name: str) -> list[Link]:
    """Return the sections whose text refers to a figure, with their numbers."""
    sections = list(sections_of(report))
    numbers = number_sections([section.level for section in sections])
    return [
        Link(f"{number}{section.heading}", section.get_absolute_url())
        for section, number in zip(sections, numbers, strict=True)
        if name in figure_names(section.blocks)
    ]


def beside(report: Report, value: FigureValue) -> list[FigureValue]:
    """Return the figures of the same family that count the same thing: for other tracks and levels of its subject.

    Several contests are no comparison of one another; the edition before is (``before_of``).
    """
    family, _separator, rest = value.name.partition(":")
    subject = rest.partition(":")[0]
    if family == "stated" or ":" not in rest:
        return []
    others = figures_of(report.body, report.year).values()
    alike = [
        other
        for other in sorted(others, key=lambda item: item.order)
        if other.pk != value.pk
        and other.name.startswith(f"{family}:{subject}:")
        and other.name.count(":") == value.name.count(":")
        and (other.unit, other.noun) == (value.unit, value.noun)
    ]
    return alike[:BESIDE_SHOWN]


@dataclass(frozen=True)
class Earlier:
    """The same figure of the edition or the year before, and how the number moved since."""

    row: FigureRow
    change: str


def before_of(report: Report, value: FigureValue) -> Earlier | None:
    """Return the figure of the edition before, else of the same name in the year before; None without one."""
    values = figures_of(report.body, report.year)
    family, _separator, rest = value.name.partition(":")
    code, separator, tail = rest.partition(":")
    contest = Contest.objects.filter(call__code=code).select_related("call").first() if code else None
    edition = edition_before(contest) if contest else None
    other = values.get(f"{family}:{edition.call.code}{separator}{tail}") if edition else None
    if other is None:
        other = FigureValue.objects.filter(body=report.body, year=report.year - 1, name=value.name).first()
    if other is None:
        return None
    return Earlier(figure_row(report, other), change_since(other.computed, value.computed))


def change_since(before: Decimal | None, now: Decimal | None) -> str:
    """Return how a number moved, with the relative growth to one place (+8，+42.1%); "" where one is missing.

    From nothing no growth in percent can be told.
    """
    if before is None or now is None:
        return ""
    gap = now - before
    sign = "+" if gap > 0 else "−" if gap < 0 else ""
    text = f"{sign}{plain_number(abs(gap))}"
    if before and gap:
        share = round_half_up(abs(gap) * 100 / before, 1)
        text += f"，{sign}{share}%"
    return text
