"""Charts drawn in a process of their own: a web process never loads matplotlib.

Started as ``python -m reports.pdf.chart_child``; on standard input {"data_dir": path, "charts": [definition, …]}. The
pictures land in the cache of charts.py, one that is there is not drawn again.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from reports.pdf.charts import Definition, chart_path, chart_svg

ROOT = Path(__file__).resolve().parents[2]
DRAW_SECONDS = 60


class ChartFailed(RuntimeError):
    """The drawing process ended without a picture; the message says why."""


def drawn_chart(definition: Definition) -> bytes:
    """Return the SVG of a chart block: from the cache, else drawn by a child process; ChartFailed when that fails."""
    path = chart_path(definition)
    if not path.is_file():
        draw_in_child([definition])
    return path.read_bytes()


def draw_in_child(definitions: Iterable[Definition]) -> None:
    """Draw charts into the cache in a fresh process, which takes a second or two."""
    from django.conf import settings  # noqa: PLC0415  the child itself reads no settings

    request = {"data_dir": str(settings.DATA_DIR), "charts": [dict(definition) for definition in definitions]}
    try:
        subprocess.run(
            [sys.executable, "-m", "reports.pdf.chart_child"],
            input=json.dumps(request, ensure_ascii=False).encode(),
            capture_output=True,
            check=True,
            timeout=DRAW_SECONDS,
            cwd=ROOT,  # where the module is found
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.CalledProcessError as error:
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        raise ChartFailed(lines[-1] if lines else f"The drawing process ended with {error.returncode}.") from error
    except subprocess.TimeoutExpired as error:
        raise ChartFailed(f"Drawing took longer than {DRAW_SECONDS} seconds.") from error


def main() -> None:
    """Draw what standard input asks for."""
    from django.conf import settings  # noqa: PLC0415

    request = json.load(sys.stdin)
    settings.configure(DATA_DIR=Path(request["data_dir"]), USE_I18N=False)
    for definition in request["charts"]:
        chart_svg(definition)


if __name__ == "__main__":
    main()
