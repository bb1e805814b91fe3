"""Words of rankings name what they speak of, for every code that the methods give."""

from typing import Any

import pytest

from reviews.domain.ranking_words import FLAGS, SHOWN, flag_words, refusal_sentence, step_words, trace_words

pytestmark = pytest.mark.pure
NAMES = {"first": "一等奖"}


@pytest.mark.parametrize("code", ["few_scores", "apart"])
def test_a_refusal_names_the_first_entries_and_the_number(code: str):
    names = [f"N-{number:03d}" for number in range(SHOWN + 2)]
    sentence = refusal_sentence({"code": code, "names": names, "number": 37})
    assert "37" in sentence
    assert names[SHOWN - 1] in sentence
    assert names[SHOWN] not in sentence


def test_flags_are_words_and_unknown_ones_of_the_past_are_left_out():
    assert flag_words(["tie"]) == str(FLAGS["tie"])
    both = flag_words(["no_sheet", "near_cut", "of_the_past"])
    assert str(FLAGS["no_sheet"]) in both
    assert str(FLAGS["near_cut"]) in both
    assert "of_the_past" not in both
    assert flag_words([]) == ""


@pytest.mark.parametrize("why", ["awarded", "tie", "undecided", "minimum", "cap"])
def test_a_step_at_a_level_names_it(why: str):
    assert "一等奖" in step_words({"why": why, "level": "first", "place": 2, "planned": 5}, NAMES)


@pytest.mark.parametrize("why", ["full", "no_score"])
def test_a_step_beyond_the_levels_begins_with_words(why: str):
    sentence = step_words({"why": why, "level": None}, NAMES)
    assert sentence
    assert sentence[0] not in " :："


def test_a_place_is_told_only_where_places_were_planned():
    step: dict[str, Any] = {"why": "awarded", "level": "first", "place": 21, "planned": 55}
    assert "21" in step_words(step, NAMES)
    assert "55" in step_words(step, NAMES)
    bare = step_words({**step, "planned": None}, NAMES)
    assert "一等奖" in bare
    assert "21" not in bare


def test_a_level_that_has_gone_is_shown_by_its_code():
    assert "gone" in step_words({"why": "cap", "level": "gone"}, NAMES)


def test_a_trace_is_its_steps_in_order():
    steps = [{"why": "cap", "level": "first"}, {"why": "full", "level": None}]
    assert trace_words(steps, NAMES) == step_words(steps[0], NAMES) + step_words(steps[1], NAMES)
    assert trace_words([], NAMES) == ""
