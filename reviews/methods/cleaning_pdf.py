"""Clean PDF files: metadata, attachments, scripts, authors of notes, and what pictures inside carry."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf

from reviews.methods.cleaning_errors import CleaningFailed
from reviews.methods.cleaning_image import strip_jpeg

READER = "pdftotext"
READ_SECONDS = 60
# Of a page, a picture or the document: who made it, with what, when.
PRIVATE = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA")
# Of a note: author, time, name, and texts that programs repeat the author in.
NOTE = ("/T", "/M", "/NM", "/CreationDate", "/Subj", "/RC", "/AA", "/A", "/Popup", "/IRT")
DROPPED_NOTES = {"/FileAttachment", "/Popup", "/Sound", "/Movie", "/RichMedia", "/Screen"}


def clean_pdf(source: Path, target: Path) -> None:
    """Write a PDF anew without anything that names who made it; the pages stay as they look."""
    try:
        with pikepdf.open(source) as pdf:
            clean_root(pdf)
            for page in pdf.pages:
                clean_notes(page.obj)
            for thing in pdf.objects:
                clean_object(thing)
            pdf.remove_unreferenced_resources()
            pdf.save(target, deterministic_id=True, linearize=False)
    except pikepdf.PasswordError as error:
        raise CleaningFailed("encrypted") from error
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError) as error:
        raise CleaningFailed("broken") from error


def clean_root(pdf: pikepdf.Pdf) -> None:
    """Take the document's own statements away: information, XMP, attached files, scripts, forms' data."""
    root = pdf.Root
    for name in (*PRIVATE, "/OpenAction", "/Perms", "/Collection", "/SpiderInfo", "/DSS", "/Extensions"):
        drop(root, name)
    names = root.get("/Names")
    if names is not None:
        for name in ("/EmbeddedFiles", "/JavaScript", "/AlternatePresentations"):
            drop(names, name)
    form = root.get("/AcroForm")
    if form is not None:
        for name in ("/XFA", "/SigFlags"):
            drop(form, name)
    drop(pdf.trailer, "/Info")


def clean_notes(page: Any) -> None:
    """Take authors and times off the notes of a page; drop those that carry files or sounds."""
    notes = page.get("/Annots")
    if not isinstance(notes, pikepdf.Array):
        return
    kept = []
    for note in notes:
        if not isinstance(note, pikepdf.Dictionary) or str(note.get("/Subtype", "")) in DROPPED_NOTES:
            continue
        link = str(note.get("/Subtype")) == "/Link"
        for name in NOTE:
            if not (name == "/A" and link and is_inner(note)):
                drop(note, name)
        kept.append(note)
    page["/Annots"] = pikepdf.Array(kept)


def is_inner(note: Any) -> bool:
    """Tell whether a link leads to another page of the same file; addresses outside may name a school."""
    action = note.get("/A")
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) == "/GoTo"


def clean_object(thing: Any) -> None:
    """Take private statements off one object; of a photograph also those inside its stream."""
    if isinstance(thing, pikepdf.Stream):
        if str(thing.get("/Filter", "")) in {"/DCTDecode", "[ /DCTDecode ]"} and thing.get("/DecodeParms") is None:
            raw = thing.read_raw_bytes()
            stripped = strip_jpeg(raw)
            if len(stripped) != len(raw):
                thing.write(stripped, filter=pikepdf.Name("/DCTDecode"))
        for name in PRIVATE:
            drop(thing, name)
    elif isinstance(thing, pikepdf.Dictionary):
        for name in PRIVATE:
            drop(thing, name)


def drop(thing: Any, name: str) -> None:
    """Take one key away if it is there."""
    if name in thing:
        del thing[name]


def read_pdf(path: Path) -> str:
    """Return the text of a PDF as poppler reads it, with its bookmarks; raises ``CleaningFailed("no_reader")``."""
    program = shutil.which(READER)
    if program is None:
        raise CleaningFailed("no_reader")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, our own file
            [program, "-q", "-enc", "UTF-8", str(path), "-"], capture_output=True, timeout=READ_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise CleaningFailed("broken") from error
    return done.stdout.decode("utf-8", "replace") + "\n" + read_bookmarks(path)


def read_bookmarks(path: Path) -> str:
    """Return the titles of a PDF's bookmarks and the texts of its notes: a page's text does not hold them."""
    lines: list[str] = []
    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                for name in ("/Title", "/Contents", "/TU", "/Alt", "/ActualText", "/URI", "/V"):
                    value = thing.get(name)
                    if isinstance(value, pikepdf.String):
                        lines.append(str(value))
    return "\n".join(lines)


def count_blank_pages(path: Path) -> int:
    """Return how many pages have pictures and no text operator: scanned pages that nothing can read."""
    blank = 0
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            try:
                operators = {str(item.operator) for item in pikepdf.parse_content_stream(page)}
            except pikepdf.PdfError:
                blank += 1
                continue
            if not operators & {"Tj", "TJ", "'", '"'} and operators & {"Do", "BI", "EI", "INLINE IMAGE", "sh"}:
                blank += 1
    return blank
