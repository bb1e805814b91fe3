"""Rubrics are kept while their round is prepared; once scoring has opened they stand."""

from typing import Any

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord
from reviews.domain.rubric import (
    change_criterion,
    change_rubric,
    copy_rubrics,
    create_criterion,
    create_rubric,
    remove_criterion,
    remove_rubric,
)
from reviews.enums import RoundState
from reviews.models import Criterion, Round, Rubric
from tests.factories.reviews import CriterionFactory, RoundFactory, RubricFactory, TrackFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_() -> Any:
    return RoundFactory()


def test_a_rubric_and_its_criteria_are_kept_with_their_rows(round_: Any, staff: Actor):
    rubric = create_rubric(Rubric(round=round_), actor=staff)
    criterion = create_criterion(
        Criterion(rubric=rubric, order=1, code="innovation", name="创新性", points=20), actor=staff
    )
    change_rubric(rubric, actor=staff, changes={"note": "按方案"})
    change_criterion(criterion, actor=staff, changes={"points": 25})
    assert (Rubric.objects.get().note, Criterion.objects.get().points) == ("按方案", 25)
    with pytest.raises(StaleRecord):
        change_criterion(criterion, actor=staff, changes={"points": 30}, revision=criterion.revision - 1)
    remove_criterion(criterion, actor=staff, reason="并入他项")
    assert not Criterion.objects.exists()
    remove_rubric(rubric, actor=staff)
    assert not Rubric.objects.exists()
    acts = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert acts == ["create", "create", "change", "change", "remove", "remove"]


@pytest.mark.parametrize("state", [state for state in RoundState.values if state != RoundState.PREPARED])
def test_once_scoring_has_opened_nothing_changes(round_: Any, staff: Actor, state: str):
    criterion = CriterionFactory(rubric__round=round_)
    Round.objects.filter(pk=round_.pk).update(state=state)
    criterion = Criterion.objects.select_related("rubric__round").get()
    rubric = criterion.rubric
    acts = [
        lambda: create_rubric(Rubric(round=rubric.round), actor=staff),
        lambda: change_rubric(rubric, actor=staff, changes={"note": "改"}),
        lambda: remove_rubric(rubric, actor=staff),
        lambda: create_criterion(Criterion(rubric=rubric, order=2, code="x", name="甲", points=5), actor=staff),
        lambda: change_criterion(criterion, actor=staff, changes={"points": 1}),
        lambda: remove_criterion(criterion, actor=staff),
        lambda: copy_rubrics(rubric.round, RoundFactory(), actor=staff),
    ]
    for act in acts:
        with pytest.raises(Refusal):
            act()
    assert (Rubric.objects.get().note, Criterion.objects.get().points) == (rubric.note, criterion.points)
    assert not AuditEntry.objects.exists()


def test_copies_go_to_the_track_of_the_same_code_or_name(round_: Any, staff: Actor):
    source = RoundFactory()
    by_code = TrackFactory(call=round_.call, code="gz", name="高职")
    by_name = TrackFactory(call=round_.call, code="z2", name="中职组")
    for code, name in (("gz", "高职组"), ("zz", "中职组"), ("bk", "本科组")):
        track = TrackFactory(call=source.call, code=code, name=name)
        CriterionFactory(rubric=RubricFactory(round=source, track=track), name=f"{name}创新", points=30)
    assert copy_rubrics(round_, source, actor=staff) == 2
    copied = Criterion.objects.filter(rubric__round=round_)
    assert dict(copied.values_list("rubric__track_id", "name")) == {by_code.pk: "高职组创新", by_name.pk: "中职组创新"}
    assert set(copied.values_list("points", flat=True)) == {30}
    with pytest.raises(Refusal):
        copy_rubrics(round_, source, actor=staff)
    assert copied.count() == 2


def test_rubrics_that_fit_no_track_are_not_copied(round_: Any, staff: Actor):
    source = RoundFactory()
    RubricFactory(round=source, track=TrackFactory(call=source.call, code="bk", name="本科组"))
    with pytest.raises(Refusal):
        copy_rubrics(round_, source, actor=staff)
    assert not Rubric.objects.filter(round=round_).exists()
