"""Read figures from the records and keep their values."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone

from association.models import Body
from reports.catalogue import CountedFigure, body_scope, count_figure, declared_figures
from reports.models import FigureValue

KEPT_FIELDS = (
    "label",
    "unit",
    "noun",
    "scope",
    "period",
    "group",
    "order",
    "computed",
    "stated",
    "stated_source",
    "differs",
    "text",
    "row_model",
    "row_ids",
    "fingerprint",
    "computed_at",
)


def refresh_figures(body: Body, year: int) -> list[FigureValue]:
    """Count every declared figure of a body's year anew and store the values; returns them in their order.

    Figures without rows and without a stated value disappear: nothing is reported as zero. Repeating it with unchanged
    records changes nothing but the time.
    """
    counted = [figure for spec in declared_figures(body_scope(body, year)) if (figure := count_figure(spec))]
    now = timezone.now()
    values = [
        FigureValue(body=body, year=year, name=figure.spec.name, **value_fields(figure, order), computed_at=now)
        for order, figure in enumerate(counted)
    ]
    with transaction.atomic():
        FigureValue.objects.filter(body=body, year=year).exclude(name__in=[value.name for value in values]).delete()
        FigureValue.objects.bulk_create(
            values, update_conflicts=True, unique_fields=["body", "year", "name"], update_fields=list(KEPT_FIELDS)
        )
    return values


def value_fields(figure: CountedFigure, order: int) -> dict[str, Any]:
    """Return a counted figure as the table keeps it."""
    spec = figure.spec
    return {
        "label": spec.label[:200],
        "unit": spec.unit,
        "noun": spec.noun,
        "scope": spec.scope[:200],
        "period": spec.period[:60],
        "group": spec.group,
        "order": order,
        "computed": figure.computed,
        "stated": spec.stated,
        "stated_source": spec.stated_source[:300],
        "differs": figure.differs,
        "text": figure.text,
        "row_model": spec.rows.model._meta.label_lower if spec.rows is not None else "",
        "row_ids": list(figure.row_ids),
        "fingerprint": fingerprint(figure.row_ids),
    }


def fingerprint(row_ids: tuple[int, ...]) -> str:
    """Return the digest of the rows behind a figure."""
    return hashlib.sha256(json.dumps(row_ids).encode()).hexdigest()
