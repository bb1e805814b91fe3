"""Members of a group."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from groups.domain.member import add_member, change_member
from groups.enums import MemberRole
from groups.models import GroupMember
from groups.queries.review import members_of
from office.actor import Actor
from office.workflow import Refusal
from tests.factories.association import OrganizationFactory
from tests.factories.groups import GroupFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_members_come_once_and_only_while_they_exist(staff: Actor):
    member = MemberFactory()
    with pytest.raises(ValidationError):
        add_member(GroupMember(group=member.group, organization=member.organization), actor=staff)
    closed = OrganizationFactory(closed_on=date(2019, 1, 1))
    with pytest.raises(Refusal):
        add_member(GroupMember(group=member.group, organization=closed), actor=staff)
    dissolved = GroupFactory(body__dissolved_on=date(2019, 1, 1))
    with pytest.raises(Refusal):
        add_member(GroupMember(group=dissolved, organization=OrganizationFactory()), actor=staff)
    change_member(member, actor=staff, changes={"until": date(2020, 1, 1)})
    assert add_member(GroupMember(group=member.group, organization=member.organization), actor=staff).pk
    assert members_of(member.group).count() == 1


def test_a_group_has_one_lead_and_a_membership_stays_with_its_organization(staff: Actor):
    lead = MemberFactory(role=MemberRole.LEAD)
    with pytest.raises(ValidationError):
        add_member(GroupMember(group=lead.group, organization=OrganizationFactory(), role=MemberRole.LEAD), actor=staff)
    with pytest.raises(Refusal):
        change_member(lead, actor=staff, changes={"organization": OrganizationFactory()})
