"""Which passwords are strong enough (GB/T 22239 level 2: three of four classes of characters)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

NEEDED = 3


def count_classes(password: str) -> int:
    """Return how many of the four classes a password uses: small letters, capital letters, digits, anything else."""
    tests: tuple[Any, ...] = (str.islower, str.isupper, str.isdigit)
    found = [any(test(char) for char in password) for test in tests]
    return sum(found) + any(not any(test(char) for test in tests) for char in password)


class CharacterClassesValidator:
    """A validator of Django's settings: at least three of the four classes."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password of fewer classes."""
        if count_classes(password) < NEEDED:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        """Return the rule in one sentence."""
        return _("Use three of these four: small letters, capital letters, digits, signs.")
