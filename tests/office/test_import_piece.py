"""Checks without queries say what the database and Django's own validation say: conditions, fields, uniqueness."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from association.models import Activity, Body, Organization, Person
from competitions.models import Entry
from office.domain.import_piece import Piece, Unreadable, change_piece, check_piece, find_clashes, holds, satisfied
from research.models import Project
from reviews.models import Award, Participant, Submission
from tests.factories.association import BodyFactory, OrganizationFactory

CHECKED = (Organization, Person, Activity, Submission, Participant, Award, Entry, Project)


@pytest.mark.pure
@pytest.mark.parametrize("model", CHECKED)
def test_every_condition_of_an_imported_model_is_read_without_the_database(model: Any) -> None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            holds(constraint.condition, model())  # type: ignore[attr-defined]


days = st.one_of(st.none(), st.dates(date(2018, 1, 1), date(2022, 12, 31)))


@pytest.mark.django_db
@given(start=days, end=days, year=st.integers(2018, 2022), kind=st.sampled_from(["forum", "other", "party"]))
def test_conditions_hold_as_the_database_finds(start: Any, end: Any, year: int, kind: str) -> None:
    row = Activity(body=Body(), title="示例", kind=kind, year=year, start_on=start, end_on=end)
    for constraint in Activity._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            try:
                constraint.validate(Activity, row)
            except ValidationError:
                by_database = False
            else:
                by_database = True
            assert satisfied(constraint, row) == by_database, constraint.name


@pytest.mark.pure
def test_unknown_is_neither_true_nor_false() -> None:
    row = Activity(year=2020, title="示例", kind="forum")
    assert holds(Q(start_on__gt=date(2020, 1, 1)), row) is None
    assert holds(~Q(start_on__gt=date(2020, 1, 1)), row) is None
    assert holds(Q(start_on__gt=date(2020, 1, 1)) | Q(year=2020), row) is True
    assert holds(Q(start_on__gt=date(2020, 1, 1)) & Q(year=2021), row) is False
    with pytest.raises(Unreadable):
        holds(Q(title__contains="示"), row)


@pytest.mark.django_db
def test_new_record_is_validated_as_by_full_clean(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        check_piece(Piece(Organization(kind="school", name="示例学校")))
        for wrong in (
            Organization(kind="school", name=""),
            Organization(kind="circus", name="示例"),
            Organization(kind="enterprise", name="示例", school_level="secondary"),
            Organization(kind="school", name="示例", uscc="123"),
            Organization(kind="school", name="示例", founded_on=date(2020, 1, 2), closed_on=date(2020, 1, 1)),
            Activity(title="示例", kind="forum", year=2020),
        ):
            with pytest.raises(ValidationError):
                check_piece(Piece(wrong))


@pytest.mark.django_db
def test_uniqueness_is_found_in_the_database_and_among_the_rows(django_assert_max_num_queries: Any) -> None:
    OrganizationFactory(name="甲学校")
    OrganizationFactory(name="关闭的学校", closed_on=date(2020, 1, 1))
    names = ["甲学校", "乙学校", "乙学校", "关闭的学校"]
    pieces = [(number, Piece(Organization(kind="school", name=name))) for number, name in enumerate(names)]
    with django_assert_max_num_queries(3):
        clashes = find_clashes(pieces)
    assert sorted(clashes) == [0, 2]


@pytest.mark.django_db
def test_record_may_keep_its_own_values() -> None:
    row = OrganizationFactory(name="甲学校")
    other = OrganizationFactory(name="乙学校")
    piece = change_piece(row, {"short_name": "甲校"})
    assert piece is not None
    assert find_clashes([(1, piece)]) == {}
    moved = change_piece(other, {"name": "甲学校"})
    assert moved is not None
    assert list(find_clashes([(2, moved)])) == [2]


@pytest.mark.django_db
def test_change_tells_what_the_row_speaks_of_and_carries_what_follows() -> None:
    row = OrganizationFactory(name="甲学校")
    piece = change_piece(row, {"name": "乙学校", "kind": "school"})
    assert piece is not None
    assert piece.named == ("name",)
    assert "name_key" in piece.changes
    assert [line[1:] for line in piece.diff] == [("甲学校", "乙学校")]
    assert change_piece(row, {"name": "乙学校"}) is None


@pytest.mark.django_db
def test_records_not_stored_yet_are_told_apart() -> None:
    body = BodyFactory()
    first, second = (Activity(body=body, title="示例", kind="forum", year=2020) for _number in range(2))
    assert list(find_clashes([(1, Piece(first)), (2, Piece(second))])) == [2]
