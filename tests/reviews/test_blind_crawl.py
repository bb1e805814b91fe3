"""Blind by construction: every address with every key, as the reviewer and as the secretariat.

Canaries stand in the names of schools and persons, in phones, file names and file properties. The secretariat finds
them all, which proves that the crawl would see a leak; the reviewer finds none: bodies, heads, sheets, errors, mails.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.urls.converters import IntConverter, UUIDConverter

from office.domain.job import run_job
from office.enums import Role
from office.models import Attachment, Job, Message
from reviews.domain.blind_copy import clear_copy, request_copies
from reviews.domain.scoring import open_scoring, remind_reviewers
from reviews.enums import CopyState, RoundState
from reviews.models import BlindCopy, Round, SubmissionAttachment
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.reviews import ParticipantFactory, RoundEntryFactory, SubmissionFactory
from tests.matrix.frame import all_patterns
from tests.reviews.methods import canaries
from tests.reviews.scoring_world import ScoringWorld

pytestmark = pytest.mark.django_db

SCHOOL, SHORT, PERSON, ADVISER, PHONE = "金丝雀示例职业学院", "金丝雀职院", "欧阳金丝雀", "司马金丝雀", "13987650123"
CANARIES = [SCHOOL, SHORT, PERSON, ADVISER, PHONE, canaries.CANARY]
# One key for the entry and all that hangs on it: addresses with two keys lead to it too, and a crawl needs but one.
KEY = 70_001
# Pages that ask for more than a crawl may do: a log-out ends it, waiting for an event would hang it.
LEFT_OUT = {"account_logout", "account_alive"}


class CrawlWorld(ScoringWorld):
    """One entry that names its school wherever one can, open to one reviewer who also is the school's administrator."""

    def __init__(self) -> None:
        super().__init__(state=RoundState.PREPARED)
        self.staff = make_actor(Role.SECRETARIAT)
        self.school = OrganizationFactory(pk=KEY, name=SCHOOL, short_name=SHORT)
        person = PersonFactory(pk=KEY, name=PERSON, organization=self.school, phone=PHONE)
        self.submission = SubmissionFactory(
            pk=KEY, call=self.call, track=self.track, organization=self.school, title=f"{SHORT}数字校园"
        )
        title = {"code": "title", "label": "名称", "value": f"{SHORT}数字校园，{PERSON}", "identifying": False}
        unit = {"code": "organization", "label": "单位", "value": SCHOOL, "identifying": True}
        self.submission.dossier = {"fields": [title, unit]}
        self.submission.save()
        ParticipantFactory(pk=KEY, submission=self.submission, name=PERSON, person=person, organization_name=SCHOOL)
        ParticipantFactory(submission=self.submission, name=ADVISER, role="adviser")
        files = (
            (f"{SCHOOL}.docx", canaries.canary_docx("作品正文"), "application/zip"),
            (f"{PERSON}.pdf", canaries.canary_pdf("plain"), "application/pdf"),
            (f"{SCHOOL}{PHONE}.xlsx", canaries.canary_xlsx(f"{PERSON}{PHONE}"), "application/zip"),
        )
        for key, (name, data, media) in enumerate(files, start=KEY):
            attachment = Attachment(name=name, sha256=f"{len(data):064d}", media_type=media, size=len(data))
            attachment.file.save("x", ContentFile(data), save=False)
            attachment.save()
            SubmissionAttachment.objects.create(pk=key, owner=self.submission, attachment=attachment)
        self.entry = RoundEntryFactory(pk=KEY, round=self.round, submission=self.submission, code="QQQ777")
        self.member, self.reviewer = self.add_reviewer()
        self.assign(self.entry, self.member)
        run_job(str(request_copies(self.round, actor=self.staff).pk))
        for copy in BlindCopy.objects.filter(state=CopyState.FOUND, number=1):
            clear_copy(copy, actor=self.staff, reason="图片看过")
        BlindCopy.objects.filter(state=CopyState.FOUND).update(state=CopyState.BLOCKED)
        open_scoring(Round.objects.get(), actor=self.staff)
        remind_reviewers(Round.objects.get(), actor=self.staff)

    def keys(self) -> list[int]:
        """Return the keys of everything that belongs to the entry; other rows have these keys too."""
        rows = [self.call, self.track, self.round, self.rubric, self.entry, self.submission, self.school, self.batch]
        rows += [*self.submission.participants.all(), *self.submission.attachments.all(), *self.entry.copies.all()]
        rows += [*self.entry.assignments.all(), self.member, self.panel, self.member.expert]
        return sorted({row.pk for row in rows})


def addresses(world: CrawlWorld, keys: list[int]) -> Iterator[str]:
    """Yield every address of the portal with every key; texts in addresses are the entry's."""
    name = "QQQ777-1.docx"
    texts = {"code": "QQQ777", "name": name, "action": "submit", "kind": "reviews.submission"}
    job = Job.objects.values_list("pk", flat=True).first()
    for page, pattern in dict(all_patterns()).items():
        converters = pattern.pattern.converters
        if page in LEFT_OUT or ":" not in page:
            continue
        numbers = [key for key, item in converters.items() if isinstance(item, IntConverter)]
        plain = {
            key: job if isinstance(item, UUIDConverter) else texts.get(key, "x")
            for key, item in converters.items()
            if key not in numbers
        }
        for number in keys if numbers else [0]:
            try:
                yield reverse(page, kwargs={**plain, **dict.fromkeys(numbers, number)})
            except NoReverseMatch:
                break


def read_answer(client: Client, address: str) -> bytes:
    """Return everything that an answer says: heads, body, and what lies packed in it; nothing of the visit stays."""
    with transaction.atomic():
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    heads = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.items())
    parts = [heads.encode(), body]
    if zipfile.is_zipfile(io.BytesIO(body)):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts += [item.encode() + package.read(item) for item in package.namelist()]
    return b"\n".join(parts)


def found_by(client: Client, paths: list[str]) -> dict[str, list[str]]:
    """Return the canaries that a crawl meets, each with the addresses (at most three) where it stood."""
    found: dict[str, list[str]] = {}
    for address in paths:
        said = read_answer(client, address)
        for canary in CANARIES:
            if canary.encode() in said and address.count(canary) == 0:
                found.setdefault(canary, []).append(address)
    return {canary: places[:3] for canary, places in found.items()}


@pytest.mark.once
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.verify)])
def test_reviewer_meets_no_name_anywhere_and_the_secretariat_all(
    caplog: pytest.LogCaptureFixture, *, whole: bool
) -> None:
    caplog.set_level("CRITICAL")
    world = CrawlWorld()
    keys = world.keys() if whole else [KEY]
    desk = reverse("reviews:desk_sheet", args=[world.round.pk, "QQQ777"])
    paths = sorted({*addresses(world, sorted(set(keys))), desk})
    client = client_of(world.reviewer)
    client.raise_request_exception = False
    leaks = found_by(client, paths)
    # Organizations are a public register: that the school exists says nothing about an entry.
    leaks = {name: [path for path in places if "/organizations/" not in path] for name, places in leaks.items()}
    assert {name: places for name, places in leaks.items() if places} == {}
    assert "QQQ777-1.docx" in client.get(desk).content.decode(), "the crawl reached the entry"
    staff = client_of(world.staff)
    staff.raise_request_exception = False
    submission = world.submission.get_absolute_url()
    files = [path for path in addresses(world, world.keys()) if "/blind-copies/" in path or "/files/" in path]
    seen = found_by(staff, [submission, *sorted(set(files))])
    assert set(CANARIES) <= set(seen), "the crawl would have seen a leak"


def test_mails_to_reviewers_name_no_entry() -> None:
    world = CrawlWorld()
    texts = [f"{row.subject}{row.text}{row.url}" for row in Message.objects.filter(recipient_id=world.reviewer.user_id)]
    assert texts
    assert not [text for text in texts for canary in CANARIES if canary in text]
