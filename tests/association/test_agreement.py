"""Agreements: drafted, signed, ended."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from association.domain.agreement import NotReadyToSign, change_agreement, end_agreement, sign_agreement
from association.models import Agreement
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import AgreementFactory, AgreementPartyFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 9, 10)


def draft() -> Agreement:
    """Return a draft with two parties."""
    agreement = AgreementFactory()
    AgreementPartyFactory.create_batch(2, agreement=agreement)
    return agreement


def test_draft_is_signed_with_its_day_and_audit(staff: Actor) -> None:
    agreement = sign_agreement(draft(), signed_on=DAY, date_precision="month", actor=staff)
    stored = Agreement.objects.get()
    assert (stored.state, stored.signed_on, stored.date_text) == ("signed", DAY, "2020年9月")
    assert agreement.revision == stored.revision
    assert AuditEntry.objects.get(action="sign").after["signed_on"] == "2020-09-10"


def test_signing_needs_two_parties_and_a_day_that_has_come(staff: Actor) -> None:
    alone = AgreementPartyFactory().agreement
    with pytest.raises(NotReadyToSign):
        sign_agreement(alone, signed_on=DAY, actor=staff)
    with pytest.raises(NotReadyToSign):
        sign_agreement(draft(), signed_on=today() + timedelta(days=1), actor=staff)
    with pytest.raises(NotReadyToSign):
        sign_agreement(draft(), signed_on=DAY, valid_until=date(2019, 1, 1), actor=staff)
    assert not Agreement.objects.exclude(state="drafted").exists()


def test_signing_twice_is_refused(staff: Actor) -> None:
    agreement = draft()
    twin = Agreement.objects.get()
    sign_agreement(agreement, signed_on=DAY, actor=staff)
    for row in (agreement, twin):
        with pytest.raises(TransitionRefused):
            sign_agreement(row, signed_on=DAY, actor=staff)
    assert AuditEntry.objects.filter(action="sign").count() == 1


def test_end_needs_a_signed_agreement_and_a_reason(staff: Actor) -> None:
    agreement = draft()
    with pytest.raises(TransitionRefused):
        end_agreement(agreement, actor=staff, reason="合作期满")
    sign_agreement(agreement, signed_on=DAY, actor=staff)
    with pytest.raises(Refusal):
        end_agreement(agreement, actor=staff, reason="")
    end_agreement(agreement, actor=staff, reason="合作期满")
    assert (agreement.state, agreement.ended_on) == ("ended", today())


def test_form_moves_neither_state_nor_days(staff: Actor) -> None:
    agreement = draft()
    change_agreement(agreement, actor=staff, changes={"state": "signed", "signed_on": DAY, "title": "新题目"})
    stored = Agreement.objects.get()
    assert (stored.state, stored.signed_on, stored.title) == ("drafted", None, "新题目")


def test_sign_page_signs_and_a_refusal_stays_on_the_form(staff: Actor) -> None:
    agreement, client = AgreementFactory(), client_of(staff)
    url = reverse("association:agreement_act", args=[agreement.pk, "sign"])
    assert url == reverse("association:agreement_sign", args=[agreement.pk])
    values = {"signed_on": "2020-09-10", "date_precision": "month"}
    assert client.get(url).status_code == 200
    assert client.post(url, values).status_code == 422
    AgreementPartyFactory.create_batch(2, agreement=agreement)
    assert client.post(url, values)["Location"] == agreement.get_absolute_url()
    assert "2020年9月" in client.get(agreement.get_absolute_url()).content.decode()


def test_only_staff_signs_and_schools_see_no_agreement() -> None:
    agreement = draft()
    url = reverse("association:agreement_sign", args=[agreement.pk])
    assert client_of(make_actor(Role.AUDITOR)).get(url).status_code == 403
    school = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert school.get(agreement.get_absolute_url()).status_code == 404
    assert school.get(reverse("association:agreement_list")).status_code == 403


def test_file_is_attached_by_staff_and_opened_by_readers(staff: Actor, settings: object, tmp_path: object) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    agreement, client = draft(), client_of(staff)
    add = reverse("association:agreement_file_add", args=[agreement.pk])
    pdf = SimpleUploadedFile("备忘录.pdf", b"%PDF-1.7 test", "application/pdf")
    assert client.post(add, {"file": pdf, "label": "签署稿"}).status_code == 302
    link = agreement.attachments.get()
    opened = reverse("association:agreement_file_open", args=[agreement.pk, link.pk])
    assert b"".join(client.get(opened).streaming_content) == b"%PDF-1.7 test"
    assert client_of(make_actor(Role.SCHOOL_TEACHER)).get(opened).status_code == 404
    assert client_of(make_actor(Role.AUDITOR)).post(add, {}).status_code == 403
    wrong = SimpleUploadedFile("备忘录.pdf", b"MZ not a pdf", "application/pdf")
    client.post(add, {"file": wrong})
    assert agreement.attachments.count() == 1
