"""Addresses of the pages of contests and honor selections."""

from association.views.panels import child_urls
from competitions.views.contest import CONTEST, EVENT
from competitions.views.entry import ENTRY
from competitions.views.external import EXTERNAL, RESULT
from competitions.views.honor import HONOR
from competitions.views.nomination import NOMINATION
from competitions.views.scheme import SCHEME
from competitions.views.series import CONTEST_SERIES
from office.web.pages import noun_urls

app_name = "competitions"

urlpatterns = [
    *noun_urls(CONTEST),
    *child_urls(EVENT),
    *noun_urls(ENTRY),
    *noun_urls(CONTEST_SERIES),
    *noun_urls(SCHEME),
    *noun_urls(HONOR),
    *noun_urls(NOMINATION),
    *noun_urls(EXTERNAL),
    *child_urls(RESULT),
]
