"""Take numbers from a series: consecutive, never twice, without locks."""

from django.db import transaction
from django.db.models import F

from office.models import NumberSeries


def take_next(code: str, *, year: int, count: int = 1) -> range:
    """Take ``count`` consecutive numbers of a series and return them as a range.

    Call it inside the transaction that stores the numbers: a rollback then gives them back, and no number is ever in
    two committed rows. The first UPDATE takes the row's lock on both databases, so reading it back is safe.
    Raises ``ValueError`` for a count below one: a series never goes back.
    """
    if count < 1:
        raise ValueError(f"take_next cannot take {count} numbers of {code}")
    with transaction.atomic():
        NumberSeries.objects.get_or_create(code=code, year=year)
        series = NumberSeries.objects.filter(code=code, year=year)
        series.update(last=F("last") + count)
        last = series.values_list("last", flat=True).get()
    return range(last - count + 1, last + 1)


def keep_ahead(code: str, *, year: int, number: int) -> None:
    """Let a series go on behind a number that came from outside (an archived project's): it is not given again."""
    with transaction.atomic():
        NumberSeries.objects.get_or_create(code=code, year=year)
        NumberSeries.objects.filter(code=code, year=year, last__lt=number).update(last=number)
