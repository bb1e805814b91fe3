"""The sender of e-mails: claimed once, a silent server costs a delay, what was cut off is uncertain and stays so."""

import smtplib
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.message import Draft, change_preference, write_drafts
from office.domain.outbox import merge_digests, name_cut_off, release_quiet, resend_mail, send_waiting
from office.models import AuditEntry, Message, User
from office.workflow import TransitionRefused
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

# Noon of the day of the test: the usual quiet hours do not touch it.
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def write(number: int = 1, *, user: User | None = None, **values: Any) -> User:
    """Write some e-mails to one person."""
    person: User = user or UserFactory(email=f"u{User.objects.count()}@school.example")
    write_drafts(
        [Draft(person.pk, "submission", f"第{place}件", "请修改后重新报送。", "/") for place in range(number)], now=NOON
    )
    return person


def states() -> list[str]:
    return list(Message.objects.mails().order_by("id").values_list("state", flat=True))


class Failing(EmailBackend):
    """A mail server that answers as a test wants it."""

    error: Exception | None = None
    refuse_to_open: Exception | None = None

    def open(self) -> bool | None:
        if type(self).refuse_to_open:
            raise type(self).refuse_to_open  # type: ignore[misc]
        return None

    def send_messages(self, messages: Any) -> int:
        if type(self).error:
            raise type(self).error  # type: ignore[misc]
        return int(super().send_messages(messages))


@pytest.fixture
def server(settings: Any, monkeypatch: pytest.MonkeyPatch) -> type[Failing]:
    settings.EMAIL_BACKEND = f"{__name__}.Failing"
    monkeypatch.setattr("django.core.mail.get_connection", lambda *_args, **_kwargs: Failing())
    monkeypatch.setattr("office.domain.outbox.get_connection", Failing)
    monkeypatch.setattr(Failing, "error", None)
    monkeypatch.setattr(Failing, "refuse_to_open", None)
    return Failing


def test_what_waits_is_sent_once(settings: Any) -> None:
    settings.PUBLIC_URL = "https://portal.example"
    user = write(2)
    assert send_waiting(now=NOON).sent == 2
    assert send_waiting(now=NOON).sent == 0
    assert [item.to for item in mail.outbox] == [[user.email], [user.email]]
    assert "https://portal.example/" in mail.outbox[0].body
    assert states() == ["sent", "sent"]
    assert len({item.extra_headers["Message-ID"] for item in mail.outbox}) == 2


def test_a_silent_server_costs_a_delay(server: type[Failing]) -> None:
    write()
    server.refuse_to_open = ConnectionRefusedError()
    result = send_waiting(now=NOON)
    assert (result.server_silent, result.sent) == (True, 0)
    row = Message.objects.mails().get()
    assert (row.state, row.attempts, row.error) == ("waiting", 0, "ConnectionRefusedError")
    server.refuse_to_open = None
    assert send_waiting(now=NOON).sent == 1


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"unknown")}), "failed"),
        (smtplib.SMTPDataError(554, b"spam"), "failed"),
        (smtplib.SMTPServerDisconnected("gone"), "uncertain"),
        (TimeoutError(), "uncertain"),
        (RuntimeError("broken"), "uncertain"),
    ],
)
def test_a_refusal_is_told_from_an_interruption(server: type[Failing], error: Exception, state: str) -> None:
    write(2)
    server.error = error
    send_waiting(now=NOON)
    assert states() == [state, state]
    server.error = None
    assert send_waiting(now=NOON).sent == 0  # neither goes out again by itself
    assert "school.example" not in Message.objects.mails()[0].error


def test_a_sender_that_died_leaves_an_uncertain_e_mail() -> None:
    write()
    long_ago = NOON - timedelta(minutes=11)
    Message.objects.mails().update(state="sending", claim_token="x", claimed_at=long_ago)
    assert name_cut_off(now=NOON - timedelta(minutes=5)) == 0
    assert send_waiting(now=NOON).sent == 0
    assert states() == ["uncertain"]
    assert not mail.outbox


def test_a_claimed_row_is_left_alone() -> None:
    write()
    Message.objects.mails().update(state="sending", claim_token="x", claimed_at=NOON)
    assert send_waiting(now=NOON).sent == 0
    assert states() == ["sending"]


def test_a_person_sends_again_what_is_uncertain(staff: Actor, log_in: Callable[..., Client]) -> None:
    write(2)
    Message.objects.mails().update(state="uncertain")
    first, second = Message.objects.mails().order_by("id")
    resend_mail(first, actor=staff)
    with pytest.raises(TransitionRefused):
        resend_mail(first, actor=staff)
    assert AuditEntry.objects.filter(action="resend", user_id=staff.user_id).count() == 1
    client = log_in(staff)
    page = client.get(reverse("office:outbox"))
    assert second.recipient.display_name in page.content.decode()
    resend = reverse("office:outbox_resend", args=[second.pk])
    assert client.get(resend).status_code == 200
    assert client.post(resend).status_code == 302
    assert send_waiting(now=NOON).sent == 2
    assert client.post(resend).status_code == 409


def test_quiet_hours_end() -> None:
    write()
    Message.objects.mails().update(state="held", reason="quiet_hours", not_before=NOON + timedelta(hours=1))
    assert send_waiting(now=NOON).sent == 0
    assert release_quiet(now=NOON) == 0
    assert send_waiting(now=NOON + timedelta(hours=1)).sent == 1


def test_a_digest_is_one_e_mail_of_all(staff: Actor) -> None:
    user = write()
    change_preference(user, actor=staff, changes={"mail_mode": "digest"})
    write(3, user=user)
    assert send_waiting(now=NOON).sent == 1
    tomorrow = NOON + timedelta(days=1)
    assert send_waiting(now=tomorrow).sent == 1
    digest = mail.outbox[-1].body
    assert [f"{place + 1}. 第{place}件" in digest for place in range(3)] == [True] * 3
    assert states() == ["sent", "merged", "merged", "merged", "sent"]
    assert merge_digests(now=tomorrow) == 0


@pytest.mark.parametrize(("change", "reason"), [({"email": ""}, "no_address"), ({"is_active": False}, "nobody")])
def test_an_account_changed_meanwhile_is_no_failure(change: dict[str, Any], reason: str) -> None:
    user = write()
    User.objects.filter(pk=user.pk).update(**change)
    assert send_waiting(now=NOON).sent == 0
    row = Message.objects.mails().get()
    assert (row.state, row.reason) == ("withheld", reason)


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_send_each_e_mail_once() -> None:
    write(40)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            send_waiting()  # claims bear the true time; at another one they would look cut off
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert states() == ["sent"] * 40
    subjects = [item.subject for item in mail.outbox]
    assert len(subjects) == len(set(subjects)) == 40
