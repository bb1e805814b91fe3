"""Why a round cannot be assigned: named are the entries by code, the reviewers by name, and the numbers."""

import pytest

from reviews.domain.assignment_words import BLOCKS, NAMED, advise, explain_block, explain_impossible, name_some
from reviews.methods.assignment_job import Block, Impossible
from reviews.queries.assignment import RoundData, read_round
from tests.reviews.assigned import make_round


@pytest.fixture
def data() -> RoundData:
    """A round of three entries and two reviewers, who have names."""
    return read_round(make_round(entries=3, members=2))


def block(*entries: int, full: tuple[int, ...] = (), others: tuple[int, ...] = ()) -> Block:
    return Block(entries, full, others, wanted=71, full_slots=32 if full else 0, other_slots=13 if others else 0)


@pytest.mark.pure
def test_a_dozen_names_are_given_and_that_there_are_more():
    names = [f"A{number:03d}" for number in range(NAMED + 1)]
    assert all(name in name_some(names[:NAMED]) for name in names[:NAMED])
    many = name_some(names)
    assert names[NAMED - 1] in many
    assert names[NAMED] not in many
    assert many != name_some(names[:NAMED])


@pytest.mark.django_db
def test_a_block_names_entries_reviewers_and_numbers(data: RoundData):
    found = block(0, 2, full=(0,), others=(1,))
    sentence = explain_block(data, found)
    for shown in (data.entries[0].label, data.entries[2].label, data.members[0].name, data.members[1].name):
        assert shown in sentence
    for number in ("71", "32", "13", str(found.missing)):
        assert number in sentence
    assert data.entries[1].label not in sentence


@pytest.mark.django_db
def test_a_block_that_nobody_may_review_names_nobody(data: RoundData):
    sentence = explain_block(data, block(1))
    assert data.entries[1].label in sentence
    assert not any(member.name in sentence for member in data.members)
    assert "71" in sentence


@pytest.mark.django_db
def test_the_first_blocks_are_explained_and_the_rest_counted(data: RoundData):
    result = Impossible(tuple(block(0) for _number in range(BLOCKS + 3)))
    lines = explain_impossible(data, result).split("\n")
    assert str(result.missing) in lines[0]
    assert lines[1 : BLOCKS + 1] == [explain_block(data, block(0))] * BLOCKS
    assert "3" in lines[BLOCKS + 1]
    assert lines[-1] == advise(data)
    assert len(lines) == BLOCKS + 3
    assert "\n" not in explain_impossible(data, Impossible())


@pytest.mark.django_db
def test_advice_goes_as_far_as_the_conditions(data: RoundData):
    texts = set()
    for distinct, minimum in ((False, 0), (True, 0), (False, 1), (True, 1)):
        data.round.distinct_units, data.round.enterprise_minimum = distinct, minimum
        texts.add(advise(data))
    assert len(texts) == 4
    assert max(texts, key=len) == advise(data)
