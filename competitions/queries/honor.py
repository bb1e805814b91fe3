"""Rows behind the figures of an honor selection, in system scope."""

from typing import Any

from django.db.models import Count, IntegerField, Subquery
from django.db.models.functions import Coalesce

from competitions.enums import NomineeKind
from competitions.models import HonorEdition, Nomination
from reviews.enums import RECEIVED_STATES, PrizeKind
from reviews.queries.award import awards_of as awards_of_call


def honors_of(*, body_id: int, year: int, scheme_code: str = "") -> Any:
    """Return a body's honor selections of a year, of one scheme when named, in system scope."""
    rows = HonorEdition.objects.filter(call__body_id=body_id, call__year=year).select_related("call", "scheme")
    return rows.filter(scheme__code=scheme_code) if scheme_code else rows


def nominations_of(honor: HonorEdition | int, *, kind: NomineeKind | str = "") -> Any:
    """Return the nominations received (参选材料), in system scope."""
    key = honor if isinstance(honor, int) else honor.pk
    rows = Nomination.objects.filter(submission__call=key, submission__state__in=RECEIVED_STATES)
    return rows.filter(nominee_kind=kind) if kind else rows


def honorees_of(honor: HonorEdition | int, *, kind: PrizeKind | str = "", prize_code: str = "") -> Any:
    """Return the final awards of an honor selection, in system scope."""
    key = honor if isinstance(honor, int) else honor.pk
    return awards_of_call(key, kind=kind, prize_code=prize_code)


def sizes_of(honor: HonorEdition) -> tuple[int, int]:
    """Return how many nominations a selection received and how many it honored, in system scope; one query."""
    received = nominations_of(honor).order_by().values("submission__call_id").annotate(found=Count("pk"))
    honored = honorees_of(honor).order_by().values("prize__call_id").annotate(found=Count("pk"))
    rows = HonorEdition.objects.filter(pk=honor.pk).values_list(
        Coalesce(Subquery(received.values("found"), output_field=IntegerField()), 0),
        Coalesce(Subquery(honored.values("found"), output_field=IntegerField()), 0),
    )
    sizes: tuple[int, int] = rows.get()
    return sizes
