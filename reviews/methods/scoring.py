"""One score for each entry from its sheets, by the method that was declared before the round opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from reviews.methods.adjust import adjust
from reviews.methods.design import check_design
from reviews.methods.sheet import MethodRefused, Sheet, half_up, totals_by_entry

METHODS = ("mean", "trimmed", "additive", "huber", "z")
ADJUSTING = ("additive", "huber", "z")
FEWEST_TO_TRIM = 5


@dataclass(frozen=True, slots=True)
class Scores:
    """The plain mean of each entry beside the score by the declared method.

    ``adjusted`` is empty for the plain mean and when the method was refused; ``refusal`` then says why. Where adjusting
    was refused the plain means count; where trimming was refused nothing counts.
    """

    method: str
    raw: dict[str, Decimal]
    adjusted: dict[str, Decimal] = field(default_factory=dict)
    refusal: MethodRefused | None = None

    @property
    def counting(self) -> dict[str, Decimal]:
        """The scores that count."""
        if self.refusal and self.method == "trimmed":
            return {}
        return self.adjusted or self.raw


def mean_of(values: Sequence[Decimal]) -> Fraction:
    """Return the exact mean."""
    return sum(map(Fraction, values), Fraction(0)) / len(values)


def trimmed_of(values: Sequence[Decimal]) -> Fraction:
    """Return the exact mean without one highest and one lowest score; refused below five scores.

    With three scores it would be the median and with two nothing; contests that trim have five judges or more.
    """
    if len(values) < FEWEST_TO_TRIM:
        raise MethodRefused("few_scores", number=FEWEST_TO_TRIM)
    return mean_of(sorted(values)[1:-1])


def score_entries(sheets: Sequence[Sheet], *, method: str, places: int) -> Scores:
    """Return the scores of all entries that have a sheet.

    Trimming is refused for all while one entry has fewer than five scores: more sheets must be had. A design on which
    adjusting would be a guess leaves the plain means, with the refusal.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}")
    totals = totals_by_entry(sheets)
    raw = {entry: half_up(mean_of(values), places) for entry, values in totals.items()}
    if method == "trimmed":
        few = sorted(entry for entry, values in totals.items() if len(values) < FEWEST_TO_TRIM)
        if few:
            return Scores(method, raw, refusal=MethodRefused("few_scores", few, FEWEST_TO_TRIM))
        return Scores(method, raw, {entry: half_up(trimmed_of(values), places) for entry, values in totals.items()})
    if method in ADJUSTING and sheets:
        try:
            check_design(sheets)
        except MethodRefused as refusal:
            return Scores(method, raw, refusal=refusal)
        return Scores(method, raw, adjust(sheets, method=method, places=places))
    return Scores(method, raw)
