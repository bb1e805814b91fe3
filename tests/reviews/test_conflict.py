"""Conflicts: each kind of planted relation is found, strangers are not; dismissed once for good, pinned for ever."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from association.enums import RelationKind, SuccessionKind
from association.models import ExpertRelation
from office.actor import Actor
from reviews.domain.conflict import (
    dismiss_conflict,
    refresh_conflicts,
)
from reviews.enums import ConflictKind, MemberState, ParticipantRole
from reviews.models import Conflict
from reviews.queries.conflict import derive_conflicts
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
    CallFactory,
    PanelFactory,
    PanelMemberFactory,
    ParticipantFactory,
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
