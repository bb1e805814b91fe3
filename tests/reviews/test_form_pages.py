"""Pages of entry forms as the secretariat designs them and a school fills them in; extension, rules, next edition."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.enums import Role
from reviews.enums import CallState, SubmissionState
from reviews.models import Call, CallAttachment, Extension, FormVersion, Submission
from tests.actors import client_of, make_actor
from tests.factories.reviews import CallFactory, FormVersionFactory, SubmissionFactory

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LogIn = Callable[..., Client]
FIELDS = [
    {"code": "f1", "kind": "choice", "label": "类别", "required": True, "choices": ["软件", "硬件"]},
    {
        "code": "f2",
        "kind": "text",
        "label": "登记号",
        "required": True,
        "shown_when": {"field": "f1", "equals": "软件"},
    },
    {"code": "f3", "kind": "number", "label": "投入", "unit": "万元", "maximum": "500"},
    {"code": "f4", "kind": "person", "label": "企业导师", "identifying": True},
    {"code": "f5", "kind": "file", "label": "推荐表", "file_kinds": ["pdf"]},
]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def school() -> Actor:
    return make_actor(Role.SCHOOL_ADMINISTRATOR)


@pytest.fixture
def draft(school: Actor) -> Any:
    form = FormVersionFactory(fields=FIELDS)
    return SubmissionFactory(
        call=form.call,
        form_version=form,
        state=SubmissionState.DRAFTED,
        organization_id=school.organization_id,
        organization=None,
    )


def sent(revision: int, **answers: Any) -> dict[str, Any]:
    """Return what the page of an entry form sends."""
    values = {f"q-{name}": value for name, value in answers.items()}
    return {"asked": ["f1", "f2", "f3", "f4", "f5"], "revision": revision, **values}


def test_a_form_is_designed_published_and_previewed_in_the_browser(log_in: LogIn) -> None:
    client, call = log_in(Role.SECRETARIAT), CallFactory()
    design = reverse("reviews:form_design", args=[call.pk])
    create = reverse("reviews:question_create", args=[call.pk])
    assert client.get(design).status_code == 200
    assert client.get(f"{create}?kind=choice").status_code == 200
    bad = client.post(f"{create}?kind=choice", {"label": "类别", "choices": "软件"})
    assert (bad.status_code, FormVersion.objects.count()) == (422, 0)
    client.post(f"{create}?kind=choice", {"label": "类别", "choices": "软件\n\n硬件", "required": "on"})
    stale = client.post(f"{create}?kind=text", {"label": "登记号", "shown_when": "f1=软件", "revision": "1"})
    assert (stale.status_code, "登记号" in stale.content.decode()) == (409, True)
    draft = FormVersion.objects.get()
    client.post(f"{create}?kind=text", {"label": "登记号", "shown_when": "f1=软件", "revision": draft.revision})
    client.post(reverse("reviews:question_move", args=[call.pk, "f2"]), {"to": "0"})
    page = client.get(design).content.decode()
    assert "登记号" in page
    assert client.post(reverse("reviews:form_publish", args=[call.pk])).status_code == 302
    assert FormVersion.objects.get().published_at is None
    client.post(reverse("reviews:question_move", args=[call.pk, "f1"]), {"to": "0"})
    change = client.get(reverse("reviews:question_change", args=[call.pk, "f1"])).content.decode()
    assert "软件\n硬件" in change
    client.post(reverse("reviews:form_publish", args=[call.pk]))
    form = FormVersion.objects.get()
    assert form.published_at is not None
    preview = reverse("reviews:form_preview", args=[call.pk])
    assert 'data-equals="软件"' in log_in(Role.SCHOOL_TEACHER).get(preview).content.decode()
    assert client.get(f"{preview}?version=9").status_code == 404


def test_the_page_saves_says_what_is_missing_and_leads_back_when_complete(school: Actor, draft: Any) -> None:
    client = client_of(school)
    url = reverse("reviews:submission_answers", args=[draft.pk])
    assert "类别" in client.get(url).content.decode()
    gaps = client.post(url, {**sent(1, f1="软件", f3="六百"), "act": "check"})
    page = gaps.content.decode()
    assert (gaps.status_code, "六百" in page) == (422, True)
    assert 'href="#ask-f2"' in page
    done = client.post(url, {**sent(2, f1="硬件", f3="600,00", **{"f4-name": "张三"}), "act": "leave"})
    assert done.headers["Location"] == draft.get_absolute_url()
    stored = Submission.objects.get()
    assert stored.answers == {"f1": "硬件", "f3": "60000", "f4": {"name": "张三"}}
    fixed = client.post(url, {**sent(3, f1="硬件", f3="60"), "act": "check"})
    assert fixed.status_code == 302
    assert "60万元" in client.get(draft.get_absolute_url()).content.decode()


def test_autosave_keeps_and_answers_409_with_both_texts_when_overtaken(school: Actor, draft: Any) -> None:
    client, other = client_of(school), client_of(make_actor(Role.SECRETARIAT))
    url = reverse("reviews:submission_autosave", args=[draft.pk])
    saved = client.post(url, sent(1, f1="软件"))
    assert (saved.status_code, saved.json()["revision"]) == (200, 2)
    assert other.post(url, sent(2, f1="软件", f2="2020SR1")).json()["revision"] == 3
    stale = client.post(url, sent(2, f1="软件", f2="2020SR9"))
    assert (stale.status_code, stale.json()["reason"], stale.json()["revision"]) == (409, "stale", 3)
    assert "2020SR1" in stale.json()["html"]
    assert "2020SR9" in stale.json()["html"]
    same = client.post(url, sent(1, f1="软件", f2="2020SR1"))
    assert (same.status_code, same.json()["revision"]) == (200, 3)
    page = client.post(reverse("reviews:submission_answers", args=[draft.pk]), sent(1, f1="硬件"))
    assert (page.status_code, 'name="revision" value="3"' in page.content.decode()) == (409, True)
    assert Submission.objects.get().answers["f2"] == "2020SR1"


def test_autosave_says_why_it_does_not_save(school: Actor, draft: Any) -> None:
    client = client_of(school)
    url = reverse("reviews:submission_autosave", args=[draft.pk])
    Call.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert client.post(url, sent(1, f1="软件")).status_code == 403
    assert Client().post(url, sent(1, f1="软件")).status_code == 401
    assert client_of(make_actor(Role.SCHOOL_ADMINISTRATOR)).post(url, sent(1)).status_code == 404
    assert Submission.objects.get().answers == {}


def test_files_stand_beside_their_question(school: Actor, draft: Any) -> None:
    client = client_of(school)
    url = reverse("reviews:submission_answers", args=[draft.pk])
    file = SimpleUploadedFile("推荐表.pdf", PDF, content_type="application/pdf")
    answer = client.post(url, {**sent(1, f1="硬件"), "q-f5": file, "act": "upload-f5"})
    assert answer.headers["Location"] == f"{url}#ask-f5"
    link = draft.attachments.get()
    assert (link.label, Submission.objects.get().answers) == ("推荐表", {"f1": "硬件"})
    page = client.get(url).content.decode()
    assert reverse("reviews:submission_file_open", args=[draft.pk, link.pk]) in page
    client.post(url, {**sent(2, f1="硬件"), "act": f"take-{link.pk}"})
    assert not draft.attachments.exists()


def test_an_entry_goes_over_to_a_newer_form_by_a_button(school: Actor, draft: Any) -> None:
    newer = FormVersionFactory(call=draft.call, number=9999, fields=FIELDS[:1])
    client = client_of(school)
    adopt = reverse("reviews:submission_adopt", args=[draft.pk])
    assert adopt in client.get(reverse("reviews:submission_answers", args=[draft.pk])).content.decode()
    client.post(adopt)
    assert Submission.objects.get().form_version == newer


def test_staff_extend_one_entry_on_its_page(school: Actor, draft: Any, log_in: LogIn) -> None:
    Call.objects.update(closes_at=timezone.now() - timedelta(days=1), opens_at=timezone.now() - timedelta(days=9))
    client = log_in(Role.SECRETARIAT)
    create = reverse("reviews:extension_create")
    until = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert create in client.get(draft.get_absolute_url()).content.decode()
    nothing = client.post(create, {"submission": draft.pk, "until": until, "reason": ""})
    assert nothing.status_code == 422
    client.post(create, {"submission": draft.pk, "until": until, "reason": "停电"})
    extension = Extension.objects.get()
    own = client_of(school)
    assert own.get(reverse("reviews:submission_answers", args=[draft.pk])).status_code == 200
    client.post(reverse("reviews:extension_remove", args=[extension.pk]), {"reason": "误办"})
    assert own.get(reverse("reviews:submission_answers", args=[draft.pk])).status_code == 403


def test_closing_keeps_the_rules_and_deciding_keeps_them_anew(log_in: LogIn) -> None:
    form = FormVersionFactory(fields=FIELDS)
    client = log_in(Role.SECRETARIAT_HEAD)
    rules = reverse("reviews:call_rules", args=[form.call_id])
    assert client.get(rules).status_code == 404
    client.post(reverse("reviews:call_act", args=[form.call_id, "close_call"]))
    kept = Call.objects.get().rule_set
    assert (kept["act"], kept["forms"][0]["questions"]) == ("close_call", FIELDS)
    assert "登记号" in client.get(rules).content.decode()
    Call.objects.update(needs_notice=False)
    client.post(reverse("reviews:call_act", args=[form.call_id, "decide_call"]))
    assert Call.objects.get().rule_set["act"] == "decide_call"


def test_a_call_shows_its_notice_files_and_times_to_schools(log_in: LogIn) -> None:
    call = CallFactory(notice="请各院校积极组织参赛。", grace_minutes=30)
    client = log_in(Role.SECRETARIAT)
    file = SimpleUploadedFile("通知.pdf", PDF, content_type="application/pdf")
    client.post(reverse("reviews:call_file_add", args=[call.pk]), {"file": file})
    reader = log_in(Role.SCHOOL_TEACHER)
    page = reader.get(reverse("reviews:call_detail", args=[call.pk])).content.decode()
    assert "请各院校积极组织参赛。" in page
    assert "2099-01-01 09:30" in page
    link = CallAttachment.objects.get()
    opened: Any = reader.get(reverse("reviews:call_file_open", args=[call.pk, link.pk]))
    assert b"".join(opened.streaming_content) == PDF


def test_the_next_edition_is_made_on_a_page_once(log_in: LogIn) -> None:
    source = CallFactory(title="2020年第二届展示", code="show-2020", year=2020, edition=2)
    client = log_in(Role.SECRETARIAT)
    url = reverse("reviews:call_copy", args=[source.pk])
    page = client.get(url).content.decode()
    assert "2021年第三届展示" in page
    values = {"title": "2021年第三届展示", "code": "show-2021", "year": 2021, "edition": 3, "times": "moved"}
    made = client.post(url, values)
    call = Call.objects.get(code="show-2021")
    assert (made.headers["Location"], call.state) == (call.get_absolute_url(), CallState.DRAFTED)
    assert client.post(url, values).status_code == 422
    assert Call.objects.count() == 2
