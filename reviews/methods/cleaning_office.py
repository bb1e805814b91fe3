"""Clean Word, Excel and PowerPoint files: properties, authors of comments and changes, thumbnails, pictures."""

import html
import re
import zipfile
from pathlib import Path

from reviews.methods.cleaning_errors import CleaningFailed
from reviews.methods.cleaning_image import strip_jpeg, strip_png

MAX_BYTES = 500 * 1024 * 1024
ENDINGS = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
# Parts that are dropped whole, with what points to them.
DROPPED = re.compile(
    r"^(docProps/custom\.xml|docProps/thumbnail\.\w+|customXml/.*|word/people\.xml|xl/persons/.*|"
    r"ppt/authors\.xml|.*/printerSettings/.*|.*/revisions/.*|.*\.bin|.*vbaProject.*|.*/embeddings/.*)$",
    re.IGNORECASE,
)
EMBEDDED = re.compile(r"/embeddings/", re.IGNORECASE)
PLAIN = {
    "docProps/core.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.'
        'openxmlformats.org/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org/'
        'officeDocument/2006/extended-properties"/>'
    ),
}
# Attributes that name a person or a computer, in whatever namespace prefix a program chose.
AUTHORS = re.compile(
    r'(\s(?:\w+:)?(?:author|initials|userName|displayName|userId|providerId|lastModifiedBy|creator|manager|company))="[^"]*"',
    re.IGNORECASE,
)
NAMED = re.compile(r'(<(?:\w+:)?(?:cmAuthor|person)\b[^>]*?\sname)="[^"]*"', re.IGNORECASE)
AUTHOR_TEXT = re.compile(r"(<(?:\w+:)?author>)[^<]*(</(?:\w+:)?author>)")
FOLDER = re.compile(r"<(?:\w+:)?absPath\b[^>]*/>|<(?:\w+:)?fileSharing\b[^>]*/>")
OUTSIDE = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*/>')
TARGET = re.compile(r'\sTarget="([^"]*)"')
RELATION = re.compile(r"<Relationship\b[^>]*/>")
OVERRIDE = re.compile(r'<Override\b[^>]*PartName="/([^"]*)"[^>]*/>')
BLOCK_END = re.compile(r"</(?:\w+:)?(?:p|si|c|row|comment|tr)>|<(?:\w+:)?(?:br|tab|cr)\b[^>]*/>")
MARKUP = re.compile(r"<[^>]*>")
STATED = re.compile(r'\s(?:\w+:)?(?:descr|title|alt|name|Target|tooltip)="([^"]*)"')


def office_ending(source: Path) -> str:
    """Return docx, xlsx or pptx by what the package holds, "" for another archive."""
    try:
        with zipfile.ZipFile(source) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, OSError) as error:
        raise CleaningFailed("broken") from error
    for ending, folder in ENDINGS.items():
        if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
            return ending
    return ""


def clean_office(source: Path, target: Path) -> None:
    """Write an Office package anew without anything that names who made it.

    Other files embedded in it are dropped: nobody could say what they carry.
    """
    try:
        with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as cleaned:
            if sum(part.file_size for part in package.infolist()) > MAX_BYTES:
                raise CleaningFailed("too_large")
            for part in package.infolist():
                if part.is_dir() or DROPPED.match(part.filename):
                    continue
                fresh = zipfile.ZipInfo(part.filename)  # of 1980: the parts' times are dropped too
                fresh.compress_type = zipfile.ZIP_DEFLATED
                cleaned.writestr(fresh, clean_part(part.filename, package.read(part)))
    except RuntimeError as error:
        raise CleaningFailed("encrypted") from error
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise CleaningFailed("broken") from error


def clean_part(name: str, data: bytes) -> bytes:
    """Return one part of a package, cleaned."""
    if name in PLAIN:
        return PLAIN[name].encode()
    lower = name.lower()
    if lower.endswith((".jpg", ".jpeg")):
        return strip_jpeg(data)
    if lower.endswith(".png"):
        return strip_png(data)
    if not lower.endswith((".xml", ".rels", ".vml")):
        return data
    text = decode_xml(data)
    if lower.endswith(".rels"):
        text = RELATION.sub(keep_relation, text)
    elif name == "[Content_Types].xml":
        text = OVERRIDE.sub(lambda found: "" if DROPPED.match(found[1]) else found[0], text)
    else:
        text = AUTHORS.sub(r'\1=""', text)
        text = NAMED.sub(r'\1=""', text)
        text = AUTHOR_TEXT.sub(r"\1\2", text)
        text = FOLDER.sub("", text)
    return text.encode()


def decode_xml(data: bytes) -> str:
    """Return a part's text; parts are UTF-8 unless they begin as UTF-16, and are written as UTF-8."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return re.sub(r'encoding="[^"]*"', 'encoding="UTF-8"', data.decode("utf-16"), count=1)
    return data.decode("utf-8-sig", "replace")


def keep_relation(found: "re.Match[str]") -> str:
    """Return a relation, "" when it leads to a dropped part; one that leads outside loses where to."""
    line = found[0]
    target = TARGET.search(line)
    if target is None:
        return line
    if OUTSIDE.match(line):
        return TARGET.sub(' Target="about:blank"', line)
    plain = target[1].lstrip("/")
    while plain.startswith("../"):
        plain = plain[3:]
    folders = ("", "word/", "xl/", "ppt/", "x/")
    return "" if any(DROPPED.match(folder + plain) for folder in folders) else line


def read_office(path: Path) -> str:
    """Return every text of a package: paragraphs and cells, and what pictures and links are called."""
    lines: list[str] = []
    with zipfile.ZipFile(path) as package:
        for part in package.infolist():
            if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
                continue
            lines.append(part.filename)
            text = decode_xml(package.read(part))
            lines.append(html.unescape(MARKUP.sub("", BLOCK_END.sub("\n", text))))
            lines += [html.unescape(value) for value in STATED.findall(text)]
    return "\n".join(lines)


def count_pictures(path: Path) -> int:
    """Return how many pictures and sounds a package carries: what stands in them nothing can read."""
    with zipfile.ZipFile(path) as package:
        return sum(1 for name in package.namelist() if "/media/" in name)


def count_embedded(path: Path) -> int:
    """Return how many other files are embedded in a package."""
    with zipfile.ZipFile(path) as package:
        return sum(1 for name in package.namelist() if EMBEDDED.search(name))
