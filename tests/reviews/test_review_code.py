"""Review codes and the order on site are drawn by lot, each once."""

import pytest

from office.actor import Actor
from office.models import AuditEntry
from office.workflow import Refusal
from reviews.domain.review_code import SIGNS, draw_codes, draw_order
from reviews.enums import RoundKind, RoundState
from reviews.models import Round, RoundEntry, ScoreSheet
from tests.factories.reviews import RoundEntryFactory
from tests.reviews.scoring_world import ScoringWorld

pytestmark = pytest.mark.django_db


def test_codes_are_drawn_once_without_order_or_meaning(staff: Actor):
    made = ScoringWorld(state=RoundState.PREPARED)
    entries = [RoundEntryFactory(round=made.round, code="") for _place in range(60)]
    assert draw_codes(made.round, actor=staff) == 60
    drawn = list(RoundEntry.objects.order_by("pk").values_list("code", flat=True))
    assert len(set(drawn)) == 60
    assert all(len(code) == 6 and set(code) <= set(SIGNS) for code in drawn)
    assert drawn != sorted(drawn)
    later = RoundEntryFactory(round=made.round, code="")
    assert draw_codes(made.round, actor=staff) == 1
    assert draw_codes(made.round, actor=staff) == 0
    assert [RoundEntry.objects.get(pk=entry.pk).code for entry in entries] == drawn
    assert RoundEntry.objects.get(pk=later.pk).code not in drawn
    assert AuditEntry.objects.filter(action="draw_codes").count() == 2
    assert drawn[0] not in str(list(AuditEntry.objects.values_list("after", flat=True)))


def test_codes_are_not_drawn_once_scoring_has_opened(staff: Actor):
    made = ScoringWorld()
    with pytest.raises(Refusal):
        draw_codes(made.round, actor=staff)


def test_order_is_drawn_within_each_track_and_again_only_with_a_reason(staff: Actor):
    made = ScoringWorld(kind=RoundKind.ONSITE)
    for number in range(5):
        made.add_entry(f"CODE{number}")
    RoundEntryFactory(round=made.round)
    assert draw_order(made.round, actor=staff) == 6
    places = RoundEntry.objects.filter(submission__track=made.track).values_list("position", flat=True)
    assert sorted(places) == [1, 2, 3, 4, 5]
    with pytest.raises(Refusal):
        draw_order(made.round, actor=staff)
    draw_order(made.round, actor=staff, reason="漏抽一队")
    member, _actor = made.add_reviewer()
    ScoreSheet.objects.create(assignment=made.assign(RoundEntry.objects.first(), member))
    with pytest.raises(Refusal):
        draw_order(made.round, actor=staff, reason="再抽")
    Round.objects.update(kind=RoundKind.ONLINE)
    with pytest.raises(Refusal):
        draw_order(Round.objects.get(), actor=staff, reason="再抽")
