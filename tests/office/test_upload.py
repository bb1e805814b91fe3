"""Uploads in parts: on from where they stopped, each part and the whole checked, nothing left behind."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.domain.upload import (
    OPEN_AT_ONCE,
    PART_BYTES,
    PartRefused,
    add_part,
    forget_uploads,
    open_upload,
    own_upload,
    take_upload,
)
from office.models import Attachment, Upload, UploadPart
from reviews.enums import SubmissionState
from reviews.models import SubmissionAttachment
from tests.actors import client_of, make_actor
from tests.factories.reviews import SubmissionFactory

pytestmark = pytest.mark.django_db

BODY = b"%PDF-1.4\n" + bytes(range(256)) * 5000  # a little over one part


@pytest.fixture(autouse=True)
def media(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school() -> Actor:
    return make_actor("school_teacher")


def send(upload: Upload, body: bytes = BODY, *, offset: int = 0, stop: int | None = None) -> Upload:
    for start in range(offset, len(body) if stop is None else stop, PART_BYTES):
        piece = body[start : start + PART_BYTES]
        upload = add_part(upload, offset=start, content=piece, sha256=hashlib.sha256(piece).hexdigest())
    return upload


def begin(actor: Actor, name: str = "作品.pdf", mark: str = "m") -> Upload:
    return open_upload(actor=actor, name=name, size=len(BODY), mark=mark)


def test_a_cut_upload_goes_on_and_becomes_the_whole_file(school: Actor) -> None:
    first = send(begin(school), stop=1)
    assert 0 < first.received < first.size
    again = begin(school)  # the page was loaded anew, the same file chosen
    assert (again.pk, again.received) == (first.pk, PART_BYTES)
    key = str(send(again, offset=again.received).pk)
    with take_upload(key, actor=school) as whole:
        attachment = store_attachment(whole, actor=school)
    assert attachment.sha256 == hashlib.sha256(BODY).hexdigest()
    assert attachment.media_type == "application/pdf"
    assert not Upload.objects.exists()
    with pytest.raises(FileRefused), take_upload(key, actor=school):
        pass


def test_parts_come_in_order_once_and_undamaged(school: Actor) -> None:
    upload = send(begin(school), stop=1)
    assert send(upload, stop=1).received == PART_BYTES  # the same part again
    piece = BODY[PART_BYTES:]
    for offset, digest in ((PART_BYTES, "0" * 64), (PART_BYTES + 1, hashlib.sha256(piece).hexdigest())):
        with pytest.raises(PartRefused):
            add_part(upload, offset=offset, content=piece, sha256=digest)
    with pytest.raises(PartRefused):  # more than the file was said to have
        add_part(upload, offset=PART_BYTES, content=piece + b"x", sha256=hashlib.sha256(piece + b"x").hexdigest())
    assert UploadPart.objects.count() == 1
    folder = f"uploads/{upload.pk}"
    assert len(default_storage.listdir(folder)[1]) == 1


def test_it_is_refused_before_it_begins_and_when_it_is_not_what_it_says(school: Actor, settings: Any) -> None:
    with pytest.raises(FileRefused):
        begin(school, name="程序.exe")
    settings.ATTACHMENT_MAX_BYTES = 1000
    with pytest.raises(FileRefused):
        begin(school)
    settings.ATTACHMENT_MAX_BYTES = 10**9
    body = b"no pdf at all"
    upload = open_upload(actor=school, name="假.pdf", size=len(body))
    send(upload, body)
    with pytest.raises(FileRefused), take_upload(str(upload.pk), actor=school) as whole:
        store_attachment(whole, actor=school)
    assert not Attachment.objects.exists()
    assert Upload.objects.exists()  # nothing happened, so nothing is forgotten


def test_half_an_upload_is_no_file(school: Actor) -> None:
    upload = send(begin(school), stop=1)
    with pytest.raises(FileRefused), take_upload(str(upload.pk), actor=school):
        pass


def test_nobody_else_sees_or_takes_it(school: Actor) -> None:
    upload = send(begin(school))
    other = make_actor("secretariat")
    assert own_upload(str(upload.pk), actor=other) is None
    assert own_upload("x", actor=school) is None
    with pytest.raises(FileRefused), take_upload(str(upload.pk), actor=other):
        pass
    assert client_of(other).get(reverse("office:upload_detail", args=[upload.pk])).status_code == 404


def test_forgotten_ones_go(school: Actor, django_capture_on_commit_callbacks: Any) -> None:
    upload = send(begin(school), stop=1)
    name = str(UploadPart.objects.get().file.name)
    Upload.objects.filter(pk=upload.pk).update(touched_at=timezone.now() - timedelta(hours=49))
    fresh = begin(school, name="新.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_uploads() == 1
    assert not default_storage.exists(name)
    assert Upload.objects.get().pk == fresh.pk
    for number in range(OPEN_AT_ONCE + 2):
        begin(school, name=f"{number}.pdf")
    assert Upload.objects.count() == OPEN_AT_ONCE


def test_over_the_pages_into_a_submission(school: Actor) -> None:
    client = client_of(school)
    draft = SubmissionFactory(state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert f'data-upload="{reverse("office:upload_create")}"' in page
    bad = client.post(reverse("office:upload_create"), {"name": "a.exe", "size": "5"})
    assert (bad.status_code, "exe" in bad.json()["error"]) == (422, True)
    state = client.post(reverse("office:upload_create"), {"name": "作品.pdf", "size": len(BODY), "mark": "1"}).json()
    for start in range(0, len(BODY), state["part"]):
        piece = BODY[start : start + state["part"]]
        headers = {"X-Part-Offset": str(start), "X-Part-SHA256": hashlib.sha256(piece).hexdigest()}
        told = client.post(state["url"], piece, content_type="application/octet-stream", headers=headers)
        assert told.status_code == 200
    wrong = client.post(state["url"], b"x", content_type="application/octet-stream", headers={"X-Part-Offset": "7"})
    assert (wrong.status_code, wrong.json()["received"]) == (409, len(BODY))
    add = reverse("reviews:submission_file_add", args=[draft.pk])
    foreign = SubmissionFactory(state=SubmissionState.DRAFTED)
    refused = client.post(reverse("reviews:submission_file_add", args=[foreign.pk]), {"upload": state["key"]})
    assert refused.status_code == 404
    assert client.post(add, {"upload": state["key"]}).status_code == 302
    link = SubmissionAttachment.objects.get(owner=draft)
    assert (link.attachment.name, link.attachment.sha256) == ("作品.pdf", hashlib.sha256(BODY).hexdigest())
    assert client.post(add, {"upload": state["key"]}).status_code == 302  # a second click attaches nothing
    assert SubmissionAttachment.objects.count() == 1
