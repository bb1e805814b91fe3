"""Entries, nominations and results elsewhere."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from association.models import Recognition
from competitions.domain.entry import ENTRY_ACTS, change_entry, register_entry, remove_entry
from competitions.domain.external import change_result, record_result, remove_result
from competitions.domain.nomination import NOMINATION_ACTS, change_nomination, register_nomination
from competitions.enums import NomineeKind
from competitions.models import Entry, ExternalResult, Nomination
from competitions.queries.external import externals_of, results_of, winners_of
from office.actor import Actor
from office.enums import Role
from office.workflow import Refusal
from reviews.domain.award import propose_award
from reviews.enums import CallState, ParticipantRole, PrizeKind, SubmissionState
from reviews.models import Submission
from tests.actors import make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.competitions import (
    ContestFactory,
    EntryFactory,
    EventFactory,
    ExternalContestFactory,
    HonorFactory,
)
from tests.factories.reviews import CallFactory, PrizeFactory

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


def test_a_nominated_person_is_named_on_the_award(staff: Actor):
    honor = HonorFactory(call__state=CallState.CLOSED)
    person = PersonFactory(name="张工匠")
    submission = Submission(call=honor.call, organization=person.organization)
    nomination = register_nomination(Nomination(submission=submission, person=person, name=""), actor=staff)
    assert (nomination.name, nomination.submission.title) == ("张工匠", "张工匠")
    change_nomination(nomination, actor=staff, changes={"name": "张大匠"}, submission_changes={})
    nominee = nomination.submission.participants.get()
    assert (nominee.name, nominee.role) == ("张大匠", ParticipantRole.NOMINEE)
    assert Nomination.objects.get(pk=nomination.pk).submission.title == "张大匠"
    NOMINATION_ACTS["submit"](nomination, actor=staff)
    prize = PrizeFactory(call=honor.call, kind=PrizeKind.HONOR)
    assert propose_award(prize, nomination.submission, actor=staff).recipient_name == "张大匠"


def test_a_nominated_organization_bears_its_own_name(staff: Actor):
    honor = HonorFactory(call__state=CallState.CLOSED)
    unit = OrganizationFactory(name="先进学院")
    nomination = register_nomination(
        Nomination(
            submission=Submission(call=honor.call), nominee_kind=NomineeKind.ORGANIZATION, organization=unit, name=""
        ),
        actor=staff,
    )
    assert nomination.submission.organization == unit
    assert not nomination.submission.participants.exists()
    NOMINATION_ACTS["submit"](nomination, actor=staff)
    prize = PrizeFactory(call=honor.call, kind=PrizeKind.UNIT)
    assert propose_award(prize, nomination.submission, actor=staff).recipient_name == "先进学院"


def test_a_person_and_an_organization_are_not_nominated_at_once(staff: Actor):
    honor = HonorFactory()
    with pytest.raises(ValidationError):
        register_nomination(
            Nomination(
                submission=Submission(call=honor.call),
                person=PersonFactory(),
                organization=OrganizationFactory(),
                name="",
            ),
            actor=staff,
        )


def test_a_named_result_writes_changes_and_revokes_its_line(staff: Actor):
    contest = ExternalContestFactory(name="全国大赛", issuer="组委会")
    unit = OrganizationFactory(name="合肥理工学校")
    result = record_result(
        ExternalResult(
            contest=contest, organization=unit, work_title="珩磨", track_name="中职组", prize_name="一等奖", rank=1
        ),
        actor=staff,
    )
    line = Recognition.objects.get()
    assert (line.organization, line.name, line.title) == (unit, "合肥理工学校", "全国大赛中职组一等奖《珩磨》")
    assert (line.issuer, line.level, line.year) == ("组委会", "national", 2020)
    change_result(result, actor=staff, changes={"prize_name": "二等奖"})
    assert Recognition.objects.get().title == "全国大赛中职组二等奖《珩磨》"
    remove_result(result, actor=staff, reason="误录")
    assert Recognition.objects.get().is_revoked
    assert not ExternalResult.objects.exists()


def test_a_result_says_who_or_how_many(staff: Actor):
    contest = ExternalContestFactory()
    with pytest.raises(Refusal):
        record_result(ExternalResult(contest=contest, prize_name="一等奖"), actor=staff)
    counted = record_result(ExternalResult(contest=contest, prize_name="优秀奖", quantity="3项"), actor=staff)
    assert not Recognition.objects.exists()
    named = record_result(
        ExternalResult(contest=contest, organization=OrganizationFactory(), prize_name="一等奖"), actor=staff
    )
    assert list(results_of(contest)) == [named]
    assert set(results_of(contest, named_only=False)) == {counted, named}
    assert list(results_of(contest, prize_name="二等奖")) == []
    assert list(winners_of(contest)) == [named.organization]
    assert list(externals_of(year=2020)) == [contest]


def test_the_same_result_is_recorded_once(staff: Actor):
    contest, unit = ExternalContestFactory(), OrganizationFactory()
    record_result(ExternalResult(contest=contest, organization=unit, prize_name="一等奖"), actor=staff)
    with pytest.raises(ValidationError):
        record_result(ExternalResult(contest=contest, organization=unit, prize_name="一等奖"), actor=staff)
    assert Recognition.objects.count() == 1
