"""Celery's way into the back office: each task takes one id and calls one domain function."""

import time
from typing import Any

from celery import shared_task
from django.conf import settings

from office.domain import import_batch
from office.domain.backup import KIND, request_due_backup, run_backup
from office.domain.heartbeat import beat
from office.domain.job import JobRun, handles, requeue_stale, run_job
from office.domain.login_session import forget_ended
from office.domain.outbox import send_waiting
from office.domain.seal import seal_entries
from office.domain.throttle import forget_requests
from office.domain.upload import forget_uploads

# Its import registers the handlers of its jobs.
__all__ = ["import_batch"]


@shared_task(name="office.run_job")
def run_job_task(job_id: str) -> str:
    """Do one job; ringing twice for it is harmless."""
    return run_job(job_id)


@shared_task(name="office.requeue_stale_jobs")
def requeue_stale_jobs() -> int:
    """Sweep: give back what killed workers left and ring for what waits."""
    beat("sweep", kind="sweep")
    return requeue_stale()


@shared_task(name="office.request_due_backup")
def request_due_backup_task() -> str:
    """Ask for the nightly backup once its hour has come; returns the job's id, "" when nothing is due."""
    job = request_due_backup()
    return str(job.pk) if job else ""


@handles(KIND)
def back_up(run: JobRun) -> dict[str, Any]:
    """Make the nightly backup; a repeat after a killed worker makes another archive and leaves no broken one."""
    reported = [0.0]

    def tick(stage: str, percent: int) -> None:
        if time.monotonic() - reported[0] >= 1:
            run.report(stage, percent)
            reported[0] = time.monotonic()

    return run_backup(with_keys=settings.BACKUP_KEYS, tick=tick)


@shared_task(name="office.seal_audit")
def seal_audit() -> int:
    """Seal the audit rows that no seal covers yet."""
    return seal_entries()


@shared_task(name="office.send_mail")
def send_mail() -> int:
    """Send the e-mails that wait; returns how many went out."""
    return send_waiting().sent


@shared_task(name="office.forget_sessions")
def forget_sessions() -> int:
    """Delete the sessions that are over, and old counts of wrong passwords and of requests."""
    return forget_ended() + forget_requests()


@shared_task(name="office.forget_uploads")
def forget_uploads_task() -> int:
    """Remove uploads in parts that nobody goes on with; returns how many."""
    return forget_uploads()
