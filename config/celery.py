"""The Celery application: finds each app's ``tasks`` and the beat schedule in the settings."""

import logging
import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

logger = logging.getLogger(__name__)


class SignOfLife(bootsteps.StartStopStep):
    """The worker's main process says every few seconds that it is alive; the system page and /healthz read it."""

    requires = {"celery.worker.components:Timer"}

    def start(self, worker: Any) -> None:
        """Say it at once, then by the worker's own timer."""
        from office.queries.health import WORKER_SECONDS

        self.name = f"{worker.hostname} {os.getpid()}"
        self.say()
        self.turn = worker.timer.call_repeatedly(WORKER_SECONDS, self.say)

    def stop(self, worker: Any) -> None:
        """Say nothing any more."""
        self.turn.cancel()

    def say(self) -> None:
        """Write the row. No connection is kept: the children that are forked later would share it."""
        from django.db import DatabaseError, connection

        from office.domain.heartbeat import beat

        try:
            beat(self.name, kind="worker")
        except DatabaseError as error:
            logger.warning("No sign of life was written: %s", type(error).__name__)
        finally:
            connection.close()


app.steps["worker"].add(SignOfLife)
