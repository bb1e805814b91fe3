"""Check the audit trail once a day: against its seals, the heads printed in documents, and what former checks saw.

It stands here and not in the back office because it reads the printed documents.
"""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import system_actor
from office.domain.job import JobRun, handles, request_job
from office.domain.seal import seal_entries
from office.models import Job
from office.queries.audit_check import CHECK_JOB, Check, check_trail, earlier_checks
from reports.queries.audit_head import printed_heads

# A check that was missed in the night is made up for in the next hour.
EVERY = timedelta(hours=20)


def check_everything() -> Check:
    """Seal what is open, then check the whole trail with everything known about its heads."""
    seal_entries()
    return check_trail(printed=printed_heads(), earlier=earlier_checks())


def request_check_if_due() -> Job | None:
    """Ask for the daily check unless one was asked for within ``EVERY``; None when it was."""
    if Job.objects.filter(kind=CHECK_JOB, requested_at__gt=timezone.now() - EVERY).exists():
        return None
    title = _("Check of the audit trail")
    return request_job(CHECK_JOB, actor=system_actor("audit"), title=title, arguments={})


@handles(CHECK_JOB)
def check_by_job(run: JobRun) -> dict[str, Any]:
    """Do one daily check; its result is what the audit page shows."""
    run.report("check", 5)
    return check_everything().as_data()
