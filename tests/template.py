"""One migrated database for a whole run: every process of it copies that one instead of migrating its own.

The run's first process begins the migration while the others read the tests; who needs the database waits for the mark
of its end. Without the plugin ``tests.services`` there is no template, and a process migrates as Django does.
"""

import atexit
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from tests.servers import end_with_parent, stop_process

TEMPLATE_VARIABLE = "TEST_TEMPLATE"
TEMPLATE_NAME = "portal_template"
MIGRATE_SECONDS = 300
ROOT = Path(__file__).resolve().parent.parent


def begin_template(folder: Path, database_url: str) -> Path:
    """Begin to migrate the template, in a file of the folder or on the server of the URL; return the folder."""
    folder.mkdir()
    environment = {**os.environ, "DATA_DIR": str(folder), "DEMO": "0", "DATABASE_URL": database_url}
    if database_url:
        connection = psycopg2.connect(database_url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {TEMPLATE_NAME}")
        connection.close()
        environment["DATABASE_URL"] = database_url.rsplit("/", 1)[0] + f"/{TEMPLATE_NAME}"
    for name in ("DJANGO_SETTINGS_MODULE", "PRODUCTION", "DEBUG"):
        environment.pop(name, None)
    command = f"{shlex.quote(sys.executable)} manage.py migrate --verbosity 0 >{shlex.quote(str(folder / 'log'))} 2>&1"
    process = subprocess.Popen(
        ["/bin/sh", "-c", f"{command}; echo $? >{shlex.quote(str(folder / 'end'))}"],
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - no other thread holds a lock yet
    )
    atexit.register(stop_process, process)
    return folder


def wait_for_template(folder: Path) -> None:
    """Return when the template is migrated; stop the run with the migration's last lines when it failed."""
    end = time.monotonic() + MIGRATE_SECONDS
    while time.monotonic() < end:
        mark = folder / "end"
        said = mark.read_text().strip() if mark.is_file() else ""
        if said == "0":
            return
        if said:
            break
        time.sleep(0.05)
    pytest.exit(f"The tests' database was not migrated:\n{(folder / 'log').read_text(errors='replace')[-3000:]}", 3)


def copy_template(database: dict[str, Any]) -> None:
    """Let Django's settings of the database name a copy of the template for this process; tables are not laid again."""
    folder = Path(os.environ[TEMPLATE_VARIABLE])
    wait_for_template(folder)
    database["TEST"]["MIGRATE"] = False
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copy(folder / "portal.sqlite3", database["TEST"]["NAME"])
    else:
        database["TEST"]["TEMPLATE"] = TEMPLATE_NAME
