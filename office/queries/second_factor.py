"""Who has a second factor, and who needs one."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from office.queries.policy import read_policy

# Recovery codes alone are none: they come with one of these and are meant for the day when it is lost.
REAL_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(user_id: int) -> bool:
    """Tell whether an account has an authenticator or a passkey."""
    return Authenticator.objects.filter(user_id=user_id, type__in=REAL_TYPES).exists()


def with_factor() -> Any:
    """Return the condition for a query on accounts: has a second factor."""
    return Exists(Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=REAL_TYPES))


def lacks_factor(user_id: int, roles: Iterable[str]) -> bool:
    """Tell whether one of somebody's roles needs a second factor that the account does not have."""
    needed = set(read_policy().second_factor_roles) & set(roles)
    return bool(needed) and not has_factor(user_id)
