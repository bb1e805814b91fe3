"""The pages and the life of an import: upload, columns, questions, run, undo, bad rows back; jobs that stop."""

import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from association.imports.organization import OrganizationImporter
from association.imports.person import PersonImporter
from association.models import FormerName, Organization, Person
from office.actor import Actor
from office.domain import import_batch, import_write
from office.domain.import_batch import (
    decide_rows,
    map_columns,
    receive_sheet,
    run_batch,
    start_check,
    start_run,
    start_undo,
)
from office.domain.import_undo import LaterEdits
from office.domain.job import JobCanceled, run_job
from office.enums import Role
from office.models import AuditEntry, ImportBatch, Job
from office.workflow import Refusal, TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.imports.sheets import check, domain_tables, run, sheet, undo, verdicts

pytestmark = pytest.mark.django_db
KIND = OrganizationImporter.name
PERSONS = PersonImporter.name
HEAD = ["学校名称", "层次", "地址"]
PLAIN = sheet(HEAD, ["示例甲学校", "中职", "=1+1"], ["示例乙单位", "中职", ""], ["没有类型", "", ""])


def upload(content: bytes, name: str = "名单.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_whole_way_by_the_pages(staff: Actor) -> None:
    client = client_of(staff)
    page = client.get(reverse("association:organization_list"))
    address = reverse("office:import_create", args=[KIND])
    assert address in page.content.decode()
    assert client.get(address).status_code == 200

    answer = client.post(address, {"file": upload(PLAIN), "sheet": ""})
    batch = ImportBatch.objects.get()
    assert answer.url == reverse("office:import_columns", args=[batch.pk])
    page = client.get(answer.url)
    assert "示例甲学校" in page.content.decode()

    answer = client.post(answer.url, {"column_0": "name", "column_1": "school_level", "column_2": "address"})
    assert answer.url == batch.get_absolute_url()
    page = client.get(answer.url)
    assert [line.row.verdict for line in page.context["lines"]] == ["new", "new", "error"]
    assert Organization.objects.count() == 0

    answer = client.post(reverse("office:import_run", args=[batch.pk]), follow=True)
    assert Organization.objects.count() == 2
    assert client.get(batch.get_absolute_url() + "?show=failed").context["lines"][0].row.line == 4

    asked = client.get(reverse("office:import_undo", args=[batch.pk]))
    assert asked.status_code == 200
    assert client.post(reverse("office:import_undo", args=[batch.pk]), {"reason": ""}).status_code == 422
    client.post(reverse("office:import_undo", args=[batch.pk]), {"reason": "发错了表"})
    assert Organization.objects.count() == 0
    batch.refresh_from_db()
    assert batch.state == "undone"


def test_wrong_mapping_is_refused_and_can_be_mended(staff: Actor) -> None:
    client = client_of(staff)
    batch = receive_sheet(PLAIN, name="a.xlsx", kind=KIND, actor=staff)
    address = reverse("office:import_columns", args=[batch.pk])
    assert client.post(address, {"column_0": "name", "column_1": "name", "column_2": ""}).status_code == 422
    assert client.post(address, {"column_0": "", "column_1": "", "column_2": ""}).status_code == 422
    assert client.post(address, {"column_0": "name", "column_1": "", "column_2": "short_name"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "a.xlsx"), (b"%PDF-1.4", "a.pdf"), (b"PK\x03\x04nothing", "a.xlsx"), (b"\xff\xff\xff\x81", "a.csv")],
)
def test_what_is_no_sheet_is_refused_on_the_page(staff: Actor, content: bytes, name: str) -> None:
    answer = client_of(staff).post(reverse("office:import_create", args=[KIND]), {"file": upload(content, name)})
    assert answer.status_code == 422
    assert ImportBatch.objects.count() == 0


def test_sheet_without_a_head_is_refused(staff: Actor) -> None:
    with pytest.raises(Refusal):
        receive_sheet(sheet(["甲", "乙"], ["丙", "丁"]), name="a.xlsx", kind=KIND, actor=staff)


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMINISTRATOR, Role.FINANCE, Role.REVIEWER])
def test_others_neither_upload_nor_see_the_button(role: str) -> None:
    client = client_of(make_actor(role))
    assert client.get(reverse("office:import_create", args=[KIND])).status_code == 403
    page = client.get(reverse("association:organization_list"))
    assert reverse("office:import_create", args=[KIND]) not in page.content.decode()


def test_open_question_is_decided_on_the_page(staff: Actor) -> None:
    first, second = PersonFactory(name="张三", phone="13900000001"), PersonFactory(name="张三", phone="13900000002")
    batch = check(PERSONS, sheet(["姓名", "职务"], ["张 三", "院长"], ["李四", "教师"]), actor=staff)
    assert verdicts(batch) == ["conflict", "new"]
    row = batch.rows.get(line=2)
    assert [key for key, _text in row.candidates] == [str(first.pk), str(second.pk)]

    client = client_of(staff)
    page = client.get(batch.get_absolute_url())
    assert len(page.context["lines"][0].choices) == 5
    client.post(reverse("office:import_decide", args=[batch.pk]), {f"row_{row.pk}": str(second.pk)})
    batch.refresh_from_db()
    assert verdicts(batch) == ["update", "new"]
    run(batch, actor=staff)
    second.refresh_from_db()
    assert second.position == "院长"
    assert Person.objects.filter(name="张三").count() == 2


@pytest.mark.parametrize(("decision", "persons"), [("new", 2), ("skip", 1), ("", 1)])
def test_question_decided_as_new_left_out_or_not_at_all(staff: Actor, decision: str, persons: int) -> None:
    PersonFactory(name="张三", phone="13900000001")
    batch = check(PERSONS, sheet(["姓名", "电话"], ["张三", "13900000009"]), actor=staff)
    decide_rows(batch, {batch.rows.get().pk: decision}, actor=staff)
    start_check(batch, actor=staff)
    run(batch, actor=staff)
    assert Person.objects.filter(name="张三").count() == persons


def test_word_that_a_row_does_not_offer_is_refused(staff: Actor) -> None:
    PersonFactory(name="张三", phone="13900000001")
    other = PersonFactory(name="王五")
    batch = check(PERSONS, sheet(["姓名", "电话"], ["张三", "13900000009"]), actor=staff)
    with pytest.raises(Refusal):
        decide_rows(batch, {batch.rows.get().pk: str(other.pk)}, actor=staff)


def test_bad_rows_come_back_as_they_came_with_the_problem(staff: Actor) -> None:
    content = sheet(
        ["序号", "学校名称", "层次"],
        [1, "示例学校", "中职"],
        [2, "看不出的单位", "@HYPERLINK(1)"],
        title="学校名单",
        notes=("注：请勿改动表头。",),
    )
    batch = run(check(KIND, content, actor=staff), actor=staff)
    answer = client_of(staff).get(reverse("office:import_problems", args=[batch.pk]))
    page: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    lines = [list(line) for line in page.iter_rows(values_only=True)]
    assert lines[0][0] == "学校名单"
    assert [str(merge) for merge in page.merged_cells.ranges] == ["A1:C1"]
    assert lines[2] == ["序号", "学校名称", "层次", "问题"]
    assert lines[3][:2] == [2, "看不出的单位"]
    assert lines[3][3]
    assert lines[4][0] == "注：请勿改动表头。"
    assert all(cell.data_type != "f" for line in page.iter_rows() for cell in line)
    assert page["C4"].quotePrefix, "no formula either when somebody edits the cell"
    # It goes in again as it is: the added column is left out.
    again = receive_sheet(answer.content, name="问题.xlsx", kind=KIND, actor=staff)
    assert again.mapping == ["", "name", "school_level", ""]


def test_template_has_the_columns_and_is_read_again(staff: Actor) -> None:
    answer = client_of(staff).get(reverse("office:import_template", args=[PERSONS]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads == ["姓名", "工作单位", "职务", "手机"]
    assert len(book.worksheets) == 2
    book.worksheets[0].append(["张三", None, "教师", "13900000001"])
    buffer = io.BytesIO()
    book.save(buffer)
    batch = check(PERSONS, buffer.getvalue(), actor=staff)
    assert batch.mapping == ["name", "organization", "position", "phone"]
    assert verdicts(batch) == ["new"]


def test_row_whose_verdict_changed_since_the_check_is_reported_not_written(staff: Actor) -> None:
    batch = check(KIND, PLAIN, actor=staff)
    OrganizationFactory(name="示例甲学校", school_level="higher_vocational")
    run(batch, actor=staff)
    first = batch.rows.order_by("line").first()
    assert (first.verdict, first.outcome) == ("new", "failed")
    assert Organization.objects.filter(name="示例甲学校").count() == 1
    assert Organization.objects.filter(name="示例乙单位").exists()


def test_record_changed_during_the_run_fails_alone(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = OrganizationFactory(name="示例甲学校", kind="school", school_level="technician")
    batch = check(KIND, PLAIN, actor=staff)
    assert verdicts(batch) == ["update", "new", "error"]
    plan = import_batch.plan_rows

    def plan_then_lose(*args: Any, **kwargs: Any) -> Any:
        plans = plan(*args, **kwargs)
        Organization.objects.filter(pk=stored.pk).update(revision=7)
        return plans

    monkeypatch.setattr(import_batch, "plan_rows", plan_then_lose)
    run(batch, actor=staff)
    outcomes = list(batch.rows.order_by("line").values_list("outcome", flat=True))
    assert outcomes == ["failed", "created", "failed"]
    assert AuditEntry.objects.filter(batch=batch.key, action="create").count() == 1


@pytest.mark.parametrize("later", ["edit", "child", "remove"])
def test_undo_is_refused_after_later_work_and_names_the_line(staff: Actor, later: str) -> None:
    batch = run(check(KIND, PLAIN, actor=staff), actor=staff)
    made = Organization.objects.get(name="示例甲学校")
    if later == "edit":
        Organization.objects.filter(pk=made.pk).update(revision=2, short_name="甲校")
    elif later == "child":
        FormerName.objects.create(organization=made, name="旧名", until="2010-01-01")
    else:
        made.delete()
    before = domain_tables()
    with pytest.raises(LaterEdits, match="2"):
        start_undo(batch, actor=staff, reason="发错了表")
    batch.refresh_from_db()
    assert batch.state == "done"
    assert domain_tables() == before


def test_each_act_is_refused_where_it_may_not_happen(staff: Actor) -> None:
    batch = check(KIND, PLAIN, actor=staff)
    with pytest.raises(TransitionRefused):
        start_undo(batch, actor=staff, reason="x")
    run(batch, actor=staff)
    with pytest.raises(TransitionRefused):
        start_run(batch, actor=staff)
    with pytest.raises(Refusal):
        start_check(batch, actor=staff)
    with pytest.raises(Refusal):
        map_columns(batch, batch.mapping, actor=staff)
    undo(batch, actor=staff)
    with pytest.raises(TransitionRefused):
        start_undo(batch, actor=staff, reason="x")


def test_discarded_sheet_keeps_no_rows(staff: Actor) -> None:
    batch = receive_sheet(PLAIN, name="a.xlsx", kind=KIND, actor=staff)
    client_of(staff).post(reverse("office:import_discard", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, batch.rows.count()) == ("discarded", 0)


@pytest.fixture
def by_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sheet is long: jobs do the work, in slices of two rows."""
    monkeypatch.setattr(import_batch, "ROWS_AT_ONCE", 0)
    monkeypatch.setattr(import_batch, "CHUNK", 2)
    monkeypatch.setattr("office.domain.job.ring", lambda _job: True)


def many(count: int) -> bytes:
    return sheet(["学校名称", "层次"], *([f"示例第{number}学校", "中职"] for number in range(count)))


def test_long_sheet_is_checked_imported_and_undone_by_jobs(staff: Actor, by_job: None) -> None:
    before = domain_tables()
    batch = receive_sheet(many(5), name="a.xlsx", kind=KIND, actor=staff)
    for start, state in ((start_check, "checked"), (start_run, "done")):
        job = start(batch, actor=staff)
        assert job is not None
        assert run_job(str(job.pk)) == "done"
        batch.refresh_from_db()
        assert batch.state == state
    assert Organization.objects.count() == 5
    assert AuditEntry.objects.filter(batch=batch.key, user_id=staff.user_id, action="create").count() == 5
    job = start_undo(batch, actor=staff, reason="发错了表")
    assert run_job(str(job.pk)) == "done"
    assert domain_tables() == before


def test_long_sheet_goes_its_way_by_the_pages(staff: Actor, by_job: None) -> None:
    client = client_of(staff)
    client.post(reverse("office:import_create", args=[KIND]), {"file": upload(many(5)), "sheet": ""})
    batch = ImportBatch.objects.get()
    answer = client.post(
        reverse("office:import_columns", args=[batch.pk]), {"column_0": "name", "column_1": "school_level"}
    )
    job = Job.objects.get()
    assert answer.url == reverse("office:job_detail", args=[job.pk])
    assert client.get(batch.get_absolute_url()).status_code == 302
    assert run_job(str(job.pk)) == "done"
    answer = client.post(reverse("office:import_run", args=[batch.pk]))
    page = client.get(batch.get_absolute_url()).content.decode()
    assert f"job-{Job.objects.first().pk}" in page
    assert run_job(str(Job.objects.first().pk)) == "done"
    assert Organization.objects.count() == 5
    assert AuditEntry.objects.filter(batch=batch.key, user_id=staff.user_id).count() == 5


def test_canceled_run_stops_between_slices_and_goes_on(
    staff: Actor, by_job: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = receive_sheet(many(5), name="a.xlsx", kind=KIND, actor=staff)
    run_job(str(start_check(batch, actor=staff).pk))
    batch.refresh_from_db()
    write = import_write.write_rows

    def write_then_cancel(*args: Any, **kwargs: Any) -> None:
        write(*args, **kwargs)
        raise JobCanceled

    job = start_run(batch, actor=staff)
    monkeypatch.setattr(import_batch, "write_rows", write_then_cancel)
    assert run_job(str(job.pk)) == "canceled"
    batch.refresh_from_db()
    assert (batch.state, Organization.objects.count()) == ("stopped", 2)

    monkeypatch.setattr(import_batch, "write_rows", write)
    job = start_run(batch, actor=staff)
    assert run_job(str(job.pk)) == "done"
    assert Organization.objects.count() == 5
    assert set(batch.rows.values_list("outcome", flat=True)) == {"created"}


def test_killed_run_is_taken_up_by_the_next_worker(staff: Actor, by_job: None, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = receive_sheet(many(5), name="a.xlsx", kind=KIND, actor=staff)
    run_job(str(start_check(batch, actor=staff).pk))
    batch.refresh_from_db()
    write = import_write.write_rows

    class Killed(BaseException):
        pass

    def write_then_die(*args: Any, **kwargs: Any) -> None:
        write(*args, **kwargs)
        raise Killed

    job = start_run(batch, actor=staff)
    monkeypatch.setattr(import_batch, "write_rows", write_then_die)
    with pytest.raises(Killed):
        run_job(str(job.pk))
    assert Organization.objects.count() == 2
    monkeypatch.setattr(import_batch, "write_rows", write)
    Job.objects.filter(pk=job.pk).update(state="waiting", lease_until=None)
    assert run_job(str(job.pk)) == "done"
    batch.refresh_from_db()
    assert (batch.state, Organization.objects.count()) == ("done", 5)
    undo_job = start_undo(batch, actor=staff, reason="发错了表")
    run_job(str(undo_job.pk))
    assert Organization.objects.count() == 0


def test_second_press_while_a_job_works_is_refused(staff: Actor, by_job: None) -> None:
    batch = receive_sheet(many(3), name="a.xlsx", kind=KIND, actor=staff)
    start_check(batch, actor=staff)
    batch.refresh_from_db()
    with pytest.raises(Refusal):
        start_check(batch, actor=staff)


def test_repeated_run_of_a_finished_import_writes_nothing(staff: Actor) -> None:
    batch = run(check(KIND, PLAIN, actor=staff), actor=staff)
    after = domain_tables()
    with pytest.raises(TransitionRefused):
        run_batch(batch, actor=staff)
    assert domain_tables() == after


def test_list_of_imports_counts_the_results(staff: Actor, django_assert_max_num_queries: Any) -> None:
    for _number in range(3):
        run(check(KIND, PLAIN, actor=staff), actor=staff)
    client = client_of(staff)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("office:import_list"))
    assert page.content.decode().count("<tr>") == 4
