"""Groups, their members, annual reviews and recommendations."""

import pytest
from django.core.exceptions import ValidationError

from association.enums import BodyKind
from association.models import Body
from groups.domain.group import change_group, create_group, remove_group
from groups.models import Group
from office.actor import Actor
from office.workflow import Refusal, StaleRecord
from tests.factories.association import BodyFactory
from tests.factories.groups import GroupFactory, MemberFactory

pytestmark = pytest.mark.django_db


def test_a_group_is_made_with_its_body(staff: Actor):
    group = create_group(Group(body=Body(name="装备职教集团", code="zhuangbei"), industry="装备"), actor=staff)
    assert (group.body.kind, group.body.name_key != "") == (BodyKind.GROUP, True)
    with pytest.raises(ValidationError):
        create_group(Group(body=Body(name="装备职教集团", code="zhuangbei-b")), actor=staff)
    assert Body.objects.filter(kind=BodyKind.GROUP).count() == 1


def test_a_group_stands_beside_a_body_of_its_kind():
    with pytest.raises(ValidationError):
        Group(body=BodyFactory()).full_clean()


def test_group_and_body_change_together_or_not_at_all(staff: Actor):
    group = GroupFactory()
    change_group(
        group,
        actor=staff,
        changes={"industry": "化工"},
        body_changes={"short_name": "化工"},
        revision=1,
        body_revision=1,
    )
    with pytest.raises(StaleRecord):
        change_group(
            group,
            actor=staff,
            changes={"industry": "轻工"},
            body_changes={"short_name": "轻工"},
            revision=1,
            body_revision=2,
        )
    stored = Group.objects.get(pk=group.pk)
    assert (stored.industry, stored.body.short_name) == ("化工", "化工")


def test_a_group_with_rows_stays(staff: Actor):
    member = MemberFactory()
    with pytest.raises(Refusal):
        remove_group(member.group, actor=staff)
    assert Body.objects.filter(pk=member.group_id).exists()
    empty = GroupFactory()
    remove_group(empty, actor=staff)
    assert not Body.objects.filter(pk=empty.body_id).exists()
