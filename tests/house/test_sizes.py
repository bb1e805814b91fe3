"""Small rooms: a file that grows past its bound is split, there is no list of exceptions."""

import ast
from pathlib import Path

import pytest

from tests.house.sources import ROOT, python_files, shown, templates

pytestmark = pytest.mark.pure

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, STYLE_LINES = 400, 40, 150, 300


def too_long(paths: list[Path], bound: int) -> list[str]:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{shown(path)}: {length} lines" for path, length in lengths.items() if length > bound]


def test_python_files_are_small() -> None:
    assert too_long(list(python_files()), FILE_LINES) == []


def test_templates_are_small() -> None:
    assert too_long(templates(), TEMPLATE_LINES) == []


def test_style_sheets_and_scripts_are_small() -> None:
    files = [path for suffix in ("css", "js") for path in (ROOT / "static").rglob(f"*.{suffix}")]
    assert too_long(files, STYLE_LINES) == []


def test_functions_are_small() -> None:
    long_ones = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long_ones.append(f"{shown(path)}:{node.lineno} {node.name}: {lines} lines")
    assert long_ones == []
