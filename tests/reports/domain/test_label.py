"""Labels and envelopes: of the rows that a list shows, on every paper, each addressee in its place."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from django.urls import reverse
from pypdf import PdfReader

from office.actor import Actor
from office.domain.job import run_job
from office.models import AuditEntry, Job
from office.workflow import Refusal
from reports.domain.label import address_rows, request_labels
from reports.pdf.document import DocumentError
from reports.pdf.label_layout import lay_out_labels
from reports.pdf.labels import PAPERS, SHEETS, Label, Sender, labels_context
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory

MILLIMETER = 72 / 25.4
SIZES = {
    **dict.fromkeys(SHEETS, (210, 297)),
    "envelope-5": (220, 110),
    "envelope-6": (230, 120),
    "envelope-7": (229, 162),
    "envelope-9": (324, 229),
}
COLUMNS = {"sheet-24": 3, "sheet-21": 3, "sheet-14": 2}
SENDER = Sender("230001", "合肥市示例路1号", "示例学会")


@pytest.fixture
def schools(db: None) -> list[Any]:
    return [
        OrganizationFactory(name="甲职业学院", postcode="230601", address="合肥市经开区示例路1号"),
        OrganizationFactory(name="乙职业学院", postcode="241000", address="芜湖市示例路2号"),
        OrganizationFactory(name="没有地址的学校"),
    ]


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("office.domain.job.ring", lambda _job: True)


@pytest.mark.django_db
def test_rows_without_an_address_are_counted_not_printed(staff: Actor, schools: list[Any]) -> None:
    found = address_rows("organizations", actor=staff, query={}, attention="教务处")
    assert found.without == 1
    assert {(label.postcode, label.unit, label.name) for label in found.labels} == {
        ("230601", "甲职业学院", "教务处（收）"),
        ("241000", "乙职业学院", "教务处（收）"),
    }


@pytest.mark.django_db
def test_persons_are_addressed_at_their_employer(staff: Actor, schools: list[Any]) -> None:
    PersonFactory(name="张三", organization=schools[0])
    PersonFactory(name="李四", organization=schools[2])
    found = address_rows("persons", actor=staff, query={})
    assert [(label.address, label.unit, label.name) for label in found.labels] == [
        ("合肥市经开区示例路1号", "甲职业学院", "张三（收）")
    ]
    assert found.without == 1


@pytest.mark.pdf
@pytest.mark.django_db
def test_whole_way_by_the_pages(staff: Actor, schools: list[Any], quiet: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = client_of(staff)
    page = client.get(reverse("reports:label_list", args=["organizations"]), {"name": "甲"})
    assert (page.context["printable"], page.context["without"]) == (1, 0)
    answer = client.post(
        reverse("reports:label_request", args=["organizations"]),
        {"paper": "sheet-24", "attention": "办公室", "query": page.context["query"]},
    )
    job = Job.objects.get()
    assert answer.url == reverse("office:job_detail", args=[job.pk])
    assert run_job(str(job.pk)) == "done"
    job.refresh_from_db()
    file = client.get(job.result["url"])
    assert file["Content-Type"] == "application/pdf"
    (tmp_path / "got.pdf").write_bytes(b"".join(file.streaming_content))
    text = PdfReader(tmp_path / "got.pdf").pages[0].extract_text()
    assert "甲职业学院" in text
    assert "乙职业学院" not in text
    entry = AuditEntry.objects.get(action="export")
    assert (entry.after["rows"], entry.after["form"]) == (1, "sheet-24")
    assert client_of(make_actor("secretariat")).get(job.result["url"]).status_code == 404


@pytest.mark.pdf
@pytest.mark.pure
@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_has_its_size_and_holds_its_number(paper: str, tmp_path: Path) -> None:
    from reports.pdf.fonts import prepare_fonts

    prepare_fonts(Path(portal.DATA_DIR))
    from reports.pdf.engine import write_pdf

    per_page = SHEETS.get(paper, 1)
    addresses = ("合肥市示例路1号", "安徽省合肥市经济技术开发区示例大道与示范路交叉口职业教育园区行政楼三层西侧办公室")
    labels = [
        Label("230601", addresses[number % 2], f"示例学院{number}", "张三（收）") for number in range(per_page + 1)
    ]
    context = labels_context(labels, paper=paper, sender=SENDER, title="信封")
    write_pdf(lay_out_labels(context), tmp_path / "labels.pdf")
    pages = PdfReader(tmp_path / "labels.pdf").pages
    assert len(pages) == 2
    for page in pages:
        size = (float(page.mediabox.width) / MILLIMETER, float(page.mediabox.height) / MILLIMETER)
        assert size == pytest.approx(SIZES[paper], abs=0.5)
    if paper in COLUMNS:
        places: set[tuple[int, int]] = set()

        def keep(text: str, _matrix: Any, place: Any, *_font: Any) -> None:
            if "学院" in text:
                places.add((round(place[4] / 10), round(place[5] / 10)))

        pages[0].extract_text(visitor_text=keep)
        assert len({across for across, _down in places}) == COLUMNS[paper]
    first = pages[0].extract_text()
    assert f"示例学院{per_page - 1}" in first
    assert ("示例学会" in first) == paper.startswith("envelope")


@pytest.mark.pure
def test_addresses_are_escaped_and_wrong_contexts_refused() -> None:
    context = labels_context([Label("", "<b>路</b>", "甲&乙", "收")], paper="sheet-24", sender=Sender(), title="标签")
    html = lay_out_labels(context)
    assert "&lt;b&gt;" in html
    assert "甲&amp;乙" in html
    with pytest.raises(DocumentError):
        lay_out_labels({**context, "paper": "napkin"})
    with pytest.raises(DocumentError):
        lay_out_labels({**context, "labels": []})


@pytest.mark.django_db
def test_list_without_addresses_and_wrong_paper_are_refused(staff: Actor, schools: list[Any], quiet: None) -> None:
    given: dict[str, Any] = {"sender": SENDER, "attention": "", "actor": staff}
    with pytest.raises(Refusal):
        request_labels("organizations", paper="sheet-24", query={"name": ["没有地址"]}, **given)
    with pytest.raises(Refusal):
        request_labels("organizations", paper="napkin", query={}, **given)
    answer = client_of(staff).post(reverse("reports:label_request", args=["organizations"]), {"paper": "napkin"})
    assert answer.status_code == 422
    assert Job.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["finance", "school_administrator", "reviewer", "system_administrator"])
def test_only_staff_print_labels(role: str) -> None:
    client = client_of(make_actor(role))
    assert client.get(reverse("reports:label_list", args=["persons"])).status_code == 403
    assert client.post(reverse("reports:label_request", args=["persons"])).status_code == 403
