"""Background jobs: ask, claim by lease, report progress, cancel, finish, and sweep what was left behind.

A broker can lose a message and a worker can be killed at any instant, so nothing here trusts either: the row says what
is to be done and a sweep rings again. A handler must be harmless when repeated.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.enums import JOB_OPEN_STATES, JobState
from office.models import Job
from office.workflow import Refusal, TransitionRefused

logger = logging.getLogger(__name__)

RUN_JOB_TASK = "office.run_job"
# Seconds after which the doorbell gives up on a broker that accepts a connection and then says nothing.
RING_OPTIONS = {"socket_timeout": 0.4, "socket_connect_timeout": 0.4}
# A sweep rings for so many: more could not be done before the next sweep anyway.
RING_LIMIT = 200


class JobCanceled(Exception):
    """The user asked to cancel; the handler stops and leaves nothing behind."""


class LeaseLost(Exception):
    """Another worker holds the row now; this one must stop without writing."""


@dataclass
class JobRun:
    """What a handler gets: the row's arguments and a way to report, which also renews the lease."""

    job: Job
    token: str

    def report(self, stage: str, percent: int) -> None:
        """Write progress, renew the lease; raises ``JobCanceled`` or ``LeaseLost`` when the work must stop."""
        rows = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, lease_token=self.token)
        if rows.update(stage=stage, percent=percent, lease_until=lease_end()) != 1:
            raise LeaseLost(str(self.job.pk))
        if rows.filter(cancel_requested=True).exists():
            raise JobCanceled(str(self.job.pk))

    def should_cancel(self) -> bool:
        """Renew the lease and tell whether the work must stop; for loops that wait on a child process."""
        rows = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, lease_token=self.token)
        return rows.update(lease_until=lease_end()) != 1 or rows.filter(cancel_requested=True).exists()


Handler = Callable[[JobRun], dict[str, Any]]
HANDLERS: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does one kind of job; upper apps register in their ``tasks.py``."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def lease_end() -> Any:
    """Return the instant until which a worker that reports now holds its row."""
    return timezone.now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def request_job(kind: str, *, actor: Actor, title: str, arguments: dict[str, Any]) -> Job:
    """Store a job and ring the worker when the transaction commits; returns the row at once."""
    with transaction.atomic():
        job = Job.objects.create(kind=kind, title=title[:200], arguments=arguments, requested_by_id=actor.user_id)
        record_act(job, "request", actor=actor, after={"kind": kind, "arguments": arguments})
        transaction.on_commit(lambda: ring(job.pk))
    return job


def ring(job_id: uuid.UUID) -> bool:
    """Tell a worker about a job; a broker that is down costs a delay, never the page."""
    try:
        # A connection of its own: the pool's may be long dead, and a worker's waits longer than a page may.
        with current_app.connection_for_write(transport_options=RING_OPTIONS) as connection:
            current_app.send_task(RUN_JOB_TASK, args=[str(job_id)], retry=False, connection=connection)
    except Exception as error:  # noqa: BLE001 - the transport raises its own classes; all mean the same here
        logger.warning("Job %s waits: the broker does not answer (%s).", job_id, type(error).__name__)
        return False
    return True


def claim(job_id: str | uuid.UUID) -> JobRun | None:
    """Take a waiting job for this worker; None when it is taken, over, or does not exist."""
    token = str(uuid.uuid4())
    claimed = Job.objects.filter(
        pk=job_id, state=JobState.WAITING, cancel_requested=False, attempts__lt=F("attempts_allowed")
    ).update(
        state=JobState.RUNNING,
        lease_token=token,
        lease_until=lease_end(),
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        error="",
    )
    return JobRun(job=Job.objects.get(pk=job_id), token=token) if claimed == 1 else None


def run_job(job_id: str) -> str:
    """Claim a job and do it to its end; returns the state it ended in, "" when there was nothing to do."""
    run = claim(job_id)
    if run is None:
        return ""
    try:
        result = HANDLERS[run.job.kind](run)
    except JobCanceled:
        return end(run, JobState.CANCELED)
    except LeaseLost:
        return ""
    except Refusal as refusal:
        return end(run, JobState.FAILED, error=str(refusal))
    except Exception as error:
        logger.exception("Job %s failed", job_id)
        return end(run, JobState.FAILED, error=explain_failure(error))
    return end(run, JobState.DONE, result=result)


def explain_failure(error: Exception) -> str:
    """Return a sentence for the person who waits, with what the administrator needs to find the place."""
    detail = f"{type(error).__name__}: {error}"[:300]
    return _("The job stopped because of a fault in the program (%(detail)s).") % {"detail": detail}


def end(run: JobRun, state: JobState, *, result: dict[str, Any] | None = None, error: str = "") -> str:
    """Close a run if it still holds the lease; a run that lost it writes nothing."""
    values: dict[str, Any] = {"state": state, "lease_until": None, "lease_token": "", "ended_at": timezone.now()}
    if state == JobState.DONE:
        values |= {"percent": 100, "result": result or {}}
    rows = Job.objects.filter(pk=run.job.pk, state=JobState.RUNNING, lease_token=run.token)
    return str(state) if rows.update(**values, error=error) == 1 else ""


def cancel_job(job: Job, *, actor: Actor) -> Job:
    """Ask a job to stop: a waiting one ends now, a running one at its next report."""
    with transaction.atomic():
        rows = Job.objects.filter(pk=job.pk)
        if rows.filter(state__in=JOB_OPEN_STATES, cancel_requested=False).update(cancel_requested=True) == 0:
            job.refresh_from_db()
            if job.state in JOB_OPEN_STATES:
                return job  # asked already; a second press changes nothing
            raise TransitionRefused(_("This job has already ended."))
        end_canceled(rows)
        record_act(job, "cancel", actor=actor)
    job.refresh_from_db()
    return job


def end_canceled(rows: Any) -> None:
    """End the waiting jobs among these that somebody asked to cancel: no worker would ever claim them."""
    rows.filter(state=JobState.WAITING, cancel_requested=True).update(state=JobState.CANCELED, ended_at=timezone.now())


def requeue_stale() -> int:
    """Give back what killed workers left, ring for everything waiting; returns how many were rung for.

    A running row whose lease has run out goes back to waiting, or fails when its attempts are used up, or ends as
    canceled when that was asked.
    """
    now = timezone.now()
    stale = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now)
    free = {"lease_until": None, "lease_token": ""}
    stale.filter(cancel_requested=True).update(state=JobState.CANCELED, ended_at=now, **free)
    stale.filter(attempts__gte=F("attempts_allowed")).update(
        state=JobState.FAILED, ended_at=now, error=_("The worker stopped several times. Try again later."), **free
    )
    stale.update(state=JobState.WAITING, stage="", percent=0, **free)
    end_canceled(Job.objects)  # asked for between the two statements above
    rung = 0
    for job_id in (
        Job.objects.filter(state=JobState.WAITING).order_by("requested_at").values_list("pk", flat=True)[:RING_LIMIT]
    ):
        if not ring(job_id):
            break
        rung += 1
    return rung
