"""Addresses for pages that show many: the pattern of a page is looked up once in a process."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def record_address(page: str, *keys: int) -> str:
    """Return the address of a page that has no keys, or whole numbers alone, as ``reverse`` does."""
    first, *rest = _pieces(page, len(keys), get_script_prefix())
    return first + "".join(f"/{key}/{piece}" for key, piece in zip(keys, rest, strict=True))


@lru_cache(maxsize=1024)
def _pieces(page: str, keys: int, _prefix: str) -> tuple[str, ...]:
    """Return what stands around the keys in a page's addresses; the prefix is part of what is remembered."""
    return tuple(reverse(page, args=[0] * keys).split("/0/"))
