"""Unpack the few third-party files that pages load: ``unpack_assets.py FOLDER_WITH_WHEEL TARGET``."""

import re
import shutil
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

IN_WHEEL = "flask_bootstrap/static/bootstrap5/"
FROM_WHEEL = {
    "css/bootstrap.min.css": "bootstrap.min.css",
    "js/bootstrap.min.js": "bootstrap.min.js",
    "umd/popper.min.js": "popper.min.js",
    "css/font/bootstrap-icons.min.css": "bootstrap-icons.min.css",
    "css/font/fonts/bootstrap-icons.woff2": "fonts/bootstrap-icons.woff2",
    "css/font/fonts/bootstrap-icons.woff": "fonts/bootstrap-icons.woff",
}
# The maps are for Bootstrap's developers; a file that names a missing one would stop collectstatic.
SOURCE_MAP = re.compile(rb"(/\*|//)# sourceMappingURL=[^\n*]*(\*/)?\s*$")
HTMX = "htmx-2.min.js"


def unpack(wheel: Path, target: Path) -> None:
    """Write the files of the wheel and htmx into the target folder."""
    with zipfile.ZipFile(wheel) as archive:
        for inside, name in FROM_WHEEL.items():
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(SOURCE_MAP.sub(b"", archive.read(IN_WHEEL + inside)))
    package = find_spec("django_htmx")
    if package is None or package.origin is None:
        sys.exit("django-htmx is not installed: pip install -r requirements.txt")
    shutil.copyfile(Path(package.origin).parent / "static" / "django_htmx" / HTMX, target / HTMX)


if __name__ == "__main__":
    unpack(next(Path(sys.argv[1]).glob("*.whl")), Path(sys.argv[2]))
