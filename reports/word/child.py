"""The rendering process of Word files, started by reports/pdf/supervisor.py like the PDF's own.

The document is laid out as for the PDF first: that gives the contents their page numbers and finds the characters that
no font has; then it is written.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.pdf.child import Teller, answer_request
from reports.pdf.printed import Printed

PROGRAM = "reports.word.child"


def print_docx(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the Word file of a context; pages are those of the PDF."""
    from reports.pdf.engine import measure  # noqa: PLC0415  only when the fonts are ready
    from reports.pdf.layout import lay_out  # noqa: PLC0415
    from reports.word.writer import write_docx  # noqa: PLC0415

    printed, pages = measure(lay_out(context, on_progress=tell), on_progress=tell)
    write_docx(context, target, pages=pages, page_count=printed.pages, on_progress=tell)
    return printed


if __name__ == "__main__":
    sys.exit(answer_request(print_docx))
