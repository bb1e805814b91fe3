"""QR codes as pictures inside the page: the strict policy of the pages lets data: addresses in for images only."""

import segno


def qr_image(text: str) -> str:
    """Return the address of an SVG picture of a QR code, for the ``src`` of an ``<img>``.

    Level M survives a scratched print; the quiet zone of four modules is part of the picture.
    """
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=6, border=4, dark="#111", light="#fff")
