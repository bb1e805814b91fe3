"""The next edition of a call: its rules without what was sent in."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from office.enums import Role
from office.models import AuditEntry
from reviews.domain.copy_call import copy_call, moved
from reviews.enums import CallState, RoundState
from reviews.forms.copy_call import CopyForm, next_edition, next_values
from reviews.models import Call, Criterion, FormVersion, Prize, Round, Rubric, Submission, Track
from tests.actors import make_actor
from tests.factories.reviews import (
    CallFactory,
    CriterionFactory,
    FormVersionFactory,
    PrizeFactory,
    RoundFactory,
    RubricFactory,
    SubmissionFactory,
    TrackFactory,
)

VALUES = {"title": "第三届大赛", "code": "contest-2021", "year": 2021, "edition": 3}


@pytest.fixture
def staff() -> Any:
    return make_actor(Role.SECRETARIAT)


@pytest.fixture
def source() -> Any:
    call = CallFactory(
        title="第二届大赛",
        code="contest-2020",
        edition=2,
        state=CallState.DECIDED,
        basis="皖教〔2020〕1号",
        notice="通知",
        grace_minutes=15,
        closes_at=datetime(2020, 2, 29, 9, 0, tzinfo=UTC),
        opens_at=datetime(2020, 1, 6, 1, 0, tzinfo=UTC),
        rule_set={"version": 1},
    )
    track = TrackFactory(call=call, name="高职组")
    PrizeFactory(call=call, track=track, nominal="每组10名")
    round_ = RoundFactory(
        call=call, order=1, state=RoundState.SETTLED, opens_at=call.opens_at, readers=5, tie_chain=["quality"]
    )
    rubric = RubricFactory(round=round_, track=track)
    CriterionFactory(rubric=rubric, code="quality")
    FormVersionFactory(call=call, number=1)
    FormVersionFactory(call=call, number=2, fields=[{"code": "f2", "kind": "text", "label": "新题"}])
    SubmissionFactory(call=call, track=track)
    return call


@pytest.mark.django_db
def test_the_rules_come_along_and_what_was_sent_in_does_not(source: Any, staff: Any) -> None:
    call = copy_call(source, actor=staff, values=VALUES, keep_times=True)
    call.refresh_from_db()
    assert (call.state, call.title, call.year, call.edition) == (CallState.DRAFTED, "第三届大赛", 2021, 3)
    assert (call.basis, call.notice, call.rule_set, call.grace_minutes) == ("", "", {}, 15)
    assert call.opens_at == datetime(2021, 1, 6, 1, 0, tzinfo=UTC)
    assert call.closes_at == datetime(2021, 2, 28, 9, 0, tzinfo=UTC)
    track = Track.objects.get(call=call)
    prize = Prize.objects.get(call=call)
    assert (prize.track, prize.nominal, track.name) == (track, None, "高职组")
    round_ = Round.objects.get(call=call)
    assert (round_.state, round_.readers, round_.tie_chain) == (RoundState.PREPARED, 5, ["quality"])
    assert (round_.opens_at, round_.panel) == (datetime(2021, 1, 6, 1, 0, tzinfo=UTC), None)
    assert Criterion.objects.get(rubric=Rubric.objects.get(round=round_, track=track)).code == "quality"
    form = FormVersion.objects.get(call=call)
    assert (form.number, form.published_at, form.fields[0]["label"]) == (1, None, "新题")
    assert not Submission.objects.filter(call=call).exists()
    assert Submission.objects.filter(call=source).count() == 1
    assert AuditEntry.objects.get(action="copy").after["from"] == "contest-2020"


@pytest.mark.django_db
def test_times_are_left_open_when_asked(source: Any, staff: Any) -> None:
    call = copy_call(source, actor=staff, values=VALUES, keep_times=False)
    assert (call.opens_at, call.closes_at, call.drafts_until) == (None, None, None)
    assert Round.objects.get(call=call).opens_at is None


@pytest.mark.django_db
def test_a_repeat_meets_its_own_code_and_leaves_nothing_behind(source: Any, staff: Any) -> None:
    copy_call(source, actor=staff, values=VALUES, keep_times=True)
    with pytest.raises(ValidationError):
        copy_call(source, actor=staff, values=VALUES, keep_times=True)
    assert (Call.objects.count(), Track.objects.count()) == (2, 2)


@pytest.mark.pure
@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("一", "二"),
        ("九", "十"),
        ("十", "十一"),
        ("十九", "二十"),
        ("二十三", "二十四"),
        ("9", "10"),
        ("九十九", "100"),
    ],
)
def test_the_number_of_an_edition_is_counted_on_in_its_own_writing(text: str, following: str) -> None:
    assert next_edition(text) == following


@pytest.mark.pure
def test_the_next_name_and_code_are_proposed() -> None:
    call = Call(title="2020年安徽省第九届技能大赛", code="skill-2020", year=2020, edition=9)
    assert next_values(call) == {
        "title": "2021年安徽省第十届技能大赛",
        "code": "skill-2021",
        "year": 2021,
        "edition": 10,
    }
    assert next_values(Call(title="评选", code="honor", year=2020))["code"] == "honor-2021"


@pytest.mark.pure
def test_a_leap_day_moves_to_the_day_before() -> None:
    assert moved(datetime(2020, 2, 29, 1, tzinfo=UTC), years=1) == datetime(2021, 2, 28, 1, tzinfo=UTC)
    assert moved(None, years=1) is None


@pytest.mark.parametrize(("name", "value"), [("year", "9" * 25), ("year", "12000"), ("year", "0"), ("edition", "-1")])
def test_a_number_that_no_edition_has_is_refused_before_times_are_moved_by_it(name: str, value: str) -> None:
    form = CopyForm({**VALUES, "times": "moved", name: value})
    assert list(form.errors) == [name]
    assert len(form.errors[name]) == 1
