"""A form that creates something works once, whatever happens between two presses."""

import threading
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.urls import reverse

from association.models import Region
from office.actor import Actor
from tests.actors import client_of
from tests.factories.association import ProvinceFactory

CREATE = "association:region_create"


def region_values(token: str, **changes: Any) -> dict[str, Any]:
    return {"form_token": token, "code": "340100", "name": "合肥市", "level": "city", **changes}


def opened_token(client: Any) -> str:
    return str(client.get(reverse(CREATE)).context["page"].token)


@pytest.mark.django_db
def test_second_sending_leads_to_the_first_record(staff: Actor) -> None:
    client, parent = client_of(staff), ProvinceFactory(code="340000")
    values = region_values(opened_token(client), parent=str(parent))
    first = client.post(reverse(CREATE), values)
    second = client.post(reverse(CREATE), values)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url == Region.objects.get(code="340100").get_absolute_url()


@pytest.mark.django_db
def test_form_with_mistakes_may_be_sent_again(staff: Actor) -> None:
    client, parent = client_of(staff), ProvinceFactory(code="340000")
    token = opened_token(client)
    wrong = client.post(reverse(CREATE), region_values(token, parent=str(parent), code="34"))
    assert wrong.status_code == 422
    assert wrong.context["page"].token == token
    assert "合肥市" in wrong.content.decode()
    assert client.post(reverse(CREATE), region_values(token, parent=str(parent))).status_code == 302


@pytest.mark.django_db
def test_form_whose_saving_broke_may_be_sent_again(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours must not leave the form "being saved" for hours: what was typed would be lost."""
    client, parent = client_of(staff), ProvinceFactory(code="340000")
    client.raise_request_exception = False
    values = region_values(opened_token(client), parent=str(parent))
    with monkeypatch.context() as broken:
        broken.setattr("office.domain.record.record_act", Mock(side_effect=RuntimeError))
        assert client.post(reverse(CREATE), values).status_code == 500
    assert client.post(reverse(CREATE), values).status_code == 302
    assert Region.objects.filter(code="340100").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "short", "x" * 5000, "\0", "A" * 32])
def test_strange_token_protects_nothing_and_breaks_nothing(staff: Actor, token: str) -> None:
    parent = ProvinceFactory(code="340000")
    answer = client_of(staff).post(reverse(CREATE), region_values(token, parent=str(parent)))
    assert answer.status_code == 302


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_instant_make_one(staff: Actor) -> None:
    parent = ProvinceFactory(code="340000")
    clients = [client_of(staff) for _number in range(3)]
    values = region_values(opened_token(clients[0]), parent=str(parent))
    barrier, answers = threading.Barrier(len(clients)), []

    def press(client: Any) -> None:
        barrier.wait()
        try:
            answers.append(client.post(reverse(CREATE), values))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(client,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = Region.objects.get(code="340100")
    assert [answer.status_code for answer in answers] == [302] * 3
    assert {answer.url for answer in answers} == {made.get_absolute_url()}
