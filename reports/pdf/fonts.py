"""The four faces of a report: where they come from, what stands in for them, and whether they are all there.

宋体 and 黑体 are Debian's Noto CJK, 楷体 is LXGW WenKai, 仿宋 is FandolFang in the data folder (it lacks common
characters of names, so LXGW WenKai always stands behind it). Noto comes as collections of five scripts, 20 to 27 MB
a weight; WeasyPrint keeps each file it uses in memory, so one script's part is cut out once: a light face of its own
name (Portal Song, Portal Hei, …) that covers 通用规范汉字表, with Noto behind it for every other character.
"""

import ctypes
import ctypes.util
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

CHARACTERS = Path(__file__).with_name("characters.txt")  # 通用规范汉字表: 8105 characters, in its order (Unihan kTGH)
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz-subset.so.0")

# Half as wide in LXGW WenKai as a Chinese mark should be: left out of its cuts, 宋体 gives them.
NARROW_MARKS = frozenset(map(ord, "‘’“”—…·"))
# The Latin signs and digits of FandolFang are heavy beside its thin strokes: 宋体 gives them too. The spaces stay:
# Pango sets a space in the face of the character before it, and a face without one prints an empty box.
BLANKS = frozenset((0x20, 0xA0))
LATIN = frozenset(range(0x20, 0x250)) - BLANKS

# Light face: (family, style, weight number, pattern of the face it is cut from, what is left out)
CUTS: tuple[tuple[str, str, int, str, frozenset[int]], ...] = (
    ("Portal Song", "Regular", 400, "Noto Serif CJK SC:weight=80", frozenset()),
    ("Portal Song", "Bold", 700, "Noto Serif CJK SC:weight=200", frozenset()),
    ("Portal Hei", "Regular", 400, "Noto Sans CJK SC:weight=80", frozenset()),
    ("Portal Hei", "Bold", 700, "Noto Sans CJK SC:weight=200", frozenset()),
    ("Portal Kai", "Regular", 400, "LXGW WenKai:weight=80", NARROW_MARKS),
    ("Portal Fang", "Regular", 400, "FandolFang", LATIN),
    ("Portal Fang Names", "Regular", 400, "LXGW WenKai Light", LATIN | NARROW_MARKS),
)

# Face: (families any of which will do, what to do when none is there)
FACES = {
    "宋体": (
        ("SimSun", "宋体", "Noto Serif CJK SC", "Source Han Serif SC"),
        "apt-get install fonts-noto-cjk",
    ),
    "黑体": (
        ("SimHei", "黑体", "Noto Sans CJK SC", "Source Han Sans SC"),
        "apt-get install fonts-noto-cjk",
    ),
    "楷体": (
        ("KaiTi", "KaiTi_GB2312", "楷体", "LXGW WenKai", "FandolKai"),
        "apt-get install fonts-lxgw-wenkai",
    ),
    "仿宋": (
        ("FangSong", "FangSong_GB2312", "仿宋", "FandolFang", "FandolFang R", "LXGW WenKai"),
        "run script/server, which unpacks FandolFang, or apt-get install fonts-lxgw-wenkai",
    ),
}

FONT_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <!-- Names of the office's own fonts: the real ones win where they lie in the folder. -->
{aliases}
</fontconfig>
"""
# A name that documents ask for: what answers to it here.
ALIASES = {
    "仿宋": ("FandolFang", "LXGW WenKai"),
    "楷体": ("LXGW WenKai",),
    "仿宋_GB2312": ("FandolFang", "LXGW WenKai"),
    "楷体_GB2312": ("LXGW WenKai",),
    "方正小标宋简体": ("Noto Serif CJK SC",),
    "宋体": ("Noto Serif CJK SC",),
    "黑体": ("Noto Sans CJK SC",),
}


def prepare_fonts(data_dir: Path) -> None:
    """Make the data folder ready for printing: fontconfig file and light faces, each only where it is missing.

    Safe to call at any time and from several processes at once; the light faces are an economy, so a machine that
    cannot cut them prints with Noto itself.
    """
    fonts = data_dir / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    config = data_dir / "fonts.conf"
    text = _config_text(fonts, data_dir / "fontconfig")
    if not config.is_file() or (not config.is_symlink() and config.read_text(encoding="utf-8") != text):
        _write_whole(config, text.encode())  # also where the folder has moved
    os.environ.setdefault("FONTCONFIG_FILE", str(config))
    for family, style, weight, pattern, without in CUTS:
        target = fonts / cut_name(family, style)
        if not target.is_file():
            face = cut_face(pattern, without)
            if face:
                _write_whole(target, _rename(face, family, style, weight))
    current = {cut_name(family, style) for family, style, *_ in CUTS}
    for old in fonts.glob("Portal*-*.otf"):
        if old.name not in current:
            old.unlink(missing_ok=True)


def cut_name(family: str, style: str) -> str:
    """Return a light face's file name. A cut that is made otherwise takes another family name: folders keep theirs."""
    return f"{family.replace(' ', '')}-{style}.otf"


def _config_text(fonts: Path, cached: Path) -> str:
    aliases = []
    for name, families in ALIASES.items():
        accepted = "".join(f"<family>{family}</family>" for family in families)
        aliases.append(f'  <alias binding="same"><family>{name}</family><accept>{accepted}</accept></alias>')
    return FONT_CONFIG.format(fonts=fonts, cache=cached, aliases="\n".join(aliases))


def missing_parts() -> list[str]:
    """Return a sentence, with its remedy, for each thing without which PDFs come out wrong; none when all is there."""
    problems = []
    try:
        from weasyprint.text.ffi import harfbuzz_subset  # noqa: PLC0415  loads Pango: only when asked
    except OSError as error:
        return [f"WeasyPrint cannot load Pango ({error}): apt-get install libpango-1.0-0 libpangoft2-1.0-0."]
    if harfbuzz_subset is None:
        problems.append("libharfbuzz-subset0 is missing, PDFs would take minutes: apt-get install libharfbuzz-subset0.")
    installed = installed_families()
    for face, (families, remedy) in FACES.items():
        if not installed.intersection(families):
            problems.append(f"No font for {face}: {remedy}.")
    return problems


def installed_families() -> set[str]:
    """Return the names of all font families that fontconfig knows."""
    listing = _ask_fontconfig("fc-list", "--format", "%{family}\n")
    return {name.strip() for line in listing.splitlines() for name in line.split(",")}


@cache
def covered_characters() -> frozenset[int]:
    """Return the code points of a light face: 8105 standard characters, GB 2312, Latin and the signs of office text."""
    points = {ord(sign) for sign in CHARACTERS.read_text(encoding="utf-8") if not sign.isspace()}
    for lead in range(0xA1, 0xF8):
        row = bytes(byte for trail in range(0xA1, 0xFF) for byte in (lead, trail))
        points.update(map(ord, row.decode("gb2312", errors="ignore")))
    for first, last in ((0x20, 0x24F), (0x370, 0x45F), (0x2000, 0x206F), (0x20A0, 0x22FF), (0x2460, 0x25FF)):
        points.update(range(first, last + 1))
    for first, last in ((0x3000, 0x303F), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)):
        points.update(range(first, last + 1))
    return frozenset(points)


def cut_face(pattern: str, without: frozenset[int] = frozenset()) -> bytes:
    """Return the font that matches the fontconfig pattern, cut to covered_characters(); b"" if it is not to be had."""
    match = _ask_fontconfig("fc-match", "--format", "%{family}\n%{file}\n%{index}", pattern)
    name, file, index = [*match.splitlines(), "", "", ""][:3]
    if pattern.partition(":")[0] not in name or not Path(file).is_file():
        return b""
    return _cut_with_harfbuzz(Path(file), int(index or 0) & 0xFFFF, covered_characters() - without)


def _cut_with_harfbuzz(file: Path, index: int, points: frozenset[int]) -> bytes:
    """Return one face of a font file with these code points only; HarfBuzz needs 0.3 s where fontTools needs 20."""
    try:
        core, subset = (ctypes.CDLL(library) for library in HARFBUZZ)
    except OSError:
        return b""
    for library, name in (
        (core, "hb_blob_create_from_file"),
        (core, "hb_face_create"),
        (core, "hb_face_reference_blob"),
        (core, "hb_blob_get_data"),
        (subset, "hb_subset_input_create_or_fail"),
        (subset, "hb_subset_input_unicode_set"),
        (subset, "hb_subset_or_fail"),
    ):
        getattr(library, name).restype = ctypes.c_void_p
    pointer = ctypes.c_void_p
    blob = pointer(core.hb_blob_create_from_file(os.fsencode(file)))
    face = pointer(core.hb_face_create(blob, index))
    wanted = pointer(subset.hb_subset_input_create_or_fail())
    characters = pointer(subset.hb_subset_input_unicode_set(wanted))
    for point in points:
        core.hb_set_add(characters, point)
    subset.hb_subset_input_set_flags(wanted, 0x1 | 0x40)  # no hinting, keep the shape of .notdef
    result = pointer(subset.hb_subset_or_fail(face, wanted))
    light = b""
    if result:
        length = ctypes.c_uint()
        content = pointer(core.hb_face_reference_blob(result))
        light = ctypes.string_at(core.hb_blob_get_data(content, ctypes.byref(length)), length.value)
        core.hb_blob_destroy(content)
        core.hb_face_destroy(result)
    subset.hb_subset_input_destroy(wanted)
    core.hb_face_destroy(face)
    core.hb_blob_destroy(blob)
    return light


def _rename(font: bytes, family: str, style: str, weight: int) -> bytes:
    """Return the font under a name of its own, so that it never passes for the full one."""
    from io import BytesIO  # noqa: PLC0415  with fontTools, which takes a quarter of a second to load

    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    face = TTFont(BytesIO(font), lazy=True)
    names = face["name"]
    names.names = [record for record in names.names if record.nameID in (0, 5, 13, 14)]
    plain = family.replace(" ", "")
    for identifier, text in ((1, family), (2, style), (3, f"{plain}-{style}"), (4, f"{family} {style}")):
        names.setName(text, identifier, 3, 1, 0x409)
    names.setName(f"{plain}-{style}", 6, 3, 1, 0x409)
    face["OS/2"].usWeightClass = weight
    output = BytesIO()
    face.save(output)
    return output.getvalue()


def _ask_fontconfig(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(path)


def prepare_charts(data_dir: Path) -> None:
    """Let matplotlib list the machine's fonts once, at set-up, rather than in the first page that shows a chart."""
    folder = data_dir / "matplotlib"
    os.environ.setdefault("MPLCONFIGDIR", str(folder))
    if not list(folder.glob("fontlist-*.json")):
        from matplotlib import font_manager  # noqa: F401, PLC0415  listing them is what its import does


if __name__ == "__main__":
    prepare_fonts(Path(sys.argv[1]).resolve())
    prepare_charts(Path(sys.argv[1]).resolve())
    sys.exit("\n".join(missing_parts()) or 0)
