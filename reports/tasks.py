"""Celery's way into reports: importing the domain registers its job handlers with the back office."""

from celery import shared_task

from reports.domain import award_notice, certificate, chart, label, paper, rendition, result_paper
from reports.domain.audit_check import request_check_if_due
from reports.domain.reminder import send_reminders

__all__ = ["award_notice", "certificate", "chart", "label", "paper", "rendition", "result_paper"]


@shared_task(name="reports.check_audit")
def check_audit() -> str:
    """Ask for the daily check of the audit trail when it is due."""
    job = request_check_if_due()
    return str(job.pk) if job else ""


@shared_task(name="reports.forget_printouts")
def forget_printouts() -> int:
    """Remove the printed files whose time is over, also where nobody prints after; returns how many."""
    printouts = (award_notice.PRINTOUT, label.PRINTOUT, paper.PRINTOUT, result_paper.PRINTOUT)
    return sum(printout.forget_old_files() for printout in printouts) + certificate.forget_old_files()


@shared_task(name="reports.send_reminders")
def send_due_reminders() -> int:
    """Remind of what is due and unsent up to now; returns how many stages were told."""
    return send_reminders().told
