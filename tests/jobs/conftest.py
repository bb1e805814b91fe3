"""One worker for all tests of this folder, killed and started again as they need it."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.conf import settings

from office.actor import Actor, system_actor
from reports.domain.outline import load_outlines
from reports.domain.report import create_report
from reports.models import Report, Section
from tests.actors import make_actor
from tests.conftest import RedisServer
from tests.factories.association import ActivityFactory, BodyFactory
from tests.jobs.processes import Worker

SECTIONS, PARAGRAPHS = 36, 4
PARAGRAPH = (
    "全省各职业院校认真组织、广泛参与，学会秘书处精心筹备、周密部署，活动取得圆满成功，受到与会代表一致好评。" * 4
)


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def shared_worker(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Worker]]:
    """Keep the worker between tests."""
    kept: dict[str, Worker] = {}
    yield kept
    for worker in kept.values():
        if worker.is_running:
            worker.kill()


@pytest.fixture
def worker(
    transactional_db: None,
    shared_worker: dict[str, Worker],
    broker: RedisServer,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Worker:
    """A running worker, and this process rings at its broker."""
    app = Celery("test", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = broker.url
    monkeypatch.setattr("office.domain.job.current_app", app)
    if not shared_worker:
        shared_worker["worker"] = Worker(tmp_path_factory.mktemp("worker"), broker.url)
    running = shared_worker["worker"]
    if not running.is_running:
        running.start()
    return running


@pytest.fixture
def clerk(transactional_db: None) -> Actor:
    return make_actor("secretariat")


@pytest.fixture
def report(transactional_db: None) -> Any:
    """A report of some forty pages: long enough that every stage can be met."""
    shutil.rmtree(media_folder(), ignore_errors=True)
    load_outlines()
    body = BodyFactory(name="示例学会")
    ActivityFactory.create_batch(20, body=body, state="held")
    made: Report = create_report(body=body, kind="annual_summary", year=2020, actor=system_actor("test"))
    Section.objects.bulk_create(
        Section(
            report=made,
            order=10_000 + number,
            level=2,
            heading=f"第{number}项工作",
            blocks=[
                {"id": f"p{number}-{part}", "type": "paragraph", "runs": [{"text": PARAGRAPH}]}
                for part in range(PARAGRAPHS)
            ],
        )
        for number in range(SECTIONS)
    )
    return made


def media_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "renditions"


@pytest.fixture
def printed() -> Any:
    """Return the function that names every file, also a hidden or half-written one, that renderings have left."""
    return lambda: [path for path in media_folder().rglob("*") if path.is_file()]
