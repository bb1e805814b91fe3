"""What a report freezes besides its text: the logo of the body that issues it."""

import base64
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from association.domain.profile import open_card, remove_picture, set_picture
from association.models import Body
from office.actor import Actor
from office.enums import Role
from reports.kinds.printed import LOGO_PIXELS, build
from reports.methods.blocks import paragraph, text_run
from reports.pdf.document import Document
from tests.actors import make_actor
from tests.factories.association import BodyFactory
from tests.factories.reports import ReportFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


@pytest.fixture
def body() -> Body:
    made: Body = BodyFactory(kind="association")
    return made


def picture(mode: str, form: str, size: tuple[int, int] = (1200, 400)) -> SimpleUploadedFile:
    """Return a picture as a scanner or a print shop hands it over."""
    output = BytesIO()
    Image.new(mode, size).save(output, format=form)
    return SimpleUploadedFile(f"徽标.{form.lower()}", output.getvalue())


@pytest.mark.parametrize(
    ("mode", "form"), [("RGBA", "PNG"), ("P", "PNG"), ("L", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG")]
)
def test_logo_of_the_set_up_stands_on_the_cover(mode: str, form: str, head: Actor, body: Body) -> None:
    report = SectionFactory(report=ReportFactory(body=body)).report
    plain = build(report)
    assert "logo" not in plain.context
    card = set_picture(open_card(body, actor=head), "logo", picture(mode, form), actor=head)
    printed = build(report)
    logo = Document.from_context(printed.context).logo
    assert logo["media_type"] == "image/png"
    with Image.open(BytesIO(base64.b64decode(logo["data"]))) as image:
        assert image.size == (LOGO_PIXELS, LOGO_PIXELS // 3), "smaller: it is frozen with every report"
    assert printed.fingerprint != plain.fingerprint
    assert build(report).fingerprint == printed.fingerprint
    remove_picture(card, "logo", actor=head)
    assert build(report).fingerprint == plain.fingerprint


def test_a_text_without_heading_stands_apart_from_the_section_before_it() -> None:
    report = ReportFactory()
    for order, (level, words) in enumerate([(0, "前言"), (1, "正文"), (0, "结语")], start=1):
        SectionFactory(report=report, order=order, level=level, heading=words, blocks=[paragraph([text_run(words)])])
    printed = build(report).context["blocks"]
    roles = {block["runs"][0]["text"]: block.get("role") for block in printed if block["type"] == "paragraph"}
    assert roles == {"前言": None, "正文": None, "结语": "closing"}


def test_other_bodies_and_broken_pictures_leave_the_cover_as_it_was(head: Actor, body: Body) -> None:
    report = SectionFactory(report=ReportFactory(body=body)).report
    other = SectionFactory(report=ReportFactory(body=BodyFactory(kind="group"))).report
    upload = picture("RGB", "PNG")
    cut = SimpleUploadedFile("徽标.png", upload.read()[:20])
    set_picture(open_card(body, actor=head), "logo", cut, actor=head)
    assert "logo" not in build(report).context
    assert "logo" not in build(other).context
