"""Pages of printed forms: asked for in both formats, read, downloaded, and warned about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from office.enums import Role
from office.models import Job
from reports.domain.rendition import freeze, print_rendition
from reports.enums import ReportState
from reports.kinds.missing_glyph import missing_glyphs
from reports.models import Rendition
from reports.pdf.printed import Printed
from tests.factories.reports import SectionFactory

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def printed(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Rendition]:
    """Return a function that prints a report of one paragraph without laying out a page."""
    settings.MEDIA_ROOT = tmp_path

    def print_it(file_format: str, *, missing: str = "", text: str = "总结。") -> Rendition:
        def write(_context: Any, target: Path, **_options: Any) -> Printed:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"content")
            return Printed(pages=4, missing=missing)

        monkeypatch.setattr("reports.domain.rendition.render_in_child", write)
        return print_rendition(freeze(SectionFactory(text=text).report, file_format=file_format))

    return print_it


def test_both_formats_are_asked_for_on_the_reports_page(log_in: LogIn) -> None:
    report = SectionFactory().report
    client = log_in(Role.SECRETARIAT)
    page = client.get(reverse("reports:report_detail", args=[report.pk])).content.decode()
    url = reverse("reports:report_render", args=[report.pk])
    assert f'action="{url}"' in page
    assert f'action="{url}?format=docx"' in page
    response = client.post(f"{url}?format=docx")
    job = Job.objects.get()
    assert response.url == reverse("office:job_detail", args=[job.pk])
    assert job.arguments == {"report": report.pk, "format": "docx"}


def test_an_unknown_format_is_not_found(log_in: LogIn) -> None:
    url = reverse("reports:report_render", args=[SectionFactory().report.pk])
    assert log_in(Role.SECRETARIAT).post(f"{url}?format=exe").status_code == 404
    assert not Job.objects.exists()


@pytest.mark.parametrize(("file_format", "kind", "disposition"), [
    ("pdf", "application/pdf", "inline"),
    ("docx", DOCX, "attachment"),
])  # fmt: skip
def test_the_file_comes_with_its_type_and_its_chinese_name(
    file_format: str, kind: str, disposition: str, printed: Any, log_in: LogIn
) -> None:
    rendition = printed(file_format)
    response = log_in(Role.AUDITOR).get(reverse("reports:rendition_file", args=[rendition.pk]))
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"].startswith(disposition)
    assert quote(f"{rendition.report}（草稿）.{file_format}") in response["Content-Disposition"]
    assert b"".join(response) == b"content"


def test_a_draft_of_others_is_not_found(printed: Any, log_in: LogIn) -> None:
    rendition = printed("docx")
    client = log_in(Role.SCHOOL_ADMINISTRATOR)
    for name in ("rendition_detail", "rendition_file"):
        assert client.get(reverse(f"reports:{name}", args=[rendition.pk])).status_code == 404


def test_a_published_report_prints_without_the_mark_of_a_draft(printed: Any, log_in: LogIn) -> None:
    rendition = printed("docx")
    Rendition.objects.filter(pk=rendition.pk).update(report_state=ReportState.PUBLISHED)
    response = log_in(Role.AUDITOR).get(reverse("reports:rendition_file", args=[rendition.pk]))
    assert quote("草稿") not in response["Content-Disposition"]
    assert b"".join(response) == b"content"


def test_the_page_says_which_format_it_is(printed: Any, log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    word = client.get(printed("docx").get_absolute_url()).content.decode()
    assert "下载Word文件" in word
    assert "页数（按PDF排版）" in word
    pdf = client.get(printed("pdf").get_absolute_url()).content.decode()
    assert "打开PDF" in pdf
    assert "字库缺字" not in pdf


def test_characters_that_no_font_has_are_shown_with_their_place(printed: Any, log_in: LogIn) -> None:
    rendition = printed(
        "pdf", missing="\U0010fffd䶮", text="获奖教师有安徽某某职业技术学院的李䶮和王\U0010fffd，以及张䶮。"
    )
    found = [(entry.code, entry.count, entry.place) for entry in missing_glyphs(rendition)]
    assert [entry[:2] for entry in found] == [("U+4DAE", 2), ("U+10FFFD", 1)]
    assert found[0][2].startswith("…")
    assert "李䶮和王" in found[0][2]
    page = log_in(Role.AUDITOR).get(rendition.get_absolute_url()).content.decode()
    assert "字库缺字" in page
    assert "U+4DAE" in page
    assert "李䶮和王" in page
