"""The notice that publishes awards (获奖通知) as plain data: what a job freezes and the child process prints."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from reports.pdf.child import Teller, answer_request
from reports.pdf.document import DocumentError
from reports.pdf.layout import TEMPLATES, UNPRINTABLE
from reports.pdf.printed import Printed

PROGRAM = "reports.pdf.award_notice"
KEYS = {"title", "addressees", "paragraphs", "annex_title", "groups", "issuer", "date_text", "state_label"}

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def check_notice(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of an award notice."""
    if set(context) != KEYS or not context["groups"]:
        raise DocumentError("The context of the award notice is incomplete.")


def lay_out_notice(context: Mapping[str, Any]) -> str:
    """Return the HTML of the notice: the letter, then its annex with the list."""
    check_notice(context)
    page = Context(dict(context), use_l10n=False)
    return UNPRINTABLE.sub("", _engine.get_template("pdf/award-notice.html").render(page))


def print_notice(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the PDF of an award notice."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415  only when the fonts are ready

    return write_pdf(lay_out_notice(context), target, on_progress=tell)


if __name__ == "__main__":
    sys.exit(answer_request(print_notice))
