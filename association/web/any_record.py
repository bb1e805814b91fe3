"""A stand-in for "some fitting record", to ask a rule whether it could ever say yes."""

from collections.abc import Iterator
from typing import Any

FLAGS = ("is_", "has_", "needs_")
# By these, and by private names, Django tells expressions and models from plain values.
DJANGO_NAMES = ("_", "resolve_expression", "get_source_expressions")


class AnyRecord:
    """A record of the asker's own in one real state, whose flags are all up or all down; everything else fits.

    What it leads to (its submission, its call) is of the same make: rules look at a record's state through it. The
    database knows it as a row that is not there, so that nothing which is looked up about it stands against it.
    """

    def __init__(self, state: str, *, flags: bool = True) -> None:
        self.state = state
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith(DJANGO_NAMES):
            raise AttributeError(name)
        return self.flags if name.startswith(FLAGS) else self()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __int__(self) -> int:
        return 0

    def __call__(self, *args: Any, **kwargs: Any) -> "AnyRecord":
        return AnyRecord(self.state, flags=self.flags)

    def __iter__(self) -> Iterator["AnyRecord"]:
        return iter([self()])
