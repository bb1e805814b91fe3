"""Referrals to contests of others: from a final award list, within quotas, taken back, the result recorded once."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from association.models import Recognition
from competitions.domain.external import remove_result
from competitions.domain.referral import (
    change_referral_quota,
    create_referral_quota,
    record_referral_result,
    refer_entries,
    take_back_referral,
)
from competitions.models import ExternalContest, ExternalResult, Referral, ReferralQuota
from competitions.queries.external import results_of
from competitions.queries.referral import candidates_of
from competitions.queries.todo import waiting_for
from office.actor import Actor
from office.models import AuditEntry, Message, User
from office.queries.todo import count_waiting
from office.workflow import Refusal
from reports.catalogue.external import prize_groups
from reviews.enums import AwardState, CallState
from reviews.models import Award
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.competitions import ContestFactory, ExternalContestFactory, ReferralFactory
from tests.factories.reviews import (
    AwardFactory,
    PanelMemberFactory,
    PrizeFactory,
    SubmissionFactory,
    TrackFactory,
)

pytestmark = pytest.mark.django_db

RESULT = {"prize_name": "二等奖", "track_name": "高职组", "work_title": "智慧养老机器人"}


class Final:
    """A decided contest of ours with three prizes in two tracks, and the national final it selects for."""

    def __init__(self) -> None:
        self.own = ContestFactory(call__state=CallState.DECIDED)
        call = self.own.call
        self.call = call
        self.contest: ExternalContest = ExternalContestFactory(name="全国大赛", selection=self.own)
        self.higher, self.middle = TrackFactory(call=call, order=1), TrackFactory(call=call, order=2)
        self.school = OrganizationFactory(name="合肥职业学院")
        first, second = PrizeFactory(call=call, order=1), PrizeFactory(call=call, order=2, name="二等奖")
        self.first = self.award(first, self.higher, rank=1, title="智慧养老机器人")
        self.second = self.award(second, self.higher, rank=2)
        self.third = self.award(first, self.middle, rank=1)
        self.award(second, self.middle, rank=2, state=AwardState.PROPOSED)
        adviser = PrizeFactory(call=call, kind="adviser", order=9)
        AwardFactory(prize=adviser, submission=self.second.submission)

    def award(self, prize: Any, track: Any, *, rank: int, title: str = "作品", **values: Any) -> Award:
        entry = SubmissionFactory(call=self.call, track=track, organization=self.school, title=title, state="accepted")
        made: Award = AwardFactory(prize=prize, submission=entry, rank=rank, **values)
        return made

    def quota(self, maximum: int, *, actor: Actor, track: Any = None) -> ReferralQuota:
        quota = ReferralQuota(contest=self.contest, call=self.call, track=track, maximum=maximum)
        return create_referral_quota(quota, actor=actor)


def orders() -> list[tuple[int, int]]:
    return list(Referral.objects.standing().order_by("order").values_list("order", "award_id"))


def test_from_the_final_award_list_in_its_order(staff: Actor) -> None:
    final = Final()
    offered = [row.award for row in candidates_of(final.contest, final.call)]
    assert offered == [final.first, final.second, final.third]
    refer_entries(final.contest, offered[:2], actor=staff, reason="省赛一、二等奖")
    assert orders() == [(1, final.first.pk), (2, final.second.pk)]
    assert [row.award for row in candidates_of(final.contest, final.call)] == [final.third]
    with pytest.raises(ValidationError):
        refer_entries(final.contest, [final.first], actor=staff, reason="重复")
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(
            contest=final.contest, submission=final.first.submission, award=final.first, order=9, reason="x"
        )
    for awards, reason in (([], "理由"), ([final.third], " "), ([Award.objects.get(state="proposed")], "理由")):
        with pytest.raises(Refusal):
            refer_entries(final.contest, awards, actor=staff, reason=reason)
    assert len(orders()) == 2
    assert AuditEntry.objects.filter(action="create", content_type__model="referral").count() == 2


def test_the_schools_are_told_but_whoever_judges_is_not(staff: Actor) -> None:
    final = Final()
    told, judge = (make_actor("school_administrator", organization=final.school) for _number in range(2))
    PanelMemberFactory(panel__call=final.call, user=User.objects.get(pk=judge.user_id))
    (referral,) = refer_entries(final.contest, [final.first], actor=staff, reason="省赛第一名")
    take_back_referral(referral, actor=staff, reason="学校放弃")
    rows = Message.objects.filter(channel="in_app").order_by("pk")
    assert [(row.recipient_id, row.subject) for row in rows] == [
        (told.user_id, "推荐参赛：智慧养老机器人"),
        (told.user_id, "推荐撤回：智慧养老机器人"),
    ]
    assert "排序第1" in rows[0].text
    assert list(Referral.objects.visible_to(told)) == [referral]
    assert not Referral.objects.visible_to(judge).exists()


def test_quotas_of_call_and_track_hold_and_are_given_back(staff: Actor) -> None:
    final = Final()
    whole, higher = final.quota(2, actor=staff), final.quota(1, actor=staff, track=final.higher)
    with pytest.raises(Refusal, match="1"):  # both stand in one track: all or none
        refer_entries(final.contest, [final.first, final.second], actor=staff, reason="省赛获奖")
    assert orders() == []
    (referral, _other) = refer_entries(final.contest, [final.first, final.third], actor=staff, reason="省赛获奖")
    assert list(ReferralQuota.objects.order_by("pk").values_list("used", flat=True)) == [2, 1]
    with pytest.raises(ValidationError):
        change_referral_quota(whole, actor=staff, changes={"maximum": 1})
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralQuota.objects.filter(pk=higher.pk).update(used=2)
    with pytest.raises(Refusal):
        final.quota(1, actor=staff)
    take_back_referral(referral, actor=staff, reason="学校放弃")
    assert list(ReferralQuota.objects.order_by("pk").values_list("used", flat=True)) == [1, 0]
    refer_entries(final.contest, [final.second], actor=staff, reason="递补")
    assert orders() == [(2, final.third.pk), (3, final.second.pk)]
    with pytest.raises(Refusal):
        take_back_referral(referral, actor=staff, reason="再次")


def test_the_result_is_recorded_once_linked_and_counted_like_any_other(staff: Actor) -> None:
    final = Final()
    (referral, other) = refer_entries(final.contest, [final.first, final.second], actor=staff, reason="省赛获奖")
    result = record_referral_result(referral, actor=staff, values={**RESULT, "rank": 3})
    referral.refresh_from_db()
    assert (referral.result, result.referral) == (result, referral)
    assert (result.organization, result.organization_name) == (final.school, "合肥职业学院")
    assert Recognition.objects.get().title == "全国大赛高职组二等奖《智慧养老机器人》"
    assert list(results_of(final.contest, prize_name="二等奖")) == [result]
    assert [(group.prize, len(group.results)) for group in prize_groups(final.contest)] == [("二等奖", 1)]
    with pytest.raises(Refusal):
        record_referral_result(Referral.objects.get(pk=referral.pk), actor=staff, values=RESULT)
    with pytest.raises(Refusal):
        take_back_referral(referral, actor=staff, reason="误推")
    # What was recorded by hand before is linked, never doubled.
    byhand = ExternalResult.objects.create(
        contest=final.contest, organization=final.school, prize_name="三等奖", work_title="作品"
    )
    linked = record_referral_result(other, actor=staff, values={"prize_name": "三等奖", "work_title": "作品"})
    assert (linked, ExternalResult.objects.count()) == (byhand, 2)
    remove_result(result, actor=staff, reason="误录")
    referral.refresh_from_db()
    assert referral.result is None
    assert Recognition.objects.get().is_revoked
    take_back_referral(referral, actor=staff, reason="误推")


def test_through_the_pages(staff: Actor) -> None:
    final = Final()
    client, page = client_of(staff), reverse("competitions:external_refer", args=[final.contest.pk])
    shown = client.get(page)
    assert [row.award for row in shown.context["candidates"]] == [final.first, final.second, final.third]
    assert client.post(page, {"award": [final.first.pk]}).status_code == 422
    sent = {"award": [final.first.pk, final.third.pk], "reason": "省赛一等奖", "form_token": shown.context["token"]}
    assert client.post(page, sent).status_code == 302
    assert client.post(page, sent).status_code == 302  # the button pressed twice
    assert [award for _order, award in orders()] == [final.first.pk, final.third.pk]
    referral = Referral.objects.get(award=final.first)
    record = reverse("competitions:referral_result", args=[referral.pk])
    assert client.post(record, {"prize_name": ""}).status_code == 422
    assert client.post(record, {**RESULT, "rank": "1"}).status_code == 302
    assert client.post(record, RESULT).status_code == 422
    assert ExternalResult.objects.get().referral == referral
    back = reverse("competitions:referral_act", args=[Referral.objects.get(award=final.third).pk, "take_back_referral"])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "放弃参赛"}).status_code == 302
    text = client.get(final.contest.get_absolute_url()).content.decode()
    assert text.count(referral.get_absolute_url()) == 2  # in the list of referrals, and beside the result
    assert client.get(final.own.get_absolute_url()).content.decode().count(page) == 1
    sheet = client.get(reverse("competitions:referral_export") + "?state=standing")
    assert sheet.status_code == 200
    school = client_of(make_actor("school_teacher", organization=final.school))
    assert school.get(referral.get_absolute_url()).status_code == 200
    assert school.get(page).status_code == 403
    assert client_of(make_actor("school_teacher")).get(referral.get_absolute_url()).status_code == 404


def test_an_entry_without_a_school_asks_for_its_name(staff: Actor) -> None:
    referral = ReferralFactory(award__submission__organization=None)
    client, url = client_of(staff), reverse("competitions:referral_result", args=[referral.pk])
    assert client.post(url, RESULT).status_code == 422
    assert client.post(url, {**RESULT, "organization_name": "示例单位"}).status_code == 302
    assert ExternalResult.objects.get().referral == referral


def test_a_revoked_award_puts_the_referral_on_the_home_page(staff: Actor) -> None:
    ReferralFactory()
    revoked = ReferralFactory()
    Award.objects.filter(pk=revoked.award_id).update(state=AwardState.REVOKED)
    (item,) = (row for row in count_waiting(waiting_for(staff)) if "referrals" in row.url)
    assert item.count == 1
    assert client_of(staff).get(item.url).context["page"].count_text == "1"
