"""The next edition of a contest and of an honor selection."""

import pytest

from competitions.domain.contest import copy_contest
from competitions.domain.honor import copy_honor
from competitions.models import Entry, Event
from office.actor import Actor
from reviews.models import Track
from tests.factories.competitions import ContestFactory, EntryFactory, EventFactory, HonorFactory
from tests.factories.reviews import TrackFactory

pytestmark = pytest.mark.django_db


def test_a_contest_takes_series_tracks_and_events_along_but_no_entry(staff: Actor) -> None:
    contest = ContestFactory()
    EventFactory(contest=contest, name="建模")
    TrackFactory(call=contest.call, name="高职组")
    EntryFactory(submission__call=contest.call)
    values = {"title": "下一届", "code": "next-2021", "year": contest.call.year + 1, "edition": 88}
    made = copy_contest(contest, actor=staff, values=values, keep_times=True)
    assert (made.series, made.edition, made.call.title) == (contest.series, 88, "下一届")
    assert Event.objects.get(contest=made).name == "建模"
    assert Track.objects.get(call=made.call).name == "高职组"
    assert Entry.objects.count() == 1


def test_a_selection_takes_the_basis_of_its_scheme(staff: Actor) -> None:
    honor = HonorFactory()
    values = {"title": "下一届", "code": "honor-2021", "year": honor.call.year + 1, "edition": 88}
    made = copy_honor(honor, actor=staff, values=values, keep_times=False)
    assert (made.scheme, made.edition, made.call.basis) == (honor.scheme, 88, honor.scheme.basis)
