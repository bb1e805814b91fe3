"""The rendering process of labels, started by supervisor.py like that of reports."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.pdf.child import Teller, answer_request
from reports.pdf.printed import Printed

PROGRAM = "reports.pdf.label_child"


def print_labels(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the PDF of labels."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415  only when the fonts are ready
    from reports.pdf.label_layout import lay_out_labels  # noqa: PLC0415

    return write_pdf(lay_out_labels(context), target, on_progress=tell)


if __name__ == "__main__":
    sys.exit(answer_request(print_labels))
