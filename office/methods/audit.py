"""What a row of the audit trail says, as bytes: signed when it is written, digested when it is sealed."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

NONCE_LENGTH = 16


def canonical_text(values: Iterable[Any]) -> bytes:
    """Return values as bytes that are the same whatever database stored them in between.

    Numbers are written without exponent and trailing zeros (PostgreSQL's JSON turns 1e2 into 100), times in UTC with
    microseconds, keys of objects in order.
    """
    return json.dumps(
        [canonical_value(value) for value in values], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def canonical_value(value: Any) -> Any:
    """Return one value in the form that is signed."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int):
        return {"number": str(value)}
    if isinstance(value, float | Decimal):
        number = Decimal(str(value))
        return {"number": format(number.normalize(), "f") if number else "0"}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, uuid.UUID):
        return value.hex
    if isinstance(value, dict):
        return {str(key): canonical_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical_value(item) for item in value]
    return str(value)


def sign_text(text: bytes, *, nonce: str, key: str) -> str:
    """Return the signature of a row: its nonce, then the HMAC-SHA256 over nonce and text; 80 characters."""
    return nonce + hmac.new(key.encode(), nonce.encode() + text, hashlib.sha256).hexdigest()


def is_signed(text: bytes, signature: str, *, keys: Sequence[str]) -> bool:
    """Tell whether one of the keys made this signature."""
    nonce = signature[:NONCE_LENGTH]
    return any(hmac.compare_digest(sign_text(text, nonce=nonce, key=key), signature) for key in keys)


def digest_row(values: Iterable[bytes | None]) -> str:
    """Return the SHA-256 of a row's columns as they lie in the database, each with its length; 64 characters."""
    digest = hashlib.sha256()
    for value in values:
        digest.update(b"-;" if value is None else b"%d:%b;" % (len(value), value))
    return digest.hexdigest()


class RowsDigest:
    """The SHA-256 over what a seal keeps of its rows, added one by one in the order of their numbers."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self.count = 0

    def add(self, row: Iterable[Any]) -> None:
        """Add what is kept of one row."""
        self._digest.update(canonical_text(row))
        self.count += 1

    def hexdigest(self) -> str:
        """Return the digest as 64 characters."""
        return self._digest.hexdigest()


def chain_head(values: Iterable[Any], *, key: str) -> str:
    """Return the head that closes a seal: HMAC-SHA256 over its columns, the head before among them."""
    return hmac.new(key.encode(), canonical_text(values), hashlib.sha256).hexdigest()
