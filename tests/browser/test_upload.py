"""Large files in a browser: in parts, through a cut, and after a reload on from where they stopped."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, Route, expect

from office.models import Attachment, Upload, UploadPart
from reviews.enums import SubmissionState
from reviews.models import SubmissionAttachment
from tests.actors import make_actor
from tests.factories.reviews import FormVersionFactory, SubmissionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MB = 1024 * 1024
FIELDS = [
    {"code": "f1", "kind": "text", "label": "登记号"},
    {"code": "f2", "kind": "file", "label": "推荐表", "file_kinds": ["pdf"]},
    {"code": "f3", "kind": "file", "label": "作品", "file_kinds": ["pdf"]},
]


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of five parts that differ, which is a PDF by its first and last bytes."""
    path = tmp_path / "作品说明.pdf"
    filling = b"".join(bytes([65 + number]) * MB for number in range(4))
    path.write_bytes(b"%PDF-1.4\n" + filling + b"\n%%EOF\n")
    return path


@pytest.fixture
def draft() -> Any:
    school = make_actor("school_administrator")
    form = FormVersionFactory(fields=FIELDS)
    submission = SubmissionFactory(
        call=form.call,
        form_version=form,
        state=SubmissionState.DRAFTED,
        organization_id=school.organization_id,
        organization=None,
    )
    return submission, school


class Wire:
    """The parts that went over the wire; ``cut`` lets those from a number on vanish with their answers lost."""

    def __init__(self, page: Page, *, cut: int) -> None:
        self.offsets: list[int] = []
        self.cut, self.page = cut, page
        page.route("**/uploads/*/", self.carry)

    def carry(self, route: Route, request: Request) -> None:
        """Carry a part, or lose it."""
        self.offsets.append(int(request.headers["x-part-offset"]))
        if len(self.offsets) == self.cut:
            route.fetch()  # it arrives, and the answer is lost
            route.abort()
        elif self.cut and len(self.offsets) > self.cut:
            route.abort()
        else:
            route.continue_()

    def mend(self) -> None:
        """Let everything through again."""
        self.cut = 0


def choose(page: Page, code: str, path: Path) -> None:
    """Choose a file for a question and press its button."""
    page.set_input_files(f"#id_q-{code}", path)
    page.click(f"button[value=upload-{code}]")


@pytest.mark.once
def test_a_large_file_beside_its_question_survives_a_cut_and_a_reload(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], draft: Any, large: Path
) -> None:
    submission, school = draft
    page = enter(context, school)
    address = f"{live_server.url}/reviews/submissions/{submission.pk}/answers/"
    page.goto(address)
    wire = Wire(page, cut=2)
    page.fill("#id_q-f1", "SR2026-018")
    choose(page, "f3", large)
    line = page.locator("#ask-f3 [data-upload-state]")
    expect(line).to_have_class("upload-state is-failed", timeout=15000)
    expect(page.locator("#ask-f2 [data-upload-state]")).to_have_text("")
    assert UploadPart.objects.count() == 2
    expect(page.locator("[data-save-state]")).to_contain_text("已保存")
    # The page is closed while it still tries; what has arrived is not sent again.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address)
    sent = len(wire.offsets)
    wire.mend()
    choose(page, "f3", large)
    expect(page.locator("#ask-f3 ul.files")).to_contain_text("作品说明.pdf", timeout=15000)
    assert wire.offsets[sent:] == [2 * MB, 3 * MB, 4 * MB]
    link = SubmissionAttachment.objects.get()
    assert (link.owner_id, link.label) == (submission.pk, "作品")
    with Attachment.objects.get().file.open("rb") as stored:
        assert stored.read() == large.read_bytes()
    assert not Upload.objects.exists()
    submission.refresh_from_db()
    assert submission.answers == {"f1": "SR2026-018"}


@pytest.mark.once
def test_a_cut_in_the_middle_is_tried_again_by_itself(
    live_server: Any, context: BrowserContext, enter: Callable[..., Page], draft: Any, large: Path
) -> None:
    submission, school = draft
    page = enter(context, school)
    page.goto(f"{live_server.url}/reviews/submissions/{submission.pk}/")
    wire = Wire(page, cut=3)
    page.set_input_files("#file-add", large)
    page.click(".file-add button")
    expect(page.locator("[data-upload-state]")).to_have_class("upload-state is-failed", timeout=15000)
    wire.mend()
    expect(page.locator("ul.files")).to_contain_text("作品说明.pdf", timeout=20000)
    with Attachment.objects.get().file.open("rb") as stored:
        assert stored.read() == large.read_bytes()
    assert sorted(set(wire.offsets)) == [0, MB, 2 * MB, 3 * MB, 4 * MB]
