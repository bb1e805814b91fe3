"""Uploaded files: checked by content, kept under their digest, given out by their owner's rule."""

import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from association.models import ActivityAttachment
from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.models import Attachment, AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import ActivityFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64
PROGRAM = b"MZ" + b"\0" * 200


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    """A store of its own for each test."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def upload(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_file_is_kept_under_its_digest_with_its_own_name_in_the_row(staff: Actor, media: Path) -> None:
    stored = store_attachment(upload("通知原文.pdf"), actor=staff)
    assert (stored.name, stored.media_type, stored.size) == ("通知原文.pdf", "application/pdf", len(PDF))
    (path,) = files_in(media)
    assert path.relative_to(media) == Path("attachments") / stored.sha256[:2] / stored.sha256
    assert path.read_bytes() == PDF
    assert AuditEntry.objects.get().action == "upload"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "C:\\Users\\王\\通知.pdf",
        "喆玥镕昇堃.pdf",
        "𠮷野家🎉.pdf",
        'a"b\r\nX-Evil: 1;.pdf',
        "通知\u202efdp.exe.pdf",
        "长" * 300 + ".pdf",
        ".pdf",
    ],
)
def test_name_never_reaches_the_store_and_comes_back_whole(staff: Actor, media: Path, name: str) -> None:
    activity = ActivityFactory()
    client = client_of(staff)
    answer = send_file(client, activity, name)
    assert answer.status_code == 302, answer.content.decode()
    stored = Attachment.objects.get()
    (path,) = files_in(media)
    assert path.name == stored.sha256
    assert stored.name.isprintable()
    assert "/" not in stored.name
    assert "\\" not in stored.name
    assert stored.name.endswith(".pdf")
    link = ActivityAttachment.objects.get()
    answer = client.get(reverse("association:activity_file_open", args=[activity.pk, link.pk]))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_unseen_characters_are_dropped_from_a_name(staff: Actor) -> None:
    assert store_attachment(upload("通知\u202efdp\x00.pdf"), actor=staff).name == "通知fdp.pdf"


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("名单.exe", PROGRAM, "docx"),
        ("没有后缀", PDF, "docx"),
        ("名单.pdf", PROGRAM, "pdf"),
        ("名单.docx", PDF, "docx"),
        ("照片.jpg", PNG, "jpg"),
        ("空.pdf", b"", "空.pdf"),
        ("网页.pdf", b"<html><script>alert(1)</script></html>", "pdf"),
    ],
)
def test_wrong_file_is_refused_with_its_name_and_what_would_do(
    staff: Actor, media: Path, name: str, content: bytes, word: str
) -> None:
    with pytest.raises(FileRefused) as refusal:
        store_attachment(upload(name, content), actor=staff)
    assert name in str(refusal.value)
    assert word in str(refusal.value)
    assert files_in(media) == []
    assert not Attachment.objects.exists()


def test_file_just_above_the_limit_is_not_said_to_have_its_size(staff: Actor) -> None:
    with override_settings(ATTACHMENT_MAX_BYTES=1024 * 1024), pytest.raises(FileRefused, match=r"2 MB.*1 MB"):
        store_attachment(upload("a.pdf", PDF + b"\0" * 1024 * 1024), actor=staff)


def test_same_content_is_stored_once_and_named_twice(staff: Actor, media: Path) -> None:
    first = store_attachment(upload("一.pdf"), actor=staff)
    second = store_attachment(upload("二.pdf"), actor=staff)
    assert (first.file.name, first.name, second.name) == (second.file.name, "一.pdf", "二.pdf")
    assert len(files_in(media)) == 1


def test_content_whose_file_was_lost_is_stored_anew(staff: Actor, media: Path) -> None:
    Path(store_attachment(upload("一.pdf"), actor=staff).file.path).unlink()
    again = store_attachment(upload("一.pdf"), actor=staff)
    assert Path(again.file.path).read_bytes() == PDF


def send_file(client: Client, activity: Any, name: str, content: bytes = PDF) -> Any:
    """Send a file to an activity as a browser does, with any name."""
    quoted = name.replace('"', "%22").replace("\r\n", "%0D%0A")
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    return client.post(
        reverse("association:activity_file_add", args=[activity.pk]),
        data=head.encode() + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )


def test_upload_shows_in_the_history_of_its_record(staff: Actor) -> None:
    activity = ActivityFactory()
    answer = send_file(client_of(staff), activity, "通知.pdf")
    assert answer.url == f"{activity.get_absolute_url()}#files"
    entry = AuditEntry.objects.get(object_id=str(activity.pk), action="upload", content_type__model="activity")
    assert entry.after == {"file": "通知.pdf"}


def test_wrong_upload_is_refused_on_the_record_itself(staff: Actor) -> None:
    client, activity = client_of(staff), ActivityFactory()
    answer = send_file(client, activity, "木马.pdf", PROGRAM)
    assert answer.url == f"{activity.get_absolute_url()}#files"
    assert "木马.pdf" in client.get(answer.url).content.decode()
    assert not activity.attachments.exists()


def test_no_file_chosen_is_said(staff: Actor) -> None:
    client, activity = client_of(staff), ActivityFactory()
    answer = client.post(reverse("association:activity_file_add", args=[activity.pk]), {})
    assert "请先选择文件" in client.get(answer.url).content.decode()


def test_a_file_is_taken_off_once_and_its_content_stays(staff: Actor, media: Path) -> None:
    client, activity = client_of(staff), ActivityFactory()
    send_file(client, activity, "错发的通知.pdf")
    address = reverse("association:activity_file_remove", args=[activity.pk, activity.attachments.get().pk])
    assert "错发的通知.pdf" in client.get(address).content.decode()
    assert activity.attachments.count() == 1
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert not activity.attachments.exists()
    entries = AuditEntry.objects.filter(object_id=str(activity.pk), action="take_off")
    assert [entry.before["file"] for entry in entries] == ["错发的通知.pdf"]
    assert len(files_in(media)) == 1


class Bytes:
    """A request body of any length that takes no memory: a multipart file of zeros."""

    def __init__(self, size: int) -> None:
        self.head = (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xe8\xa7\x86\xe9\xa2\x91.mp4"\r\n\r\n'
        )
        self.tail = b"\r\n--x--\r\n"
        self.zeros = size
        self.length = len(self.head) + size + len(self.tail)

    def readline(self, size: int = -1) -> bytes:
        raise NotImplementedError("a form is read in pieces")

    def read(self, size: int = -1) -> bytes:
        wanted = 65536 if size < 0 else min(size, 65536)
        if self.head:
            piece, self.head = self.head[:wanted], self.head[wanted:]
        elif self.zeros:
            piece = b"\0" * min(wanted, self.zeros)
            self.zeros -= len(piece)
        else:
            piece, self.tail = self.tail[:wanted], self.tail[wanted:]
        return piece


def test_file_of_100_megabytes_is_refused_with_a_sentence_and_takes_no_memory(staff: Actor, media: Path) -> None:
    body = Bytes(100 * 1024 * 1024)
    activity = ActivityFactory()
    address = reverse("association:activity_file_add", args=[activity.pk])
    client = client_of(staff)
    tracemalloc.start()
    try:
        answer = client.generic(
            "POST",
            address,
            **{
                "wsgi.input": body,
                "CONTENT_LENGTH": str(body.length),
                "CONTENT_TYPE": "multipart/form-data; boundary=x",
            },
        )
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.status_code == 413, "refused by its announced length, before one byte was read"
    page = answer.content.decode()
    assert re.search(r"10[01] ?MB", page), page
    assert body.zeros == 100 * 1024 * 1024
    assert peak < 12 * 1024 * 1024
    assert files_in(media) == []


def test_file_is_given_out_by_the_right_to_see_its_record(staff: Actor) -> None:
    activity = ActivityFactory()
    send_file(client_of(staff), activity, "通知.pdf")
    link = ActivityAttachment.objects.get()
    address = reverse("association:activity_file_open", args=[activity.pk, link.pk])
    assert b"".join(client_of(make_actor("auditor")).get(address).streaming_content) == PDF
    assert client_of(make_actor("system_administrator")).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    other = reverse("association:activity_file_open", args=[ActivityFactory().pk, link.pk])
    assert client_of(staff).get(other).status_code == 404, "a file opens under its own record only"


def test_file_is_added_only_by_who_may_change_the_record() -> None:
    activity = ActivityFactory()
    answer = send_file(client_of(make_actor("auditor")), activity, "通知.pdf")
    assert answer.status_code == 403
    assert not Attachment.objects.exists()


def test_lost_file_is_explained(staff: Actor, caplog: pytest.LogCaptureFixture) -> None:
    activity = ActivityFactory()
    send_file(client_of(staff), activity, "通知.pdf")
    link = ActivityAttachment.objects.get()
    Path(link.attachment.file.path).unlink()
    answer = client_of(staff).get(reverse("association:activity_file_open", args=[activity.pk, link.pk]))
    assert answer.status_code == 409
    assert "通知.pdf" in answer.content.decode()
    assert "has lost its file" in caplog.text
