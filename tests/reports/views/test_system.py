"""The system's page: what is wrong stands in red, for those who answer for it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from office.domain.heartbeat import beat
from office.enums import JobState, Role
from office.models import Job
from office.queries import health
from reports.views import system
from tests.actors import client_of, make_actor

pytestmark = pytest.mark.django_db

PAGE = reverse("reports:system")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "broker_answers", lambda: True)
    monkeypatch.setattr(system, "missing_faces", list)
    monkeypatch.setattr(health, "free_bytes", lambda: 10**12)


@pytest.fixture
def client() -> Client:
    return client_of(make_actor(Role.SYSTEM_ADMINISTRATOR))


def backup(state: str, *, hours: float = 1, **values: Any) -> Job:
    at = timezone.now() - timedelta(hours=hours)
    return Job.objects.create(kind="backup", title="备份", state=state, ended_at=at, **values)


def good_backup(hours: float = 1) -> Job:
    result = {
        "file": "/var/backups/portal-20201212-020000.tar",
        "host": "desk",
        "size": 3 * 2**20,
        "rows": 7,
        "files": 2,
    }
    return backup(JobState.DONE, hours=hours, result=result)


def red(client: Client) -> int:
    return client.get(PAGE).content.decode().count('class="tone-danger"')


def test_portal_in_order_has_nothing_red(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    beat("celery@one 12", kind="worker")
    beat("sweep", kind="sweep")
    good_backup()
    with django_assert_max_num_queries(12):
        text = client.get(PAGE).content.decode()
    assert 'class="tone-danger"' not in text
    for shown in ("celery@one 12", "portal-20201212-020000.tar", "3.0 MB", "Django"):
        assert shown in text, shown


def test_what_is_wrong_stands_in_red(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert red(client) == 3, "no worker, no sweep, no backup"
    monkeypatch.setattr(health, "broker_answers", lambda: False)
    monkeypatch.setattr(health, "free_bytes", lambda: 10**6)
    monkeypatch.setattr(system, "missing_faces", lambda: ["仿宋"])
    text = client.get(PAGE).content.decode()
    assert text.count('class="tone-danger"') == 6
    assert "仿宋" in text


def test_old_backup_and_a_failure_since_are_told(client: Client) -> None:
    beat("celery@one 12", kind="worker")
    beat("sweep", kind="sweep")
    good_backup(hours=40)
    assert red(client) == 1
    backup(JobState.FAILED, error="磁盘已满")
    text = client.get(PAGE).content.decode()
    assert "磁盘已满" in text
    assert text.count('class="tone-danger"') == 3, "old, failed since, and among the failed jobs"
    good_backup(hours=0)
    assert "磁盘已满" not in client.get(PAGE).content.decode()


def test_head_reads_it_and_others_do_not(tmp_path: Path) -> None:
    assert client_of(make_actor(Role.SECRETARIAT_HEAD)).get(PAGE).status_code == 200
    for role in (Role.SECRETARIAT, Role.AUDITOR, Role.REVIEWER):
        assert client_of(make_actor(role)).get(PAGE).status_code == 403


def test_ages_are_told_in_words() -> None:
    now = timezone.now()
    told = [
        system.ago(now - delta) for delta in (timedelta(), timedelta(minutes=5), timedelta(hours=5), timedelta(days=9))
    ]
    assert len(set(told)) == 4
    assert system.ago(None)
