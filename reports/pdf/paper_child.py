"""The rendering process of short office papers, started by supervisor.py like that of reports."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.pdf.child import Teller, answer_request
from reports.pdf.printed import Printed

PROGRAM = "reports.pdf.paper_child"


def print_paper(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the PDF of a paper."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415  only when the fonts are ready
    from reports.pdf.paper_layout import lay_out_paper  # noqa: PLC0415

    return write_pdf(lay_out_paper(context), target, on_progress=tell)


if __name__ == "__main__":
    sys.exit(answer_request(print_paper))
