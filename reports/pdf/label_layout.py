"""From the data of labels to one self-contained HTML text for the print engine."""

from collections.abc import Mapping
from typing import Any

from django.template import Context, Engine

from reports.pdf.labels import ENVELOPES, SHEETS, Label, Sender, check_labels
from reports.pdf.layout import TEMPLATES, UNPRINTABLE

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def lay_out_labels(context: Mapping[str, Any]) -> str:
    """Return the HTML of labels: sheets of equal cells, or one page an envelope."""
    check_labels(context)
    labels = [Label(**label) for label in context["labels"]]
    size = SHEETS.get(context["paper"], 1)
    pages = [labels[start : start + size] for start in range(0, len(labels), size)]
    page = Context(
        {
            "paper": context["paper"],
            "title": context["title"],
            "is_envelope": context["paper"] in ENVELOPES,
            "sender": Sender(**context["sender"]),
            "pages": pages,
        },
        use_l10n=False,
    )
    return UNPRINTABLE.sub("", _engine.get_template("pdf/labels.html").render(page))
