"""Which page shows a call or a submission of a kind.

An upper app that keeps a record beside the call registers its own pages when it starts (``competitions/apps.py``): the
engine names nobody above it and still leads the reader to the fuller page.
"""

CALL_PAGES: dict[str, str] = {}
SUBMISSION_PAGES: dict[str, str] = {}
# Documents that an upper app prints: what -> the name of the address that takes the key of its record.
PRINTS: dict[str, str] = {}


def register_pages(kind: str, *, call: str = "", submission: str = "") -> None:
    """Name the addresses that show the calls and submissions of a kind."""
    if call:
        CALL_PAGES[kind] = call
    if submission:
        SUBMISSION_PAGES[kind] = submission


def call_page(kind: str) -> str:
    """Return the name of the address that shows a call of a kind."""
    return CALL_PAGES.get(kind, "reviews:call_detail")


def submission_page(kind: str) -> str:
    """Return the name of the address that shows a submission of a kind."""
    return SUBMISSION_PAGES.get(kind, "reviews:submission_detail")
