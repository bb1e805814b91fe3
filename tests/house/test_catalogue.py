"""The Chinese catalogue is complete: every msgid of the source has a translation, and none is left over."""

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import APPS, ROOT, python_files, shown

pytestmark = pytest.mark.pure

CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def compiled_ids(source: Path, folder: Path) -> set[object]:
    """Return the msgids that have a translation; msgfmt leaves out what is empty or fuzzy."""
    product = folder / "messages.mo"
    subprocess.run(["msgfmt", "--output-file", str(product), str(source)], check=True, capture_output=True)
    with product.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key[0] if isinstance(key, tuple) else key for key in catalogue} - {""}


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> set[object]:
    """All msgids of the source, collected by Django's own command in a copy of the source."""
    folder = tmp_path_factory.mktemp("source")
    for name in (*APPS, "config", "templates"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    (folder / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "zh_Hans", "--verbosity", "0"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"}
    )
    assert done.returncode == 0, done.stderr
    english = folder / "english.po"
    collected = folder / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgen", "--output-file", str(english), str(collected)], check=True, capture_output=True)
    return compiled_ids(english, folder)


def test_every_msgid_is_translated(wanted: set[object], tmp_path: Path) -> None:
    translated = compiled_ids(CATALOGUE, tmp_path)
    missing = sorted(str(msgid) for msgid in wanted - translated)
    assert not missing, f"{len(missing)} msgids without a translation that is not fuzzy: {missing[:20]}"


def test_no_translation_is_left_over(wanted: set[object], tmp_path: Path) -> None:
    unused = sorted(str(msgid) for msgid in compiled_ids(CATALOGUE, tmp_path) - wanted)
    assert not unused, f"{len(unused)} translations that nothing asks for: {unused[:20]}"


def test_placeholders_agree() -> None:
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(CATALOGUE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_screen_word_is_fuzzy_or_obsolete() -> None:
    text = CATALOGUE.read_text(encoding="utf-8")
    assert "#, fuzzy" not in text.replace("python-format, fuzzy", "#, fuzzy")
    assert "#~" not in text


def test_gettext_is_called_by_a_name_that_makemessages_knows() -> None:
    alias = re.compile(r"import .*\b[np]{0,2}gettext(?:_lazy|_noop)? as (?!_$)\w+", re.MULTILINE)
    renamed = [shown(path) for path in python_files(*APPS, "config") if alias.search(path.read_text(encoding="utf-8"))]
    assert not renamed, f"msgids under this name never reach the catalogue: {renamed}"
