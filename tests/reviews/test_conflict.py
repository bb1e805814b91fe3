"""Conflicts: each kind of planted relation is found, strangers are not; dismissed once for good, pinned for ever."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from association.domain.person import transfer_person
from association.enums import RelationKind, SuccessionKind
from association.models import ExpertRelation
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
from reviews.enums import AssignmentState, ConflictKind, ConflictState, MemberState, ParticipantRole, RoundState
from reviews.models import Conflict
from reviews.queries.conflict import blocked_pairs, derive_conflicts
from tests.actors import client_of
from tests.factories.association import (
    EmploymentFactory,
    ExpertFactory,
    FormerNameFactory,
    OrganizationFactory,
    PersonFactory,
    RoleGrantFactory,
    SuccessionFactory,
)
from tests.factories.office import UserFactory
from tests.factories.reviews import (
    AssignmentFactory,
    CallFactory,
    PanelFactory,
    PanelMemberFactory,
    ParticipantFactory,
    RoundEntryFactory,
    RoundFactory,
    SubmissionFactory,
)

pytestmark = pytest.mark.django_db


def seat(panel: Any, **person: Any) -> Any:
    """A new member who works nowhere that matters, unless told."""
    return PanelMemberFactory(panel=panel, expert=ExpertFactory(person=PersonFactory(**person)))


def ago(years: float) -> date:
    return timezone.localdate() - timedelta(days=int(365.25 * years))


def plant_own_school(panel: Any, entry: Any) -> Any:
    return seat(panel, organization=entry.organization)


def plant_own_school_by_post(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    EmploymentFactory(person=member.expert.person, organization=entry.organization, until=None)
    return member


def plant_own_school_by_grant(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    member.user = UserFactory()
    member.save()
    RoleGrantFactory(user=member.user, role="school_administrator", organization=entry.organization)
    return member


def plant_own_school_of_adviser(panel: Any, entry: Any) -> Any:
    unit = OrganizationFactory()
    ParticipantFactory(submission=entry, role=ParticipantRole.ADVISER, organization=unit)
    return seat(panel, organization=unit)


def plant_own_school_by_alias(panel: Any, entry: Any) -> Any:
    """The participant's unit is written by the former name of the expert's, with other spaces."""
    former = FormerNameFactory(organization=OrganizationFactory(), until=date(2019, 1, 1))
    name = f" {former.name[:4]}　{former.name[4:]}"
    ParticipantFactory(submission=entry, organization=None, organization_name=name)
    return seat(panel, organization=former.organization)


def plant_own_school_by_merger(panel: Any, entry: Any) -> Any:
    """Expert and entry stand in two schools that became one."""
    mine, heir = OrganizationFactory(), OrganizationFactory()
    for school in (mine, entry.organization):
        SuccessionFactory(predecessor=school, successor=heir, kind=SuccessionKind.MERGE)
    return seat(panel, organization=mine)


def plant_own_school_by_upgrade(panel: Any, entry: Any) -> Any:
    """The entry's school was upgraded from the expert's, in two steps."""
    mine, middle = OrganizationFactory(), OrganizationFactory()
    SuccessionFactory(predecessor=mine, successor=middle, kind=SuccessionKind.SPLIT)
    SuccessionFactory(predecessor=middle, successor=entry.organization, kind=SuccessionKind.UPGRADE)
    return seat(panel, organization=mine)


def plant_former_school(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    EmploymentFactory(person=member.expert.person, organization=entry.organization, since=ago(9), until=ago(2.9))
    return member


def plant_former_school_split(panel: Any, entry: Any) -> Any:
    """The expert left the school that was later split into the entry's and another."""
    old, member = OrganizationFactory(), seat(panel)
    SuccessionFactory(predecessor=old, successor=entry.organization, kind=SuccessionKind.SPLIT)
    EmploymentFactory(person=member.expert.person, organization=old, until=ago(1))
    return member


def plant_participants_former_school(panel: Any, entry: Any) -> Any:
    """Who takes part worked until two years ago where the expert works."""
    member = seat(panel, organization=OrganizationFactory())
    person = ParticipantFactory(submission=entry, person=PersonFactory()).person
    EmploymentFactory(person=person, organization=member.expert.person.organization, since=ago(9), until=ago(2))
    return member


def plant_advisers_former_school_merged(panel: Any, entry: Any) -> Any:
    """The adviser's former school was merged into the expert's."""
    member, old = seat(panel, organization=OrganizationFactory()), OrganizationFactory()
    SuccessionFactory(predecessor=old, successor=member.expert.person.organization, kind=SuccessionKind.MERGE)
    part = ParticipantFactory(submission=entry, person=PersonFactory(), role=ParticipantRole.ADVISER)
    EmploymentFactory(person=part.person, organization=old, until=ago(2.9))
    return member


def plant_participants_second_post(panel: Any, entry: Any) -> Any:
    """A member of the team also works where the expert works."""
    member = seat(panel, organization=OrganizationFactory())
    part = ParticipantFactory(submission=entry, person=PersonFactory(), role=ParticipantRole.MEMBER)
    EmploymentFactory(person=part.person, organization=member.expert.person.organization, until=None)
    return member


def plant_team(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    ParticipantFactory(submission=entry, person=member.expert.person, role=ParticipantRole.LEADER)
    return member


def plant_namesake(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    ParticipantFactory(submission=entry, person=None, name=member.expert.person.name)
    return member


def plant_sender(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    member.user = UserFactory()
    member.save()
    entry.submitted_by = member.user
    entry.save()
    return member


def plant_together(panel: Any, entry: Any) -> Any:
    member, partner = seat(panel), PersonFactory()
    other = SubmissionFactory(call__year=timezone.localdate().year)
    for person in (member.expert.person, partner):
        ParticipantFactory(submission=other, person=person, role=ParticipantRole.MEMBER)
    ParticipantFactory(submission=entry, person=partner)
    return member


def plant_adviser(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    ParticipantFactory(submission=entry, person=member.expert.person, role=ParticipantRole.ADVISER)
    return member


def plant_former_student(panel: Any, entry: Any) -> Any:
    member, student = seat(panel), PersonFactory()
    other = SubmissionFactory(call__year=timezone.localdate().year)
    ParticipantFactory(submission=other, person=member.expert.person, role=ParticipantRole.ADVISER)
    ParticipantFactory(submission=other, person=student)
    ParticipantFactory(submission=entry, person=student)
    return member


def plant_relation(panel: Any, entry: Any) -> Any:
    member, relative = seat(panel), PersonFactory()
    ExpertRelation.objects.create(expert=member.expert, person=relative, kind=RelationKind.RELATIVE)
    ParticipantFactory(submission=entry, person=relative)
    return member


def plant_relation_to_unit(panel: Any, entry: Any) -> Any:
    member = seat(panel)
    ExpertRelation.objects.create(expert=member.expert, organization=entry.organization, kind=RelationKind.PART_TIME)
    return member


PLANTS: dict[Callable[[Any, Any], Any], ConflictKind] = {
    plant_own_school: ConflictKind.OWN_SCHOOL,
    plant_own_school_by_post: ConflictKind.OWN_SCHOOL,
    plant_own_school_by_grant: ConflictKind.OWN_SCHOOL,
    plant_own_school_of_adviser: ConflictKind.OWN_SCHOOL,
    plant_own_school_by_alias: ConflictKind.OWN_SCHOOL,
    plant_own_school_by_merger: ConflictKind.OWN_SCHOOL,
    plant_own_school_by_upgrade: ConflictKind.OWN_SCHOOL,
    plant_former_school: ConflictKind.FORMER_SCHOOL,
    plant_former_school_split: ConflictKind.FORMER_SCHOOL,
    plant_participants_former_school: ConflictKind.FORMER_SCHOOL,
    plant_advisers_former_school_merged: ConflictKind.FORMER_SCHOOL,
    plant_participants_second_post: ConflictKind.OWN_SCHOOL,
    plant_team: ConflictKind.TEAM,
    plant_namesake: ConflictKind.TEAM,
    plant_sender: ConflictKind.TEAM,
    plant_together: ConflictKind.TEAM,
    plant_adviser: ConflictKind.ADVISER,
    plant_former_student: ConflictKind.ADVISER,
    plant_relation: ConflictKind.RELATION,
    plant_relation_to_unit: ConflictKind.RELATION,
}


def plant(call: Any, count: int) -> dict[tuple[int, int, str], str]:
    """Plant relations of all kinds by turns, each between an entry and a member of its own; returns them with names."""
    panel = PanelFactory(call=call)
    planted = {}
    for turn in range(count):
        how = list(PLANTS)[turn % len(PLANTS)]
        entry = SubmissionFactory(call=call)
        member = how(panel, entry)
        planted[member.pk, entry.pk, str(PLANTS[how])] = how.__name__
    return planted


def check_planted(count: int) -> None:
    planted = plant(CallFactory(), count)
    call = CallFactory._meta.model.objects.order_by("pk").first()
    found = derive_conflicts(call)
    missed = sorted({name for key, name in planted.items() if key not in found})
    assert missed == [], "these relations were missed"
    assert {key[:2] for key in found} == {key[:2] for key in planted}, "somebody is kept away who need not be"
    assert all(found.values()), "each conflict has its evidence"


def test_every_planted_relation_is_found_and_no_other() -> None:
    check_planted(2 * len(PLANTS))


@pytest.mark.verify
def test_two_thousand_planted_relations() -> None:
    check_planted(2000)


@pytest.mark.parametrize("how", PLANTS, ids=lambda how: how.__name__)
def test_one_member_and_one_entry_find_what_the_whole_finds(how: Callable[[Any, Any], Any]) -> None:
    call = CallFactory()
    panel, entry = PanelFactory(call=call), SubmissionFactory(call=call)
    member = how(panel, entry)
    key = (member.pk, entry.pk, str(PLANTS[how]))
    SubmissionFactory(call=call)
    seat(panel)
    assert key in derive_conflicts(call, member=member.pk)
    assert key in derive_conflicts(call, submission=entry.pk)
    assert refresh_conflicts(call, member=member.pk).new == 1
    assert not refresh_conflicts(call).changed


def test_what_is_long_ago_or_only_near_does_not_count() -> None:
    call = CallFactory()
    panel, entry = PanelFactory(call=call), SubmissionFactory(call=call)
    member = seat(panel)
    EmploymentFactory(person=member.expert.person, organization=entry.organization, since=ago(9), until=ago(3.1))
    old, half = OrganizationFactory(), OrganizationFactory()
    for part in (entry.organization, half):
        SuccessionFactory(predecessor=old, successor=part, kind=SuccessionKind.SPLIT)
    seat(panel, organization=half)
    other = SubmissionFactory(call__year=timezone.localdate().year - 5)
    partner = PersonFactory()
    for person in (member.expert.person, partner):
        ParticipantFactory(submission=other, person=person)
    ParticipantFactory(submission=entry, person=partner)
    namesake = PersonFactory(name=member.expert.person.name)
    ParticipantFactory(submission=entry, person=namesake, name=namesake.name)
    PanelMemberFactory(panel=panel, state=MemberState.DECLINED, expert__person__organization=entry.organization)
    assert derive_conflicts(call) == {}
    assert derive_conflicts(RoundFactory(conflict_years=32000).call) == {}, "longer than any calendar"
    RoundFactory(call=call, conflict_years=4)
    assert [key[2] for key in derive_conflicts(call)] == [ConflictKind.FORMER_SCHOOL]


def test_participants_employers_count_as_long_as_reviewers_and_only_known_people(staff: Actor) -> None:
    """Beyond the years, at the reviewer's former employer, without a record, at the entry's own unit: nothing."""
    call = CallFactory()
    panel, entry = PanelFactory(call=call), SubmissionFactory(call=call)
    member, shared = seat(panel, organization=OrganizationFactory()), OrganizationFactory()
    home = member.expert.person.organization
    known = ParticipantFactory(submission=entry, person=PersonFactory(name="赵示例"), name="赵示例").person
    EmploymentFactory(person=known, organization=home, since=ago(9), until=ago(3.1))
    for person in (known, member.expert.person):
        EmploymentFactory(person=person, organization=shared, until=ago(1))
    stranger = PersonFactory(name="钱示例")
    EmploymentFactory(person=stranger, organization=home, until=ago(1))
    ParticipantFactory(submission=entry, person=None, name="钱示例")
    assert derive_conflicts(call) == {}
    RoundFactory(call=call, conflict_years=4)
    found = derive_conflicts(call)
    assert list(found) == [(member.pk, entry.pk, ConflictKind.FORMER_SCHOOL)]
    assert found[member.pk, entry.pk, "former_school"] == (
        f"参加人赵示例曾任职于{home.name}，与专家现单位为同一单位或有承继关系"
    )
    refresh_conflicts(call)
    dismiss_conflict(Conflict.objects.get(), actor=staff, reason="已核实，不影响评审")
    assert not refresh_conflicts(call).changed


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
