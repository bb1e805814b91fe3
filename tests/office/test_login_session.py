"""Sessions: seen by their owner, ended by him or his administrator, and gone after rest."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.account import deactivate_account
from office.domain.login_session import end_all_sessions, forget_ended
from office.domain.policy import change_policy
from office.enums import Role
from office.methods.device import device_name
from office.models import AuditEntry, LoginLock, LoginSession, User
from office.workflow import Refusal
from tests.actors import client_of, make_actor

pytestmark = pytest.mark.django_db

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 Safari/537.36"
)
WECHAT = "Mozilla/5.0 (Linux; Android 13; V2) AppleWebKit/537.36 Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0.42"


def open_page(client: Client, **meta: str) -> int:
    return client.get(reverse("account_sessions"), **meta).status_code  # type: ignore[arg-type]


@pytest.fixture
def actor() -> Actor:
    return make_actor(Role.SECRETARIAT)


def test_owner_sees_devices_and_ends_the_others(actor: Actor) -> None:
    office, phone, third = (client_of(actor) for _number in range(3))
    LoginSession.objects.update(device="", address="")
    assert open_page(phone, HTTP_USER_AGENT=WECHAT, REMOTE_ADDR="10.1.1.2") == 200
    open_page(office, HTTP_USER_AGENT=CHROME)
    seen: Any = office.get(reverse("account_sessions")).context["sessions"]
    assert [session.is_current for session in seen] == [True, False, False]
    assert ("Android · WeChat", "10.1.1.2") in [(session.device, session.address) for session in seen]
    assert seen[0].device == "Windows · Chrome 118"
    handle = next(session.handle for session in seen if session.device == "Android · WeChat")
    assert office.post(reverse("account_end_session", args=[handle])).status_code == 302
    assert open_page(phone) == 302
    assert open_page(third) == 200
    office.post(reverse("account_end_session", args=[handle]))
    office.post(reverse("account_end_session", args=[seen[0].handle]))
    assert open_page(office) == 200, "the present session ends by logging out"
    office.post(reverse("account_end_others"))
    office.post(reverse("account_end_others"))
    assert open_page(third) == 302
    assert AuditEntry.objects.filter(action="end_session").count() == 2


def test_page_never_holds_a_key_that_opens_a_session(actor: Actor) -> None:
    client = client_of(actor)
    content = client.get(reverse("account_sessions")).content.decode()
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in content


def test_nobody_ends_a_foreign_session(actor: Actor) -> None:
    other = make_actor(Role.FINANCE)
    theirs = client_of(other)
    handle = theirs.get(reverse("account_sessions")).context["sessions"][0].handle
    client_of(actor).post(reverse("account_end_session", args=[handle]))
    assert open_page(theirs) == 200


def test_rest_ends_a_session_and_acts_move_the_end_on(actor: Actor) -> None:
    change_policy(actor=make_actor(Role.SYSTEM_ADMINISTRATOR), changes={"idle_minutes": 10})
    client = client_of(actor)
    row = LoginSession.objects.get(user_id=actor.user_id)
    assert timedelta(minutes=9) < row.idle_until - timezone.now() <= timedelta(minutes=10)
    soon = timezone.now() + timedelta(seconds=30)
    LoginSession.objects.update(idle_until=soon, seen_at=timezone.now() - timedelta(minutes=9))
    assert open_page(client) == 200
    assert LoginSession.objects.get(pk=row.pk).idle_until > soon
    LoginSession.objects.update(idle_until=timezone.now() - timedelta(seconds=1))
    assert open_page(client) == 302


def test_page_that_asks_for_itself_is_no_sign_of_life(actor: Actor) -> None:
    client = client_of(actor)
    soon = timezone.now() + timedelta(minutes=2)
    LoginSession.objects.update(idle_until=soon, seen_at=timezone.now() - timedelta(minutes=9))
    left = client.get(reverse("account_alive"), HTTP_X_PASSIVE="1").json()
    assert 100 < left["seconds"] <= 120
    assert left["user"] == actor.user_id
    assert LoginSession.objects.get().idle_until == soon
    assert client.post(reverse("account_alive")).json()["seconds"] > 1700
    LoginSession.objects.update(idle_until=timezone.now())
    assert client.get(reverse("account_alive")).json() == {"user": None, "seconds": 0}


def test_form_sent_after_the_rest_is_kept(actor: Actor) -> None:
    client = client_of(actor)
    LoginSession.objects.update(idle_until=timezone.now())
    sent = client.post(reverse("association:person_create"), {"name": "王小明"})
    assert sent.status_code == 401
    assert "王小明" in sent.content.decode()


def test_administrator_logs_somebody_out_everywhere(actor: Actor) -> None:
    head = make_actor(Role.SECRETARIAT_HEAD)
    clients = [client_of(actor), client_of(actor)]
    user = User.objects.get(pk=actor.user_id)
    with pytest.raises(Refusal):
        end_all_sessions(user, actor=head, reason=" ")
    end_all_sessions(user, actor=head, reason="电脑失窃")
    assert [open_page(client) for client in clients] == [302, 302]
    assert AuditEntry.objects.get(action="end_sessions").reason == "电脑失窃"


def test_closed_account_has_no_session_left(actor: Actor) -> None:
    client = client_of(actor)
    deactivate_account(User.objects.get(pk=actor.user_id), actor=make_actor(Role.SECRETARIAT_HEAD), reason="调离")
    assert not LoginSession.objects.filter(user_id=actor.user_id).exists()
    assert open_page(client) == 302


def test_saving_a_session_keeps_what_the_pulse_wrote(actor: Actor) -> None:
    client = client_of(actor)
    long_ago = timezone.now() - timedelta(hours=3)
    LoginSession.objects.update(started_at=long_ago, device="x")
    session = client.session
    session["something"] = 1
    session.save()
    row = LoginSession.objects.get()
    assert (row.started_at, row.device, row.user_id) == (long_ago, "x", actor.user_id)


@pytest.mark.pure
@pytest.mark.parametrize(("agent", "name"), [("", ""), ("curl/8", ""), (CHROME, "Windows · Chrome 118")])
def test_device_in_words(agent: str, name: str) -> None:
    assert device_name(agent) == name


def test_what_is_over_is_forgotten(actor: Actor) -> None:
    kept, gone = client_of(actor), client_of(actor)
    key = gone.session.session_key
    now = timezone.now()
    LoginSession.objects.filter(pk=key).update(idle_until=now - timedelta(seconds=1))
    LoginLock.objects.create(key="name:old", since=now - timedelta(days=3))
    LoginLock.objects.create(key="name:new", since=now)
    LoginLock.objects.create(key="name:locked", since=now - timedelta(days=3), locked_until=now + timedelta(hours=1))
    assert forget_ended() == 2
    assert open_page(kept) == 200
    assert set(LoginLock.objects.values_list("key", flat=True)) == {"name:new", "name:locked"}
    assert forget_ended() == 0
