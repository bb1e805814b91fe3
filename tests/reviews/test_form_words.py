"""Every problem of an entry form has its sentence, with its values filled in."""

import ast
from pathlib import Path

import pytest

from reviews.domain.form_words import answer_sentences, definition_sentences, problem_text
from reviews.methods import entry_form
from reviews.methods.entry_form import TEXT, FormField, Problem

pytestmark = pytest.mark.pure


def test_every_word_of_the_arithmetic_has_a_sentence() -> None:
    tree = ast.parse(Path(str(entry_form.__file__)).read_text(encoding="utf-8"))
    words = {
        node.args[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem" and len(node.args) > 1
        if isinstance(node.args[1], ast.Constant)
    }
    assert words == set(definition_sentences() | answer_sentences())


def test_a_sentence_names_its_question_when_asked_to() -> None:
    problem = Problem("f1", "text_long", {"limit": 3, "length": 9})
    assert "9" in problem_text(problem)
    assert problem_text(problem, [FormField("f1", TEXT, "简介")]).startswith("“简介”")
