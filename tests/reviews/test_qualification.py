"""The qualification check: what waits, one after the other, many at once."""

from typing import Any

import pytest
from django.urls import reverse

from office.actor import Actor
from office.enums import Role
from reviews.domain.quota import create_quota
from reviews.enums import QuotaScope
from reviews.models import QuotaRule, Submission
from tests.actors import client_of, make_actor
from tests.factories.association import RegionFactory
from tests.factories.reviews import CallFactory, FormVersionFactory, ParticipantFactory, SubmissionFactory
from tests.factories.school import EligibilityFactory
from tests.reviews.noun_checks import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Any:
    return CallFactory()


def state_of(row: Any) -> str:
    return str(Submission.objects.get(pk=row.pk).state)


def test_a_decision_leads_to_the_next(call: Any, staff: Actor) -> None:
    first, second, third = (SubmissionFactory(call=call) for _number in range(3))
    SubmissionFactory()  # of another call
    client = client_of(staff)
    listed = client.get(reverse("reviews:qualification_list")).content.decode()
    assert all(row.title in listed for row in (first, second, third))
    url = reverse("reviews:qualification_one", args=[first.pk])
    answer = client.post(url, {"decision": "accept", "revision": first.revision})
    assert answer.url == reverse("reviews:qualification_one", args=[second.pk])
    bare = client.post(answer.url, {"decision": "send_back", "revision": second.revision})
    assert (bare.status_code, state_of(second)) == (409, "submitted")  # a reason is asked for
    client.post(answer.url, {"decision": "send_back", "revision": second.revision, "reason": "补材料"})
    last = reverse("reviews:qualification_one", args=[third.pk])
    answer = client.post(last, {"decision": "reject", "revision": third.revision, "reason": "不符"})
    assert answer.url.startswith(reverse("reviews:qualification_list"))
    assert [state_of(row) for row in (first, second, third)] == ["accepted", "drafted", "rejected"]
    again = client.post(url, {"decision": "accept", "revision": first.revision})
    assert again.status_code == 409


def test_what_has_changed_since_is_looked_at_again(call: Any, staff: Actor) -> None:
    row = SubmissionFactory(call=call)
    url = reverse("reviews:qualification_one", args=[row.pk])
    answer = client_of(staff).post(url, {"decision": "accept", "revision": row.revision + 1})
    assert (answer.status_code, state_of(row)) == (409, "submitted")
    assert client_of(staff).post(url, {"decision": "withdraw", "revision": row.revision}).status_code == 409


def test_many_are_accepted_after_a_look_all_or_none(call: Any, staff: Actor) -> None:
    EligibilityFactory(call=call, contestants_minimum=1)
    rows = [SubmissionFactory(call=call) for _number in range(3)]
    for row in rows[:2]:
        ParticipantFactory(submission=row)
    client, url = client_of(staff), reverse("reviews:qualification_batch", args=[call.pk])
    page = client.get(url).content.decode()
    assert f'value="{rows[0].pk}:{rows[0].revision}"' in page
    assert f'value="{rows[2].pk}:{rows[2].revision}"' not in page
    chosen = [f"{row.pk}:{row.revision}" for row in rows[:2]]
    assert client.post(url, {"entry": [chosen[0], f"{rows[1].pk}:9"]}).status_code == 409
    assert state_of(rows[0]) == "submitted"
    assert client.post(url, {}).status_code == 409
    assert client.post(url, {"entry": chosen}).status_code == 302
    assert [state_of(row) for row in rows] == ["accepted", "accepted", "submitted"]
    assert client.post(url, {"entry": chosen}).status_code == 409


def test_the_pages_ask_a_constant_number_of_queries(call: Any, staff: Actor) -> None:
    EligibilityFactory(call=call, contestants_minimum=1)
    client = client_of(staff)
    urls = [
        f"{reverse('reviews:qualification_list')}?call={call.pk}",
        reverse("reviews:qualification_batch", args=[call.pk]),
    ]
    for _number in range(3):
        SubmissionFactory(call=call)
    counts = [count_queries(client, url) for url in urls]
    for _number in range(20):
        SubmissionFactory(call=call)
    assert [count_queries(client, url) for url in urls] == counts
    assert max(counts) <= 16


def test_others_do_not_check(call: Any) -> None:
    row = SubmissionFactory(call=call)
    for role in (Role.AUDITOR, Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER):
        client = client_of(make_actor(role))
        assert client.get(reverse("reviews:qualification_one", args=[row.pk])).status_code == 403


def test_the_check_stays_within_the_budget_with_every_condition(call: Any, staff: Actor) -> None:
    form = FormVersionFactory(call=call)
    conditions = {"region": RegionFactory(), "school_levels": ["secondary"], "contestants_minimum": 1}
    EligibilityFactory(call=call, members_only=True, **conditions)
    for scope in QuotaScope.values:
        create_quota(QuotaRule(call=call, scope=scope, maximum=10), actor=staff)
    rows = [SubmissionFactory(call=call, form_version=form, answers={"f1": "好"}) for _number in range(3)]
    for row in rows:
        ParticipantFactory(submission=row)
    client = client_of(staff)
    one, many = reverse("reviews:qualification_one", args=[rows[0].pk]), reverse("reviews:qualification_list")
    client.get(many)  # the first page of a process also reads what is kept for the others
    assert count_queries(client, one) <= 12
    assert count_queries(client, f"{many}?call={call.pk}") <= 12
    assert count_queries(client, reverse("reviews:qualification_batch", args=[call.pk])) <= 12
    assert client.get(one).context["left"] == 3
