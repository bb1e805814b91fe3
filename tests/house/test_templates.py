"""Pages under a strict content security policy, and templates that look down only."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.house.sources import APPS, ROOT, python_files, shown, templates

pytestmark = pytest.mark.pure

COMMENT = re.compile(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a script body": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "an htmx handler (hx-on)": re.compile(r"\shx-on\b", re.IGNORECASE),
}
# A document is laid out without a browser, from one file: its styles stand in the page. Plain data needs no nonce.
PRINTED = "templates/pdf/"
DATA_SCRIPT = re.compile(r'<script\b[^>]*type="application/json"[^>]*>', re.IGNORECASE)

ABOVE = {
    "reviews": {"reports", "competitions", "research", "groups"},
    "competitions": {"reports", "research", "groups"},
    "research": {"reports", "competitions", "groups"},
    "groups": {"reports", "competitions", "research"},
    "association": {"reports", "competitions", "research", "groups", "reviews", "indicators"},
    "office": set(APPS) - {"office"},
}


def test_templates_carry_nothing_inline() -> None:
    found = []
    for path in templates():
        if shown(path).startswith(PRINTED):
            continue
        text = DATA_SCRIPT.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))
        found += [f"{shown(path)}: {name}" for name, pattern in INLINE.items() if pattern.search(text)]
    assert found == []


@pytest.mark.parametrize("app", sorted(ABOVE))
def test_addresses_of_upper_apps_are_not_named_below(app: str) -> None:
    """Strings are imports too: a page of the review engine that names a contest's page could not stand without it."""
    pattern = re.compile(rf"""["'](?:{"|".join(sorted(ABOVE[app]))}):[a-z_]+["']""")
    paths = [*python_files(app), *(path for path in templates() if path.is_relative_to(ROOT / "templates" / app))]
    found = [(shown(path), pattern.findall(path.read_text(encoding="utf-8"))) for path in paths]
    assert [entry for entry in found if entry[1]] == []


def test_static_files_named_by_templates_exist() -> None:
    """A page that names a missing file fails as a whole where file names carry their hash."""
    tag = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
    named = {(shown(path), name) for path in templates() for name in tag.findall(path.read_text(encoding="utf-8"))}
    assert sorted(entry for entry in named if finders.find(entry[1]) is None) == []
