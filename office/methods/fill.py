"""Texts of reminders: words in braces that are filled in. Pure."""

import re
from collections.abc import Mapping
from datetime import date

WORD = re.compile(r"\{([^{}]*)\}")
WORD_OR_QUOTED = re.compile(r"“\{([^{}]+)\}”|\{([^{}]+)\}")
# What a text may ask for, as the office writes it.
WORDS = ("事项", "期限", "剩余", "单位")


def unknown_words(text: str) -> list[str]:
    """Return the words in braces that nothing fills, each once."""
    return list(dict.fromkeys(word for word in WORD.findall(text) if word not in WORDS))


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its words filled in; a word without a value stays as it is written.

    Quotation marks inside quotation marks become single ones (GB/T 15834).
    """
    return WORD_OR_QUOTED.sub(lambda found: filled(found[2], values) if found[2] else quoted(found[1], values), text)


def filled(word: str, values: Mapping[str, str]) -> str:
    """Return what fills a word in braces."""
    return values.get(word, f"{{{word}}}")


def quoted(word: str, values: Mapping[str, str]) -> str:
    """Return what fills a word in braces between quotation marks, with them."""
    return f"“{inner_quotes(filled(word, values))}”"


def inner_quotes(text: str) -> str:
    """Return a text as it stands inside quotation marks."""
    return text.replace("“", "‘").replace("”", "’")


def day_words(day: date) -> str:
    """Return a day as running text writes it: 2026年12月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def left_words(due_on: date, today: date) -> str:
    """Return how near a deadline is, as a Chinese text says it: 还有3天, 今天到期, 已逾期2天."""
    days = (due_on - today).days
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days > 0 else f"已逾期{-days}天"


def values_of(*, title: str, unit: str, due_on: date, today: date) -> dict[str, str]:
    """Return what fills a text about one deadline."""
    return {"事项": title, "期限": day_words(due_on), "剩余": left_words(due_on, today), "单位": unit}
