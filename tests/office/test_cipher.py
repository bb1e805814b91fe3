"""What only a logged reason opens is stored so that nobody reads it without the portal's key."""

from typing import Any

import pytest
from cryptography.fernet import InvalidToken

from office.domain.cipher import decrypt_text, encrypt_text

pytestmark = pytest.mark.pure
CARD = "6222021001116245702"


def test_a_text_comes_back_and_is_never_stored_twice_alike():
    one, two = encrypt_text(CARD), encrypt_text(CARD)
    assert decrypt_text(one) == decrypt_text(two) == CARD
    assert one != two
    assert CARD not in one
    assert decrypt_text(encrypt_text("张三，合肥")) == "张三，合肥"


def test_nothing_stays_nothing():
    assert encrypt_text("") == decrypt_text("") == ""


def test_an_earlier_key_still_opens_and_a_foreign_one_does_not(settings: Any):
    stored, before = encrypt_text(CARD), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of the portal", [before]
    assert decrypt_text(stored) == CARD
    fresh = encrypt_text(CARD)
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt_text(fresh) == CARD, "what is stored now is made with the present key"
    with pytest.raises(InvalidToken):
        decrypt_text(stored)


def test_what_was_changed_in_the_database_is_not_opened():
    stored = encrypt_text(CARD)
    place = len(stored) // 2
    with pytest.raises(InvalidToken):
        decrypt_text(stored[:place] + ("A" if stored[place] != "A" else "B") + stored[place + 1 :])
