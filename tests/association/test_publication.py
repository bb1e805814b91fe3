"""Publications and the issues of periodicals."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from association.domain.publication import (
    NotPeriodical,
    NotPublishable,
    change_issue,
    change_publication,
    create_issue,
    publish_publication,
    withdraw_publication,
)
from association.models import Issue, Publication
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.workflow import Refusal, TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import IssueFactory, PublicationFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 12, 12)


def test_publishing_keeps_the_day_and_takes_its_year(staff: Actor) -> None:
    book = PublicationFactory(kind="book", title="匠心匠艺")
    publish_publication(book, published_on=DAY, actor=staff)
    stored = Publication.objects.get()
    assert (stored.state, stored.year, stored.date_text) == ("published", 2020, "2020年12月12日")
    with pytest.raises(TransitionRefused):
        publish_publication(stored, published_on=DAY, actor=staff)


def test_vague_time_of_publication_is_kept_as_written(staff: Actor) -> None:
    book = PublicationFactory(kind="book")
    publish_publication(book, year=2020, date_note="初", date_precision="year", actor=staff)
    assert Publication.objects.get().date_text == "2020年初"


def test_publication_ahead_is_refused(staff: Actor) -> None:
    for values in ({"published_on": today() + timedelta(days=1)}, {"year": today().year + 1}):
        with pytest.raises(NotPublishable):
            publish_publication(PublicationFactory(kind="book"), actor=staff, **values)


def test_withdrawn_work_loses_its_day_and_needs_a_reason(staff: Actor) -> None:
    book = PublicationFactory(kind="book", state="published", published_on=DAY, year=2020)
    with pytest.raises(Refusal):
        withdraw_publication(book, actor=staff, reason="")
    withdraw_publication(book, actor=staff, reason="内容有误")
    stored = Publication.objects.get()
    assert (stored.state, stored.published_on) == ("editing", None)


def test_only_periodicals_have_issues(staff: Actor) -> None:
    with pytest.raises(NotPeriodical):
        create_issue(Issue(publication=PublicationFactory(kind="book"), year=2020, number=1), actor=staff)
    journal = IssueFactory().publication
    with pytest.raises(NotPeriodical):
        change_publication(journal, actor=staff, changes={"kind": "book"})
    assert Publication.objects.get(pk=journal.pk).kind == "journal"


def test_issue_of_december_may_be_printed_in_january(staff: Actor) -> None:
    journal = PublicationFactory()
    issue = create_issue(Issue(publication=journal, year=2020, number=4, issued_on=date(2021, 1, 8)), actor=staff)
    for day in (date(2019, 12, 1), today() + timedelta(days=1)):
        with pytest.raises(NotPublishable):
            change_issue(Issue.objects.get(pk=issue.pk), actor=staff, changes={"issued_on": day})
    assert str(issue) == "2020年第4期"


def test_issues_are_entered_on_the_page_and_counted_in_the_list(staff: Actor) -> None:
    journal, client = PublicationFactory(), client_of(staff)
    for number in range(1, 5):
        values = {"publication": journal.pk, "year": "2020", "number": number}
        assert client.post(reverse("association:issue_create"), values).status_code == 302
    twice = client.post(reverse("association:issue_create"), values)
    assert twice.status_code == 422
    assert "2020年第4期" in client.get(journal.get_absolute_url()).content.decode()
    rows = client.get(reverse("association:publication_list")).content.decode()
    assert '<td class="cell-number' in rows
    assert ">4</td>" in rows


def test_publish_page_checks_the_year_and_publishes(staff: Actor) -> None:
    book, client = PublicationFactory(kind="book"), client_of(staff)
    url = reverse("association:publication_act", args=[book.pk, "publish"])
    values = {"published_on": "2020-12-12", "date_precision": "day", "year": "2019"}
    assert client.get(url).status_code == 200
    assert "year" in client.post(url, values).context["form"].errors
    assert client.post(url, values | {"year": "2020"}).status_code == 302
    assert client.post(url, values | {"year": "2020"}).status_code == 422


def test_schools_read_publications_and_change_none() -> None:
    book, client = PublicationFactory(kind="book"), client_of(make_actor(Role.SCHOOL_TEACHER))
    assert client.get(book.get_absolute_url()).status_code == 200
    assert client.get(reverse("association:publication_publish", args=[book.pk])).status_code == 403
    assert client.post(reverse("association:publication_act", args=[book.pk, "edit"])).status_code == 403
    own = client_of(make_actor(Role.GROUP_SECRETARY, body=book.body))
    assert own.get(book.get_absolute_url()).status_code == 200
    assert client_of(make_actor(Role.GROUP_SECRETARY)).get(book.get_absolute_url()).status_code == 404
