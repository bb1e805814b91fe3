"""What messages are about, in the reader's language: the filter and the list name kinds by this table."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, Any] = {
    "reminder": _("Reminders"),
    "submission": _("Submissions"),
    "report": _("Reports"),
    "digest": _("Daily digest"),
}


def kind_words(kind: str) -> str:
    """Return a kind in the reader's language; one of a time before this table by its own name."""
    return str(KINDS.get(kind) or kind.replace("_", " "))
