"""The rules of log-in that hold now."""

from office.models import AccountPolicy
from office.models.policy import ONLY


def read_policy() -> AccountPolicy:
    """Return the office's rules, or the defaults while nobody has changed them; one query."""
    return AccountPolicy.objects.filter(pk=ONLY).first() or AccountPolicy(pk=ONLY)
