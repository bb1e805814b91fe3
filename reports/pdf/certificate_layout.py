"""From the data of certificates to pages: HTML for the print engine, and QR codes as shapes laid over its pages."""

from collections.abc import Sequence

import segno
from django.template import Context, Engine

from reports.pdf.certificates import Sheet
from reports.pdf.layout import TEMPLATES, UNPRINTABLE

_engine = Engine(dirs=[str(TEMPLATES)], autoescape=True)

POINTS = 72 / 25.4  # of a millimeter
# Where the QR code stands, in millimeters from the lower left corner (static/css/print/certificate.css keeps it free).
QR_LEFT, QR_BOTTOM, QR_SIZE = 24.0, 20.0, 25.0
QUIET = 2  # modules of white around it; the paper is white, so four are kept free by the style sheet
# One mask for all: trying the eight costs most of the making and changes nothing for a reader of so short a text.
MASK = 2


WIDTH, HEIGHT = 297.0, 210.0
PAPER, RED, GOLD = "1 0.992 0.973", "0.702 0.125 0.106", "0.784 0.588 0.243"


def draw_frame() -> bytes:
    """Return the drawing under the text, as PDF operators: tinted paper, a strong red frame and a fine gold one.

    Drawn here and not by the style sheet: the same for all, it costs nothing to lay out.
    """
    lines = [f"q {POINTS:.6f} 0 0 {POINTS:.6f} 0 0 cm", f"{PAPER} rg 0 0 {WIDTH} {HEIGHT} re f"]
    for color, width, inset in ((RED, 1.6, 9.8), (GOLD, 0.35, 12.8)):
        box = f"{inset} {inset} {WIDTH - 2 * inset:.2f} {HEIGHT - 2 * inset:.2f}"
        lines.append(f"{color} RG {width} w {box} re S")
    return "\n".join([*lines, "Q"]).encode()


def lay_out_certificates(sheets: Sequence[Sheet], *, title: str, check_page: str) -> str:
    """Return the HTML of certificates, a page each."""
    page = Context({"title": title, "check_page": check_page, "sheets": sheets}, use_l10n=False)
    return UNPRINTABLE.sub("", _engine.get_template("pdf/certificate.html").render(page))


def draw_qr(address: str) -> bytes:
    """Return the drawing of an address's QR code, level M, as PDF operators in its place on the page."""
    code = segno.make_qr(address, error="m", mask=MASK, boost_error=False)
    rows = [bytes(row) for row in code.matrix]
    step = QR_SIZE / (len(rows) + 2 * QUIET)
    lines = [f"q {POINTS:.6f} 0 0 {POINTS:.6f} {QR_LEFT * POINTS:.3f} {QR_BOTTOM * POINTS:.3f} cm 0 g"]
    for down, row in enumerate(rows):
        y = QR_SIZE - (down + QUIET + 1) * step
        for start, length in dark_runs(row):
            lines.append(f"{(start + QUIET) * step:.4f} {y:.4f} {length * step:.4f} {step + 0.01:.4f} re")
    return "\n".join([*lines, "f Q"]).encode()


def dark_runs(row: bytes) -> list[tuple[int, int]]:
    """Return the dark stretches of a row of modules: (first, how many)."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
