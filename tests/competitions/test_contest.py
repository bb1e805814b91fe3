"""Contests and honor selections: one form for the call and what stands beside it; figures' rows."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from competitions.domain.contest import CONTEST_ACTS, change_contest, create_contest, remove_contest
from competitions.models import Contest
from competitions.queries.contest import (
    awards_of,
    contests_of,
    event_entries_of,
    finalists_of,
    schools_of,
    teams_of,
    with_edition_before,
)
from office.actor import Actor
from office.workflow import Refusal, StaleRecord
from reviews.enums import CallKind, CallState, PrizeKind, SubmissionState
from reviews.models import Call
from tests.factories.association import BodyFactory
from tests.factories.competitions import (
    ContestFactory,
    EntryFactory,
    EventFactory,
    SeriesFactory,
)
from tests.factories.reviews import AwardFactory, PrizeFactory, RoundEntryFactory, RoundFactory

pytestmark = pytest.mark.django_db


def new_contest(**values: Any) -> Any:
    series = values.pop("series", None)
    call = Call(body=BodyFactory(), title="BIM大赛", year=2020, kind=CallKind.PAPER, **{"code": "bim", **values})
    return Contest(call=call, series=series)


def test_a_contest_is_made_with_its_call(staff: Actor):
    contest = create_contest(new_contest(edition=2, series=SeriesFactory()), actor=staff)
    assert (contest.call.kind, contest.call.state, contest.edition) == (CallKind.CONTEST, CallState.DRAFTED, 2)
    assert contest.state == CallState.DRAFTED
    assert contest.get_absolute_url() == contest.call.get_absolute_url()


def test_a_refused_contest_leaves_no_call(staff: Actor):
    series = SeriesFactory()
    create_contest(new_contest(edition=2, series=series), actor=staff)
    with pytest.raises(ValidationError):
        create_contest(new_contest(edition=2, series=series, code="bim-b"), actor=staff)
    assert not Call.objects.filter(code="bim-b").exists()


def test_contest_and_call_change_together_or_not_at_all(staff: Actor):
    contest = ContestFactory(call__edition=1)
    change_contest(
        contest,
        actor=staff,
        changes={"series": None},
        call_changes={"edition": 3, "title": "新题目"},
        revision=1,
        call_revision=1,
    )
    stored = Contest.objects.get(pk=contest.pk)
    assert (stored.edition, stored.call.edition, stored.call.title, stored.series) == (3, 3, "新题目", None)
    with pytest.raises(StaleRecord):
        change_contest(
            stored, actor=staff, changes={}, call_changes={"title": "迟到"}, revision=stored.revision, call_revision=1
        )
    with pytest.raises(StaleRecord):
        change_contest(
            stored,
            actor=staff,
            changes={},
            call_changes={"title": "迟到"},
            revision=1,
            call_revision=stored.call.revision,
        )
    assert Call.objects.get(pk=contest.pk).title == "新题目"


def test_the_acts_of_the_call_work_on_the_contest(staff: Actor):
    contest = ContestFactory(call__state=CallState.DRAFTED)
    CONTEST_ACTS["publish_call"](contest, actor=staff)
    assert contest.state == CallState.OPEN
    with pytest.raises(Refusal):
        remove_contest(contest, actor=staff)
    assert Contest.objects.filter(pk=contest.pk).exists()
    CONTEST_ACTS["withdraw_call"](contest, actor=staff, reason="误发")
    remove_contest(contest, actor=staff, reason="误建")
    assert not Call.objects.filter(pk=contest.call_id).exists()


def test_rows_behind_a_contest(staff: Actor):
    contest = ContestFactory(call__edition=2)
    before = ContestFactory(series=contest.series, call__edition=1, call__year=2019)
    team = EntryFactory(submission__call=contest.call)
    second = EntryFactory(submission__call=contest.call, submission__organization=team.submission.organization)
    EntryFactory(submission__call=contest.call, submission__state=SubmissionState.REJECTED)
    EntryFactory(submission__call=contest.call, submission__state=SubmissionState.DRAFTED)
    event = EventFactory(contest=contest, code="model")
    single = EntryFactory(
        submission__call=contest.call, event=event, team=team, submission__organization=team.submission.organization
    )
    assert set(teams_of(contest)) == {team, second}
    assert list(schools_of(contest)) == [team.submission.organization]
    assert list(event_entries_of(contest, event_code="model")) == [single]
    sized, earlier = with_edition_before(contest)
    assert (sized, sized.schools, sized.teams) == (contest, 1, 2)
    assert (earlier, earlier.schools, earlier.teams) == (before, 0, 0)
    assert with_edition_before(before) == (before, None)
    assert list(contests_of(body_id=contest.call.body_id, year=2020, series_code=contest.series.code)) == [contest]
    RoundEntryFactory(round=RoundFactory(call=contest.call), submission=team.submission)
    assert finalists_of(contest).get().submission == team.submission
    prize = PrizeFactory(call=contest.call, kind=PrizeKind.TEAM, code="first")
    AwardFactory(prize=prize, submission=team.submission)
    assert awards_of(contest, kind=PrizeKind.TEAM, prize_code="first").count() == 1
    assert awards_of(contest.pk, kind=PrizeKind.INDIVIDUAL).count() == 0


def test_a_removed_row_lowers_its_figure_by_one():
    contest = ContestFactory()
    rows = [EntryFactory(submission__call=contest.call) for _ in range(3)]
    rows[0].delete()
    assert (teams_of(contest).count(), schools_of(contest).count()) == (2, 2)


def test_the_number_of_schools_is_unknown_while_an_entry_names_none() -> None:
    contest = ContestFactory()
    EntryFactory(submission__call=contest.call)
    EntryFactory(submission__call=contest.call, submission__organization=None)
    sized, _before = with_edition_before(contest)
    assert (sized.schools, sized.teams) == (None, 2)


def test_a_contest_of_single_events_counts_its_entries():
    contest = ContestFactory(call__edition=3)
    event = EventFactory(contest=contest)
    entries = EntryFactory.create_batch(2, submission__call=contest.call, event=event)
    assert set(teams_of(contest)) == set(entries)
    sized, _before = with_edition_before(contest)
    assert (sized.teams, sized.schools) == (2, 2)
