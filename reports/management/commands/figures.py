"""Print every figure of a body's year."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from association.models import Body
from office.quantity import Quantity
from reports.catalogue import CountedFigure, body_scope, count_figure, declared_figures


class Command(BaseCommand):
    """``figures --body CODE --year 2020 --format json``: computed, stated, unit, bound and text of every figure."""

    help = "Print every figure of a body's year as it stands in the records now; stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", required=True, help="code of the body")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--format", choices=["json", "text"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        body = Body.objects.filter(code=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body with the code {options['body']!r}.")
        scope = body_scope(body, options["year"])
        figures = [figure for spec in declared_figures(scope) if (figure := count_figure(spec))]
        if options["format"] == "json":
            self.stdout.write(json.dumps([plain(figure) for figure in figures], ensure_ascii=False, indent=1))
            return
        for figure in figures:
            mark = "  ≠ " + figure.spec.stated.full_text() if figure.differs and figure.spec.stated else ""
            self.stdout.write(f"{figure.spec.name}\t{figure.text}{mark}\t{figure.spec.label}")


def plain(figure: CountedFigure) -> dict[str, Any]:
    """Return a figure as plain data."""
    stated: Quantity | None = figure.spec.stated
    return {
        "name": figure.spec.name,
        "label": figure.spec.label,
        "computed": None if figure.computed is None else int(figure.computed),
        "stated": None if stated is None else str(stated.value),
        "stated_text": "" if stated is None else stated.full_text(),
        "stated_source": figure.spec.stated_source,
        "differs": figure.differs,
        "unit": figure.spec.unit,
        "bound": "exact" if figure.computed is not None or stated is None else str(stated.bound.value),
        "text": figure.text,
        "scope": figure.spec.scope,
        "period": figure.spec.period,
        "row_model": figure.spec.rows.model._meta.label_lower if figure.spec.rows is not None else "",
        "rows": len(figure.row_ids),
    }
