"""Where a form wishes to go on and a browser says it came from: only ours is followed, and nothing breaks a page."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from office.enums import Role
from office.models import User
from office.web.errors import back_address
from tests.actors import make_actor
from tests.factories.association import RoleGrantFactory

pytestmark = pytest.mark.django_db

WISHES = ["nowhere", "%\0", "home", "//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:a()"]


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_that_is_no_address_of_ours_leads_home(log_in: Callable[..., Client], wish: str) -> None:
    actor = make_actor(Role.SECRETARIAT)
    other = RoleGrantFactory(user=User.objects.get(pk=actor.user_id), role=Role.AUDITOR)
    client = log_in(actor)
    switched = client.post(reverse("association:grant_switch"), {"grant": other.pk, "next": wish})
    assert (switched.status_code, switched["Location"]) == (302, "/")
    shown = client.post(reverse("office:display"), {"large": "1", "next": wish})
    assert (shown.status_code, shown["Location"]) == (302, "/")


@pytest.mark.parametrize("said", ["http://[", "http://testserver[/x", "http://evil.example/reviews/", "\0"])
def test_an_odd_referrer_breaks_no_page_and_leads_home(said: str) -> None:
    request = HttpRequest()
    request.META = {"HTTP_REFERER": said, "SERVER_NAME": "testserver", "SERVER_PORT": "80"}
    assert back_address(request) == "/"


def test_an_odd_origin_is_refused_like_any_other(log_in: Callable[..., Client]) -> None:
    client = log_in(Role.SECRETARIAT)
    client.handler.enforce_csrf_checks = True
    for header in ("http://[", "http://testserver[", "null"):
        answer = client.post(reverse("office:display"), {"large": "1"}, headers={"origin": header})
        assert answer.status_code == 403
