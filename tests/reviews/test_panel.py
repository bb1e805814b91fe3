"""Panels: picked from the pool, invited by link, accepted or declined without a password, withdrawn, appointed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.models import RoleGrant
from office.actor import Actor
from office.domain.invitation import InvitationSpent
from office.enums import Role
from office.models import AuditEntry, User
from office.workflow import Refusal
from reviews.domain.panel import (
    StaffRefused,
    accept_place,
    add_member,
    add_members,
    decline_place,
    invite_member,
    number_letter,
    open_place,
    withdraw_member,
)
from reviews.enums import AssignmentState, CallState, ConflictKind, MemberState
from reviews.models import Conflict, PanelMember
from tests.actors import client_of, make_actor
from tests.factories.association import ExpertFactory, OrganizationFactory, PersonFactory
from tests.factories.office import UserFactory
from tests.factories.reviews import AssignmentFactory, CallFactory, PanelFactory, PanelMemberFactory, SubmissionFactory
from tests.reviews.noun_checks import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Any:
    """A place that nobody has been asked about yet."""
    return PanelMemberFactory(state=MemberState.INVITED, panel__call=CallFactory(title="示例大赛评审"))


def test_members_are_picked_all_or_none_and_once(staff: Actor) -> None:
    panel = PanelFactory()
    school = OrganizationFactory()
    entry = SubmissionFactory(call=panel.call, organization=school)
    good = [ExpertFactory(person=PersonFactory(organization=school), is_enterprise=True), ExpertFactory()]
    asleep = ExpertFactory(is_active=False)
    with pytest.raises(Refusal):
        add_members(panel, [*good, asleep], actor=staff)
    assert not PanelMember.objects.exists()
    made = add_members(panel, good, actor=staff, load_limit=20)
    assert (made[0].organization, made[0].is_enterprise, made[0].load_limit) == (school, True, 20)
    assert add_members(panel, good, actor=staff) == []
    assert [(row.kind, row.submission) for row in Conflict.objects.all()] == [(ConflictKind.OWN_SCHOOL, entry)]
    panel.call.state = CallState.DECIDED
    with pytest.raises(Refusal):
        add_member(panel, ExpertFactory(), actor=staff)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.SECRETARIAT_HEAD, Role.FINANCE, Role.AUDITOR])
def test_who_reads_every_entry_sits_on_no_panel(staff: Actor, role: str) -> None:
    user = UserFactory(phone="13800001234")
    make_actor(role, user=user)
    with pytest.raises(StaffRefused):
        add_member(PanelFactory(), ExpertFactory(person=PersonFactory(phone="13800001234")), actor=staff)
    assert not PanelMember.objects.exists()
    late = PanelMemberFactory(user=user, state=MemberState.DECLINED)
    with pytest.raises(StaffRefused):
        invite_member(late, actor=staff)


def test_a_link_opens_once_in_time_and_the_newest_only(member: Any, staff: Actor) -> None:
    first = invite_member(member, actor=staff)
    token = invite_member(member, actor=staff)
    assert token not in str(PanelMember.objects.values().get())
    for spent in (first, "x", token[:-1]):
        with pytest.raises(InvitationSpent):
            open_place(spent)
    assert open_place(token).pk == member.pk
    PanelMember.objects.update(invite_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationSpent):
        open_place(token)
    assert AuditEntry.objects.filter(action="invite").count() == 2


def test_who_accepts_gets_an_account_and_the_role_once(member: Any, staff: Actor) -> None:
    token = invite_member(member, actor=staff)
    password_token = accept_place(open_place(token), answer="一定参加")
    member.refresh_from_db()
    assert (member.state, member.answer, member.token_digest) == (MemberState.ACCEPTED, "一定参加", "")
    assert password_token
    assert RoleGrant.objects.get(user=member.user).role == Role.REVIEWER
    with pytest.raises(InvitationSpent):
        open_place(token)
    with pytest.raises(Refusal):
        invite_member(member, actor=staff)
    again = PanelMemberFactory(expert=member.expert, state=MemberState.INVITED)
    User.objects.update(password="pbkdf2_sha256$x")
    assert accept_place(open_place(invite_member(again, actor=staff))) == ""
    assert User.objects.filter(display_name=member.expert.person.name).count() == 1
    assert RoleGrant.objects.filter(user=member.user).count() == 1


def test_a_link_opens_no_rights_that_the_account_has_beside(member: Any, staff: Actor) -> None:
    person = member.expert.person
    person.phone = "13800005678"
    person.save()
    user = UserFactory(phone="13800005678")
    user.set_unusable_password()
    user.save()
    make_actor(Role.SCHOOL_ADMINISTRATOR, user=user)
    assert accept_place(open_place(invite_member(member, actor=staff))) == ""
    assert RoleGrant.objects.filter(user=user, role=Role.REVIEWER).count() == 1


def test_declined_and_asked_again(member: Any, staff: Actor) -> None:
    decline_place(open_place(invite_member(member, actor=staff)), answer="时间不便")
    member.refresh_from_db()
    assert (member.state, member.answer) == (MemberState.DECLINED, "时间不便")
    assert not RoleGrant.objects.filter(role=Role.REVIEWER).exists()
    assert open_place(invite_member(member, actor=staff)).state == MemberState.INVITED


def test_a_withdrawal_needs_a_reason_and_frees_what_is_not_finished(staff: Actor) -> None:
    pair = AssignmentFactory()
    with pytest.raises(Refusal):
        withdraw_member(pair.member, actor=staff, reason="")
    withdraw_member(pair.member, actor=staff, reason="出国")
    pair.refresh_from_db()
    assert pair.state == AssignmentState.RELEASED
    with pytest.raises(Refusal):
        withdraw_member(pair.member, actor=staff, reason="出国")


def test_letters_are_numbered_once_and_only_for_who_accepted(staff: Actor) -> None:
    with pytest.raises(Refusal):
        number_letter(PanelMemberFactory(state=MemberState.INVITED), actor=staff)
    first, second = PanelMemberFactory(), PanelMemberFactory()
    number = number_letter(first, actor=staff).letter_number
    assert number.endswith("1号")
    assert number_letter(PanelMember.objects.get(pk=first.pk), actor=staff).letter_number == number
    assert number_letter(second, actor=staff).letter_number.endswith("2号")
    assert AuditEntry.objects.filter(action="number_letter").count() == 2


def test_the_page_behind_the_link_needs_no_log_in_and_names_no_entry(member: Any, staff: Actor) -> None:
    SubmissionFactory(call=member.panel.call, title="蓝鲸识图", organization__name="金丝雀学院")
    client = Client()
    address = reverse("panel_invitation", args=[invite_member(member, actor=staff)])
    page = client.get(address).content.decode()
    assert "示例大赛评审" in page
    assert "蓝鲸识图" not in page
    assert "金丝雀" not in page
    assert client.post(address, {"choice": "maybe"}).status_code == 422
    answer = client.post(address, {"choice": "accept", "answer": "好"})
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/invitation/")
    assert client.get(answer.url).status_code == 200
    assert client.get(address).status_code in {403, 404, 409, 410}


def test_staff_pick_invite_and_withdraw_on_pages(staff: Actor, log_in: Any) -> None:
    panel, expert = PanelFactory(), ExpertFactory()
    client = client_of(staff)
    assert expert.person.name in client.get(reverse("reviews:panel_pick", args=[panel.pk])).content.decode()
    assert client.post(reverse("reviews:panel_pick", args=[panel.pk]), {}).status_code == 422
    answer = client.post(reverse("reviews:panel_pick", args=[panel.pk]), {"experts": [expert.pk], "load_limit": "9"})
    assert answer.status_code == 302
    member = PanelMember.objects.get()
    link = client.post(reverse("reviews:panelmember_invite", args=[member.pk])).content.decode()
    assert "/panels/" in link
    assert expert.person.name in client.get(panel.get_absolute_url()).content.decode()
    assert client.get(member.get_absolute_url()).status_code == 200
    act = reverse("reviews:panelmember_act", args=[member.pk, "withdraw_member"])
    assert client.post(act, {"reason": ""}).status_code == 422
    assert client.post(act, {"reason": "更换"}).status_code == 302
    for role in (Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER):
        other = log_in(role)
        assert other.get(panel.get_absolute_url()).status_code in {403, 404}
        assert other.get(reverse("reviews:panelmember_detail", args=[member.pk])).status_code == 404
        assert other.post(reverse("reviews:panelmember_invite", args=[member.pk])).status_code == 403


def test_conflicts_on_pages(staff: Actor) -> None:
    school = OrganizationFactory()
    pair = AssignmentFactory(entry__code="B2C3")
    PanelMemberFactory(panel=pair.member.panel, expert__person__organization=school, organization=school)
    entry = SubmissionFactory(call=pair.entry.round.call, organization=school)
    client = client_of(staff)
    client.get(pair.member.panel.get_absolute_url())
    conflict = Conflict.objects.get()
    assert conflict.submission == entry
    assert school.name in client.get(reverse("reviews:conflict_list")).content.decode()
    assert client.get(conflict.get_absolute_url()).status_code == 200
    pin = reverse("reviews:panel_pin", args=[pair.member.panel_id])
    sent = {"member": pair.member_id, "number": pair.entry.submission.number, "reason": "合作"}
    assert client.post(pin, {**sent, "number": "none"}).status_code == 422
    assert client.post(pin, sent).status_code == 302
    pair.refresh_from_db()
    assert pair.state == AssignmentState.VOIDED
    pinned = Conflict.objects.get(kind=ConflictKind.PINNED)
    act = reverse("reviews:conflict_act", args=[pinned.pk, "dismiss_conflict"])
    assert client.post(act, {"reason": "已核实"}).status_code == 302
    assert client_of(make_actor(Role.REVIEWER)).get(reverse("reviews:conflict_list")).status_code == 403


def test_a_reviewer_declares_on_a_page_that_names_the_code_only(staff: Actor) -> None:
    reviewer = make_actor(Role.REVIEWER)
    pair = AssignmentFactory(entry__code="B2C3", member__user_id=reviewer.user_id)
    client, address = client_of(reviewer), reverse("reviews:conflict_declare", args=[pair.pk])
    page = client.get(address).content.decode()
    assert "B2C3" in page
    assert pair.entry.submission.title not in page
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client_of(make_actor(Role.REVIEWER)).get(address).status_code == 404
    assert client_of(staff).get(address).status_code == 403
    assert client.post(address, {"reason": "认识作者"}).status_code == 302
    assert client.post(address, {"reason": "认识作者"}).status_code == 404


def test_pages_cost_the_same_for_three_and_for_fifty(staff: Actor) -> None:
    panel, client, costs = PanelFactory(), client_of(staff), []
    for count in (3, 27):
        for _turn in range(count):
            member = PanelMemberFactory(panel=panel)
            Conflict.objects.create(member=member, submission=SubmissionFactory(call=panel.call), kind="pinned")
        pages = (reverse("reviews:conflict_list"), reverse("reviews:panel_pick", args=[panel.pk]))
        costs.append([count_queries(client, page) for page in pages])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 12
