"""Change requests: asked by the school with a proof, granted or refused by the secretariat, frozen anew."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.actor import Actor
from office.domain.attachment import FileRefused
from office.enums import Role
from office.models import AuditEntry, Message
from office.workflow import Refusal, StaleRecord, TransitionRefused
from reviews.domain.change_request import approve_change, file_change, present_of, recall_change, refuse_change
from reviews.domain.participant import add_participant
from reviews.domain.quota import QuotaUsedUp, create_quota
from reviews.domain.submission import accept_submission, submit_submission
from reviews.enums import AwardState, ChangeKind, ChangeState, ParticipantRole, QuotaScope, SubmissionState
from reviews.models import ChangeRequest, Participant, QuotaRule, QuotaUse, Submission
from tests.actors import client_of, make_actor
from tests.factories.reviews import AwardFactory, CallFactory, ParticipantFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("说明.pdf", b"%PDF-1.4\n%proof\n", content_type="application/pdf")


@pytest.fixture
def school() -> Actor:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def entry(school: Actor) -> Any:
    row = SubmissionFactory(
        call=CallFactory(), state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None
    )
    for order, name in enumerate(("甲", "乙"), start=1):
        ParticipantFactory(submission=row, name=name, order=order)
    return submit_submission(row, actor=school)


def ask(entry: Any, school: Actor, kind: str = ChangeKind.TITLE, **values: Any) -> ChangeRequest:
    proposal = values.pop("proposal", {"title": "新名称"})
    return file_change(entry, actor=school, kind=kind, proposal=proposal, reason="笔误", proof=proof(), **values)


def test_a_new_title_is_applied_and_the_dossier_frozen_anew(entry: Any, school: Actor, staff: Actor) -> None:
    request = ask(entry, school)
    assert Submission.objects.get(pk=entry.pk).title != "新名称"
    approve_change(request, actor=staff, reason="同意")
    stored = Submission.objects.get(pk=entry.pk)
    titles = {row["code"]: row["value"] for row in stored.dossier["fields"]}
    assert (stored.title, titles["title"], stored.state) == ("新名称", "新名称", SubmissionState.SUBMITTED)
    assert AuditEntry.objects.filter(action="freeze_anew", object_id=str(entry.pk)).count() == 1
    assert Message.objects.filter(recipient_id=school.user_id, subject__startswith="变更申请已同意").exists()
    with pytest.raises(TransitionRefused):
        refuse_change(request, actor=staff, reason="再办")


def test_people_are_replaced_in_the_order_of_the_certificate(entry: Any, school: Actor, staff: Actor) -> None:
    kept = Participant.objects.get(submission=entry, name="乙")
    people = {"people": {"contestant": ["乙", "丙"], "adviser": ["丁"]}}
    approve_change(ask(entry, school, ChangeKind.PEOPLE, proposal=people), actor=staff)
    rows = list(Participant.objects.filter(submission=entry).order_by("order").values_list("name", "role", "order"))
    assert rows == [("乙", "contestant", 1), ("丙", "contestant", 2), ("丁", "adviser", 3)]
    assert Participant.objects.get(pk=kept.pk).order == 1
    names = [row["name"] for row in Submission.objects.get(pk=entry.pk).dossier["participants"]]
    assert names == ["乙", "丙", "丁"]


def test_quotas_hold_for_what_is_granted_too(entry: Any, school: Actor, staff: Actor) -> None:
    create_quota(QuotaRule(call=entry.call, scope=QuotaScope.PERSON, maximum=1), actor=staff)
    other = SubmissionFactory(
        call=entry.call, state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None
    )
    add_participant(Participant(submission=other, name="丙"), actor=school)
    submit_submission(other, actor=school)
    request = ask(entry, school, ChangeKind.PEOPLE, proposal={"people": {"contestant": ["甲", "丙"]}})
    with pytest.raises(QuotaUsedUp, match="丙"):
        approve_change(request, actor=staff)
    request.refresh_from_db()
    assert (request.state, Participant.objects.filter(submission=entry).count()) == (ChangeState.FILED, 2)


def test_a_withdrawal_after_the_check_frees_the_place(entry: Any, school: Actor, staff: Actor) -> None:
    create_quota(QuotaRule(call=entry.call, scope=QuotaScope.SCHOOL, maximum=1), actor=staff)
    accept_submission(entry, actor=staff)
    request = file_change(entry, actor=school, kind=ChangeKind.WITHDRAW, proposal={}, reason="队员伤病")
    approve_change(request, actor=staff)
    assert Submission.objects.get(pk=entry.pk).state == SubmissionState.WITHDRAWN
    assert not QuotaUse.objects.exists()


def test_no_withdrawal_under_an_award(entry: Any, school: Actor, staff: Actor) -> None:
    accept_submission(entry, actor=staff)
    AwardFactory(submission=entry, prize__call=entry.call, state=AwardState.PROPOSED)
    request = file_change(entry, actor=school, kind=ChangeKind.WITHDRAW, proposal={}, reason="退出")
    with pytest.raises(Refusal):
        approve_change(request, actor=staff)
    assert Submission.objects.get(pk=entry.pk).state == SubmissionState.ACCEPTED


def test_what_cannot_be_asked_for(entry: Any, school: Actor, staff: Actor) -> None:
    with pytest.raises(FileRefused):
        file_change(entry, actor=school, kind=ChangeKind.TITLE, proposal={"title": "新"}, reason="笔误")
    with pytest.raises(Refusal):  # nothing would change
        ask(entry, school, proposal=present_of(entry, ChangeKind.TITLE))
    for actor in (staff, make_actor(Role.SCHOOL_ADMINISTRATOR)):
        with pytest.raises(Refusal):
            ask(entry, actor)
    request = ask(entry, school)
    with pytest.raises(ValidationError):  # one at a time
        ask(entry, school)
    recall_change(request, actor=school)
    assert ask(entry, school).pk
    draft = SubmissionFactory(state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None)
    with pytest.raises(Refusal):
        ask(draft, school)


def test_a_request_about_what_has_changed_since_is_not_granted(entry: Any, school: Actor, staff: Actor) -> None:
    request = ask(entry, school, ChangeKind.PEOPLE, proposal={"people": {"contestant": ["甲"]}})
    add_participant(Participant(submission=entry, name="丁", role=ParticipantRole.ADVISER), actor=staff)
    with pytest.raises(StaleRecord):
        approve_change(request, actor=staff)
    refuse_change(request, actor=staff, reason="信息已变动")
    assert Message.objects.filter(recipient_id=school.user_id, subject__startswith="变更申请未同意").exists()


def test_over_the_pages(entry: Any, school: Actor, staff: Actor) -> None:
    client = client_of(school)
    page = client.get(entry.get_absolute_url()).content.decode()
    url = reverse("reviews:submission_ask", args=[entry.pk, "people"])
    assert url in page
    form = client.get(url).content.decode()
    assert "甲" in form
    assert client.post(url, {"role_contestant": "甲", "reason": ""}).status_code == 422
    sent = {"role_contestant": "乙\n甲", "role_adviser": "丁", "reason": "排序有误", "proof": proof()}
    answer = client.post(url, sent)
    request = ChangeRequest.objects.get()
    assert (answer.status_code, answer.url) == (302, request.get_absolute_url())
    assert client.get(request.get_absolute_url()).status_code == 200
    assert client.get(reverse("reviews:submission_ask", args=[entry.pk, "nothing"])).status_code == 404
    act = reverse("reviews:changerequest_act", args=[request.pk, "approve_change"])
    assert client.post(act).status_code == 403
    office = client_of(staff)
    assert "乙、甲" in office.get(act).content.decode()
    assert office.post(act, {"reason": "同意"}).status_code == 302
    assert [row.name for row in Participant.objects.filter(submission=entry).order_by("order")] == ["乙", "甲", "丁"]
    served = office.get(reverse("reviews:changerequest_proof", args=[request.pk]))
    assert b"proof" in b"".join(served.streaming_content)
    assert office.get(reverse("reviews:changerequest_list")).status_code == 200
