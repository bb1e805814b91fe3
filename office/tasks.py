"""Celery's way into the back office: each task takes one id and calls one domain function."""

from celery import shared_task

from office.domain.job import requeue_stale, run_job


@shared_task(name="office.run_job")
def run_job_task(job_id: str) -> str:
    """Do one job; ringing twice for it is harmless."""
    return run_job(job_id)


@shared_task(name="office.requeue_stale_jobs")
def requeue_stale_jobs() -> int:
    """Sweep: give back what killed workers left and ring for what waits."""
    return requeue_stale()
