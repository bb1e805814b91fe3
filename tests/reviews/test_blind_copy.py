"""Blind copies: cleaned and searched in a job, cleared by a person where something was found, never twice undone."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from office.actor import Actor
from office.domain.job import run_job
from office.enums import Role
from office.models import Attachment, AuditEntry, Job
from office.workflow import Refusal
from reviews.domain.blind_copy import block_copy, clear_copy, request_copies
from reviews.enums import CopyState, RoundState
from reviews.models import BlindCopy, Round, RoundEntry, SubmissionAttachment
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import ParticipantFactory, RoundEntryFactory, SubmissionFactory
from tests.reviews.methods import canaries
from tests.reviews.scoring_world import ScoringWorld

pytestmark = pytest.mark.django_db

PDF, ZIP = "application/pdf", "application/zip"
SCHOOL = "示例铁道职业学院"


def attach(submission: Any, name: str, data: bytes, media_type: str) -> None:
    """Attach a file to a submission."""
    attachment = Attachment(name=name, sha256=f"{hash(data) % 10**60:064d}", media_type=media_type, size=len(data))
    attachment.file.save("x", ContentFile(data), save=False)
    attachment.save()
    SubmissionAttachment.objects.create(owner=submission, attachment=attachment)


class CopyWorld(ScoringWorld):
    """A prepared round with one entry of a school that writes its name everywhere."""

    def __init__(self) -> None:
        super().__init__(state=RoundState.PREPARED)
        self.school = OrganizationFactory(name=SCHOOL, short_name="铁道职院")
        self.submission = SubmissionFactory(call=self.call, organization=self.school, title=f"{SCHOOL}数字校园")
        self.submission.dossier = {
            "fields": [
                {"code": "title", "label": "名称", "value": f"{SCHOOL}数字校园", "identifying": False},
                {"code": "organization", "label": "单位", "value": SCHOOL, "identifying": True},
            ]
        }
        self.submission.save()
        ParticipantFactory(submission=self.submission, name="欧阳示例")
        self.entry = RoundEntryFactory(round=self.round, submission=self.submission, code="AAA333")

    def make(self, actor: Actor) -> Job:
        """Ask for the copies and do the job."""
        job = request_copies(self.round, actor=actor)
        run_job(str(job.pk))
        job.refresh_from_db()
        return job

    def copy(self, number: int) -> BlindCopy:
        """Return one copy of the entry."""
        return BlindCopy.objects.select_related("entry__round", "entry__submission").get(number=number)


def test_text_is_masked_and_identifying_fields_are_left_out(staff: Actor):
    world = CopyWorld()
    assert world.make(staff).state == "done"
    text = world.copy(0)
    assert text.fields == [{"code": "title", "label": "名称", "value": "○○○○○○○○数字校园"}]
    assert (text.state, [item["kind"] for item in text.findings]) == (CopyState.CLEARED, ["own_school"])


def test_clean_file_is_cleared_at_once_and_a_name_waits_for_a_person(staff: Actor):
    world = CopyWorld()
    attach(world.submission, f"{SCHOOL}.docx", canaries.add_parts(canaries.canary_docx("数字校园"), {}), ZIP)
    attach(world.submission, "方案.pdf", canaries.canary_pdf("plain words"), PDF)
    attach(world.submission, "联系.xlsx", canaries.canary_xlsx("欧阳 示例 13812345678"), ZIP)
    world.make(staff)
    clean, named = world.copy(2), world.copy(3)
    assert (clean.state, clean.findings, clean.file_name) == (CopyState.CLEARED, [], "AAA333-2.pdf")
    assert canaries.CANARY.encode() not in Path(clean.file.path).read_bytes()
    assert named.state == CopyState.FOUND
    assert {item["kind"] for item in named.findings} == {"person", "phone"}
    assert {item["kind"] for item in world.copy(1).findings} == {"unread"}, "pictures in it are said to be unread"
    assert SCHOOL not in world.copy(1).file_name


def test_what_cannot_be_cleaned_can_only_be_kept_back_or_replaced(staff: Actor):
    world = CopyWorld()
    attach(world.submission, "密.pdf", canaries.canary_pdf(password="secret"), PDF)
    world.make(staff)
    copy = world.copy(1)
    assert copy.findings == [{"kind": "unclean", "text": "encrypted", "around": ""}]
    with pytest.raises(Refusal):
        clear_copy(copy, actor=staff, reason="看过")
    client = client_of(make_actor(Role.SECRETARIAT))
    upload = SimpleUploadedFile("方案.pdf", canaries.canary_pdf("plain words"))
    answer = client.post(reverse("reviews:blindcopy_replace", args=[copy.pk]), {"file": upload})
    assert answer.status_code == 302
    assert world.copy(1).state == CopyState.CLEARED
    assert AuditEntry.objects.filter(action="replace_file").count() == 1


def test_a_person_clears_or_blocks_with_a_reason_and_a_repeat_of_the_job_respects_it(staff: Actor):
    world = CopyWorld()
    attach(world.submission, "扫描.pdf", canaries.canary_pdf(""), PDF)
    attach(world.submission, "照片.jpg", canaries.canary_jpeg(), "image/jpeg")
    world.make(staff)
    for number, act, state in ((1, clear_copy, CopyState.CLEARED), (2, block_copy, CopyState.BLOCKED)):
        with pytest.raises(Refusal):
            act(world.copy(number), actor=staff, reason="")
        act(world.copy(number), actor=staff, reason="逐页看过，无单位信息")
        kept = world.copy(number)
        assert (kept.state, kept.cleared_by_id) == (state, staff.user_id)
    world.make(staff)
    assert [world.copy(1).state, world.copy(2).state] == [CopyState.CLEARED, CopyState.BLOCKED]
    with pytest.raises(Refusal):
        block_copy(world.copy(0), actor=staff, reason="文字")


def test_copies_are_asked_for_only_with_codes_while_the_round_is_prepared(staff: Actor):
    world = CopyWorld()
    RoundEntry.objects.update(code="")
    with pytest.raises(Refusal):
        request_copies(world.round, actor=staff)
    RoundEntry.objects.update(code="AAA333")
    Round.objects.update(blind=False)
    with pytest.raises(Refusal):
        request_copies(Round.objects.get(), actor=staff)
    Round.objects.update(blind=True, state=RoundState.SCORING)
    with pytest.raises(Refusal):
        request_copies(Round.objects.get(), actor=staff)


def test_pages_show_what_was_found(staff: Actor):
    world = CopyWorld()
    attach(world.submission, "联系.xlsx", canaries.canary_xlsx("欧阳示例"), ZIP)
    client = client_of(make_actor(Role.SECRETARIAT))
    make = reverse("reviews:round_copies_make", args=[world.round.pk])
    assert client.post(make).status_code == 302
    run_job(str(Job.objects.get().pk))
    listed = client.get(reverse("reviews:round_copies", args=[world.round.pk])).content.decode()
    assert "AAA333-1.xlsx" in listed
    page = client.get(world.copy(1).get_absolute_url()).content.decode()
    assert "欧阳示例" in page
    opened = client.get(reverse("reviews:blindcopy_open", args=[world.copy(1).pk]))
    assert "AAA333-1.xlsx" in opened["Content-Disposition"]
    assert opened.getvalue()
    clear = reverse("reviews:blindcopy_act", args=[world.copy(1).pk, "clear_copy"])
    assert client.post(clear, {"reason": "同名，非参赛人员"}).status_code == 302
    assert world.copy(1).state == CopyState.CLEARED
    assert client_of(make_actor(Role.AUDITOR)).post(clear, {"reason": "x"}).status_code == 403


def test_a_page_offers_only_what_can_be_done(staff: Actor):
    world = CopyWorld()
    attach(world.submission, "密.pdf", canaries.canary_pdf(password="secret"), PDF)
    world.make(staff)
    client = client_of(staff)
    offered = {}
    for number in (0, 1):
        page = client.get(world.copy(number).get_absolute_url()).context["page"]
        offered[number] = [act.url.split("/")[-2] for act in (page.primary, *page.menu) if act]
    assert offered == {0: [], 1: ["block_copy"]}, "a text is not kept back, what could not be cleaned is not cleared"
