"""Pages of groups as the secretariat, a group's secretary and a school use them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.enums import AnnualReviewState, MemberRole, RecommendationAct
from groups.models import AnnualReview, Group, GroupMember, Recommendation
from groups.queries.todo import waiting_for
from groups.views.group import GROUP
from groups.views.recommendation import RECOMMENDATION
from groups.views.review import REVIEW
from office.actor import Actor
from office.enums import Role
from office.queries.todo import count_waiting
from office.web.noun import Noun
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.groups import GroupFactory, MemberFactory, RecommendationFactory, ReviewFactory
from tests.reviews.noun_checks import actors_of, check_doors, check_query_counts, check_rows_agree_with_rule

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]


def test_a_group_with_its_body_on_one_page(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    lead = OrganizationFactory()
    fields = {"name": "装备职教集团", "code": "zhuangbei", "industry": "装备制造", "lead": lead.name}
    assert client.post(reverse("groups:group_create"), fields).status_code == 302
    group = Group.objects.get()
    assert (group.body.name, group.lead) == ("装备职教集团", lead)
    change = reverse("groups:group_change", args=[group.pk])
    assert lead.name in client.get(change).content.decode()
    moved = {**fields, "name": "先进装备职教集团", "revision": 1, "part_revision": 1}
    assert client.post(change, moved).status_code == 302
    assert client.post(change, {**moved, "name": "迟到"}).status_code == 409
    assert Group.objects.get().body.name == "先进装备职教集团"
    assert client.post(reverse("groups:group_remove", args=[group.pk]), {"reason": "误建"}).status_code == 302
    assert not Group.objects.exists()


def test_a_groups_secretary_keeps_its_members_and_no_others() -> None:
    group, other = GroupFactory(), MemberFactory()
    client = client_of(make_actor(Role.GROUP_SECRETARY, body=group.body))
    unit = OrganizationFactory()
    fields = {"group": group.pk, "organization": unit.name, "role": MemberRole.COUNCIL}
    assert client.post(reverse("groups:member_create"), fields).headers["Location"] == group.get_absolute_url()
    member = GroupMember.objects.get(organization=unit)
    change = reverse("groups:member_change", args=[member.pk])
    assert client.post(change, {"role": MemberRole.VICE, "until": "2020-12-31", "revision": 1}).status_code == 302
    foreign = client.post(reverse("groups:member_create"), {**fields, "group": other.group_id})
    assert foreign.status_code == 422
    assert client.get(reverse("groups:member_change", args=[other.pk])).status_code == 404
    assert client.get(reverse("groups:group_change", args=[group.pk])).status_code == 403
    page = client.get(group.get_absolute_url()).content.decode()
    assert unit.name in page


def test_reviews_of_a_year_from_plan_to_finish(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    groups = [GroupFactory() for _ in range(2)]
    plan = reverse("groups:review_plan")
    assert client.get(plan).status_code == 200
    assert client.post(plan, {"year": "二零二零"}).status_code == 422
    for _ in range(2):
        assert client.post(plan, {"year": 2020, "rule_set": "2020版"}).status_code == 302
    assert AnnualReview.objects.count() == 2
    review = AnnualReview.objects.get(group=groups[0])
    secretary = client_of(make_actor(Role.GROUP_SECRETARY, body=groups[0].body))
    submit = reverse("groups:review_act", args=[review.pk, "submit"])
    assert secretary.post(submit).status_code == 302
    assert secretary.post(submit).status_code == 403
    finish = reverse("groups:review_act", args=[review.pk, "finish_review"])
    assert secretary.post(finish).status_code == 403
    change = reverse("groups:review_change", args=[review.pk])
    stored = AnnualReview.objects.get(pk=review.pk)
    scored = {"rule_set": "2020版", "score": "92.5", "grade": "优秀", "revision": stored.revision}
    assert client.post(change, scored).status_code == 302
    assert client.post(finish).status_code == 302
    assert client.post(finish).status_code == 409
    late = {**scored, "grade": "良好", "revision": stored.revision + 2}
    assert client.post(change, late).status_code == 422
    reopen = reverse("groups:review_act", args=[review.pk, "reopen_review"])
    assert client.post(reopen, {"reason": "复核"}).status_code == 403
    assert log_in(Role.SECRETARIAT_HEAD).post(reopen, {"reason": "复核"}).status_code == 302
    assert AnnualReview.objects.get(pk=review.pk).state == AnnualReviewState.SUBMITTED


def test_the_way_to_plan_a_year_stands_on_the_list(log_in: LogIn) -> None:
    plan, reviews = reverse("groups:review_plan"), reverse("groups:review_list")
    assert plan in log_in(Role.SECRETARIAT).get(reviews).content.decode()
    assert plan not in log_in(Role.AUDITOR).get(reviews).content.decode()


def test_recommendations_are_entered_once(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    fields = {"group": GroupFactory().pk, "year": 2020, "level": "national", "act": "recommended", "to": "教育部"}
    assert client.post(reverse("groups:recommendation_create"), fields).status_code == 302
    assert client.post(reverse("groups:recommendation_create"), fields).status_code == 422
    row = Recommendation.objects.get()
    change = reverse("groups:recommendation_change", args=[row.pk])
    assert client.post(change, {**fields, "to": "教育部职成司", "revision": 1}).status_code == 302
    assert "教育部职成司" in client.get(row.get_absolute_url()).content.decode()
    assert client.post(reverse("groups:recommendation_remove", args=[row.pk]), {"reason": "误录"}).status_code == 302


def rows_of(noun: Noun, *, organization: Any, body: Any) -> list[Any]:
    """Return rows of a noun in every state, of the own group and of others."""
    own = GroupFactory(body=body)
    led, joined, left = GroupFactory(lead=organization), GroupFactory(), GroupFactory()
    MemberFactory(group=joined, organization=organization)
    MemberFactory(group=left, organization=organization, until="2019-12-31")
    groups = [own, led, joined, left]
    if noun.name == "review":
        return [
            ReviewFactory(group=group, year=2020 + place, state=state)
            for group in groups
            for place, state in enumerate(AnnualReviewState)
        ]
    if noun.name == "recommendation":
        return [RecommendationFactory(group=group, act=act) for group in groups for act in RecommendationAct]
    return groups


NOUNS = [GROUP, REVIEW, RECOMMENDATION]


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_list_and_rule_agree_and_doors_answer(noun: Noun) -> None:
    organization = OrganizationFactory()
    body = GroupFactory().body
    Group.objects.all().delete()
    rows = rows_of(noun, organization=organization, body=body)
    actors = actors_of(organization=organization, body=body)
    check_rows_agree_with_rule(noun, rows, actors)
    check_doors(noun, rows, actors)


@pytest.mark.once
@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.name)
def test_the_number_of_queries_does_not_grow(noun: Noun, log_in: LogIn) -> None:
    kept = GroupFactory()

    def make_group() -> Group:
        MemberFactory(group=kept)
        made = GroupFactory()
        MemberFactory(group=made)
        ReviewFactory(group=made)
        RecommendationFactory(group=made)
        return made

    makers: dict[str, Callable[[], Any]] = {
        "group": make_group,
        "review": ReviewFactory,
        "recommendation": RecommendationFactory,
    }
    check_query_counts(noun, makers[noun.name], log_in(Role.SECRETARIAT))


def test_what_waits(staff: Actor) -> None:
    review = ReviewFactory()
    ReviewFactory(state=AnnualReviewState.SUBMITTED)
    ReviewFactory(state=AnnualReviewState.REVIEWED)
    secretary = make_actor(Role.GROUP_SECRETARY, body=review.group.body)
    for actor, counts in ((staff, [1, 1]), (secretary, [1])):
        items = count_waiting(waiting_for(actor))
        assert [item.count for item in items] == counts
        for item in items:
            assert client_of(actor).get(item.url).context["page"].count_text == "1"
    assert waiting_for(make_actor(Role.SCHOOL_TEACHER)) == []


@pytest.mark.parametrize("page", ["member", "review", "recommendation"])
def test_a_tampered_group_with_an_endless_number_breaks_no_page(log_in: LogIn, page: str) -> None:
    """A group's key is its body's: Django does not look after such keys as it does after others."""
    sent = {"group": "9" * 25}
    assert log_in(Role.SECRETARIAT).post(reverse(f"groups:{page}_create"), sent).status_code in {400, 422}
