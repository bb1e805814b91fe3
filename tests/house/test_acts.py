"""Every act that is written to the audit trail has words in the reader's language."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from office.web.act_words import WORDS, act_words
from tests.house.sources import APPS, python_files, shown

pytestmark = pytest.mark.pure

# ``advance()`` hands on the act of a transition, which is found where the transition is declared; ``record_act`` does
# so with the act that it was given.
HANDS_ON = {"office/domain/transition.py", "office/domain/audit.py"}


def called(node: ast.Call) -> str:
    """Return the bare name of what is called."""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def texts_of(name: str, tree: ast.AST) -> set[str]:
    """Return the texts that a name can stand for in a module: constants, defaults and keywords of that name."""
    found: set[ast.expr | None] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            found.update(node.value for at in node.targets if isinstance(at, ast.Name) and at.id == name)
        elif isinstance(node, ast.keyword) and node.arg == name:
            found.add(node.value)
        elif isinstance(node, ast.FunctionDef):
            pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            found.update(default for argument, default in pairs if argument.arg == name)
    return {str(value.value) for value in found if isinstance(value, ast.Constant)}


def acts_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each act that a module declares or records, with its line; an act without a readable name is empty."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or called(node) not in {"Transition", "record_act", "Act"}:
            continue
        place = 0 if called(node) == "Transition" else 1
        if len(node.args) <= place:
            yield "", node.lineno
        elif isinstance(act := node.args[place], ast.Constant):
            yield str(act.value), node.lineno
        elif isinstance(act, ast.Name) and shown(path) not in HANDS_ON:
            for text in texts_of(act.id, tree) or {""}:
                yield text, node.lineno


def test_every_act_has_words() -> None:
    found = [(act, f"{shown(path)}:{line}") for path in python_files(*APPS) for act, line in acts_of(path)]
    assert len({act for act, _place in found}) > 30, "the acts are not found any more"
    nameless = [f"{place} {act!r}" for act, place in found if act not in WORDS]
    assert not nameless, f"acts without words in office/web/act_words.py: {nameless}"


def test_no_words_are_left_over() -> None:
    used = {act for path in python_files(*APPS) for act, _line in acts_of(path)}
    assert set(WORDS) <= used, f"words of acts that nobody writes: {sorted(set(WORDS) - used)}"


def test_an_act_of_the_past_is_shown_by_its_name() -> None:
    assert act_words("sealed_by_hand") == "sealed by hand"
