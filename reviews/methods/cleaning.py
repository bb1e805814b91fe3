"""Clean a file of who made it, and read what text it holds; no database, no requests.

What cannot be cleaned raises ``CleaningFailed``; what cannot be read is said to be unread, never passed silently.
"""

from dataclasses import dataclass
from pathlib import Path

from reviews.methods.cleaning_errors import CleaningFailed
from reviews.methods.cleaning_image import clean_image
from reviews.methods.cleaning_office import clean_office, count_embedded, count_pictures, office_ending, read_office
from reviews.methods.cleaning_pdf import clean_pdf, count_blank_pages, read_pdf
from reviews.methods.cleaning_video import clean_video

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "mp4": "video/mp4",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class Cleaned:
    """A cleaned file: its ending, its readable text, and what nothing could read.

    ``unread`` lists codes with a count, as ``("pages", 3)``: scanned pages, pictures, embedded files that were dropped,
    video, no reader installed.
    """

    ending: str
    text: str
    unread: tuple[tuple[str, int], ...] = ()

    @property
    def media_type(self) -> str:
        """The media type that fits the ending."""
        return MEDIA_TYPES[self.ending]


def clean_file(source: Path, target: Path, *, media_type: str) -> Cleaned:
    """Write the cleaned file to ``target``; raises ``CleaningFailed`` with the reason's code."""
    if media_type == "application/pdf":
        return clean_and_read_pdf(source, target)
    if media_type.startswith("image/"):
        return Cleaned(clean_image(source, target), "", (("picture", 1),))
    if media_type == "video/mp4":
        clean_video(source, target)
        return Cleaned("mp4", "", (("video", 1),))
    if media_type == "application/zip" or media_type.startswith("application/vnd.openxmlformats"):
        ending = office_ending(source)
        if ending:
            clean_office(source, target)
            unread = (("picture", count_pictures(target)), ("embedded", count_embedded(source)))
            return Cleaned(ending, read_office(target), tuple(item for item in unread if item[1]))
    raise CleaningFailed("unknown_kind")


def clean_and_read_pdf(source: Path, target: Path) -> Cleaned:
    """Clean a PDF, read it, and count the pages without readable text."""
    clean_pdf(source, target)
    try:
        text = read_pdf(target)
    except CleaningFailed as failure:
        return Cleaned("pdf", "", ((failure.why, 1),))
    blank = count_blank_pages(target)
    return Cleaned("pdf", text, (("pages", blank),) if blank else ())
