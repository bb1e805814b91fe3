"""A sheet as a page shows it: one line for each criterion, with its levels, what was given and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reviews.domain.score_sheet import SheetValues
from reviews.forms.score_sheet import fault_words, plain
from reviews.methods.score_rules import Given
from reviews.models import Criterion


@dataclass(frozen=True)
class LevelChoice:
    """One level of a criterion: the key that chooses it, its label, descriptor and points; all as written."""

    key: str
    label: str
    descriptor: str
    points: str
    chosen: bool


@dataclass(frozen=True)
class ScoreLine:
    """One criterion on a scoring page: numbers as written, so that the page has nothing to work out for each line."""

    key: str
    place: str
    name: str
    description: str
    points: str
    step: str
    levels: list[LevelChoice]
    exact: str
    comment: str
    fault: str
    comment_below: str = ""
    comment_above: str = ""

    @property
    def levels_html(self) -> SafeString:
        """The levels as radio buttons: plain string work like the rows of lists, a page has some thirty of them."""
        return mark_safe("".join(map(self.level_html, self.levels)))

    def level_html(self, level: LevelChoice) -> str:
        """Return one level as a radio button with its key, label, points and descriptor."""
        points, checked = escape(level.points), " checked" if level.chosen else ""
        text = f'<span class="level-text">{escape(level.descriptor)}</span>' if level.descriptor else ""
        return (
            f'<label class="level"><input type="radio" name="level-{self.key}" value="{points}"'
            f' data-level="{level.key}"{checked}><kbd aria-hidden="true">{level.key}</kbd>'
            f'<span class="level-name">{escape(level.label)}</span>'
            f'<span class="level-points">{points}</span>{text}</label>'
        )

    @property
    def points_text(self) -> str:
        """How many points there are."""
        return _("%(points)s points") % {"points": self.points}

    @property
    def range_text(self) -> str:
        """Between which points, and in which steps."""
        return _("0 to %(points)s, steps of %(step)s") % {"points": self.points, "step": self.step}

    @property
    def needed_texts(self) -> list[str]:
        """When a comment is needed."""
        below, above = {"points": self.comment_below}, {"points": self.comment_above}
        found = [_("needed below %(points)s points") % below] if self.comment_below else []
        return found + ([_("needed above %(points)s points") % above] if self.comment_above else [])

    @property
    def typed(self) -> str:
        """The points as a number, whether they are a level's or not: a paper sheet has no levels."""
        return self.exact or next((level.points for level in self.levels if level.chosen), "")


@dataclass(frozen=True)
class SheetPage:
    """All lines of a sheet, with its sum."""

    lines: list[ScoreLine] = field(default_factory=list)
    total: str = ""
    points: str = ""
    comment: str = ""

    @property
    def faulty(self) -> list[ScoreLine]:
        """The lines that have to be mended."""
        return [line for line in self.lines if line.fault]


def build_sheet(criteria: list[Criterion], values: SheetValues, faults: Mapping[int, str]) -> SheetPage:
    """Return the page of a sheet with these values and faults."""
    lines = [
        build_line(item, place, values.scores.get(item.pk, Given()), faults.get(item.pk, ""))
        for place, item in enumerate(criteria, start=1)
    ]
    given = [item.points for item in values.scores.values() if item.points is not None]
    return SheetPage(
        lines=lines,
        total=plain(sum(given, Decimal(0))) if given else "",
        points=plain(sum((item.points for item in criteria), Decimal(0))),
        comment=values.comment,
    )


def build_line(item: Criterion, place: int, given: Given, fault: str) -> ScoreLine:
    """Return one line; points that are a level's show as that level, others as a typed number."""
    levels = [
        LevelChoice(
            key=str(key),
            label=level["label"],
            descriptor=level.get("descriptor", ""),
            points=plain(Decimal(level["points"])),
            chosen=given.points is not None and given.points == Decimal(level["points"]),
        )
        for key, level in enumerate(item.levels, start=1)
    ]
    is_level = any(level.chosen for level in levels)
    return ScoreLine(
        key=str(item.pk),
        place=str(place),
        name=item.name,
        description=item.description,
        points=plain(item.points),
        step=plain(item.step),
        levels=levels,
        exact="" if given.points is None or is_level else plain(given.points),
        comment=given.comment,
        fault=fault_words(fault, item) if fault else "",
        comment_below="" if item.comment_below is None else plain(item.comment_below),
        comment_above="" if item.comment_above is None else plain(item.comment_above),
    )


def differences(criteria: list[Criterion], theirs: SheetValues, mine: SheetValues) -> list[dict[str, Any]]:
    """List where two versions of a sheet differ, side by side: label, theirs, mine."""
    found = []
    for item in criteria:
        left, right = theirs.scores.get(item.pk, Given()), mine.scores.get(item.pk, Given())
        if (left.points, left.comment) != (right.points, right.comment):
            found.append({"label": item.name, "theirs": in_words(left), "mine": in_words(right)})
    if theirs.comment != mine.comment:
        found.append({"label": _("Comment on the whole"), "theirs": theirs.comment, "mine": mine.comment})
    return found


def in_words(given: Given) -> str:
    """Return points and comment as one text."""
    points = _("Not scored") if given.points is None else plain(given.points)
    return f"{points}；{given.comment}" if given.comment else points
