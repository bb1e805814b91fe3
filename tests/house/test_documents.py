"""What the documents promise is what the code has."""

import re

import pytest
from django.apps import apps

from office.models.attachment import AttachmentLink
from tests.house.sources import APPS, ROOT, python_files

pytestmark = pytest.mark.pure

READ_CALL = re.compile(r'\bread_(?:text|switch|number|list|choice|database|redis|mail)\(\s*"([A-Z_]+)"')


def table_cells(name: str, column: int) -> set[str]:
    """Return the words in code quotes of one column of all tables of a document."""
    rows = [line.split("|") for line in (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines() if "|" in line]
    return {word for row in rows if len(row) > column for word in re.findall(r"`([^`]+)`", row[column])}


def test_every_variable_of_the_environment_is_explained() -> None:
    read = {name for path in python_files(*APPS, "config") for name in READ_CALL.findall(path.read_text("utf-8"))}
    listed = {word for word in table_cells("operations.md", 1) if re.fullmatch(r"[A-Z_]+", word)}
    assert read == listed


def test_every_model_stands_in_the_glossary() -> None:
    listed = table_cells("glossary.md", 3)
    models = [model for app in APPS if apps.is_installed(app) for model in apps.get_app_config(app).get_models()]
    nouns = {model.__name__ for model in models if not issubclass(model, AttachmentLink)}
    assert sorted(nouns - listed) == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
