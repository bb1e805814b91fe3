"""Short office papers: the letter of appointment and the payment list, printed by a job, for a day, for who asked."""

import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from office.actor import Actor
from office.domain.job import run_job
from office.enums import Role
from office.models import Job
from reports.domain.paper import PRINTOUT, fees_context, letter_context, request_fees
from reports.pdf.paper_layout import lay_out_paper
from reviews.domain.fee import create_fees
from reviews.domain.panel import number_letter
from reviews.models import FeeList, PanelMember
from tests.actors import client_of, make_actor
from tests.factories.association import ExpertFactory, PersonFactory
from tests.factories.reviews import BatchFactory, CallFactory, PanelMemberFactory

pytestmark = pytest.mark.django_db


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True, text=True).stdout


@pytest.mark.pdf
def test_a_letter_is_printed_with_its_number(staff: Actor, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = PersonFactory(name="张三")
    member = PanelMemberFactory(panel__call=CallFactory(title="示例大赛"), expert=ExpertFactory(person=person))
    client, address = client_of(staff), reverse("reports:paper_letter", args=[member.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 302
    assert PanelMember.objects.get().letter_number.endswith("1号")
    job = Job.objects.order_by("requested_at").first()
    assert job is not None
    assert run_job(str(job.pk)) == "done"
    text = text_of(PRINTOUT.file_of(job)).replace(" ", "")
    assert "兹聘请您担任“示例大赛”评审专家" in text
    assert PanelMember.objects.get().letter_number in text
    file = reverse("reports:paper_file", args=[job.pk])
    answer = client.get(file)
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client_of(make_actor(Role.SECRETARIAT)).get(file).status_code == 404
    assert client_of(make_actor(Role.AUDITOR)).post(address).status_code == 403


def test_the_payment_list_says_its_total_in_capitals(staff: Actor) -> None:
    fee_list = create_fees(FeeList(round=BatchFactory().round, per_entry=Decimal(30)), actor=staff)
    html = lay_out_paper(fees_context(fee_list, printed="试印"))
    assert "人民币零元整" in html
    assert "评审费发放表" in html
    assert request_fees(fee_list, actor=staff).arguments == {"paper": "fees", "key": fee_list.pk}
    auditor = client_of(make_actor(Role.AUDITOR))
    assert auditor.post(reverse("reports:paper_fees", args=[fee_list.pk])).status_code == 302
    school = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert school.post(reverse("reports:paper_fees", args=[fee_list.pk])).status_code == 403


def test_names_are_escaped(staff: Actor) -> None:
    member = PanelMemberFactory(expert=ExpertFactory(person=PersonFactory(name="<b>甲")))
    html = lay_out_paper(letter_context(number_letter(member, actor=staff)))
    assert "&lt;b&gt;甲" in html
