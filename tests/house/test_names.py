"""One noun, same file name in every room; no drawer for odds and ends."""

import ast
import re

import pytest

from tests.house.sources import APPS, ROOT, python_files, shown, templates

pytestmark = pytest.mark.pure

DRAWERS = re.compile(r"^(utils?|helpers?|common|misc|managers?|tools?|stuff|base_utils)$")


def test_no_module_is_a_drawer() -> None:
    paths = [*python_files(), *templates()]
    assert [shown(path) for path in paths if any(DRAWERS.match(part) for part in (*path.parts[-4:-1], path.stem))] == []


def test_every_domain_module_has_a_test_file_of_its_noun() -> None:
    missing = []
    for app in APPS:
        tests = {path.stem for path in (ROOT / "tests" / app).rglob("test_*.py")}
        for path in sorted((ROOT / app / "domain").rglob("*.py")):
            has_functions = any(isinstance(node, ast.FunctionDef) for node in ast.parse(path.read_text()).body)
            if has_functions and f"test_{path.stem}" not in tests:
                missing.append(f"{shown(path)} wants tests/{app}/test_{path.stem}.py")
    assert missing == []


def test_apps_have_no_rooms_of_other_names_for_the_same_thing() -> None:
    strange = {"services", "selectors", "actions", "handlers", "signals", "receivers", "logic", "serializers"}
    folders = {path for app in APPS for path in (ROOT / app).glob("*")}
    assert [shown(path) for path in folders if path.stem in strange] == []


def test_chinese_is_no_msgid() -> None:
    """Source sentences are English (they may quote Chinese); Chinese stands in the catalogue or in a printed text."""
    call = re.compile(r"""\b(?:_|gettext(?:_lazy)?|ngettext(?:_lazy)?|pgettext(?:_lazy)?)\(\s*f?["'][\u4e00-\u9fff]""")
    tag = re.compile(r"""{%\s*(?:trans|translate)\s+["'][\u4e00-\u9fff]""")
    found = [shown(path) for path in python_files(*APPS, "config") if call.search(path.read_text(encoding="utf-8"))]
    found += [shown(path) for path in templates() if tag.search(path.read_text(encoding="utf-8"))]
    assert found == []
