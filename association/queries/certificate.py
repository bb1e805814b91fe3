"""Look a certificate up by its code, for everybody."""

from dataclasses import dataclass
from typing import Any

from association.enums import CertificateState
from association.methods.verify_code import digest_code, mask_name, read_code
from association.models import Certificate

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
        "holder", "prize", "occasion", "issuer", "year", "issued_on", "state"
    )
    found = row.first()
    return Checked(mask_holder(found[0]), *found[1:]) if found else None


def mask_holder(holder: str) -> str:
    """Return a holder as strangers read it: names of people masked; a long one is a work or a unit and half hidden."""
    parts = holder.split("、")
    if all(len(part) <= 4 or part.isascii() for part in parts):
        return mask_name(holder)
    shown = (len(holder) + 1) // 2
    return holder[:shown] + "*" * min(len(holder) - shown, 8)
