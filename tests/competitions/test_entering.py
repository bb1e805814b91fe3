"""The way into an open contest: the button, the choices of the form, and the one line of history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from competitions.models import Contest
from office.actor import Actor
from office.enums import Role
from reviews.enums import CallState
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory
from tests.factories.competitions import ContestFactory, EventFactory
from tests.factories.reviews import TrackFactory

pytestmark = pytest.mark.django_db


def open_contest() -> Contest:
    """Return a contest that takes entries now."""
    now = timezone.now()
    return ContestFactory(
        call__state=CallState.OPEN,
        call__opens_at=now - timedelta(days=1),
        call__closes_at=now + timedelta(days=60),
    )


def enter_url(contest: Contest) -> str:
    return f"{reverse('competitions:entry_create')}?call={contest.pk}"


def test_a_school_finds_the_strong_button_while_the_contest_takes_entries():
    contest = open_contest()
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    page = client.get(contest.get_absolute_url()).context["page"]
    assert page.primary.url == enter_url(contest)
    assert page.primary not in page.menu


@pytest.mark.parametrize("state", [CallState.CLOSED, CallState.DECIDED])
def test_no_button_leads_into_a_contest_that_takes_nothing_any_more(state: str):
    contest = ContestFactory(call__state=state)
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    page = client.get(contest.get_absolute_url()).context["page"]
    assert enter_url(contest) not in [link.url for link in [*page.menu, page.primary] if link]


def test_staff_enter_late_entries_from_the_menu_until_the_result_stands(staff: Actor):
    closed, decided = ContestFactory(call__state=CallState.CLOSED), ContestFactory(call__state=CallState.DECIDED)
    for contest, offered in ((closed, True), (decided, False)):
        page = client_of(staff).get(contest.get_absolute_url()).context["page"]
        assert (enter_url(contest) in [link.url for link in page.menu]) is offered


def test_the_form_opened_from_a_contest_offers_its_own_tracks_and_events_by_their_short_names():
    contest, other = open_contest(), open_contest()
    event, track = EventFactory(contest=contest), TrackFactory(call=contest.call)
    EventFactory(contest=other)
    TrackFactory(call=other.call)
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    form = client.get(enter_url(contest)).context["form"]
    assert [label for key, label in form.fields["event"].choices if key] == [event.name]
    assert [label for key, label in form.fields["track"].choices if key] == [track.name]
    free = client.get(reverse("competitions:entry_create")).context["form"]
    assert f"{contest.call.title}：{event.name}" in [label for _key, label in free.fields["event"].choices]


def test_the_home_page_of_a_school_leads_to_calls_that_close_later():
    contest = open_contest()
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    todos = client.get(reverse("reports:home")).context["todos"]
    assert [(todo.count, todo.url) for todo in todos] == [(1, f"{reverse('reviews:call_list')}?waiting=later")]
    assert contest.call.title in client.get(todos[0].url).content.decode()


def test_the_history_tells_the_making_of_a_contest_once(staff: Actor):
    fields = {
        "title": "第三届“BIM应用”技能大赛",
        "code": "bim-2021",
        "body": BodyFactory().pk,
        "year": 2021,
        "level": "provincial",
        "entry_measure": "支",
    }
    client = client_of(staff)
    page = client.post(reverse("competitions:contest_create"), fields, follow=True).context["page"]
    assert len(page.history) == 1


def test_no_track_is_asked_for_where_the_contest_has_none():
    contest = open_contest()
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert "track" not in client.get(enter_url(contest)).context["form"].fields
    TrackFactory(call=contest.call)
    assert "track" in client.get(enter_url(contest)).context["form"].fields
