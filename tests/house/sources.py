"""The project's own files, as the house tests walk them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("reports", "competitions", "research", "groups", "reviews", "indicators", "association", "office")
CODE_FOLDERS = (*APPS, "config", "tests", "bench", "script", "deploy")


def python_files(*folders: str) -> Iterator[Path]:
    """Yield the Python files of the folders (default: all of the project), migrations left out."""
    for folder in folders or CODE_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def templates() -> list[Path]:
    """Return all templates, those inside apps included."""
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in {".html", ".txt", ".xml"})


def shown(path: Path) -> str:
    """Return a path as it is written in the project."""
    return str(path.relative_to(ROOT))
