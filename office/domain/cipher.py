"""Encrypt what only a logged reason opens: ID numbers, bank cards. The database and its backups hold no plain text."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def ciphers() -> MultiFernet:
    """Return the ciphers of the portal's present key and of the ones before it (``SECRET_KEY_FALLBACKS``)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"office.personal:" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def encrypt_text(text: str) -> str:
    """Return a text as it is stored, "" for none."""
    return ciphers().encrypt(text.encode()).decode() if text else ""


def decrypt_text(stored: str) -> str:
    """Return a stored text, "" for none; raises ``InvalidToken`` when no key of the portal made it."""
    return ciphers().decrypt(stored.encode()).decode() if stored else ""
