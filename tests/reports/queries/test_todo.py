"""What waits in reports, and that the link opens just that."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from office.enums import Role
from office.queries.todo import count_waiting
from reports.domain.report import move_report
from reports.models import Section
from reports.queries.todo import reports_waiting
from tests.actors import client_of, make_actor
from tests.factories.reports import CommentFactory, ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


def shown_reports(actor: object, url: str) -> set[int]:
    page = client_of(actor).get(url).content.decode()  # type: ignore[arg-type]
    return {int(found) for found in re.findall(r'href="/reports/(\d+)/"', page)}


def test_returned_reports_are_opened_and_no_other_draft() -> None:
    staff, head = make_actor(Role.SECRETARIAT), make_actor(Role.SECRETARIAT_HEAD)
    returned = SectionFactory(report__year=2019).report
    ReportFactory(body=returned.body, year=2020)
    move_report(returned, "submit", actor=staff)
    move_report(returned, "return", actor=head, reason="请核对数据。")
    todo = next(item for item in count_waiting(reports_waiting(staff)) if "open=returned" in item.url)
    assert todo.count == 1
    assert shown_reports(staff, todo.url) == {returned.pk}


def test_drafts_with_open_comments_are_opened_and_no_other() -> None:
    staff = make_actor(Role.SECRETARIAT)
    section = SectionFactory()
    CommentFactory(section=section)
    settled = SectionFactory(report=ReportFactory(body=section.report.body, year=2019))
    CommentFactory(section=settled, settled_at=timezone.now(), settled_by=settled.report.prepared_by)
    removed = SectionFactory(report=ReportFactory(body=section.report.body, year=2018))
    CommentFactory(section=removed)
    user = removed.report.prepared_by
    Section.everything.filter(pk=removed.pk).update(removed_at=timezone.now(), removed_by=user)
    todo = next(item for item in count_waiting(reports_waiting(staff)) if "open=commented" in item.url)
    assert todo.count == 1
    assert shown_reports(staff, todo.url) == {section.report.pk}
    assert shown_reports(staff, reverse("reports:report_list")) == {
        section.report.pk,
        settled.report.pk,
        removed.report.pk,
    }
