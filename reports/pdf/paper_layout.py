"""From the data of a short office paper to one self-contained HTML text for the print engine."""

from collections.abc import Mapping
from typing import Any

from django.template import Context, Engine

from reports.pdf.layout import TEMPLATES, UNPRINTABLE
from reports.pdf.papers import check_paper

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)


def lay_out_paper(context: Mapping[str, Any]) -> str:
    """Return the HTML of a paper."""
    check_paper(context)
    page = Context(dict(context), use_l10n=False)
    return UNPRINTABLE.sub("", _engine.get_template(f"pdf/{context['paper']}.html").render(page))
