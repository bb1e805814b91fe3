"""Look a certificate up by its code, for everybody."""

from dataclasses import dataclass
from typing import Any

from association.enums import CertificateState, HolderRole
from association.methods.verify_code import digest_code, mask_name, read_code
from association.models import Certificate

PERSON_ROLES = frozenset({HolderRole.AUTHOR, HolderRole.MEMBER, HolderRole.ADVISER})
# What stands in the database for no code at all: a digest that no code has, so that every answer asks once.
NOTHING = "-" * 64


@dataclass(frozen=True)
class Checked:
    """The little that a stranger reads of a certificate: no number, no school, the name masked."""

    holder: str
    prize: str
    occasion: str
    issuer: str
    year: int
    issued_on: Any
    state: str

    @property
    def is_valid(self) -> bool:
        """True while the certificate counts."""
        return self.state == CertificateState.ISSUED

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(CertificateState(self.state).label)


def check_code(text: str) -> Checked | None:
    """Return what a stranger may read of the certificate with a code, None for an unknown or unreadable one.

    Known, unknown and unreadable codes take the same single look-up by digest, whatever was typed.
    """
    code = read_code(text)
    digest = digest_code(code) if code else NOTHING
    row = Certificate.objects.filter(digest=digest).values_list(
        "role", "holder", "prize", "occasion", "issuer", "year", "issued_on", "state"
    )
    found = row.first()
    return Checked(mask_holder(found[1], role=found[0]), *found[2:]) if found else None


def mask_holder(holder: str, *, role: str = "") -> str:
    """Return a holder as strangers read it: names of people masked; a work or a unit is half hidden.

    Where the certificate does not say what its holder is, a short name is a person's.
    """
    parts = holder.split("、")
    if role in PERSON_ROLES or (not role and all(len(part) <= 4 or part.isascii() for part in parts)):
        return mask_name(holder)
    shown = (len(holder) + 1) // 2
    return holder[:shown] + "*" * min(len(holder) - shown, 8)
