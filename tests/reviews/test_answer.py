"""Filling in an entry form: kept drafts, clashes, files, sending in, going over to a newer form."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office.domain.attachment import FileRefused
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from reviews.domain.answer import AnswersStale, adopt_form, attach_answer, save_answers, take_off_answer
from reviews.domain.submission import submit_submission
from reviews.domain.submission_time import CallNotAccepting
from reviews.enums import CallState, SubmissionState
from reviews.models import Submission, SubmissionAttachment
from tests.actors import make_actor
from tests.factories.reviews import FormVersionFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

FIELDS = [
    {"code": "f1", "kind": "choice", "label": "类别", "required": True, "choices": ["软件", "硬件"]},
    {
        "code": "f2",
        "kind": "text",
        "label": "登记号",
        "required": True,
        "shown_when": {"field": "f1", "equals": "软件"},
    },
    {"code": "f3", "kind": "person", "label": "企业导师", "identifying": True},
    {"code": "f4", "kind": "file", "label": "推荐表", "required": True, "identifying": True, "file_kinds": ["pdf"]},
]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def school() -> Any:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def draft(school: Any) -> Any:
    form = FormVersionFactory(fields=FIELDS)
    return SubmissionFactory(
        call=form.call,
        form_version=form,
        state=SubmissionState.DRAFTED,
        organization_id=school.organization_id,
        organization=None,
    )


def pdf(name: str = "推荐表.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def test_a_draft_keeps_partial_answers_and_the_others_stay(draft: Any, school: Any) -> None:
    save_answers(draft, actor=school, given={"f1": "软件", "f3": {"name": "张三"}}, revision=1)
    stored = save_answers(draft, actor=school, given={"f2": "2020SR1"}, revision=2)
    assert stored.answers == {"f1": "软件", "f2": "2020SR1", "f3": {"name": "张三"}}
    assert stored.revision == 3
    acts = AuditEntry.objects.filter(action="answer").order_by("pk")
    assert acts[0].after == {"类别": "软件", "企业导师": "****"}
    assert acts[1].after == {"登记号": "2020SR1"}


def test_the_same_answers_again_write_nothing_also_from_a_stale_page(draft: Any, school: Any) -> None:
    save_answers(draft, actor=school, given={"f1": "软件"}, revision=1)
    stored = save_answers(draft, actor=school, given={"f1": "软件"}, revision=1)
    assert (stored.revision, AuditEntry.objects.filter(action="answer").count()) == (2, 1)


def test_a_stale_page_with_other_answers_overwrites_nothing_and_shows_both(draft: Any, school: Any) -> None:
    save_answers(draft, actor=school, given={"f1": "软件"}, revision=1)
    with pytest.raises(AnswersStale) as caught:
        save_answers(draft, actor=school, given={"f1": "硬件"}, revision=1)
    (clash,) = caught.value.clashes
    assert (clash.label, clash.theirs, clash.mine) == ("类别", "软件", "硬件")
    assert Submission.objects.get().answers == {"f1": "软件"}


def test_what_was_sent_in_and_what_is_late_takes_no_answers(draft: Any, school: Any) -> None:
    Submission.objects.filter(pk=draft.pk).update(state=SubmissionState.WITHDRAWN)
    with pytest.raises(Refusal):
        save_answers(draft, actor=school, given={"f1": "软件"})
    Submission.objects.filter(pk=draft.pk).update(state=SubmissionState.DRAFTED)
    draft.call.state = CallState.CLOSED
    draft.call.save()
    with pytest.raises(CallNotAccepting):
        save_answers(draft, actor=school, given={"f1": "软件"})
    save_answers(draft, actor=make_actor(Role.SECRETARIAT), given={"f1": "软件"})
    assert Submission.objects.get().answers == {"f1": "软件"}


def test_sending_in_asks_for_all_that_applies_and_freezes_it(draft: Any, school: Any) -> None:
    with pytest.raises(Refusal, match=r"类别.*推荐表"):
        submit_submission(draft, actor=school)
    stored = save_answers(draft, actor=school, given={"f1": "硬件", "f2": "旧", "f3": {"name": "张三"}})
    attach_answer(stored, "f4", pdf(), actor=school)
    submit_submission(stored, actor=school)
    fields = {item["code"]: item for item in stored.dossier["fields"]}
    assert fields["form_f1"] == {"code": "form_f1", "label": "类别", "value": "硬件", "identifying": False}
    assert "form_f2" not in fields
    assert fields["form_f3"]["identifying"]
    assert [(file["label"], file["identifying"]) for file in stored.dossier["files"]] == [("推荐表", True)]


def test_files_are_held_against_their_question(draft: Any, school: Any) -> None:
    for upload in (None, SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)):
        with pytest.raises(FileRefused):
            attach_answer(draft, "f4", upload, actor=school)
    with pytest.raises(FileRefused):
        attach_answer(draft, "f1", pdf(), actor=school)
    link = attach_answer(draft, "f4", pdf(), actor=school)
    with pytest.raises(FileRefused):
        attach_answer(draft, "f4", pdf("又一份.pdf"), actor=school)
    take_off_answer(draft, link.pk, actor=school)
    take_off_answer(draft, link.pk, actor=school)
    assert not SubmissionAttachment.objects.exists()
    assert AuditEntry.objects.filter(action="take_off").count() == 1


def test_a_file_larger_than_its_question_allows_is_refused(draft: Any, school: Any) -> None:
    draft.form_version.fields[3]["file_mb"] = 1
    large = SimpleUploadedFile("大.pdf", PDF + b"0" * 1024 * 1024)
    with pytest.raises(FileRefused, match=r"1 ?MB"):
        attach_answer(draft, "f4", large, actor=school)


def test_a_file_under_another_label_is_not_taken_off_here(draft: Any, school: Any) -> None:
    other = attach_answer(draft, "f4", pdf(), actor=school)
    SubmissionAttachment.objects.filter(pk=other.pk).update(label="别的")
    take_off_answer(draft, other.pk, actor=school)
    assert SubmissionAttachment.objects.count() == 1


def test_an_open_entry_goes_over_to_a_newer_form_only_when_asked(draft: Any, school: Any) -> None:
    save_answers(draft, actor=school, given={"f1": "软件", "f2": "旧"})
    newer = FormVersionFactory(call=draft.call, number=99, fields=[FIELDS[0]])
    draft.refresh_from_db()
    assert draft.form_version != newer
    adopt_form(draft, actor=school)
    adopt_form(draft, actor=school)
    draft.refresh_from_db()
    assert (draft.form_version, draft.answers) == (newer, {"f1": "软件"})
    assert AuditEntry.objects.filter(action="change").count() == 1


def test_without_a_form_there_is_nothing_to_fill_in_or_to_take_over(school: Any) -> None:
    bare = SubmissionFactory(state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None)
    for act in (save_answers, adopt_form):
        with pytest.raises(Refusal):
            act(bare, actor=school, **({"given": {}} if act is save_answers else {}))
