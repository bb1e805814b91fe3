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
from reports.pdf.tables import dress_rows, lines_of_names
from reports.pdf.titles import break_title, width_of

PROGRAM = "reports.pdf.award_notice"
KEYS = {"title", "addressees", "paragraphs", "annex_title", "tables", "issuer", "date_text", "state_label"}
# Characters of 22 and of 18 points that the 156 mm of a line hold; and of 16 points for a signature.
TITLE_ROOM, ANNEX_ROOM, ISSUER_ROOM = 19.5, 23, 20
# Signs of 12 points that a line of the list holds.
ANNEX_CELLS = 36

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def check_notice(context: Mapping[str, Any]) -> None:
    """Raise ``DocumentError`` for a context that is none of an award notice."""
    if set(context) != KEYS or not context["tables"]:
        raise DocumentError("The context of the award notice is incomplete.")


def lay_out_notice(context: Mapping[str, Any]) -> str:
    """Return the HTML of the notice: the letter, then its annex with the list."""
    check_notice(context)
    dressed = {
        "title_lines": break_title(context["title"], TITLE_ROOM),
        "annex_lines": break_title(context["annex_title"], ANNEX_ROOM),
        "issuers": sign_lines(context["issuer"]),
        "tables": [dress_prize(table) for table in context["tables"]],
    }
    page = Context({**context, **dressed}, use_l10n=False)
    return UNPRINTABLE.sub("", _engine.get_template("pdf/award-notice.html").render(page))


def sign_lines(issuer: str) -> list[str]:
    """Return who signs: several issuers one below the other where one line is too short for them."""
    return issuer.split("、") if width_of(issuer) > ISSUER_ROOM else [issuer]


def dress_prize(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the list of one prize ready to be set: a table, or only names."""
    head = f"{table['title']}（{table['counted']}）"
    if table["is_names"]:
        return {"title": head, "lines": lines_of_names([row[1] for row in table["rows"]])}
    return {"title": head, "block": dress_rows(table["heads"], table["rows"], room=ANNEX_CELLS)}


def print_notice(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write the PDF of an award notice."""
    from reports.pdf.engine import write_pdf  # noqa: PLC0415  only when the fonts are ready

    return write_pdf(lay_out_notice(context), target, on_progress=tell)


if __name__ == "__main__":
    sys.exit(answer_request(print_notice))
