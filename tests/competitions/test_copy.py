"""The next edition of a contest and of an honor selection."""

from typing import Any

import pytest
from django.urls import reverse

from competitions.domain.contest import copy_contest
from competitions.domain.honor import copy_honor
from competitions.models import Entry, Event
from office.actor import Actor
from office.enums import Role
from reviews.enums import CallState
from reviews.models import Call, Track
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


def test_a_selection_needs_its_basis_and_says_that_nothing_is_charged(log_in: Any) -> None:
    honor = HonorFactory(call__state=CallState.DRAFTED, call__basis="")
    client = log_in(Role.SECRETARIAT)
    publish = reverse("competitions:honor_act", args=[honor.pk, "publish_call"])
    assert client.post(publish).status_code == 409
    assert Call.objects.get(pk=honor.pk).state == CallState.DRAFTED
    Call.objects.update(basis="皖评组〔2020〕3号")
    assert client.post(publish).status_code == 302
    page = log_in(Role.SCHOOL_TEACHER).get(honor.get_absolute_url()).content.decode()
    assert "不收取任何费用" in page
