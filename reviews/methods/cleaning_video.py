"""Clean MP4 videos: boxes of metadata become empty space, so that every picture stays where the index says."""

import shutil
from pathlib import Path
from typing import IO

from reviews.methods.cleaning_errors import CleaningFailed

# Boxes that hold other boxes on the way to metadata.
CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"moof", b"traf", b"mvex"}
# Boxes of metadata: user data (title, author, place), item metadata, XMP and others under an own key.
PRIVATE = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"pdin", b"cprt"}
# Headers with times of making: (bytes of the two times in version 0, in version 1), after version and flags.
TIMED = {b"mvhd", b"tkhd", b"mdhd"}
DEPTH = 12


def clean_video(source: Path, target: Path) -> None:
    """Copy a video and empty its metadata in place: titles, authors, places, times, names of tracks."""
    shutil.copyfile(source, target)
    with target.open("r+b") as file:
        size = file.seek(0, 2)
        kinds = clean_boxes(file, 0, size, 0)
    if b"moov" not in kinds or b"ftyp" not in kinds:
        raise CleaningFailed("broken")


def clean_boxes(file: IO[bytes], start: int, end: int, depth: int) -> set[bytes]:
    """Clean the boxes between two places of a file; returns their kinds."""
    if depth > DEPTH:
        raise CleaningFailed("broken")
    place, kinds = start, set()
    while place < end:
        if place + 8 > end:
            zero(file, place, end)  # what stands behind the last box belongs to nobody
            break
        file.seek(place)
        head = file.read(16)
        size, kind, inner = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, inner = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - place
        if size < inner or place + size > end:
            raise CleaningFailed("broken")
        kinds.add(kind)
        clean_box(file, kind, place, (place + inner, place + size), depth)
        place += size
    return kinds


def clean_box(file: IO[bytes], kind: bytes, place: int, body: tuple[int, int], depth: int) -> None:
    """Clean one box whose content lies at ``body`` (start, end)."""
    if kind in PRIVATE:
        file.seek(place + 4)
        file.write(b"free")
        zero(file, *body)
    elif kind in TIMED and body[1] - body[0] >= 20:
        file.seek(body[0])
        wide = file.read(1) == b"\x01"
        zero(file, body[0] + 4, body[0] + (20 if wide else 12))
    elif kind == b"hdlr" and body[1] - body[0] > 24:
        zero(file, body[0] + 24, body[1])  # the name of the track's handler
    elif kind in CONTAINERS:
        clean_boxes(file, *body, depth + 1)


def zero(file: IO[bytes], start: int, end: int) -> None:
    """Write zeros between two places."""
    file.seek(start)
    left = end - start
    while left > 0:
        step = min(left, 1024 * 1024)
        file.write(b"\0" * step)
        left -= step
