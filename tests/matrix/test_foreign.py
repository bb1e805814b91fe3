"""What a create page takes from its address or its fields never reaches a foreign record."""

from typing import Any

import pytest
from django.urls import reverse

from groups.models import GroupMember
from office.enums import Role
from reviews.models import Participant, Submission
from tests.matrix.frame import Stage

pytestmark = pytest.mark.django_db

SCHOOLS = (Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_secretary_adds_members_to_the_own_group_only(stage: Stage) -> None:
    client, address = stage.clients[Role.GROUP_SECRETARY], reverse("groups:member_create")
    values = {"organization": str(stage.worlds["own"].organization), "role": "member", "since": "2020-01-01"}
    for whose, made in (("foreign", 0), ("own", 1)):
        group = stage.worlds[whose].find("group")
        answer = client.post(address, {**values, "group": str(group.pk)})
        assert (answer.status_code == 302) is bool(made), whose
        assert GroupMember.objects.filter(group=group).count() == made, whose


@pytest.mark.parametrize("role", SCHOOLS)
def test_school_adds_people_to_its_own_draft_only(stage: Stage, role: str) -> None:
    client, address = stage.clients[role], reverse("reviews:participant_create")
    for whose, state, made in (("foreign", "drafted", 0), ("own", "submitted", 0), ("own", "drafted", 1)):
        submission = stage.worlds[whose].find("submission", state)
        values = {"submission": str(submission.pk), "role": "contestant", "name": "学生001", "order": "1"}
        answer = client.post(address, values)
        assert Participant.objects.filter(submission=submission).count() == made, (whose, state, answer.status_code)


@pytest.mark.parametrize("role", SCHOOLS)
@pytest.mark.parametrize(
    ("page", "kind", "beside"),
    [
        ("competitions:entry_create", "contest", "contest"),
        ("competitions:nomination_create", "honor", "honor"),
        ("research:application_create", "project", "program"),
        ("research:paper_create", "paper", ""),
    ],
)
def test_school_sends_in_for_itself_only(stage: Stage, role: str, page: str, kind: str, beside: str) -> None:
    own, foreign = stage.worlds["own"], stage.worlds["foreign"]
    call = own.call(kind)
    if beside:
        own.find(beside)
    client: Any = stage.clients[role]
    form = client.get(reverse(page)).context["page"].form
    values = {name: form[name].value() for name in form.fields}
    typed = {"call": call.pk, "title": "越权作品", "name": "越权作品", "nominee_kind": "organization"}
    typed |= {"author_names": "教师001", "organization": str(foreign.organization)}
    client.post(reverse(page), {name: value for name, value in {**values, **typed}.items() if value is not None})
    assert not Submission.objects.filter(organization=foreign.organization).exists()
    assert Submission.objects.filter(organization=own.organization, title="越权作品").count() <= 1
