"""Open work of the back office: background jobs that run, imports that wait for their clerk."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from office.actor import Actor
from office.enums import JOB_OPEN_STATES, ImportState, Role
from office.handover import OpenWork, visible_rows
from office.models import ImportBatch, Job

OPEN_IMPORTS = (ImportState.MAPPING, ImportState.CHECKED, ImportState.RUNNING, ImportState.STOPPED)


def open_work() -> list[OpenWork]:
    """Return the kinds of open work of the back office."""
    return [
        OpenWork(
            "office.job", _("Background jobs"), Job.objects.filter(state__in=JOB_OPEN_STATES), "requested_by", jobs_for
        ),
        OpenWork(
            "office.import",
            _("Imports under way"),
            ImportBatch.objects.filter(state__in=OPEN_IMPORTS),
            "requested_by",
            visible_rows,
        ),
    ]


def jobs_for(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Return the jobs whose results an actor may have: they were made with the rights of who asked for them."""
    return rows if actor.reads_all or actor.role == Role.SYSTEM_ADMINISTRATOR else rows.none()
