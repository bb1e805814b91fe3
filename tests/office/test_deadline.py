"""How near a deadline is, in words and as a tone."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from django.utils.translation import override

from office.templatetags.deadline import due_tone, due_words


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-2, "Days late: 2", "danger"),
        (-1, "Days late: 1", "danger"),
        (0, "Due today", "warn"),
        (3, "Days left: 3", "warn"),
        (4, "Days left: 4", ""),
    ],
)
def test_deadline_is_said_in_words_and_repeated_as_a_tone(days: int, words: str, tone: str) -> None:
    due = localdate() + timedelta(days=days)
    with override("en"):
        assert due_words(due) == words
    assert due_tone(due) == tone


def test_no_deadline_says_nothing() -> None:
    assert due_words(None) == ""
    assert due_tone(None) == ""
