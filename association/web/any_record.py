"""A stand-in for "some fitting record", to ask a rule whether it could ever say yes."""

from collections.abc import Iterator
from typing import Any


class Anything:
    """A value that agrees with whatever a rule compares it to."""

    def __getattr__(self, name: str) -> "Anything":
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __call__(self, *args: Any, **kwargs: Any) -> "Anything":
        return Anything()

    def __iter__(self) -> Iterator["Anything"]:
        return iter([self])


class AnyRecord(Anything):
    """A record of the asker's own in one real state; everything else about it fits."""

    def __init__(self, state: str) -> None:
        self.state = state
