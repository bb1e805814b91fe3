"""Which accounts wrong passwords have locked."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from office.models import LoginLock, User


def is_locked(user: User) -> bool:
    """Tell whether an account is locked now."""
    return LoginLock.objects.filter(user=user, locked_until__gt=timezone.now()).exists()


def locked_now() -> Any:
    """Return the condition for a query on accounts: locked now."""
    return Exists(LoginLock.objects.filter(user=OuterRef("pk"), locked_until__gt=timezone.now()))
