"""Conditions of entry: judged from plain data, shown with what was found, held against schools when they send in."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from association.enums import RegionLevel, SchoolLevel
from association.models import Region
from office.actor import Actor
from office.enums import Role
from reviews.domain.eligibility import NotEligible, evidence_for_school, evidence_of
from reviews.domain.submission import submit_submission
from reviews.enums import ParticipantRole, QuotaScope, SubmissionState
from reviews.methods.eligibility import Conditions, Facts, QuotaLine, Range, judge, unmet
from reviews.models import Submission
from tests.actors import client_of, make_actor
from tests.factories.association import MembershipFactory, OrganizationFactory
from tests.factories.reviews import CallFactory, ParticipantFactory, SubmissionFactory
from tests.factories.school import EligibilityFactory, QuotaRuleFactory


@pytest.mark.pure
def test_nothing_asked_is_nothing_refused() -> None:
    findings = judge(Conditions(), Facts())
    assert [(row.rule, row.met) for row in findings] == [("open", True)]


@pytest.mark.pure
def test_each_condition_is_judged_by_itself() -> None:
    conditions = Conditions(
        levels=("secondary",),
        region="340000",
        contestants=Range(2, 3),
        advisers=Range(None, 1),
        track_level="secondary",
    )
    quota = QuotaLine("school", "", "甲校", used=3, maximum=3)
    facts = Facts(
        level="secondary", regions=("340100", "340000"), people=True, contestants=4, advisers=1, quotas=(quota,)
    )
    met = {row.rule: row.met for row in judge(conditions, facts)}
    assert met == {
        "open": True,
        "level": True,
        "track_level": True,
        "region": True,
        "contestants": False,
        "advisers": True,
        "quota": False,
    }
    counted = QuotaLine("school", "", "甲校", used=3, maximum=3, counted=True)
    assert counted.has_room
    assert [row.rule for row in unmet(judge(conditions, Facts(is_open=False)))] == ["open", "level", "region"]


@pytest.mark.pure
def test_numbers_of_people_are_open_before_there_are_any() -> None:
    findings = judge(Conditions(contestants=Range(1, None)), Facts())
    assert findings[-1].met is None
    assert not unmet(findings)


@pytest.fixture
def school() -> Any:
    province = Region.objects.create(code="340000", name="安徽省", level=RegionLevel.PROVINCE)
    city = Region.objects.create(code="340100", name="合肥市", level=RegionLevel.CITY, parent=province)
    return OrganizationFactory(region=city, school_level=SchoolLevel.SECONDARY)


@pytest.fixture
def teacher(school: Any) -> Actor:
    return make_actor(Role.SCHOOL_TEACHER, organization=school)


@pytest.mark.django_db
def test_a_school_sees_what_holds_for_it_before_it_begins(school: Any, teacher: Actor) -> None:
    call = CallFactory()
    EligibilityFactory(call=call, school_levels=[SchoolLevel.SECONDARY], region=school.region.parent)
    QuotaRuleFactory(call=call, maximum=2)
    QuotaRuleFactory(call=call, scope=QuotaScope.ADVISER, maximum=1)
    lines = evidence_for_school(call, school)
    assert [row.met for row in lines] == [True, True, True, True]
    assert any("合肥市" in row.found for row in lines)
    page = client_of(teacher).get(reverse("reviews:call_eligibility", args=[call.pk]))
    assert page.status_code == 200
    assert "合肥市" in page.content.decode()


@pytest.mark.django_db
def test_an_entry_that_does_not_fit_is_refused_with_the_evidence(school: Any, teacher: Actor, staff: Actor) -> None:
    call = CallFactory()
    EligibilityFactory(call=call, contestants_minimum=2, contestants_maximum=3, advisers_maximum=1)
    draft = SubmissionFactory(call=call, organization=school, state=SubmissionState.DRAFTED)
    ParticipantFactory(submission=draft)
    for _number in range(2):
        ParticipantFactory(submission=draft, role=ParticipantRole.ADVISER)
    with pytest.raises(NotEligible) as caught:
        submit_submission(draft, actor=teacher)
    assert str(caught.value).count("；") == 1  # contestants and advisers, both at once
    assert [row.met for row in evidence_of(draft)] == [True, False, False]
    page = client_of(teacher).get(reverse("reviews:submission_eligibility", args=[draft.pk]))
    assert page.status_code == 200
    assert submit_submission(draft, actor=staff).state == SubmissionState.SUBMITTED


@pytest.mark.django_db
def test_members_only_shows_number_and_days_and_binds_schools(school: Any, teacher: Actor, staff: Actor) -> None:
    call = CallFactory()
    EligibilityFactory(call=call, members_only=True)
    assert [(row.found, row.met) for row in evidence_for_school(call, school)][1] == ("未登记", False)
    draft = SubmissionFactory(call=call, organization=school, state=SubmissionState.DRAFTED)
    today = timezone.localdate()
    ended = MembershipFactory(organization=school, number="HY-1", since=date(2015, 1, 1), until=today)
    assert evidence_of(draft)[1].found == f"HY-1 2015-01-01至{today}"
    with pytest.raises(NotEligible, match="HY-1"):
        submit_submission(draft, actor=teacher)
    # In time: the last day of the membership is the day before it ends.
    type(ended).objects.update(until=today + timedelta(days=1))
    sent = submit_submission(draft, actor=teacher)
    type(ended).objects.update(until=today + timedelta(days=1))
    assert evidence_of(sent)[1].met
    # What ended after the sending in still stood on its day; a draft is judged by today.
    Submission.objects.filter(pk=sent.pk).update(submitted_at=timezone.now() - timedelta(days=30))
    type(ended).objects.update(until=today - timedelta(days=3))
    assert evidence_of(Submission.objects.get(pk=sent.pk))[1].met
    assert not evidence_for_school(call, school)[1].met
    MembershipFactory(organization=school, number="HY-2", since=today)
    line = evidence_for_school(call, school)[1]
    assert (line.found, line.met) == (f"HY-2 {today}起", True)
    page = client_of(teacher).get(reverse("reviews:call_eligibility", args=[call.pk])).content.decode()
    assert "HY-2" in page


@pytest.mark.django_db
def test_staff_keep_conditions_and_quotas_on_the_page_of_the_call(staff: Actor) -> None:
    call, client = CallFactory(), client_of(staff)
    url = reverse("reviews:eligibility_create") + f"?call={call.pk}"
    assert client.get(url).status_code == 200
    sent = {"call": call.pk, "school_levels": ["secondary"], "contestants_minimum": "3", "contestants_maximum": "2"}
    assert client.post(url, sent).status_code == 422
    assert client.post(url, {**sent, "contestants_maximum": "5"}).status_code == 302
    stored = call.eligibility
    assert (stored.school_levels, stored.contestants_maximum) == (["secondary"], 5)
    quota = reverse("reviews:quotarule_create") + f"?call={call.pk}"
    assert client.post(quota, {"call": call.pk, "scope": "school", "maximum": "2"}).status_code == 302
    assert client.post(quota, {"call": call.pk, "scope": "school", "maximum": "4"}).status_code == 422
    rule = call.quota_rules.get()
    change = reverse("reviews:quotarule_change", args=[rule.pk])
    assert client.post(change, {"maximum": "6", "revision": rule.revision}).status_code == 302
    rule.refresh_from_db()
    assert rule.maximum == 6
    page = client.get(reverse("reviews:call_setup", args=[call.pk])).content.decode()
    assert change in page
