"""Render a document without a worker."""

import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from association.models import Body
from office.actor import system_actor
from office.workflow import Refusal
from reports.domain.rendition import freeze, print_rendition
from reports.domain.report import create_report
from reports.enums import FileFormat, ReportKind
from reports.models import Report


class Command(BaseCommand):
    """``render_document annual-summary --body CODE --year 2020 --format pdf --out FILE``."""

    help = "Render a document of a body's year to a file; drafts it from the records when nobody has written it yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        kinds = [value.replace("_", "-") for value in ReportKind.values]
        parser.add_argument("kind", choices=kinds)
        parser.add_argument("--body", required=True, help="code of the body")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--format", choices=FileFormat.values, default=FileFormat.PDF)
        parser.add_argument("--out", required=True, type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        body = Body.objects.filter(code=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body with the code {options['body']!r}.")
        if not options["out"].parent.is_dir():
            raise CommandError(f"There is no folder {str(options['out'].parent)!r} to write to.")
        if options["out"].is_dir():
            raise CommandError(f"{str(options['out'])!r} is a folder; name the file.")
        kind = options["kind"].replace("-", "_")
        report = Report.objects.filter(body=body, kind=kind, year=options["year"]).first()
        if report is None:
            try:
                report = create_report(
                    body=body, kind=kind, year=options["year"], actor=system_actor("render_document")
                )
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
        rendition = print_rendition(freeze(report, file_format=options["format"]))
        # Opened by the storage: in production the file may lie in a bucket, where it has no path.
        with rendition.file.open("rb") as made, options["out"].open("wb") as copy:
            shutil.copyfileobj(made, copy)
        self.stdout.write(f"{options['out']}: {rendition.pages} pages, {rendition.size} bytes")
