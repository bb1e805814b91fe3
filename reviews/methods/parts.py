"""Which submissions are only a part of another: the entry of a team in one event beside the team's own.

An upper app registers how it tells them (``competitions/apps.py``); quotas count the whole and leave its parts out.
"""

from collections.abc import Callable, Collection

Finder = Callable[[Collection[int]], set[int]]
FINDERS: dict[str, Finder] = {}


def register_parts(kind: str, find: Finder) -> None:
    """Name the function that picks, of submissions by key, those that are parts of others, for calls of a kind."""
    FINDERS[kind] = find


def parts_among(kind: str, keys: Collection[int]) -> set[int]:
    """Return which of the submissions of a call of a kind are only parts of others."""
    find = FINDERS.get(kind)
    return find(keys) if find and keys else set()
