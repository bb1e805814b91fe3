"""The pages of a report as a whole: who reads, who acts, how many queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from reports.domain.outline import load_outlines
from reports.domain.reading import mark_read
from reports.domain.section import save_section
from reports.enums import ReportState
from reports.methods.blocks import paragraph, text_run
from reports.models import ReadMark, Rendition, Report
from tests.actors import make_actor
from tests.factories.association import BodyFactory
from tests.factories.reports import (
    CommentFactory,
    ProposalFactory,
    ReportFactory,
    SectionFactory,
    make_report_with_figures,
)

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LogIn = Callable[..., Client]


def detail(report: Any) -> str:
    return reverse("reports:report_detail", args=[report.pk])


def act_url(report: Any, action: str) -> str:
    return reverse("reports:report_act", args=[report.pk, action])


@pytest.mark.parametrize("count", [3, 80])
def test_the_page_needs_the_same_few_queries_for_any_number_of_figures(
    count: int, log_in: LogIn, django_assert_max_num_queries: Any
) -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)
    report = make_report_with_figures(count)
    mark_read(report, actor=head)
    section = report.sections.first()
    CommentFactory(section=section, block_id=section.blocks[0]["id"])
    blocks = [*section.blocks, paragraph([text_run("新的一段。")])]
    save_section(section, actor=head, heading=section.heading, blocks=blocks, revision=section.revision)
    client = log_in(head)
    client.get(detail(report))
    with django_assert_max_num_queries(12) as queries:
        page = client.get(detail(report))
    assert page.content.count(b"data-figure=") == count
    assert len(queries) == 10


def test_a_figure_shows_value_scope_and_difference(log_in: LogIn) -> None:
    report = make_report_with_figures(1)
    text = log_in(Role.SECRETARIAT).get(detail(report)).content.decode()
    value = report.body and next(iter(type(report).objects.all()))
    assert "27所" in text
    assert "30所" in text
    assert "is-different" in text
    assert "省级" in text
    assert reverse("reports:figure_list", args=[value.pk]) in text


def test_a_figure_that_the_records_lost_stays_visible(log_in: LogIn) -> None:
    section = SectionFactory(text="来自{{contest.schools:gone}}院校。")
    text = log_in(Role.SECRETARIAT).get(detail(section.report)).content.decode()
    assert "contest.schools:gone" in text
    assert "is-missing" in text


def test_headings_are_numbered_as_in_print(log_in: LogIn) -> None:
    report = ReportFactory()
    for order, level in enumerate([0, 1, 2, 2, 1], start=1):
        SectionFactory(report=report, order=order, level=level, heading=f"题{order}")
    text = log_in(Role.SECRETARIAT).get(detail(report)).content.decode()
    for heading in ("一、题2", "（一）题3", "（二）题4", "二、题5"):
        assert heading in text


@pytest.mark.parametrize(
    ("role", "draft", "published"),
    [
        (Role.SECRETARIAT, 200, 200),
        (Role.SECRETARIAT_HEAD, 200, 200),
        (Role.FINANCE, 200, 200),
        (Role.AUDITOR, 200, 200),
        (Role.SCHOOL_ADMINISTRATOR, 404, 404),
        (Role.SCHOOL_TEACHER, 404, 404),
        (Role.REVIEWER, 404, 404),
        (Role.SYSTEM_ADMINISTRATOR, 404, 404),
    ],
)
def test_who_reads(role: str, draft: int, published: int, log_in: LogIn) -> None:
    client = log_in(role)
    section = SectionFactory()
    report = section.report
    pages = [
        detail(report),
        reverse("reports:report_history", args=[report.pk]),
        reverse("reports:figure_list", args=[report.pk]),
        reverse("reports:section_versions", args=[section.pk]),
    ]
    assert {client.get(page).status_code for page in pages} == {draft}
    Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
    assert {client.get(page).status_code for page in pages} == {published}


def test_a_groups_secretary_reads_the_published_report_of_his_own_body(log_in: LogIn) -> None:
    body = BodyFactory()
    client = log_in(Role.GROUP_SECRETARY, body=body)
    own = SectionFactory(report=ReportFactory(body=body)).report
    other = SectionFactory(report=ReportFactory(state=ReportState.PUBLISHED)).report
    assert client.get(detail(own)).status_code == 404
    assert client.get(detail(other)).status_code == 404
    Report.objects.filter(pk=own.pk).update(state=ReportState.PUBLISHED)
    assert client.get(detail(own)).status_code == 200


def test_nobody_logged_in_is_asked_to(client: Client) -> None:
    answer = client.get(detail(ReportFactory()))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_the_list_and_its_export(log_in: LogIn) -> None:
    report = ReportFactory()
    client = log_in(Role.AUDITOR)
    assert report.body.name in client.get(reverse("reports:report_list")).content.decode()
    assert client.get(reverse("reports:report_export")).status_code == 200
    assert log_in(Role.SCHOOL_TEACHER).get(reverse("reports:report_list")).status_code == 403


def test_a_report_is_drafted_from_the_form(log_in: LogIn) -> None:
    load_outlines()
    body = BodyFactory()
    client = log_in(Role.SECRETARIAT)
    fields = {"body": body.name, "kind": "annual_summary", "year": 2021}
    answer = client.post(reverse("reports:report_create"), fields)
    report = Report.objects.get()
    assert answer["Location"] == detail(report)
    assert report.sections.exists()
    again = client.post(reverse("reports:report_create"), fields)
    assert again.status_code == 422
    assert Report.objects.count() == 1
    assert log_in(Role.AUDITOR).get(reverse("reports:report_create")).status_code == 403


@pytest.fixture
def report(db: None) -> Any:
    return SectionFactory().report


def move(client: Client, report: Any, action: str, reason: str = "") -> int:
    return client.post(act_url(report, action), {"reason": reason}).status_code


def test_the_whole_way_from_draft_to_publication(report: Any, log_in: LogIn) -> None:
    clerk, head = log_in(Role.SECRETARIAT), log_in(Role.SECRETARIAT_HEAD)
    assert move(clerk, report, "submit") == 302
    assert move(head, report, "return", "请补充数据。") == 302
    assert move(clerk, report, "submit") == 302
    assert move(head, report, "approve") == 302
    assert move(head, report, "publish") == 302
    report.refresh_from_db()
    assert (report.state, report.version) == (ReportState.PUBLISHED, 1)
    assert report.published_at is not None
    acts = AuditEntry.objects.filter(object_id=str(report.pk)).order_by("id").values_list("action", "reason")
    assert list(acts) == [
        ("submit", ""),
        ("return", "请补充数据。"),
        ("submit", ""),
        ("approve", ""),
        ("publish", ""),
    ]


@pytest.mark.parametrize(
    ("action", "state", "roles"),
    [
        ("submit", ReportState.DRAFT, {Role.SECRETARIAT, Role.SECRETARIAT_HEAD}),
        ("return", ReportState.UNDER_REVIEW, {Role.SECRETARIAT_HEAD}),
        ("approve", ReportState.UNDER_REVIEW, {Role.SECRETARIAT_HEAD}),
        ("reopen", ReportState.FINAL, {Role.SECRETARIAT_HEAD}),
        ("publish", ReportState.FINAL, {Role.SECRETARIAT_HEAD}),
    ],
)
def test_each_act_belongs_to_its_person_and_state(
    action: str, state: str, roles: set[str], report: Any, log_in: LogIn
) -> None:
    for role in (Role.FINANCE, Role.AUDITOR, Role.SECRETARIAT):
        if role not in roles:
            Report.objects.filter(pk=report.pk).update(state=state)
            assert move(log_in(role), report, action, "理由") == 403
    for wrong in set(ReportState.values) - {state}:
        Report.objects.filter(pk=report.pk).update(state=wrong)
        assert move(log_in(Role.SECRETARIAT_HEAD), report, action, "理由") == 409
        report.refresh_from_db()
        assert report.state == wrong
    assert not AuditEntry.objects.filter(action=action).exists()


def test_a_second_approval_is_refused(report: Any, log_in: LogIn) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    head = log_in(Role.SECRETARIAT_HEAD)
    assert [move(head, report, "approve"), move(head, report, "approve")] == [302, 409]
    assert AuditEntry.objects.filter(action="approve").count() == 1


def test_returning_without_a_reason_asks_for_it(report: Any, log_in: LogIn) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    assert move(log_in(Role.SECRETARIAT_HEAD), report, "return") == 422


def test_a_returned_report_waits_for_the_secretariat_with_the_reason_until_it_is_submitted_again(
    report: Any, log_in: LogIn
) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    assert (
        log_in(Role.SECRETARIAT_HEAD).post(act_url(report, "return"), {"reason": "请补充会员情况"}).status_code == 302
    )
    desk = log_in(Role.SECRETARIAT)
    returned = [todo for todo in desk.get(reverse("reports:home")).context["todos"] if todo.count]
    assert [todo.url for todo in returned] == [f"{reverse('reports:report_list')}?open=returned"]
    facts = desk.get(report.get_absolute_url()).context["page"].facts
    assert "请补充会员情况" in [fact.value for fact in facts]
    assert move(desk, report, "submit") == 302
    assert desk.get(reverse("reports:home")).context["todos"] == []
    facts = desk.get(report.get_absolute_url()).context["page"].facts
    assert "请补充会员情况" not in [fact.value for fact in facts]


def test_an_empty_report_is_not_submitted(log_in: LogIn) -> None:
    section = SectionFactory(blocks=[])
    assert move(log_in(Role.SECRETARIAT), section.report, "submit") == 409


def test_before_an_act_its_impact_is_shown(log_in: LogIn) -> None:
    report = make_report_with_figures(2)
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    CommentFactory(section=report.sections.first())
    SectionFactory(report=report, blocks=[], heading="尚未动笔", order=9000)
    ProposalFactory(report=report)
    head = log_in(Role.SECRETARIAT_HEAD)
    text = head.get(act_url(report, "approve")).content.decode()
    assert "尚未动笔" in text
    assert "30所" in text
    Report.objects.filter(pk=report.pk).update(state=ReportState.FINAL)
    assert head.get(act_url(report, "publish")).status_code == 200


def test_reading_is_marked_for_oneself(report: Any, log_in: LogIn) -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)
    answer = log_in(head).post(reverse("reports:report_read", args=[report.pk]))
    assert answer["Location"] == detail(report)
    assert ReadMark.objects.get().user_id == head.user_id
    assert log_in(Role.SCHOOL_TEACHER).post(reverse("reports:report_read", args=[report.pk])).status_code == 404


def test_what_changed_since_the_last_reading_is_marked(report: Any, log_in: LogIn, staff: Actor) -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)
    client = log_in(head)
    client.post(reverse("reports:report_read", args=[report.pk]))
    section = report.sections.get()
    log_in(staff).post(
        reverse("reports:section_edit", args=[section.pk]),
        {
            "heading": section.heading,
            "revision": section.revision,
            "block_id": [section.blocks[0]["id"]],
            "block_type": ["paragraph"],
            "block_text": ["一年来，学会各项工作稳中有进。"],
        },
    )
    text = client.get(detail(report)).content.decode()
    assert "<ins>" in text
    assert "<del>" in text


def test_removing_is_the_heads_and_only_for_a_draft(report: Any, log_in: LogIn) -> None:
    url = reverse("reports:report_remove", args=[report.pk])
    assert log_in(Role.SECRETARIAT).post(url, {"reason": "重复"}).status_code == 403
    head = log_in(Role.SECRETARIAT_HEAD)
    Report.objects.filter(pk=report.pk).update(state=ReportState.UNDER_REVIEW)
    assert head.post(url, {"reason": "重复"}).status_code == 403
    Report.objects.filter(pk=report.pk).update(state=ReportState.DRAFT)
    assert head.post(url, {"reason": "重复"}).status_code == 302
    assert not Report.objects.exists()


def test_a_published_report_reads_as_it_was_printed(log_in: LogIn) -> None:
    report = make_report_with_figures(2, sections=1)
    names = [run["figure"] for block in report.sections.get().blocks for run in block["runs"] if "figure" in run]
    Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED, version=1)
    bare = {"label": "参赛院校", "computed": "27", "unit": "所", "scope": "省级", "period": "2020年"}
    rendition = Rendition.objects.create(
        report=report,
        format="pdf",
        fingerprint="1" * 64,
        context={},
        figures={names[0]: {**bare, "text": "26所"}, names[1]: {**bare, "text": "27所"}},
        state="ready",
        report_state=ReportState.PUBLISHED,
        version=1,
        file="renditions/example.pdf",
        rendered_at=timezone.now(),
    )
    client = log_in(Role.AUDITOR)
    text = client.get(detail(report)).content.decode()
    assert "26所<small>" in text
    assert "27所</a>" in text
    assert reverse("reports:rendition_figure", args=[rendition.pk, names[1]]) in text
    Report.objects.filter(pk=report.pk).update(version=2)
    assert "26所" not in client.get(detail(report)).content.decode()


def test_the_title_of_a_draft_is_changed_on_a_page(log_in: LogIn) -> None:
    report = ReportFactory()
    url = reverse("reports:report_change", args=[report.pk])
    clerk = log_in(Role.SECRETARIAT)
    assert url in clerk.get(detail(report)).content.decode()
    assert 'name="title"' in clerk.get(url).content.decode()
    sent = {"title": "年度工作报告", "revision": report.revision}
    assert clerk.post(url, sent).status_code == 302
    report.refresh_from_db()
    assert report.title == "年度工作报告"
    assert AuditEntry.objects.filter(action="change", object_id=str(report.pk)).count() == 1
    stale = clerk.post(url, {"title": "另一标题", "revision": report.revision - 1})
    assert "年度工作报告" in stale.content.decode()
    assert "另一标题" in stale.content.decode()
    report.refresh_from_db()
    assert report.title == "年度工作报告"


def test_an_empty_title_and_one_of_a_published_report_are_refused(log_in: LogIn) -> None:
    report = ReportFactory()
    url = reverse("reports:report_change", args=[report.pk])
    clerk = log_in(Role.SECRETARIAT)
    assert "title" in clerk.post(url, {"title": " ", "revision": report.revision}).context["page"].form.errors
    Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
    assert clerk.post(url, {"title": "新", "revision": report.revision}).status_code == 403
    report.refresh_from_db()
    assert report.title == "工作总结报告"
