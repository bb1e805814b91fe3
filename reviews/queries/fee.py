"""What a list of expert fees is computed from, and its totals; read in system scope."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from reviews.models import FeeList, PanelMember, Round, ScoreSheet


def scorers_of(round_: Round) -> Any:
    """Return the members who handed in a sheet that counts in a round, each with ``sheets``: how many."""
    counted = ScoreSheet.objects.filter(assignment__entry__round=round_).counting().values("assignment_id")
    rows = PanelMember.objects.annotate(sheets=Count("assignments", filter=Q(assignments__in=counted)))
    rows = rows.filter(sheets__gt=0, panel__call_id=round_.call_id)
    return rows.select_related("expert__person", "expert__payee", "organization").order_by(
        "expert__person__name_key", "pk"
    )


def total_of(fee_list: FeeList) -> Decimal:
    """Return the sum of a list in yuan."""
    return fee_list.lines.aggregate(total=Sum("amount"))["total"] or Decimal(0)
