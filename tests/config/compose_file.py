"""Read a compose file: the part of YAML that ours uses (maps, lists, plain and quoted scalars, anchors, merges)."""

import json
from pathlib import Path
from typing import Any


class ComposeFile:
    """Lines of a YAML file, read by their indent; anything that is not understood is an error that names its line."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        self.lines = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
        self.at = 0
        self.anchors: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        """Return the whole file."""
        found: dict[str, Any] = self.block(0)
        assert self.at == len(self.lines), self.lines[self.at]
        return found

    def indent(self) -> int:
        """Return the indent of the present line, -1 behind the last."""
        if self.at == len(self.lines):
            return -1
        return len(self.lines[self.at]) - len(self.lines[self.at].lstrip())

    def block(self, indent: int) -> Any:
        """Return the map or the list that begins here."""
        if self.lines[self.at].lstrip().startswith("- "):
            return self.items(indent)
        found: dict[str, Any] = {}
        while self.indent() == indent:
            line = self.lines[self.at].strip()
            key, colon, rest = line.partition(":")
            assert colon == ":", f"not a key: {line}"
            assert rest[:1] in {"", " "}, f"not a key: {line}"
            self.at += 1
            value = self.value(rest.strip(), indent)
            if key == "<<":
                found = {**value, **found}
            else:
                assert key not in found or key in {"command", "restart"}, f"twice: {line}"
                found[key] = value
        return found

    def value(self, text: str, indent: int) -> Any:
        """Return what stands behind a colon, on this line or below it."""
        anchor = ""
        if text.startswith("&"):
            anchor, _space, text = text[1:].partition(" ")
        if text.startswith("*"):
            return self.anchors[text[1:]]
        value = scalar(text) if text else self.block(self.indent()) if self.indent() > indent else None
        if anchor:
            self.anchors[anchor] = value
        return value

    def items(self, indent: int) -> list[Any]:
        """Return a list of scalars."""
        found = []
        while self.indent() == indent:
            line = self.lines[self.at].strip()
            assert line.startswith("- "), f"not an item: {line}"
            found.append(scalar(line[2:]))
            self.at += 1
        return found


def scalar(text: str) -> Any:
    """Return a scalar or a list in brackets."""
    if text[0] in '["':
        return json.loads(text)
    return {"true": True, "false": False}.get(text, int(text) if text.isdecimal() else text)
