"""A real report by a real worker: killed, canceled, and without its broker. No job is lost and none is done twice."""

import time
from typing import Any

import pytest
from django.urls import reverse

from office.actor import Actor
from office.domain.job import cancel_job
from office.models import Job
from reports.domain.rendition import request_rendition
from reports.models import Rendition
from tests.actors import client_of
from tests.jobs.processes import Worker, rendering_processes, stage_of, state_of, wait_until

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

STAGES = ("collect", "lay_out", "write")
# A fraction of a second on a quiet machine; Celery by itself would try for many times this.
PATIENCE = 5


def catch_in(stage: str, job: Job, worker: Worker) -> None:
    """Return as soon as the job is in a stage."""
    wait_until(lambda: stage_of(job) == stage, 60, lambda: f"{vars(Job.objects.get())}\n{worker.last_words()}")


@pytest.mark.parametrize(
    "stage", [pytest.param(stage, marks=() if stage == "write" else pytest.mark.verify) for stage in STAGES]
)
def test_worker_killed_in_a_stage_leaves_a_job_that_ends_with_one_file(
    worker: Worker, clerk: Actor, report: Any, printed: Any, stage: str
) -> None:
    job = request_rendition(report, actor=clerk)
    catch_in(stage, job, worker)
    worker.kill()
    assert stage_of(job) == stage, "the kill came in the stage that it was meant for"
    wait_until(lambda: not rendering_processes(), 5, lambda: "a rendering process outlived its worker")
    worker.start()
    wait_until(lambda: state_of(job) not in {"waiting", "running"}, 60, worker.last_words)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.percent) == ("done", 2, 100), job.error
    rendition = Rendition.objects.get()
    assert (rendition.state, rendition.job_id) == ("ready", job.pk)
    assert rendition.pages > 10
    (file,) = printed()
    assert file.name == rendition.file.name.rsplit("/", 1)[1]
    assert file.read_bytes().startswith(b"%PDF")
    assert job.result["url"] == rendition.get_absolute_url()


@pytest.mark.parametrize("stage", STAGES)
def test_cancel_takes_effect_within_five_seconds(
    worker: Worker, clerk: Actor, report: Any, printed: Any, stage: str
) -> None:
    job = request_rendition(report, actor=clerk)
    catch_in(stage, job, worker)
    cancel_job(job, actor=clerk)
    assert wait_until(lambda: state_of(job) == "canceled", 5, worker.last_words) < 5
    assert wait_until(lambda: not rendering_processes(), 5) < 5
    assert printed() == []
    again = request_rendition(report, actor=clerk)
    cancel_job(again, actor=clerk)
    assert worker.is_running, "cancel ends the work, not the worker"


def test_stopped_redis_costs_a_delay_and_neither_page_nor_job(
    worker: Worker, broker: Any, clerk: Actor, report: Any, printed: Any
) -> None:
    client = client_of(clerk)
    home, render = reverse("office:job_list"), reverse("reports:report_render", args=[report.pk])
    for address in (home, report.get_absolute_url()):
        client.get(address)  # templates are compiled once
    broker.stop()
    start = time.monotonic()
    answer = client.post(render)
    assert time.monotonic() - start < PATIENCE
    assert answer.status_code == 302
    job = Job.objects.get()
    for address in (answer.url, home, report.get_absolute_url()):
        start = time.monotonic()
        assert client.get(address).status_code == 200
        assert time.monotonic() - start < PATIENCE, address
    assert state_of(job) == "waiting"
    broker.start()
    wait_until(lambda: state_of(job) == "done", 60, worker.last_words)
    assert len(printed()) == 1
