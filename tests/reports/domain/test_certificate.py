"""Certificates printed in a job: a file each, two faces, small; a reprint gives the same numbers."""

import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.urls import reverse

from association.models import Certificate
from office.actor import Actor
from office.domain.job import cancel_job, run_job
from office.models import Job
from office.workflow import Refusal
from reports.domain.certificate import PACKED, WHOLE, files_of, folder_of, request_print, sheet_of
from reports.pdf.certificates import chinese_date, order_text, salutation, sentence_of, space_names
from tests.actors import client_of, make_actor
from tests.factories.results import CertificateFactory

NAMES = ("张三", "李四光", "欧阳修文、王五")


@pytest.mark.pure
def test_words_of_a_certificate():
    assert chinese_date(date(2020, 12, 20)) == "二〇二〇年十二月二十日"
    assert chinese_date(date(2021, 1, 31)) == "二〇二一年一月三十一日"
    assert chinese_date(date(2021, 10, 10)) == "二〇二一年十月十日"
    assert space_names("张三、李四光") == "张\u3000三、李四光"
    assert salutation("张三", "示例学院", work="作品") == "张\u3000三（示例学院）："
    assert salutation("智慧校园平台", "示例学院", work="") == "示例学院："
    assert sentence_of("award", holder="张三", unit="示例学院", work="《甲》", occasion="大赛") == (
        "你的作品《甲》在“大赛”中，荣获"
    )
    assert sentence_of("award", holder="张三、李四", unit="", work="甲", occasion="大赛").startswith("你们的作品《甲》")
    assert sentence_of("award", holder="智慧校园平台", unit="示例学院", work="", occasion="大赛") == (
        "你单位报送的《智慧校园平台》在“大赛”中，荣获"
    )
    member = {"holder": "买买提·吐尔逊", "unit": "示例学院", "work": "甲", "occasion": "大赛"}
    assert sentence_of("award", **member, role="member") == "你参与完成的作品《甲》在“大赛”中，荣获"
    assert sentence_of("award", **member, role="adviser") == "你指导的作品《甲》在“大赛”中，荣获"
    assert salutation("买买提·吐尔逊", "示例学院", work="甲", role="member") == "买买提·吐尔逊（示例学院）："
    assert salutation("智慧校园", "示例学院", work="", role="work") == "示例学院："
    assert sentence_of("award", holder="智慧校园", unit="示例学院", work="", occasion="大赛", role="work") == (
        "你单位报送的《智慧校园》在“大赛”中，荣获"
    )
    assert (order_text(2, 3), order_text(None, None)) == ("第2位（共3人）", "")
    assert sentence_of("honor", holder="示例学院", unit="", work="", occasion="先进评选") == "在“先进评选”中，荣获"


def text_of(file: Path) -> str:
    """Return the text of a PDF without spaces."""
    out = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"\s", "", out)


@pytest.mark.pdf
@pytest.mark.django_db
def test_a_print_run_makes_a_file_each_and_all_in_one(staff: Actor, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    rows = [CertificateFactory(holder=name, people=[["指导教师", "赵老师"]]) for name in NAMES]
    CertificateFactory(state="revoked", reason="材料不实", holder="被撤销者")
    job = request_print(Certificate.objects.all(), title="证书", actor=staff)
    assert run_job(str(job.pk)) == "done"
    job.refresh_from_db()
    assert (job.result["files"], job.result["missing"]) == (3, "")
    folder = folder_of(job)
    with zipfile.ZipFile(folder / PACKED) as archive:
        assert archive.namelist() == [sheet_of(row).file for row in rows]
    for row in rows:
        file = folder / sheet_of(row).file
        assert file.stat().st_size <= 200_000
        text = text_of(file)
        printed = ("高职组一等奖", "指导教师：赵老师", "获奖证书", "二〇二〇年十二月二十日")
        for shown in (row.number, row.shown_code, *printed):
            assert shown in text
        with pikepdf.open(file) as pdf:
            (page,) = pdf.pages
            assert len(page.Resources.Font) <= 2
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 842, 595]
    with pikepdf.open(folder / WHOLE) as pdf:
        assert len(pdf.pages) == 3
    assert "被撤销者" not in text_of(folder / WHOLE)
    numbers = list(Certificate.objects.values_list("number", "code"))
    again = request_print(Certificate.objects.all(), title="证书", actor=staff)
    assert run_job(str(again.pk)) == "done"
    assert list(Certificate.objects.values_list("number", "code")) == numbers, "a reprint mints nothing"
    assert client_of(staff).get(reverse("reports:certificate_files", args=[job.pk])).status_code == 200
    pdf_page = client_of(staff).get(reverse("reports:certificate_file", args=[job.pk, WHOLE]))
    assert pdf_page["Content-Type"] == "application/pdf"
    b"".join(pdf_page.streaming_content)  # type: ignore[arg-type]
    stranger = client_of(make_actor("school_administrator"))
    assert stranger.get(reverse("reports:certificate_file", args=[job.pk, WHOLE])).status_code == 404


@pytest.mark.django_db
def test_a_canceled_run_leaves_nothing_to_fetch(staff: Actor, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    CertificateFactory()
    job = request_print(Certificate.objects.all(), title="证书", actor=staff)
    cancel_job(Job.objects.get(pk=job.pk), actor=staff)
    assert run_job(str(job.pk)) == ""
    assert files_of(job) == {}


@pytest.mark.django_db
def test_nothing_valid_is_refused(staff: Actor):
    CertificateFactory(state="revoked", reason="材料不实")
    with pytest.raises(Refusal):
        request_print(Certificate.objects.all(), title="证书", actor=staff)


@pytest.mark.django_db
def test_a_school_prints_its_own_and_no_other(staff: Actor):
    school = make_actor("school_teacher")
    mine = CertificateFactory(organization_id=school.organization_id, unit="本校")
    browser = client_of(school)
    answer = browser.post(reverse("reports:certificate_print", args=[mine.pk]))
    assert (answer.status_code, Job.objects.get().requested_by_id) == (302, school.user_id)
    assert browser.post(reverse("reports:certificate_print", args=[CertificateFactory().pk])).status_code == 404
