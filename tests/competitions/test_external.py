"""Results elsewhere, and the lifetime list that follows."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.models import Recognition
from competitions.domain.external import change_result, record_result, remove_result
from competitions.models import ExternalResult
from competitions.queries.external import externals_of, results_of, winners_of
from office.actor import Actor
from office.enums import Role
from office.workflow import Refusal
from reviews.enums import CallState
from reviews.models import Call
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.competitions import ContestFactory, ExternalContestFactory

pytestmark = pytest.mark.django_db


def test_a_named_result_writes_changes_and_revokes_its_line(staff: Actor):
    contest = ExternalContestFactory(name="全国大赛", issuer="组委会")
    unit = OrganizationFactory(name="合肥理工学校")
    result = record_result(
        ExternalResult(
            contest=contest, organization=unit, work_title="珩磨", track_name="中职组", prize_name="一等奖", rank=1
        ),
        actor=staff,
    )
    line = Recognition.objects.get()
    assert (line.organization, line.name, line.title) == (unit, "合肥理工学校", "全国大赛中职组一等奖《珩磨》")
    assert (line.issuer, line.level, line.year) == ("组委会", "national", 2020)
    change_result(result, actor=staff, changes={"prize_name": "二等奖"})
    assert Recognition.objects.get().title == "全国大赛中职组二等奖《珩磨》"
    remove_result(result, actor=staff, reason="误录")
    assert Recognition.objects.get().is_revoked
    assert not ExternalResult.objects.exists()


def test_a_result_says_who_or_how_many(staff: Actor):
    contest = ExternalContestFactory()
    with pytest.raises(Refusal):
        record_result(ExternalResult(contest=contest, prize_name="一等奖"), actor=staff)
    counted = record_result(ExternalResult(contest=contest, prize_name="优秀奖", quantity="3项"), actor=staff)
    assert not Recognition.objects.exists()
    named = record_result(
        ExternalResult(contest=contest, organization=OrganizationFactory(), prize_name="一等奖"), actor=staff
    )
    assert list(results_of(contest)) == [named]
    assert set(results_of(contest, named_only=False)) == {counted, named}
    assert list(results_of(contest, prize_name="二等奖")) == []
    assert list(winners_of(contest)) == [named.organization]
    assert list(externals_of(year=2020)) == [contest]


def test_the_same_result_is_recorded_once(staff: Actor):
    contest, unit = ExternalContestFactory(), OrganizationFactory()
    record_result(ExternalResult(contest=contest, organization=unit, prize_name="一等奖"), actor=staff)
    with pytest.raises(ValidationError):
        record_result(ExternalResult(contest=contest, organization=unit, prize_name="一等奖"), actor=staff)
    assert Recognition.objects.count() == 1


def test_a_drafted_selection_contest_is_not_named_to_schools():
    drafted = ContestFactory(call__state=CallState.DRAFTED, call__title="尚未发布的选拔赛")
    contest = ExternalContestFactory(selection=drafted)
    school, staff = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR)), client_of(make_actor(Role.SECRETARIAT))
    for url in (contest.get_absolute_url(), reverse("competitions:external_list")):
        assert "尚未发布的选拔赛" not in school.get(url).content.decode()
    assert "尚未发布的选拔赛" in staff.get(contest.get_absolute_url()).content.decode()
    Call.objects.filter(pk=drafted.pk).update(state=CallState.OPEN)
    assert "尚未发布的选拔赛" in school.get(contest.get_absolute_url()).content.decode()
