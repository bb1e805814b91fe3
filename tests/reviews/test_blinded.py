"""Whoever sits on a call's panel sees no identity in that call under any grant: rows, rules, pages, search, mails."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from competitions.models import Entry, Nomination
from competitions.views.entry import ENTRY
from office.actor import Actor
from office.enums import Role
from office.models import Message
from office.rules import may
from reports.queries.search import find_records
from research.models import Paper, Project, ProjectApplication
from reviews.domain.telling import tell_decision
from reviews.enums import CallKind, MemberState
from reviews.models import Award, Participant, RoundEntry, Submission
from reviews.queries.obligation import unsent_submissions
from reviews.queries.panel import blinded_calls, without_reviewers
from reviews.views.award import AWARD
from reviews.views.submission import SUBMISSION
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.competitions import EntryFactory, NominationFactory
from tests.factories.office import UserFactory
from tests.factories.research import ApplicationFactory, PaperFactory, ProjectFactory
from tests.factories.reviews import (
    AwardFactory,
    CallFactory,
    PanelMemberFactory,
    ParticipantFactory,
    RoundEntryFactory,
    SubmissionFactory,
)
from tests.reviews.noun_checks import actors_of, check_rows_agree_with_rule

pytestmark = pytest.mark.django_db
TITLE = "蓝鲸识图"


@pytest.fixture
def school() -> Any:
    return OrganizationFactory(name="示例金丝雀职业学院")


@pytest.fixture
def body() -> Any:
    return BodyFactory()


@pytest.fixture
def admin(school: Any) -> Actor:
    """A school's administrator."""
    return make_actor(Role.SCHOOL_ADMINISTRATOR, organization=school)


def sit(call: Any, actor: Actor, state: str = MemberState.ACCEPTED) -> Any:
    """Put the actor's user on a panel of the call."""
    return PanelMemberFactory(panel__call=call, user_id=actor.user_id, state=state)


@pytest.mark.parametrize(
    ("state", "blind"),
    [
        (MemberState.INVITED, True),
        (MemberState.ACCEPTED, True),
        (MemberState.DECLINED, False),
        (MemberState.WITHDRAWN, False),
    ],
)
def test_from_the_invitation_on_until_no_longer_a_member(admin: Actor, school: Any, state: str, blind: bool) -> None:
    entry = SubmissionFactory(organization=school)
    other = SubmissionFactory(organization=school)
    sit(entry.call, admin, state)
    seen = set(Submission.objects.visible_to(admin))
    assert seen == ({other} if blind else {entry, other})
    assert blinded_calls(admin) == ({entry.call_id} if blind else set())


def test_every_noun_that_names_an_entry_is_hidden_under_every_grant(school: Any, body: Any) -> None:
    for kind, factory in (
        (CallKind.CONTEST, EntryFactory),
        (CallKind.HONOR, NominationFactory),
        (CallKind.PROJECT, ApplicationFactory),
        (CallKind.PAPER, PaperFactory),
    ):
        call = CallFactory(body=body, kind=kind)
        submission = SubmissionFactory(call=call, organization=school)
        factory(submission=submission)
        ParticipantFactory(submission=submission)
        RoundEntryFactory(submission=submission, round__call=call)
        AwardFactory(submission=submission, prize__call=call)
    ProjectFactory(program__call=CallFactory(body=body, kind=CallKind.PROJECT), organization=school)
    nouns = (Submission, Participant, RoundEntry, Award, Entry, Nomination, ProjectApplication, Paper, Project)
    user = UserFactory()
    actors = [
        make_actor(role, user=user, **scope)
        for role, scope in (
            (Role.SCHOOL_ADMINISTRATOR, {"organization": school}),
            (Role.SCHOOL_TEACHER, {"organization": school}),
            (Role.ACADEMIC_COMMITTEE, {"body": body}),
            (Role.SECRETARIAT, {}),
            (Role.FINANCE, {}),
            (Role.AUDITOR, {}),
        )
    ]
    before = {(noun, actor.role): noun.objects.visible_to(actor).count() for noun in nouns for actor in actors}
    assert all(before[noun, Role.SECRETARIAT] for noun in nouns)
    for call in CallFactory._meta.model.objects.all():
        sit(call, actors[0])
    for noun in nouns:
        for actor in actors:
            assert noun.objects.visible_to(actor).count() == 0, (noun.__name__, actor.role)


def test_list_and_rule_agree_for_every_role_that_sits(school: Any, body: Any) -> None:
    call = CallFactory(body=body, kind=CallKind.PAPER)
    rows = [SubmissionFactory(call=call, organization=owner) for owner in (school, OrganizationFactory())]
    rows.append(SubmissionFactory(call__body=body, call__kind=CallKind.PAPER, organization=school))
    awards = [AwardFactory(prize__call=row.call, submission=row) for row in rows]
    actors = actors_of(organization=school, body=body)
    for actor in actors:
        if actor.user_id:
            sit(call, actor)
    check_rows_agree_with_rule(SUBMISSION, rows, actors)
    check_rows_agree_with_rule(AWARD, awards, actors)
    contest = CallFactory(kind=CallKind.CONTEST)
    entries = [EntryFactory(submission=SubmissionFactory(call=contest, organization=school)) for _turn in range(2)]
    for actor in actors:
        if actor.user_id:
            sit(contest, actor)
    check_rows_agree_with_rule(ENTRY, entries, actors)


def test_pages_lists_exports_search_and_home_say_nothing(admin: Actor, school: Any) -> None:
    entry = SubmissionFactory(organization=school, title=TITLE)
    client = client_of(admin)
    address = SUBMISSION.address("detail", entry.pk)
    asked = [SUBMISSION.address("list"), AWARD.address("list"), "/", entry.call.get_absolute_url()]
    asked.append(f"{SUBMISSION.address('options')}?q={TITLE[:2]}")
    assert client.get(address).status_code == 200
    assert TITLE in client.get(asked[0]).content.decode()
    contest = EntryFactory(submission=SubmissionFactory(call__kind=CallKind.CONTEST, organization=school, title=TITLE))
    assert [hit for group in find_records((TITLE,), actor=admin) for hit in group.hits]
    sit(contest.submission.call, admin)
    sit(entry.call, admin)
    assert client.get(address).status_code == 404
    for page in asked:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert TITLE not in answer.content.decode(), page
    export = client.get(SUBMISSION.address("export"))
    assert TITLE.encode() not in b"".join(getattr(export, "streaming_content", [export.content]))
    assert not [hit for group in find_records((TITLE,), actor=admin) for hit in group.hits]
    assert not may(admin, SUBMISSION.permission("view"), entry)


def test_no_mail_tells_of_an_entry(admin: Actor, school: Any, staff: Actor) -> None:
    other = make_actor(Role.SCHOOL_ADMINISTRATOR, organization=school)
    now = timezone.now()
    call = CallFactory(closes_at=now + timedelta(days=2))
    entry = SubmissionFactory(call=call, organization=school, submitted_by_id=admin.user_id)
    sit(call, admin)
    assert without_reviewers([admin.user_id, other.user_id, None], call) == [other.user_id]
    assert tell_decision(entry, "accept", actor=staff) == 1
    assert not Message.objects.filter(recipient_id=admin.user_id).exists()
    SubmissionFactory(call=call, organization=school, state="drafted", submitted_by_id=admin.user_id)
    today = timezone.localdate()
    told = unsent_submissions(today, today + timedelta(days=3))
    assert [item.responsible for item in told] == [(other.user_id,)]
