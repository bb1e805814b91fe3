"""The rendering process of certificates: laid out by the two dozen, then a file for each, then one for the printer."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf

from reports.pdf.certificates import Sheet
from reports.pdf.child import Teller, answer_request
from reports.pdf.printed import Printed

PROGRAM = "reports.pdf.certificate_child"
# So many are laid out together, and so many share the cut fonts: more sharers make larger files (bench).
BATCH, SHARERS = 96, 12


def print_certificates(context: Mapping[str, Any], target: Path, tell: Teller) -> Printed:
    """Write one PDF for each certificate into the folder, and all of them together to the target.

    Printing again writes the same files again; all appear by a rename, so that a killed process leaves no half one.
    """
    sheets = [Sheet(**values) for values in context["certificates"]]
    folder = Path(context["folder"])
    folder.mkdir(parents=True, exist_ok=True)
    missing, whole = "", pikepdf.new()
    for start in range(0, len(sheets), BATCH):
        batch = sheets[start : start + BATCH]
        missing += print_batch(batch, folder, whole, title=context["title"], check_page=context["check_page"])
        tell("lay_out", (start + len(batch)) / len(sheets))
    tell("write", 0.0)
    whole.Root.Lang = pikepdf.String("zh-CN")
    write_whole(whole, target)
    tell("write", 1.0)
    return Printed(pages=len(sheets), missing="".join(sorted(set(missing))))


def print_batch(sheets: list[Sheet], folder: Path, whole: pikepdf.Pdf, *, title: str, check_page: str) -> str:
    """Lay certificates out together, write a file for each and add its page to the whole.

    Returns the characters that no font has.
    """
    from reports.pdf.certificate_layout import draw_frame, draw_qr, lay_out_certificates  # noqa: PLC0415  when fonts are ready
    from reports.pdf.engine import write_slices  # noqa: PLC0415

    slices, printed = write_slices(lay_out_certificates(sheets, title=title, check_page=check_page), SHARERS)
    if printed.pages != len(sheets):
        raise OSError(f"{printed.pages} pages for {len(sheets)} certificates")
    for place, stream in enumerate(slices):
        with pikepdf.open(stream) as book:
            for sheet, page in zip(sheets[place * SHARERS :], book.pages, strict=False):
                page.contents_add(draw_frame() + b" q", prepend=True)
                page.contents_add(b"Q " + draw_qr(sheet.address))
                write_single(page, sheet, folder / sheet.file)
            whole.pages.extend(book.pages)
    return printed.missing


def write_single(page: pikepdf.Page, sheet: Sheet, target: Path) -> None:
    """Write one certificate as a file of its own."""
    single = pikepdf.new()
    single.pages.append(page)
    single.Root.Lang = pikepdf.String("zh-CN")
    single.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    single.docinfo["/Title"] = f"{sheet.head} {sheet.number}"
    write_whole(single, target)


def write_whole(document: pikepdf.Pdf, target: Path) -> None:
    """Write a file beside its place and rename it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        document.save(part, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(answer_request(print_certificates))
