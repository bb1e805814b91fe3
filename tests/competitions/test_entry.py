"""Entries, nominations and results elsewhere."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from competitions.domain.entry import ENTRY_ACTS, change_entry, register_entry, remove_entry
from competitions.models import Entry
from office.actor import Actor
from office.enums import Role
from office.workflow import Refusal
from reviews.enums import SubmissionState
from reviews.models import Submission
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.competitions import (
    ContestFactory,
    EntryFactory,
    EventFactory,
)
from tests.factories.reviews import CallFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> Any:
    return make_actor(Role.SCHOOL_TEACHER)


def new_entry(call: Any, organization_id: int | None = None, **values: Any) -> Entry:
    return Entry(submission=Submission(call=call, title="一队", organization_id=organization_id), **values)


def test_a_school_registers_and_sends_in_its_own_entry(school: Actor):
    contest = ContestFactory(call__code="bim-2020")
    entry = register_entry(new_entry(contest.call, school.organization_id), actor=school)
    assert entry.state == SubmissionState.DRAFTED
    ENTRY_ACTS["submit"](entry, actor=school)
    assert (entry.state, entry.submission.number) == (SubmissionState.SUBMITTED, "BIM-2020-001")


def test_a_school_registers_for_nobody_else_and_nothing_remains(school: Actor):
    contest = ContestFactory()
    with pytest.raises(Refusal):
        register_entry(new_entry(contest.call, OrganizationFactory().pk), actor=school)
    assert not Submission.objects.exists()


def test_an_entry_goes_to_a_contest(staff: Actor):
    with pytest.raises(ValidationError):
        register_entry(new_entry(CallFactory(), OrganizationFactory().pk), actor=staff)
    assert not Submission.objects.exists()


def test_the_entry_in_an_event_takes_school_and_track_from_its_team(staff: Actor):
    contest = ContestFactory()
    team = EntryFactory(submission__call=contest.call, submission__title="甲队")
    event = EventFactory(contest=contest, name="建模")
    entry = register_entry(new_entry(contest.call, team=team, event=event), actor=staff)
    assert entry.submission.organization == team.submission.organization
    ENTRY_ACTS["submit"](entry, actor=staff)
    fields = {item["code"]: item for item in entry.submission.dossier["fields"]}
    assert fields["event"]["value"] == "建模"
    assert fields["team"] == {"code": "team", "label": "队伍", "value": "甲队", "identifying": True}


def test_team_and_event_belong_to_the_same_contest_and_school(staff: Actor):
    contest = ContestFactory()
    event = EventFactory(contest=contest)
    foreign = EntryFactory(submission__call=ContestFactory().call)
    other_school = EntryFactory(submission__call=contest.call)
    unit = OrganizationFactory().pk
    for values in (
        {"event": EventFactory()},
        {"event": event, "team": foreign},
        {"event": event, "team": other_school},
        {"team": other_school},
    ):
        with pytest.raises(ValidationError):
            register_entry(new_entry(contest.call, unit, **values), actor=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=other_school.pk).update(team=foreign)


def test_entry_and_submission_change_together(staff: Actor, school: Actor):
    contest = ContestFactory()
    entry = register_entry(new_entry(contest.call, school.organization_id), actor=school)
    change_entry(entry, actor=school, changes={}, submission_changes={"title": "二队"}, submission_revision=1)
    assert Entry.objects.get(pk=entry.pk).submission.title == "二队"
    ENTRY_ACTS["submit"](entry, actor=school)
    with pytest.raises(Refusal):
        change_entry(entry, actor=school, changes={}, submission_changes={"title": "三队"})


def test_a_draft_is_removed_whole_and_a_received_one_stays(staff: Actor):
    contest = ContestFactory()
    entry = register_entry(new_entry(contest.call, OrganizationFactory().pk), actor=staff)
    remove_entry(entry, actor=staff)
    assert not Submission.objects.exists()
    received = EntryFactory(submission__call=contest.call)
    with pytest.raises(Refusal):
        remove_entry(received, actor=staff)
    assert Entry.objects.filter(pk=received.pk).exists()
