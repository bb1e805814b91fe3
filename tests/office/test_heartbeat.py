"""Signs of life, and the sign of health that is read from them."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client, override_settings
from django.utils import timezone

from office.domain.heartbeat import beat
from office.models import Heartbeat
from office.queries import health

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "broker_answers", lambda: False)


def lines(client: Client, **query: str) -> tuple[int, list[str]]:
    answer = client.get("/healthz", query)
    return answer.status_code, answer.content.decode().splitlines()


def test_one_row_for_each_process_and_old_ones_go() -> None:
    long_gone = timezone.now() - timedelta(days=2)
    Heartbeat.objects.create(name="old", kind="worker", at=long_gone, started_at=long_gone)
    beat("celery@one 12", kind="worker")
    started = Heartbeat.objects.get().started_at
    beat("celery@one 12", kind="worker")
    row = Heartbeat.objects.get()
    assert (row.started_at, row.at >= started) == (started, True)
    assert [found.name for found in health.read_signs().alive] == ["celery@one 12"]
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=5))
    assert health.read_signs().alive == []
    assert len(health.read_signs().workers) == 1


def test_portal_without_worker_answers_pages_but_is_not_whole() -> None:
    status, said = lines(Client())
    assert (status, said[0]) == (200, "ok")
    assert "worker down" in said
    assert lines(Client(), strict="1")[0] == 503
    beat("celery@one 12", kind="worker")
    assert "worker ok" in lines(Client())[1]


def test_portal_without_database_or_room_is_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Any:
        raise DatabaseError("password of the database is secret")

    monkeypatch.setattr(health, "LOW_DISK_BYTES", 2**60)
    status, said = lines(Client())
    assert (status, "disk down" in said) == (503, True)
    monkeypatch.setattr(health, "LOW_DISK_BYTES", 0)
    monkeypatch.setattr(health.connection, "cursor", fail)
    status, said = lines(Client())
    assert (status, said[:3]) == (503, ["down", "database down", "migrations down"])
    assert "secret" not in " ".join(said)


def test_missing_migration_makes_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(health._seen, "migrated", False)
    monkeypatch.setattr("office.queries.health.MigrationExecutor.migration_plan", lambda *_args: [("a", False)])
    assert lines(Client())[0] == 503
    monkeypatch.setattr("office.queries.health.MigrationExecutor.migration_plan", lambda *_args: [])
    assert lines(Client())[0] == 200


def test_balancer_need_not_speak_https() -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert Client().get("/healthz").status_code == 200
        assert Client().get("/").status_code == 301
    assert Client().post("/healthz").status_code == 405


def test_late_sweep_is_told() -> None:
    assert health.sweep_is_late(health.read_signs().sweep)
    beat("sweep", kind="sweep")
    assert not health.sweep_is_late(health.read_signs().sweep)
    assert health.sweep_is_late(timezone.now() - timedelta(seconds=settings.JOB_SWEEP_SECONDS * 5 + 60))
