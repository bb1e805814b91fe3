"""Bodies: a tree without circles, codes that never change."""

from datetime import date

import pytest
from django.urls import reverse

from association.domain.body import BodyMisplaced, change_body, create_body
from association.enums import BodyKind
from association.models import Body
from office.actor import Actor
from office.enums import Role
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory

pytestmark = pytest.mark.django_db


def test_body_is_created_below_its_parent(staff: Actor) -> None:
    parent = BodyFactory(kind=BodyKind.ASSOCIATION)
    body = create_body(Body(code="zhongzhi", name="中职分会", kind=BodyKind.BRANCH, parent=parent), actor=staff)
    assert (body.parent, body.name_key) == (parent, "zhong1 zhi2 fen1 hui4")


def test_body_below_a_dissolved_one_is_refused(staff: Actor) -> None:
    parent = BodyFactory(dissolved_on=date(2019, 1, 1))
    with pytest.raises(BodyMisplaced):
        create_body(Body(code="x", name="某分会", kind=BodyKind.BRANCH, parent=parent), actor=staff)


def test_circle_is_refused(staff: Actor) -> None:
    top = BodyFactory()
    middle = BodyFactory(parent=top)
    low = BodyFactory(parent=middle)
    for parent in (top, low):
        with pytest.raises(BodyMisplaced):
            change_body(Body.objects.get(pk=top.pk), actor=staff, changes={"parent": parent})
    assert Body.objects.get(pk=top.pk).parent is None


def test_code_never_changes(staff: Actor) -> None:
    body = BodyFactory(code="zhongzhi")
    with pytest.raises(BodyMisplaced):
        change_body(body, actor=staff, changes={"code": "other"})
    url = reverse("association:body_change", args=[body.pk])
    values = {"name": body.name, "kind": "branch", "code": "other", "revision": body.revision, "short_name": "中职"}
    assert client_of(staff).post(url, values).status_code == 302
    body.refresh_from_db()
    assert (body.code, body.short_name) == ("zhongzhi", "中职")


def test_body_with_open_children_is_not_dissolved(staff: Actor) -> None:
    top = BodyFactory()
    child = BodyFactory(parent=top)
    with pytest.raises(BodyMisplaced, match=child.name):
        change_body(Body.objects.get(pk=top.pk), actor=staff, changes={"dissolved_on": date(2020, 1, 1)})
    change_body(child, actor=staff, changes={"dissolved_on": date(2020, 1, 1)})
    change_body(top, actor=staff, changes={"dissolved_on": date(2020, 1, 1)})
    assert Body.objects.filter(dissolved_on__isnull=False).count() == 2


def test_only_staff_keeps_bodies() -> None:
    body = BodyFactory()
    values = {"name": "改名", "kind": "branch", "code": body.code}
    for role in (Role.GROUP_SECRETARY, Role.AUDITOR, Role.SCHOOL_ADMINISTRATOR):
        client = client_of(make_actor(role))
        assert client.post(reverse("association:body_change", args=[body.pk]), values).status_code == 403
        assert client.post(reverse("association:body_create"), values).status_code == 403


def test_body_that_others_refer_to_is_not_removed(staff: Actor) -> None:
    top = BodyFactory()
    child = BodyFactory(parent=top)
    refused = client_of(staff).post(reverse("association:body_remove", args=[top.pk]), {"reason": "误录"})
    assert refused.status_code == 409
    assert child.name in refused.content.decode()
    assert Body.objects.filter(pk=top.pk).exists()
