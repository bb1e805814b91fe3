"""Acts at one instant, each on its own connection; what each returned or how it was refused, and when it ran."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection
from django.utils import timezone

from office.workflow import Refusal


@dataclass
class Done:
    """One act that ran: its result or its refusal, and between which instants."""

    result: Any = None
    refused: Exception | None = None
    begun: datetime | None = None
    ended: datetime | None = None

    @property
    def taken(self) -> bool:
        """True when the act was not refused."""
        return self.refused is None

    def begins_after(self, other: "Done") -> bool:
        """True when the other had returned before this act began: then nothing may look as if it came first."""
        assert self.begun is not None
        assert other.ended is not None
        return self.begun > other.ended


def run_together(acts: Sequence[Callable[[], Any]], delays: Sequence[float] = ()) -> list[Done]:
    """Run acts in threads that start at one instant, or so many seconds later; returns what became of each, in order.

    A database that answers "locked" refuses like a rule does: nothing is written and whoever sent it is told.
    """
    done = [Done() for _act in acts]
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait()
        if delays:
            time.sleep(delays[place])
        done[place].begun = timezone.now()
        try:
            done[place].result = act()
        except (Refusal, OperationalError) as error:
            done[place].refused = error
        finally:
            done[place].ended = timezone.now()
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
