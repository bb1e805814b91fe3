"""The one error of the package, named by a code so that a form can word it."""

from __future__ import annotations


class QuantityError(ValueError):
    """A text or stored data is no figure.

    `code` is one of: empty, too_long, no_number, bad_number, range, vague, date, ordinal,
    several_numbers, trailing_text, contradiction, data; from percents also share (part larger than whole), zero (no
    base), points (two kinds of percent). `text` is what was given.
    """

    def __init__(self, code: str, text: str = "", detail: str = "") -> None:
        super().__init__(f"{code}: {text}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.text = text
        self.detail = detail
