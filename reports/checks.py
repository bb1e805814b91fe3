"""The start-up check of printing: ``manage.py check --deploy --tag pdf``."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error

from reports.pdf.fonts import missing_parts

PDF_TAG = "pdf"


def check_pdf_parts(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start where PDFs would come out wrong; each error carries its remedy.

    Missing libharfbuzz-subset makes fonts twenty times slower to cut, a face without a font prints in a wrong one.
    """
    return [Error(sentence, id="reports.E001") for sentence in missing_parts()]
