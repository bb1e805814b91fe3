"""One printed sample for all tests that only read it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from reports.pdf.engine import write_pdf
from reports.pdf.layout import lay_out
from tests.reports.pdf.sample import summary


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """The draft of the sample summary, printed once."""
    target = tmp_path_factory.mktemp("pdf") / "summary.pdf"
    write_pdf(lay_out(summary()), target)
    return PdfReader(target)


@pytest.fixture
def print_blocks(tmp_path: Path) -> Callable[..., PdfReader]:
    """Print a few blocks and return the file."""

    def print_them(*blocks: dict[str, Any], **changes: Any) -> PdfReader:
        target = tmp_path / "blocks.pdf"
        write_pdf(lay_out(summary(blocks=list(blocks), **changes)), target)
        return PdfReader(target)

    return print_them
