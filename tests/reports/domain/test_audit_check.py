"""The daily check, the command, and the head of the chain in printed documents."""

import io
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.job import HANDLERS, run_job
from office.domain.seal import seal_entries
from office.enums import JobState, Role
from office.models import AuditEntry, Job, Seal
from office.queries.audit_check import CHECK_JOB, last_check
from office.queries.seal import seal_text
from reports.domain.audit_check import EVERY, request_check_if_due
from reports.domain.rendition import freeze
from reports.models import Rendition
from reports.queries.audit_head import printed_heads
from reports.queries.todo import waiting_for
from tests.actors import make_actor
from tests.append_only import triggers_off
from tests.factories.association import ActivityFactory
from tests.factories.reports import ReportFactory

pytestmark = pytest.mark.django_db


def steal(sql: str) -> None:
    with triggers_off(), connection.cursor() as cursor:
        cursor.execute(sql)


def verify(*arguments: str) -> tuple[int, str]:
    """Run the command; returns its exit code and what it printed."""
    out = io.StringIO()
    try:
        call_command("verify_audit", *arguments, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_the_command_tells_that_all_is_well(staff: Actor) -> None:
    record_act(ActivityFactory(), "create", actor=staff)
    seal_entries()
    code, text = verify()
    assert code == 0
    assert seal_text(Seal.objects.get()) in text


def test_the_command_names_the_row_and_ends_with_one(staff: Actor) -> None:
    activity = ActivityFactory()
    entry = record_act(activity, "create", actor=staff)
    seal_entries()
    steal("UPDATE office_auditentry SET actor_name = 'x'")
    code, text = verify()
    assert code == 1
    assert f"#{entry.pk}" in text
    assert f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}" in text
    assert str(activity)[:60] in text
    code, text = verify("--json")
    found = json.loads(text)["found"]
    assert (code, found[0]["kind"], found[0]["number"]) == (1, "changed", entry.pk)


def test_a_printed_head_betrays_a_cut_end(staff: Actor) -> None:
    report = ReportFactory()
    record_act(report, "create", actor=staff)
    rendition = freeze(report, file_format="pdf")
    head = rendition.context["audit_head"]
    assert head == seal_text(Seal.objects.order_by("-number").first())
    Rendition.objects.filter(pk=rendition.pk).update(rendered_at=timezone.now())
    assert printed_heads() == [head]
    assert verify()[0] == 0
    for table in ("office_sealedentry", "office_seal", "office_auditentry"):
        steal(f"DELETE FROM {table}")
    record_act(report, "create", actor=staff)
    seal_entries()
    code, text = verify()
    assert code == 1
    assert head in text


def test_a_head_from_paper_can_be_asked_for() -> None:
    assert verify("--head", "第9号 0123")[0] == 1


def test_the_same_state_stays_one_document_though_the_trail_grew(staff: Actor) -> None:
    report = ReportFactory()
    record_act(report, "create", actor=staff)
    first = freeze(report, file_format="pdf")
    record_act(report, "read", actor=staff)
    assert freeze(report, file_format="pdf").pk == first.pk
    assert Seal.objects.count() == 1, "nothing is sealed for a document that is there already"


def test_the_daily_check_is_asked_for_once_a_day() -> None:
    job = request_check_if_due()
    assert job is not None
    assert request_check_if_due() is None
    Job.objects.filter(pk=job.pk).update(requested_at=timezone.now() - EVERY)
    assert request_check_if_due() is not None


def test_the_daily_check_leaves_its_result(staff: Actor) -> None:
    record_act(ActivityFactory(), "create", actor=staff)
    assert CHECK_JOB in HANDLERS
    job = request_check_if_due()
    assert job is not None
    assert run_job(str(job.pk)) == JobState.DONE
    result: dict[str, Any] = last_check().result  # type: ignore[union-attr]
    assert result["faults"] == 0
    assert result["unsealed"] == 0
    assert result["entries"] == AuditEntry.objects.count()
    steal("DELETE FROM office_sealedentry")
    steal("DELETE FROM office_seal")
    code, text = verify()
    assert code == 1
    assert result["head"] in text, "a former check remembers its head"


def test_faults_wait_for_the_head_until_a_later_check_is_clean(staff: Actor) -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)

    def waits(actor: Actor) -> int:
        return sum(item.count for item in waiting_for(actor) if item.url.endswith("#check"))

    check = {"kind": CHECK_JOB, "state": JobState.DONE, "title": "x"}
    Job.objects.create(**check, result={"faults": 2}, ended_at=timezone.now())
    assert (waits(head), waits(staff)) == (1, 0)
    Job.objects.create(**check, result={"faults": 0}, ended_at=timezone.now())
    assert waits(head) == 0
