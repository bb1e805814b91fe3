"""Files that carry names wherever a program writes them: every one must be gone from what reviewers read."""

import io
import struct
import zipfile

import docx
import openpyxl
import pikepdf
from openpyxl.comments import Comment
from PIL import Image

CANARY = "Canary9137"


def canary_jpeg() -> bytes:
    """Return a photograph whose EXIF names its maker."""
    exif = Image.Exif()
    exif[0x013B] = exif[0x010E] = CANARY
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(out, "JPEG", exif=exif, comment=CANARY.encode())
    return out.getvalue()


def canary_png() -> bytes:
    """Return a picture whose text chunks name its maker."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", CANARY)
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "blue").save(out, "PNG", pnginfo=info)
    return out.getvalue()


def canary_pdf(text: str = "plain words of a work", *, password: str = "") -> bytes:
    """Return a PDF with a line of (Latin) text and the canary in every property a PDF has."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    photo = pdf.make_stream(
        canary_jpeg(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=16,
        Height=16,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(P1=photo))
    show = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET" if text else ""
    page.Contents = pdf.make_stream(f"{show} q 50 0 0 50 10 10 cm /P1 Do Q".encode())
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=CANARY, NM=CANARY, Contents="good"
    )
    page.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))
    pdf.docinfo["/Author"] = pdf.docinfo["/Title"] = CANARY
    with pdf.open_metadata() as meta:
        meta["dc:creator"] = [CANARY]
    pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password) if password else None)
    return out.getvalue()


def canary_docx(text: str = "作品正文") -> bytes:
    """Return a Word file with the canary in its properties, a comment, a tracked change and a picture."""
    document = docx.Document()
    document.add_paragraph(text)
    document.add_picture(io.BytesIO(canary_jpeg()))
    document.core_properties.author = document.core_properties.last_modified_by = CANARY
    document.core_properties.title = CANARY
    document.add_comment(document.paragraphs[0].runs, text="看过", author=CANARY, initials=CANARY[:3])
    out = io.BytesIO()
    document.save(out)
    return add_parts(
        out.getvalue(),
        {
            "docProps/custom.xml": f"<Properties><p>{CANARY}</p></Properties>",
            "word/embeddings/oleObject1.bin": CANARY,
        },
    )


def canary_xlsx(text: str = "作品数据") -> bytes:
    """Return an Excel file with the canary in its properties and as the author of a comment."""
    book = openpyxl.Workbook()
    book.active["A1"] = text
    book.active["A1"].comment = Comment("看过", CANARY)
    book.properties.creator = book.properties.lastModifiedBy = CANARY
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def canary_pptx(text: str = "作品演示") -> bytes:
    """Return the parts of a PowerPoint file that carry names; enough of one to be cleaned."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", '<Types><Override PartName="/docProps/custom.xml"/></Types>')
        package.writestr("docProps/core.xml", f"<c><creator>{CANARY}</creator></c>")
        package.writestr("docProps/custom.xml", CANARY)
        package.writestr("ppt/commentAuthors.xml", f'<p:cmAuthor id="0" name="{CANARY}" initials="{CANARY}"/>')
        package.writestr("ppt/slides/slide1.xml", f"<a:p><a:r><a:t>{text[:2]}</a:t></a:r><a:t>{text[2:]}</a:t></a:p>")
    return out.getvalue()


def add_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """Return a package with further parts."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def box(kind: bytes, content: bytes = b"") -> bytes:
    """Return one MP4 box."""
    return struct.pack(">I", len(content) + 8) + kind + content


def canary_mp4() -> bytes:
    """Return the boxes of a video: times, a named track, a title, XMP, and a picture of known bytes."""
    name = CANARY.encode()
    header = box(b"mvhd", b"\0\0\0\0" + b"\x11" * 8 + b"\0" * 88)
    track = box(b"trak", box(b"mdia", box(b"hdlr", b"\0" * 8 + b"vide" + b"\0" * 12 + name + b"\0")))
    about = box(b"udta", box(b"meta", b"\0" * 4 + box(b"ilst", box(b"\xa9nam", box(b"data", name)))))
    return (
        box(b"ftyp", b"isom" + b"\0" * 8)
        + box(b"moov", header + track + about)
        + box(b"uuid", name)
        + box(b"mdat", b"PICTURES")
    )
