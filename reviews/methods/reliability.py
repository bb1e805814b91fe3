"""How far reviewers agree: spread of an entry, intraclass correlation, Krippendorff's alpha.

Sources: Shrout and Fleiss, "Intraclass correlations: uses in assessing rater reliability", Psychological Bulletin 86
(1979); Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain, product

from reviews.methods.scoring import mean_of
from reviews.methods.sheet import Sheet, totals_by_entry

Pile = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Spread:
    """Lowest and highest score of an entry, their distance, and the exact variance of the sample."""

    count: int
    lowest: Decimal
    highest: Decimal
    variance: Fraction | None

    @property
    def width(self) -> Decimal:
        """Highest less lowest."""
        return self.highest - self.lowest


@dataclass(frozen=True, slots=True)
class Correlation:
    """Intraclass correlation of one reviewer and of the mean of ``judges``; ``model`` is 1 (one-way) or 2 (two-way)."""

    model: int
    single: float
    average: float
    judges: float


def spread_of(values: Pile) -> Spread:
    """Return the spread of the scores of one entry; one score has no variance."""
    return Spread(len(values), min(values), max(values), variance_of(values))


def variance_of(values: Pile) -> Fraction | None:
    """Return the exact variance of a sample, n - 1 in the denominator."""
    if len(values) < 2:
        return None
    return squares_about_mean(values) / (len(values) - 1)


def squares_about_mean(values: Pile) -> Fraction:
    """Return the sum of squared distances from the mean, exact for scores of up to six digits."""
    total = sum(values, Decimal(0))
    squares = sum((value * value for value in values), Decimal(0))
    return Fraction(squares * len(values) - total * total) / len(values)


def correlate(sheets: Sequence[Sheet]) -> Correlation | None:
    """Return ICC(2) where every reviewer judged every entry, else ICC(1) for unequal numbers of sheets.

    None where there is nothing to compare: one entry, or no entry with two sheets.
    """
    piles = [pile for pile in totals_by_entry(sheets).values() if pile]
    judges = {sheet.judge for sheet in sheets}
    if len(piles) < 2 or len(sheets) == len(piles):
        return None
    if len(judges) > 1 and len(sheets) == len(piles) * len(judges):
        return correlate_two_way(sheets, len(piles), len(judges))
    return correlate_one_way(piles)


def correlate_one_way(piles: Sequence[Pile]) -> Correlation:
    """Return ICC(1,1) and ICC(1,k); with unequal numbers k is the usual k0 = (N - sum n² / N) / (n - 1)."""
    entries, sheets = len(piles), sum(map(len, piles))
    everything = list(chain.from_iterable(piles))
    within = sum((squares_about_mean(pile) for pile in piles), Fraction(0))
    between = (squares_about_mean(everything) - within) / (entries - 1)
    within /= sheets - entries
    k0 = Fraction(sheets * sheets - sum(len(pile) ** 2 for pile in piles), sheets * (entries - 1))
    return Correlation(
        1, ratio(between - within, between + (k0 - 1) * within), ratio(between - within, between), float(k0)
    )


def correlate_two_way(sheets: Sequence[Sheet], entries: int, judges: int) -> Correlation:
    """Return ICC(2,1) and ICC(2,k) of a complete table: entries and reviewers both taken as random, agreement."""
    everything = [sheet.total for sheet in sheets]
    by_entry = marginal_squares(sheets, lambda sheet: sheet.entry)
    by_judge = marginal_squares(sheets, lambda sheet: sheet.judge)
    rest = squares_about_mean(everything) - by_entry - by_judge
    rows, columns = by_entry / (entries - 1), by_judge / (judges - 1)
    error = rest / ((entries - 1) * (judges - 1))
    single = ratio(rows - error, rows + (judges - 1) * error + judges * (columns - error) / entries)
    return Correlation(2, single, ratio(rows - error, rows + (columns - error) / entries), float(judges))


def marginal_squares(sheets: Sequence[Sheet], name: Callable[[Sheet], Hashable]) -> Fraction:
    """Return the sum of squares between the groups that `name` makes."""
    piles: dict[Hashable, list[Decimal]] = {}
    for sheet in sheets:
        piles.setdefault(name(sheet), []).append(sheet.total)
    within = sum((squares_about_mean(pile) for pile in piles.values()), Fraction(0))
    return squares_about_mean([sheet.total for sheet in sheets]) - within


def ratio(part: Fraction, whole: Fraction) -> float:
    """Return a quotient; nothing by nothing is zero."""
    return float(part / whole) if whole else 0.0


def alpha_interval(piles: Sequence[Pile]) -> float | None:
    """Return Krippendorff's alpha for scores on an interval scale, missing ones allowed; one sum over all, exact.

    1 is full agreement, 0 what chance gives; None where no entry has two scores or all scores are equal.
    """
    pairable = [pile for pile in piles if len(pile) > 1]
    everything = list(chain.from_iterable(pairable))
    if not pairable:
        return None
    # The squared differences of all ordered pairs of n values sum to 2n times their squares about the mean.
    observed = sum((2 * len(pile) * squares_about_mean(pile) / (len(pile) - 1) for pile in pairable), Fraction(0))
    expected = 2 * len(everything) * squares_about_mean(everything) / (len(everything) - 1)
    return float(1 - observed / expected) if expected else None


def alpha_nominal(piles: Sequence[Sequence[Hashable]]) -> float | None:
    """Return Krippendorff's alpha for words (pass, fail): any difference counts the same."""
    pairable = [pile for pile in piles if len(pile) > 1]
    everything = list(chain.from_iterable(pairable))
    if len(set(everything)) < 2:
        return None
    observed = sum((Fraction(differing(pile), len(pile) - 1) for pile in pairable), Fraction(0))
    return float(1 - observed / Fraction(differing(everything), len(everything) - 1))


def differing(values: Sequence[Hashable]) -> int:
    """Return how many ordered pairs differ."""
    counts: dict[Hashable, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return sum(one * other for (a, one), (b, other) in product(counts.items(), repeat=2) if a != b)


def pooled_variance(piles: Sequence[Pile]) -> Fraction | None:
    """Return the variance of single scores about their entries' means, pooled over all entries."""
    free = sum(len(pile) - 1 for pile in piles)
    if free <= 0:
        return None
    return sum((squares_about_mean(pile) for pile in piles), Fraction(0)) / free


def mean_scores(sheets: Sequence[Sheet]) -> dict[str, float]:
    """Return the plain mean of each entry as a float, for pictures."""
    return {entry: float(mean_of(values)) for entry, values in totals_by_entry(sheets).items()}
