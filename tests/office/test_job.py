"""Jobs in the database: claimed once, held by lease, canceled, swept; the broker is only the doorbell."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import redis
from celery import Celery
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain import job as jobs
from office.domain.job import JobCanceled, JobRun, LeaseLost, cancel_job, claim, request_job, requeue_stale, run_job
from office.models import AuditEntry, Job
from office.workflow import Refusal, TransitionRefused
from tests.actors import client_of, make_actor

pytestmark = pytest.mark.django_db
# A fraction of a second on a quiet machine; Celery by itself would try for many times this.
PATIENCE = 5


@pytest.fixture(autouse=True)
def rung(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Collect the doorbell's rings instead of sending them."""
    ids: list[Any] = []
    monkeypatch.setattr("office.domain.job.ring", lambda job_id: ids.append(job_id) or True)
    return ids


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A kind of job whose work the test writes: ``handler["work"]``."""
    work: dict[str, Any] = {"work": lambda _run: {"url": "/"}}

    def do_work(run: JobRun) -> dict[str, Any]:
        return work["work"](run)  # type: ignore[no-any-return]

    monkeypatch.setitem(jobs.HANDLERS, "test.work", do_work)
    return work


def make_job(**fields: Any) -> Job:
    return Job.objects.create(kind="test.work", title="试验", **fields)


def stale(**fields: Any) -> Job:
    """A running row that its worker left behind."""
    past = timezone.now() - timedelta(seconds=1)
    return make_job(**{"state": "running", "lease_until": past, "lease_token": "gone", "attempts": 1, **fields})


def test_request_stores_audits_and_rings_after_the_commit(
    staff: Actor, rung: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = request_job("test.work", actor=staff, title="长" * 300, arguments={"report": 1})
        assert rung == []
    assert rung == [job.pk]
    assert (job.state, job.requested_by_id, job.title) == ("waiting", staff.user_id, "长" * 200)
    assert AuditEntry.objects.get().after == {"kind": "test.work", "arguments": {"report": 1}}


def test_rolled_back_request_leaves_nothing(staff: Actor, rung: list[Any]) -> None:
    with transaction.atomic():
        request_job("test.work", actor=staff, title="试验", arguments={})
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert rung == []


def test_work_is_done_once_and_its_result_kept(handler: dict[str, Any]) -> None:
    job = make_job()
    assert run_job(str(job.pk)) == "done"
    assert run_job(str(job.pk)) == "", "a second ring finds nothing to do"
    job.refresh_from_db()
    assert (job.state, job.percent, job.attempts, job.result) == ("done", 100, 1, {"url": "/"})
    assert (job.lease_until, job.lease_token) == (None, "")


@pytest.mark.django_db(transaction=True)
def test_one_of_many_workers_claims() -> None:
    job, runs, barrier = make_job(), list[JobRun | None](), threading.Barrier(4)

    def take() -> None:
        barrier.wait()
        try:
            runs.append(claim(job.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([run for run in runs if run]) == 1
    assert Job.objects.get().attempts == 1


def test_unknown_job_is_nothing_to_do() -> None:
    assert run_job("00000000-0000-0000-0000-000000000000") == ""


def test_report_renews_the_lease() -> None:
    run = claim(make_job().pk)
    assert run is not None
    Job.objects.update(lease_until=timezone.now())
    run.report("collect", 7)
    job = Job.objects.get()
    assert (job.stage, job.percent) == ("collect", 7)
    assert job.lease_until > timezone.now() + timedelta(seconds=5)


def test_question_whether_to_cancel_renews_the_lease_too() -> None:
    run = claim(make_job().pk)
    assert run is not None
    Job.objects.update(lease_until=timezone.now())
    assert run.should_cancel() is False
    assert Job.objects.get().lease_until > timezone.now() + timedelta(seconds=5)
    Job.objects.update(cancel_requested=True)
    assert run.should_cancel() is True


def test_worker_that_lost_its_lease_stops_and_writes_nothing(handler: dict[str, Any]) -> None:
    job = make_job()

    def lose(run: JobRun) -> dict[str, Any]:
        Job.objects.filter(pk=run.job.pk).update(lease_token="another worker's")
        assert run.should_cancel() is True
        with pytest.raises(LeaseLost):
            run.report("write", 90)
        raise LeaseLost

    handler["work"] = lose
    assert run_job(str(job.pk)) == ""
    job.refresh_from_db()
    assert (job.state, job.percent, job.lease_token) == ("running", 0, "another worker's")


def test_late_result_of_a_lost_lease_is_dropped(handler: dict[str, Any]) -> None:
    job = make_job()

    def finish_late(run: JobRun) -> dict[str, Any]:
        Job.objects.filter(pk=run.job.pk).update(lease_token="another worker's")
        return {"url": "/late/"}

    handler["work"] = finish_late
    assert run_job(str(job.pk)) == ""
    assert Job.objects.get().result == {}


def test_waiting_job_is_canceled_at_once(staff: Actor) -> None:
    job = cancel_job(make_job(), actor=staff)
    assert (job.state, job.cancel_requested) == ("canceled", True)
    assert job.ended_at is not None
    assert claim(job.pk) is None
    assert AuditEntry.objects.get().action == "cancel"


def test_running_job_is_canceled_at_its_next_report(staff: Actor, handler: dict[str, Any]) -> None:
    job = make_job()

    def work(run: JobRun) -> dict[str, Any]:
        asked = cancel_job(run.job, actor=staff)
        assert asked.state == "running"
        with pytest.raises(JobCanceled):
            run.report("write", 80)
        raise JobCanceled

    handler["work"] = work
    assert run_job(str(job.pk)) == "canceled"


def test_second_press_on_cancel_changes_nothing(staff: Actor) -> None:
    job = stale(lease_until=timezone.now() + timedelta(seconds=30))
    cancel_job(job, actor=staff)
    cancel_job(job, actor=staff)
    assert AuditEntry.objects.count() == 1


def test_ended_job_cannot_be_canceled(staff: Actor) -> None:
    job = make_job(state="done", ended_at=timezone.now())
    with pytest.raises(TransitionRefused):
        cancel_job(job, actor=staff)
    assert not AuditEntry.objects.exists()


def test_refusal_of_the_work_is_its_sentence(handler: dict[str, Any]) -> None:
    job = make_job()

    def refuse(run: JobRun) -> dict[str, Any]:
        raise Refusal("报告还是空的。")

    handler["work"] = refuse
    assert run_job(str(job.pk)) == "failed"
    assert Job.objects.get().error == "报告还是空的。"


def test_fault_is_logged_and_named_in_a_sentence(handler: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    job = make_job()
    handler["work"] = lambda _run: {}["missing"]
    assert run_job(str(job.pk)) == "failed"
    assert "KeyError: 'missing'" in Job.objects.get().error
    assert len(Job.objects.get().error) > len("KeyError: 'missing'") + 5
    assert "failed" in caplog.text


def test_kind_that_nobody_handles_fails(caplog: pytest.LogCaptureFixture) -> None:
    job = Job.objects.create(kind="unknown.kind", title="试验")
    assert run_job(str(job.pk)) == "failed"


def test_sweep_gives_back_what_a_killed_worker_left(rung: list[Any]) -> None:
    job = stale(stage="write", percent=80)
    assert requeue_stale() == 1
    job.refresh_from_db()
    assert (job.state, job.stage, job.percent, job.attempts, job.lease_until) == ("waiting", "", 0, 1, None)
    assert rung == [job.pk]
    assert claim(job.pk) is not None
    assert Job.objects.get().attempts == 2


def test_sweep_leaves_a_living_worker_alone() -> None:
    job = stale(lease_until=timezone.now() + timedelta(seconds=5))
    assert requeue_stale() == 0
    job.refresh_from_db()
    assert job.state == "running"


def test_sweep_fails_a_job_that_killed_all_its_workers() -> None:
    job = stale(attempts=3)
    assert requeue_stale() == 0
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error
    assert job.ended_at is not None


def test_sweep_ends_what_was_to_be_canceled() -> None:
    job = stale(cancel_requested=True)
    assert requeue_stale() == 0
    job.refresh_from_db()
    assert job.state == "canceled"


def test_job_asked_to_cancel_while_it_was_requeued_does_not_wait_for_ever() -> None:
    """The instant between the sweep's statements: waiting, and asked to stop. No worker would claim it."""
    job = make_job(cancel_requested=True)
    assert claim(job.pk) is None
    assert requeue_stale() == 0
    job.refresh_from_db()
    assert job.state == "canceled"


def test_sweep_rings_for_a_job_whose_ring_was_lost(rung: list[Any]) -> None:
    jobs_waiting = [make_job(), make_job()]
    assert requeue_stale() == 2
    assert set(rung) == {job.pk for job in jobs_waiting}


def test_sweep_stops_ringing_when_the_broker_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    make_job()
    tries: list[Any] = []
    monkeypatch.setattr("office.domain.job.ring", lambda job_id: bool(tries.append(job_id)))
    make_job()
    assert requeue_stale() == 0
    assert len(tries) == 1


def job_page(client: Client, job: Job, act: str = "detail") -> Any:
    address = reverse(f"office:job_{act}", args=[job.pk])
    return client.get(address) if act == "detail" else client.post(address)


def test_job_is_seen_by_who_asked_and_by_who_reads_all() -> None:
    owner = make_actor("school_administrator")
    job = make_job(requested_by_id=owner.user_id)
    statuses = {
        role: job_page(client_of(make_actor(role)), job).status_code
        for role in ("secretariat", "auditor", "system_administrator", "school_administrator", "reviewer")
    }
    assert statuses == {
        "secretariat": 200,
        "auditor": 200,
        "system_administrator": 200,
        "school_administrator": 404,
        "reviewer": 404,
    }
    assert job_page(client_of(owner), job).status_code == 200


def test_job_is_canceled_by_who_asked_or_keeps_it_and_by_no_other_reader() -> None:
    owner = make_actor("school_administrator")
    statuses = {}
    for role in ("auditor", "finance", "secretariat", "system_administrator"):
        job = make_job(requested_by_id=owner.user_id)
        statuses[role] = job_page(client_of(make_actor(role)), job, "cancel").status_code
    assert statuses == {"auditor": 403, "finance": 403, "secretariat": 302, "system_administrator": 302}
    own = make_job(requested_by_id=owner.user_id)
    assert job_page(client_of(owner), own, "cancel").status_code == 302
    assert reverse("office:job_cancel", args=[own.pk]) not in job_page(client_of(owner), own).content.decode()


def test_page_of_an_ended_job_explains_that_it_cannot_be_canceled(staff: Actor) -> None:
    job = make_job(state="done", ended_at=timezone.now())
    assert job_page(client_of(staff), job, "cancel").status_code == 409


def test_what_a_job_made_opens_to_who_asked_and_who_reads_all(staff: Actor) -> None:
    owner = make_actor("school_administrator")
    job = make_job(state="done", ended_at=timezone.now(), requested_by_id=owner.user_id, result={"url": "/made/"})
    readers = {"owner": owner, "staff": staff, "system": make_actor("system_administrator")}
    offered = {name: 'href="/made/"' in job_page(client_of(who), job).content.decode() for name, who in readers.items()}
    assert offered == {"owner": True, "staff": True, "system": False}


def test_part_asked_for_by_htmx_is_the_part_alone(staff: Actor) -> None:
    answer = client_of(staff).get(reverse("office:job_detail", args=[make_job().pk]), headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert 'hx-trigger="every 1s"' in answer.content.decode()


class TestRing:
    """The doorbell itself, with real and with dead brokers."""

    @pytest.fixture(autouse=True)
    def rung(self) -> None:
        """Ring for real here."""

    @pytest.fixture
    def broker(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
        """Give one test a Celery application of the portal's settings with another broker."""
        apps: list[Celery] = []

        def point_at(url: str) -> None:
            app = Celery("test", set_as_current=False)
            app.config_from_object("django.conf:settings", namespace="CELERY")
            app.conf.broker_url = url
            apps.append(app)
            monkeypatch.setattr("office.domain.job.current_app", app)

        yield point_at
        for app in apps:
            app.close()

    def test_dead_broker_costs_a_moment(self, broker: Any) -> None:
        broker("redis://127.0.0.1:1/0")
        start = time.monotonic()
        assert jobs.ring(make_job().pk) is False
        assert time.monotonic() - start < PATIENCE

    def test_broker_that_never_answers_costs_a_moment(self, broker: Any) -> None:
        """An address that accepts and says nothing, as a frozen Redis does."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            broker(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
            start = time.monotonic()
            assert jobs.ring(make_job().pk) is False
            assert time.monotonic() - start < PATIENCE

    def test_real_broker_gets_the_ring(self, broker: Any, redis_server: Any) -> None:
        broker(redis_server.url)
        job = make_job()
        assert jobs.ring(job.pk) is True
        with redis.Redis.from_url(redis_server.url) as store:
            assert str(job.pk) in str(store.lrange("celery", 0, -1))
