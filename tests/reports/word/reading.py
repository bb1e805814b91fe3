"""Read a Word file as its reader does: the text of each block, with the numbers that Word counts itself."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reports.pdf.numbering import chinese_number
from tests.reports.word.validity import Package, W, local


def text_of(node: Any) -> str:
    """Return the text of a node: field instructions left out, tabs and breaks as one space."""
    pieces = []
    for child in node.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child.getparent()) == "r":
            pieces.append(" ")
    return "".join(pieces)


def style_of(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(f"{W}val"))


class Counters:
    """Counts as Word does: levels of one abstract numbering go on over all numbers that use it."""

    def __init__(self, package: Package) -> None:
        numbering = package.parts["word/numbering.xml"]
        self.levels: dict[str, dict[int, tuple[str, str]]] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            self.levels[abstract.get(f"{W}abstractNumId")] = {
                int(level.get(f"{W}ilvl")): (
                    level.find(f"{W}numFmt").get(f"{W}val"),
                    level.find(f"{W}lvlText").get(f"{W}val"),
                )
                for level in abstract.iter(f"{W}lvl")
            }
        self.abstract, self.restarts = {}, defaultdict(set)
        for num in numbering.iter(f"{W}num"):
            number = num.get(f"{W}numId")
            self.abstract[number] = num.find(f"{W}abstractNumId").get(f"{W}val")
            self.restarts[number] = {int(node.get(f"{W}ilvl")) for node in num.iter(f"{W}lvlOverride")}
        self.counts: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        styles = package.parts["word/styles.xml"]
        self.styles = {node.get(f"{W}styleId"): node for node in styles.iter(f"{W}style")}

    def label(self, paragraph: Any) -> str:
        """Return the number before a paragraph, "" without one."""
        number, level = self.number_of(paragraph)
        if number in ("", "0"):
            return ""
        counts = self.counts[self.abstract[number]]
        if level in self.restarts[number]:
            counts[level] = 0
            self.restarts[number].discard(level)
        counts[level] += 1
        for deeper in [other for other in counts if other > level]:
            counts[deeper] = 0
        text = self.levels[self.abstract[number]][level][1]
        for other, (kind, _text) in self.levels[self.abstract[number]].items():
            value = counts[other] or 1
            words = chinese_number(value) if kind.startswith("chinese") else str(value)
            text = text.replace(f"%{other + 1}", words)
        return text

    def number_of(self, paragraph: Any) -> tuple[str, int]:
        """Return the number and level of a paragraph, its own or those of its style."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        style = self.styles.get(style_of(paragraph))
        while properties is None and style is not None:
            properties = style.find(f"{W}pPr/{W}numPr")
            based = style.find(f"{W}basedOn")
            style = self.styles.get(based.get(f"{W}val")) if based is not None else None
        if properties is None:
            return "", 0
        level = properties.find(f"{W}ilvl")
        return properties.find(f"{W}numId").get(f"{W}val"), int(level.get(f"{W}val")) if level is not None else 0


def blocks_of(package: Package) -> Iterator[tuple[str, str]]:
    """Yield style and text of every paragraph behind cover and contents, tables cell by cell, numbers before them."""
    counters = Counters(package)
    nodes = list(package.body)
    start = next(place for place, node in enumerate(nodes) if node.find(f"{W}pPr/{W}sectPr") is not None) + 1
    for node in nodes[start:]:
        if local(node) in ("sdt", "sectPr"):
            continue
        for paragraph in etree.XPath(".//w:p | self::w:p", namespaces={"w": W[1:-1]})(node):
            words = counters.label(paragraph) + text_of(paragraph)
            if words or style_of(paragraph) not in ("TableEnd", "Picture"):
                yield style_of(paragraph), words
