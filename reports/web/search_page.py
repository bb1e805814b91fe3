"""What the page of a search shows of each noun."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from reports.methods.search import Part, mark_words
from reports.queries.search import CAP, Found, Hit
from reviews.methods.pages import submission_page

# So many of each noun stand on the page; the others are in its list.
SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One found record: its address, its name and what is said beside it, in parts."""

    url: str
    title: list[Part]
    note: list[Part]


@dataclass(frozen=True)
class Group:
    """What was found of one noun; ``list_url`` leads to the whole list, "" where none shows the same."""

    name: str
    label: Any
    icon: str
    count_text: str
    lines: list[Line]
    rest: list[Line]
    list_url: str


def show_group(group: Found, words: tuple[str, ...], typed: str) -> Group:
    """Return a noun's group; its list takes one word, as it was typed."""
    lines = [show_hit(hit, words) for hit in group.hits]
    list_url = ""
    if group.asked and len(words) == 1:
        list_url = f"{reverse(f'{group.source.page}_list')}?{urlencode({group.asked: typed})}"
    return Group(
        name=group.source.page.replace(":", "-") or "files",
        label=group.source.label,
        icon=group.source.icon,
        count_text=f"{len(group.hits)}+" if group.more else str(len(group.hits)),
        lines=lines[:SHOWN],
        rest=lines[SHOWN:CAP],
        list_url=list_url,
    )


def show_hit(hit: Hit, words: tuple[str, ...]) -> Line:
    """Return a found record as a line; a note that repeats the name is left out."""
    page = submission_page(hit.kind) if hit.kind else f"{hit.page}_detail"
    note = "" if hit.note == hit.title else hit.note
    return Line(reverse(page, args=[hit.key]), mark_words(hit.title, words), mark_words(note, words))
