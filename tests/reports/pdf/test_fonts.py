"""The faces: what a light one covers, what is missed where one is missing."""

import subprocess
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from reports.pdf import fonts
from reports.pdf.fonts import CHARACTERS, CUTS, covered_characters, cut_face, missing_parts, prepare_fonts

pytestmark = pytest.mark.pdf


def test_the_standard_characters_are_all_there():
    signs = CHARACTERS.read_text(encoding="utf-8").replace("\n", "")
    assert len(set(signs)) == 8105
    assert set(map(ord, signs + "喆玥镕昇堃〇㎡“”—…·①Ａ％　")) <= covered_characters()


@pytest.mark.parametrize(
    "pattern", ["Noto Serif CJK SC:weight=80", "Noto Sans CJK SC:weight=80", "LXGW WenKai:weight=80"]
)
def test_a_light_face_has_every_standard_character(pattern: str, tmp_path: Path):
    path = tmp_path / "face.otf"
    path.write_bytes(cut_face(pattern))
    with TTFont(path, lazy=True) as face:
        known = set(face.getBestCmap())
    signs = CHARACTERS.read_text(encoding="utf-8").replace("\n", "")
    assert not [sign for sign in signs if ord(sign) not in known]
    assert path.stat().st_size < 9_000_000


def test_a_face_that_is_not_installed_gives_no_light_face():
    assert cut_face("No Such Family") == b""


def test_preparing_makes_the_light_faces_once_under_names_of_their_own(tmp_path: Path):
    stale = tmp_path / "fonts" / "PortalFormer-Regular.otf"
    stale.parent.mkdir()
    stale.write_bytes(b"cut by an older version")
    prepare_fonts(tmp_path)
    assert not stale.exists()
    made = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "fonts").iterdir()}
    assert {"PortalSong-Regular.otf", "PortalHei-Regular.otf", "PortalKai-Regular.otf"} <= set(made)
    for path in (tmp_path / "fonts").iterdir():
        with TTFont(path, lazy=True) as face:
            assert face["name"].getDebugName(1) in {family for family, *_ in CUTS}
            assert set(map(ord, " \u00a0")) <= set(face.getBestCmap()), "Pango takes a space from the face before it"
    prepare_fonts(tmp_path)
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "fonts").iterdir()} == made
    listed = subprocess.run(
        ["fc-list", ":", "family"],
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Portal Song" in listed
    assert "Noto Serif CJK SC" in listed


def test_the_fontconfig_file_follows_a_folder_that_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "CUTS", ())
    (tmp_path / "fonts.conf").write_text("<fontconfig><dir>/elsewhere</dir></fontconfig>")
    prepare_fonts(tmp_path)
    assert str(tmp_path / "fonts") in (tmp_path / "fonts.conf").read_text()


def test_nothing_is_missing_on_a_machine_that_was_set_up():
    assert missing_parts() == []


def test_a_missing_face_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "installed_families", lambda: {"Noto Serif CJK SC", "Noto Sans CJK SC"})
    sentences = missing_parts()
    assert len(sentences) == 2
    assert "楷体" in sentences[0]
    assert "apt-get install fonts-lxgw-wenkai" in sentences[0]
    assert "仿宋" in sentences[1]


def test_a_missing_harfbuzz_subset_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("weasyprint.text.ffi.harfbuzz_subset", None)
    assert any("apt-get install libharfbuzz-subset0" in sentence for sentence in missing_parts())
