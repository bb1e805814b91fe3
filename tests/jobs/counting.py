"""A job for the test of the topology: slow enough to be killed in, with one row as its effect."""

import time
from typing import Any

from association.models import Region
from office.domain.job import JobRun, handles

SECONDS = 0.15


@handles("test.count")
def count(run: JobRun) -> dict[str, Any]:
    """Enter one region; a repeat finds it there."""
    run.report("collect", 10)
    time.sleep(SECONDS)
    code = str(run.job.arguments["code"])
    _region, made = Region.objects.get_or_create(code=code, defaults={"name": code, "level": "province"})
    time.sleep(SECONDS)
    run.report("write", 90)
    return {"made": made}
