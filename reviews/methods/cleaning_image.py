"""Clean pictures: written anew from their points, so that nothing of camera, place or author stays."""

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from reviews.methods.cleaning_errors import CleaningFailed

MAX_POINTS = 80_000_000
# Markers of a JPEG stream that carry no picture: application data (EXIF, XMP, IPTC) and comments. APP0 and APP14 say
# how to read the colors and stay.
DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}


def clean_image(source: Path, target: Path) -> str:
    """Write a picture anew without metadata, turned as its camera said; returns the ending, png or jpg."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(source) as picture:
                if picture.width * picture.height > MAX_POINTS:
                    raise CleaningFailed("too_large")
                kind = "jpg" if picture.format == "JPEG" else "png"
                upright = ImageOps.exif_transpose(picture)
                if kind == "jpg":
                    plain = upright.convert("RGB")
                    plain.info.clear()
                    plain.save(target, "JPEG", quality=92)
                else:
                    plain = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
                    plain.info.clear()
                    plain.save(target, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise CleaningFailed("broken") from error
    return kind


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG stream without application data and comments, its picture untouched byte for byte."""
    if data[:2] != b"\xff\xd8":
        return data
    kept, place = io.BytesIO(), 2
    kept.write(data[:2])
    while place + 4 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # a fill byte
            place += 1
            continue
        if marker == 0xDA:  # the picture itself begins
            break
        size = int.from_bytes(data[place + 2 : place + 4], "big") + 2
        if marker not in DROPPED:
            kept.write(data[place : place + size])
        place += size
    kept.write(data[place:])
    return kept.getvalue()


def strip_png(data: bytes) -> bytes:
    """Return a PNG stream without texts, times and EXIF."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        return data
    kept, place = io.BytesIO(), 8
    kept.write(data[:8])
    while place + 12 <= len(data):
        size = int.from_bytes(data[place : place + 4], "big") + 12
        if data[place + 4 : place + 8] not in {b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"}:
            kept.write(data[place : place + size])
        place += size
    return kept.getvalue()
