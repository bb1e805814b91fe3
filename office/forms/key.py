"""Read the number of a record from what a browser sends."""

import re

# As many digits as every database's whole numbers hold; ``str.isdigit`` would let "²" through, which is no number.
KEY = re.compile(r"[0-9]{1,18}")


def read_key(text: str) -> int | None:
    """Return the number that a text is, None for anything else: no text from outside makes a page fail."""
    return int(text) if KEY.fullmatch(text) else None
