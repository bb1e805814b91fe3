"""The plugin that gives a run of the suite its servers: ``pytest -p tests.services``.

Loaded before Django reads its settings. Starts what the environment does not name and points ``DATABASE_URL`` and
``REDIS_URL`` at it; ``TEST_DATABASE=sqlite`` keeps the embedded database, with PostgreSQL at hand for the tests that
ask for it (``TEST_POSTGRES_URL``). A server that cannot be started stops the run. Under pytest-xdist the first process
starts them and the others inherit the addresses.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.servers import start_postgres, start_redis
from tests.template import TEMPLATE_VARIABLE, begin_template


def provide() -> None:
    """Start what is not given by the environment and name it there."""
    wanted = os.environ.get("TEST_DATABASE", "postgresql")
    if wanted not in {"sqlite", "postgresql"}:
        sys.exit(f"TEST_DATABASE is {wanted!r}; write sqlite or postgresql.")
    folder = Path(tempfile.mkdtemp(prefix="portal-services-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    if not os.environ.get("REDIS_URL"):
        os.environ["REDIS_URL"] = start_redis(folder)[0]
    if not os.environ.get("TEST_POSTGRES_URL"):
        os.environ["TEST_POSTGRES_URL"] = os.environ.get("DATABASE_URL") or start_postgres(folder / "postgres")
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES_URL"] if wanted == "postgresql" else ""
    if not os.environ.get(TEMPLATE_VARIABLE):
        os.environ[TEMPLATE_VARIABLE] = str(begin_template(folder / "template", os.environ["DATABASE_URL"]))


provide()
