"""Cleaning: no name stays in any property of a file, what it shows stays, what nobody read is said."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook

from reviews.methods.cleaning import clean_file
from reviews.methods.cleaning_errors import CleaningFailed
from tests.reviews.methods import canaries
from tests.reviews.methods.canaries import CANARY

pytestmark = pytest.mark.pure

PDF, ZIP = "application/pdf", "application/zip"
CASES = {
    "pdf": (canaries.canary_pdf, PDF),
    "docx": (canaries.canary_docx, ZIP),
    "xlsx": (canaries.canary_xlsx, ZIP),
    "pptx": (canaries.canary_pptx, ZIP),
    "jpg": (canaries.canary_jpeg, "image/jpeg"),
    "png": (canaries.canary_png, "image/png"),
    "mp4": (canaries.canary_mp4, "video/mp4"),
}


def raw_parts(path: Path) -> list[bytes]:
    """Return everything that a file holds, unpacked: the parts of a package, the streams of a PDF."""
    parts = [path.read_bytes()]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            parts += [name.encode() + package.read(name) for name in package.namelist()]
    elif parts[0].startswith(b"%PDF"):
        with pikepdf.open(path) as pdf:
            for thing in pdf.objects:
                parts.append(str(thing).encode())
                if isinstance(thing, pikepdf.Stream):
                    parts.append(thing.read_raw_bytes())
    return parts


@pytest.mark.parametrize("ending", sorted(CASES))
def test_no_property_of_a_cleaned_file_names_anybody(tmp_path: Path, ending: str):
    make, media_type = CASES[ending]
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(make())
    assert any(CANARY.encode() in part or CANARY in part.decode("utf-16-be", "ignore") for part in raw_parts(source))
    cleaned = clean_file(source, target, media_type=media_type)
    assert cleaned.ending == ending
    for part in raw_parts(target):
        assert CANARY.encode() not in part
        assert CANARY.encode("utf-16-be") not in part
    assert CANARY not in cleaned.text


def test_what_a_file_shows_stays(tmp_path: Path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(canaries.canary_docx("课堂教学设计"))
    cleaned = clean_file(source, target, media_type=ZIP)
    assert "课堂教学设计" in cleaned.text
    assert Document(str(target)).paragraphs[0].text == "课堂教学设计"
    assert dict(cleaned.unread) == {"picture": 1, "embedded": 1}
    source.write_bytes(canaries.canary_xlsx("三月数据"))
    clean_file(source, target, media_type=ZIP)
    assert load_workbook(io.BytesIO(target.read_bytes())).active["A1"].value == "三月数据"
    source.write_bytes(canaries.canary_pptx("教学演示文稿"))
    assert "教学演示文稿" in clean_file(source, target, media_type=ZIP).text
    source.write_bytes(canaries.canary_pdf("Digital twin of a campus"))
    cleaned = clean_file(source, target, media_type=PDF)
    assert "Digital twin of a campus" in cleaned.text
    assert cleaned.unread == ()


def test_video_keeps_its_pictures_where_the_index_says(tmp_path: Path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(canaries.canary_mp4())
    assert clean_file(source, target, media_type="video/mp4").unread == (("video", 1),)
    before, after = source.read_bytes(), target.read_bytes()
    assert len(before) == len(after)
    assert before.index(b"PICTURES") == after.index(b"PICTURES")


def test_what_nobody_can_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_bytes(canaries.canary_pdf(""))
    assert clean_file(source, target, media_type=PDF).unread == (("pages", 1),)
    monkeypatch.setattr("reviews.methods.cleaning_pdf.shutil.which", lambda _name: None)
    assert clean_file(source, target, media_type=PDF).unread == (("no_reader", 1),)


@pytest.mark.parametrize(
    ("data", "media_type", "why"),
    [
        (b"%PDF-1.7 torn", PDF, "broken"),
        (b"PK\x03\x04 torn", ZIP, "broken"),
        (b"\xff\xd8 torn", "image/jpeg", "broken"),
        (b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\0\xff", "video/mp4", "broken"),
        (b"anything", "audio/mpeg", "unknown_kind"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(tmp_path: Path, data: bytes, media_type: str, why: str):
    source = tmp_path / "source"
    source.write_bytes(data)
    with pytest.raises(CleaningFailed) as refused:
        clean_file(source, tmp_path / "target", media_type=media_type)
    assert refused.value.why == why


def test_encrypted_pdf_and_plain_archive_are_refused(tmp_path: Path):
    source = tmp_path / "source"
    source.write_bytes(canaries.canary_pdf(password="secret"))
    with pytest.raises(CleaningFailed, match="encrypted"):
        clean_file(source, tmp_path / "target", media_type=PDF)
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("作品.txt", "x")
    with pytest.raises(CleaningFailed, match="unknown_kind"):
        clean_file(source, tmp_path / "target", media_type=ZIP)
