"""What every page shows of the association: its name and logo on top, the filings and the contact at the foot."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from association.queries.profile import site_facts


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the association's facts and the present year; kept by the process, most pages cost no query."""
    return {"portal": site_facts(), "portal_year": localdate().year}
