"""Score sheets (评分表) as a paper: one for each reviewer or for each entry, with names or with codes alone."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from office.workflow import refuse_unless
from reports.pdf.result_papers import section
from reports.pdf.tables import BLANK
from reports.queries.score_sheet import GivenSheet, read_sheets
from reviews.models import Criterion, Round

BY_REVIEWER, BY_ENTRY = "reviewer", "entry"
# More columns than these want the wide page.
UPRIGHT = 9


def score_paper(round_: Round, *, by: str, named: bool) -> dict[str, Any]:
    """Return the score sheets of a round as a paper.

    Without names entries stand by their review code and reviewers as 评委 with a number: the paper can be shown to
    anybody. Refused without a sheet, and without names where no codes were drawn.
    """
    sheets = read_sheets(round_)
    refuse_unless(bool(sheets), _("No score sheet has been submitted in this round."))
    refuse_unless(named or all(sheet.code for sheet in sheets), _("Draw the review codes first."))
    sections = (
        reviewer_sections(sheets, named=named) if by == BY_REVIEWER else entry_sections(round_, sheets, named=named)
    )
    call = round_.call
    reviewers, entries = len({sheet.place for sheet in sheets}), len({sheet.number for sheet in sheets})
    counted = f"评审专家{reviewers}人，参评{entries}{call.entry_measure}，评分表{len(sheets)}份"
    return {
        "title": f"{call.title} {round_.name} 评分表",
        "name": "评 分 表" if by == BY_REVIEWER else "评分明细表",
        "subtitle": f"{call.title}　{round_.name}",
        "facts": [counted + ("" if named else "。本表只列加密号，不列作品、单位和专家姓名。")],
        "sections": sections,
        "is_wide": max(len(part["heads"]) for part in sections) > UPRIGHT,
        "printed": "",
    }


def reviewer_sections(sheets: list[GivenSheet], *, named: bool) -> list[dict[str, Any]]:
    """Return one section for each reviewer and set of criteria, a page each."""

    def key(sheet: GivenSheet) -> tuple[int, int]:
        return (sheet.place, sheet.rubric.pk if sheet.rubric else 0)

    found = []
    for _key, group in groupby(sorted(sheets, key=key), key=key):
        rows = sorted(group, key=lambda sheet: sheet.number if named else sheet.code)
        first = rows[0]
        tracks = list(dict.fromkeys(sheet.track for sheet in rows if sheet.track))
        facts = [f"工作单位：{first.reviewer_unit}"] if named and first.reviewer_unit else []
        facts += [f"组别：{'、'.join(tracks)}"] if tracks else []
        heads = ["加密号", "名称"] if named else ["加密号"]
        found.append(
            section(
                f"评审专家：{first.reviewer_shown(named=named)}",
                *table(rows, heads, lambda sheet: [sheet.code or sheet.number, sheet.title] if named else [sheet.code]),
                facts=facts,
                signatures=["评审专家（签名）：", "日期：　　　　年　　月　　日"] if named else [],
                on_own_page=True,
            )
        )
    return found


def entry_sections(round_: Round, sheets: list[GivenSheet], *, named: bool) -> list[dict[str, Any]]:
    """Return one section for each entry with the mean of every column below."""

    def key(sheet: GivenSheet) -> str:
        return sheet.number if named else sheet.code

    found = []
    for _key, group in groupby(sorted(sheets, key=lambda sheet: (key(sheet), sheet.place)), key=key):
        rows = list(group)
        first = rows[0]
        facts = [f"单位：{first.school}"] if named and first.school else []
        facts += [f"组别：{first.track}"] if first.track else []
        facts += [f"加密号：{first.code}"] if named and first.code else []
        shown = [sheet.reviewer_shown(named=named) for sheet in rows]
        heads, lines = table(rows, ["评审专家"], lambda sheet: [sheet.reviewer_shown(named=named)], with_comments=False)
        lines.append(mean_line(rows, heads, places=round_.places))
        notes = [f"{who}：{sheet.comment}" for who, sheet in zip(shown, rows, strict=True) if sheet.comment]
        title = f"{first.number}　{first.title}" if named else f"加密号：{first.code}"
        found.append(section(title, heads, lines, facts=facts, notes=notes, total_rows=1))
    return found


def table(
    rows: list[GivenSheet], heads: list[str], lead: Callable[[GivenSheet], list[str]], *, with_comments: bool = True
) -> tuple[list[str], list[list[str]]]:
    """Return heads and lines of sheets with the same criteria; comments only where somebody wrote one."""
    criteria = criteria_of(rows)
    commented = with_comments and any(sheet.comment for sheet in rows)
    full = ["序号", *heads, *(f"{item.name}（{plain(item.points)}）" for item in criteria), "合计"]
    lines = [
        [
            str(place),
            *lead(sheet),
            *(plain(sheet.points.get(item.pk)) for item in criteria),
            plain(sheet.total),
            *([sheet.comment or BLANK] if commented else []),
        ]
        for place, sheet in enumerate(rows, start=1)
    ]
    return [*full, *(["评语"] if commented else [])], lines


def criteria_of(rows: list[GivenSheet]) -> list[Criterion]:
    """Return the criteria of sheets that share a rubric."""
    rubric = rows[0].rubric
    return list(rubric.criteria.all()) if rubric else []


def mean_line(rows: list[GivenSheet], heads: list[str], *, places: int) -> list[str]:
    """Return the means of criteria and totals, half up at the round's places; a column without points stays empty."""
    criteria = criteria_of(rows)
    columns = [[sheet.points[item.pk] for sheet in rows if item.pk in sheet.points] for item in criteria]
    line = [BLANK, "平均", *(mean(column, places) for column in columns), mean([sheet.total for sheet in rows], places)]
    return line + [BLANK] * (len(heads) - len(line))


def mean(values: Iterable[Decimal], places: int) -> str:
    """Return the mean of points, half up; "" of none."""
    some = list(values)
    if not some:
        return ""
    exact = sum(some, Decimal(0)) / len(some)
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"


def plain(value: Decimal | None) -> str:
    """Return points without the zeros that the table keeps behind them."""
    return "" if value is None else f"{value.normalize():f}"
