"""One-time links: they open once, within a day, and their secret is nowhere in the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.actor import Actor
from office.domain.invitation import InvitationSpent, accept_invitation, invite_user, open_invitation
from office.models import AuditEntry, Invitation, User
from tests.factories.office import UserFactory

pytestmark = pytest.mark.django_db

GOOD = {"password1": "zhi-jiao-2020-hefei", "password2": "zhi-jiao-2020-hefei"}


def make_user() -> User:
    user = UserFactory(username="wang")
    user.set_unusable_password()
    user.save()
    return user  # type: ignore[no-any-return]


def address(token: str) -> str:
    return reverse("account_invitation", args=[token])


def test_link_sets_the_password_once_and_leads_to_the_log_in(staff: Actor) -> None:
    user = make_user()
    url = address(invite_user(user, actor=staff))
    client = Client()
    assert "wang" in client.get(url).content.decode()
    answer = client.post(url, GOOD)
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert User.objects.get(pk=user.pk).check_password(GOOD["password1"])
    assert client.get(url).status_code == 409
    assert client.post(url, dict.fromkeys(GOOD, "ein-anderes-wort-12")).status_code == 409
    assert User.objects.get(pk=user.pk).check_password(GOOD["password1"])
    assert client.post(reverse("account_login"), {"login": "wang", "password": GOOD["password1"]}).status_code == 302


def test_trail_tells_of_both_acts_and_of_no_secret(staff: Actor) -> None:
    user = make_user()
    token = invite_user(user, actor=staff)
    Client().post(address(token), GOOD)
    entries = list(AuditEntry.objects.order_by("id"))
    assert [(entry.action, entry.user_id) for entry in entries] == [
        ("invite", staff.user_id),
        ("set_password", user.pk),
    ]
    secret = token.rsplit(":", 1)[0]
    assert not any(secret in str(vars(entry)) or GOOD["password1"] in str(vars(entry)) for entry in entries)
    assert secret not in str(vars(Invitation.objects.get()))


def test_new_link_ends_the_older_one(staff: Actor) -> None:
    user = make_user()
    older, newer = invite_user(user, actor=staff), invite_user(user, actor=staff)
    assert Client().get(address(older)).status_code == 409
    assert Client().get(address(newer)).status_code == 200


def test_link_ends_after_a_day_and_with_its_account(staff: Actor) -> None:
    user = make_user()
    token = invite_user(user, actor=staff)
    user.is_active = False
    user.save()
    assert Client().get(address(token)).status_code == 409
    user.is_active = True
    user.save()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(address(token)).status_code == 409


def test_changed_or_guessed_link_opens_nothing(staff: Actor) -> None:
    token = invite_user(make_user(), actor=staff)
    secret, signature = token.rsplit(":", 1)
    for wrong in (secret, f"x{token}", f"{secret}:{'A' * len(signature)}", Invitation.objects.get().digest, "\0", ":"):
        with pytest.raises(InvitationSpent):
            open_invitation(wrong)


def test_of_two_at_the_same_instant_one_is_refused(staff: Actor) -> None:
    token = invite_user(make_user(), actor=staff)
    first, second = open_invitation(token), open_invitation(token)
    accept_invitation(first, password=GOOD["password1"])
    with pytest.raises(InvitationSpent):
        accept_invitation(second, password="another-long-password")
    assert authenticate(username="wang", password="another-long-password") is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"password1": "zhi-jiao-2020", "password2": "zhi-jiao-2021"}, "password2"),
        ({"password1": "kurz", "password2": "kurz"}, "password1"),
        ({"password1": "1234567890", "password2": "1234567890"}, "password1"),
        ({"password1": "", "password2": ""}, "password1"),
    ],
)
def test_bad_password_is_refused_in_words_and_leaves_the_link(staff: Actor, typed: dict[str, str], field: str) -> None:
    token = invite_user(make_user(), actor=staff)
    answer: Any = Client().post(address(token), typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field] or not typed["password1"]
    assert not any(word and f'value="{word}"' in answer.content.decode() for word in typed.values())
    assert Client().get(address(token)).status_code == 200


def test_page_is_never_cached(staff: Actor) -> None:
    answer = Client().get(address(invite_user(make_user(), actor=staff)))
    assert "no-store" in answer["Cache-Control"]
