"""What becomes of a conflict: it voids what was assigned, lapses and comes back, is dismissed, pinned or declared."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from association.domain.person import transfer_person
from association.enums import SuccessionKind
from office.actor import Actor
from office.models import AuditEntry, Message
from office.workflow import Refusal, TransitionRefused
from reviews.domain.conflict import (
    declare_conflict,
    dismiss_conflict,
    pin_conflict,
    refresh_all,
    refresh_conflicts,
)
from reviews.enums import AssignmentState, ConflictKind, ConflictState, RoundState
from reviews.models import Conflict
from reviews.queries.conflict import blocked_pairs
from tests.actors import client_of
from tests.factories.association import (
    EmploymentFactory,
    OrganizationFactory,
    PersonFactory,
    SuccessionFactory,
)
from tests.factories.office import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    PanelFactory,
    PanelMemberFactory,
    ParticipantFactory,
    RoundEntryFactory,
    RoundFactory,
    SubmissionFactory,
)
from tests.reviews.test_conflict import ago, seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Any:
    """An assignment in force between strangers."""
    round_ = RoundFactory(state=RoundState.SCORING)
    entry = RoundEntryFactory(round=round_, code="A7K2")
    member = seat(PanelFactory(call=round_.call), organization=OrganizationFactory())
    member.user = UserFactory()
    member.save()
    return AssignmentFactory(batch__round=round_, entry=entry, member=member)


def test_a_move_to_the_school_of_an_entry_voids_the_assignment(pair: Any, staff: Actor) -> None:
    call, person = pair.entry.round.call, pair.member.expert.person
    assert not refresh_conflicts(call).changed
    transfer_person(person, organization=pair.entry.submission.organization, on=timezone.localdate(), actor=staff)
    changed = refresh_conflicts(call)
    assert (changed.new, changed.voided) == (1, 1)
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    assert pair.entry.submission.organization.name in pair.reason
    assert Message.objects.filter(recipient_id=staff.user_id, channel="in_app", kind="conflict").count() == 1
    assert AuditEntry.objects.filter(action="refresh_conflicts").count() == 1
    assert not refresh_conflicts(call).changed
    assert Message.objects.filter(kind="conflict", channel="in_app").count() == 1
    assert blocked_pairs(call) == {(pair.entry.submission_id, pair.member_id)}


def test_a_participants_former_employer_voids_and_the_reviewer_reads_nothing_of_it(
    pair: Any,
) -> None:
    part = ParticipantFactory(submission=pair.entry.submission, person=PersonFactory(name="孙示例"), name="孙示例")
    EmploymentFactory(person=part.person, organization=pair.member.expert.person.organization, until=ago(1))
    assert refresh_conflicts(pair.entry.round.call).voided == 1
    pair.refresh_from_db()
    assert "孙示例" in pair.reason
    reviewer = client_of(Actor(user_id=pair.member.user_id, name="评审专家", role="reviewer"))
    for url in (reverse("reviews:desk"), pair.get_absolute_url()):
        said = reviewer.get(url).content.decode()
        assert "孙示例" not in said
        assert "承继关系" not in said


def test_a_rename_or_merger_of_the_schools_voids_too(pair: Any) -> None:
    heir = OrganizationFactory()
    for school in (pair.entry.submission.organization, pair.member.organization):
        SuccessionFactory(predecessor=school, successor=heir, kind=SuccessionKind.MERGE)
    assert refresh_all() == 1
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    assert refresh_all() == 0


def test_a_settled_round_is_left_alone_and_told_once(pair: Any, staff: Actor) -> None:
    pair.entry.round.state = RoundState.SETTLED
    pair.entry.round.save()
    ParticipantFactory(submission=pair.entry.submission, person=pair.member.expert.person)
    for _turn in range(2):
        assert refresh_conflicts(pair.entry.round.call).voided == 0
    pair.refresh_from_db()
    assert pair.state == AssignmentState.ACTIVE
    assert Message.objects.filter(recipient_id=staff.user_id, channel="in_app", kind="conflict").count() == 1


def test_conflicts_lapse_and_come_back_with_the_records(pair: Any) -> None:
    call = pair.entry.round.call
    part = ParticipantFactory(submission=pair.entry.submission, person=pair.member.expert.person)
    refresh_conflicts(call)
    part.delete()
    assert refresh_conflicts(call).lapsed == 1
    assert blocked_pairs(call) == set()
    ParticipantFactory(submission=pair.entry.submission, person=pair.member.expert.person)
    assert refresh_conflicts(call).back == 1
    assert Conflict.objects.get().state == ConflictState.STANDING


def test_a_dismissal_needs_a_reason_and_stays_once_for_good(pair: Any, staff: Actor) -> None:
    call = pair.entry.round.call
    ParticipantFactory(submission=pair.entry.submission, person=None, name=pair.member.expert.person.name)
    refresh_conflicts(call)
    conflict = Conflict.objects.get()
    with pytest.raises(Refusal):
        dismiss_conflict(conflict, actor=staff, reason=" ")
    dismiss_conflict(conflict, actor=staff, reason="同名，非本人")
    assert AuditEntry.objects.filter(action="dismiss_conflict", reason="同名，非本人").count() == 1
    assert not refresh_conflicts(call).changed
    assert Conflict.objects.get().state == ConflictState.DISMISSED
    with pytest.raises(TransitionRefused):
        dismiss_conflict(Conflict.objects.get(), actor=staff, reason="再次")


def test_the_own_unit_is_never_dismissed(pair: Any, staff: Actor) -> None:
    person = pair.member.expert.person
    person.organization = pair.entry.submission.organization
    person.save()
    refresh_conflicts(pair.entry.round.call)
    conflict = Conflict.objects.get()
    with pytest.raises(Refusal):
        dismiss_conflict(conflict, actor=staff, reason="无妨")
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.filter(pk=conflict.pk).update(
            state=ConflictState.DISMISSED, reason="x", dismissed_at=timezone.now()
        )


def test_a_pinned_conflict_survives_recomputation_until_somebody_dismisses_it(pair: Any, staff: Actor) -> None:
    call, submission = pair.entry.round.call, pair.entry.submission
    with pytest.raises(Refusal):
        pin_conflict(pair.member, submission, actor=staff, reason="")
    with pytest.raises(Refusal):
        pin_conflict(pair.member, SubmissionFactory(), actor=staff, reason="不同评审项目")
    conflict = pin_conflict(pair.member, submission, actor=staff, reason="合作公司")
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    assert not refresh_conflicts(call).changed
    with pytest.raises(Refusal):
        pin_conflict(pair.member, submission, actor=staff, reason="再次")
    dismiss_conflict(conflict, actor=staff, reason="已核实")
    assert pin_conflict(pair.member, submission, actor=staff, reason="又有合作").pk == conflict.pk


def test_a_reviewer_declares_a_conflict_once(pair: Any, staff: Actor) -> None:
    reviewer = Actor(user_id=pair.member.user_id, name="评审专家", role="reviewer")
    with pytest.raises(Refusal):
        declare_conflict(pair, actor=reviewer, reason=" ")
    conflict = declare_conflict(pair, actor=reviewer, reason="认识作者")
    assert (conflict.kind, conflict.evidence) == (ConflictKind.DECLARED, "认识作者")
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    with pytest.raises(Refusal):
        declare_conflict(pair, actor=reviewer, reason="认识作者")
    assert not refresh_conflicts(pair.entry.round.call).changed
    told = Message.objects.get(recipient_id=staff.user_id, channel="in_app", kind="conflict")
    assert "A7K2" in told.text
    assert pair.entry.submission.title not in told.text


def test_nothing_is_declared_after_the_round_has_closed(pair: Any) -> None:
    pair.entry.round.state = RoundState.CLOSED
    with pytest.raises(Refusal):
        declare_conflict(pair, actor=Actor(user_id=pair.member.user_id), reason="认识作者")


def test_panel_and_submission_are_of_one_call() -> None:
    conflict = Conflict(member=PanelMemberFactory(), submission=SubmissionFactory(), kind=ConflictKind.PINNED)
    with pytest.raises(ValidationError):
        conflict.full_clean()
