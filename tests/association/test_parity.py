"""List and object rule agree: what a role finds in a list opens, what it does not find answers 404, for every state."""

from collections.abc import Callable
from datetime import date
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from association.enums import GRANT_ROLES
from association.urls import RECORDS, ROWS
from office.actor import Actor
from office.enums import Role
from office.rules import may
from tests.actors import client_of, make_actor
from tests.factories import association as made
from tests.factories.results import CertificateFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 9, 1)
FACTORIES: dict[str, Callable[..., Any]] = {
    "activity": made.ActivityFactory,
    "visit": made.VisitFactory,
    "agreement": made.AgreementFactory,
    "publication": made.PublicationFactory,
    "organization": made.OrganizationFactory,
    "body": made.BodyFactory,
    "grant": made.RoleGrantFactory,
    "recognition": made.RecognitionFactory,
    "person": made.PersonFactory,
    "region": made.RegionFactory,
    "topic": made.TopicFactory,
    "expert": made.ExpertFactory,
    "certificate": CertificateFactory,
}


def make_rows(name: str, *, organization: Any, body: Any) -> list[Any]:
    """Return rows of a noun in every state, of an own and of a foreign scope."""
    states: dict[str, list[dict[str, Any]]] = {
        "activity": [{"state": state} for state in ("planned", "held", "canceled")],
        "visit": [{"state": state} for state in ("planned", "held", "canceled")],
        "agreement": [
            {},
            {"state": "signed", "signed_on": DAY},
            {"state": "ended", "signed_on": DAY, "ended_on": DAY},
        ],
        "publication": [{"state": state} for state in ("planned", "editing", "published")],
        "organization": [{}, {"closed_on": DAY}],
        "body": [{}, {"dissolved_on": DAY}],
        "grant": [{}, {"valid_until": DAY}],
        "recognition": [{}, {"revoked_at": timezone.now(), "revoked_reason": "不实"}, {"source": "reviews.award:1"}],
        "person": [{}],
        "region": [{}],
        "topic": [{}],
        "expert": [{}, {"is_active": False}],
        "certificate": [
            {},
            *({"state": state, "reason": "姓名有误"} for state in ("superseded", "revoked")),
        ],
    }
    rows = []
    for state in states[name]:
        rows.append(FACTORIES[name](**state))
        if name in {"activity", "visit", "agreement", "publication"}:
            rows.append(FACTORIES[name](**state, body=body))
        if name == "expert":
            rows.append(FACTORIES[name](**state, person__organization=organization))
        if name in {"recognition", "person", "certificate"}:
            rows.append(
                FACTORIES[name](**{**state, **({"source": ""} if "source" in state else {})}, organization=organization)
            )
    return rows


@pytest.fixture
def scope(db: None) -> dict[str, Any]:
    return {"organization": made.OrganizationFactory(), "body": made.BodyFactory()}


def scoped_actor(role: str, scope: dict[str, Any]) -> Actor:
    """Return an actor of a role whose school or body is the own one."""
    from association.enums import BODY_ROLES
    from office.enums import SCHOOL_ROLES

    return make_actor(
        role,
        organization=scope["organization"] if role in SCHOOL_ROLES else None,
        body=scope["body"] if role in BODY_ROLES else None,
    )


# One of each way of seeing rows: all of them, the own school's, none, nobody; `make verify` asks for every role.
USUAL = {Role.SECRETARIAT, Role.SCHOOL_ADMINISTRATOR, Role.REVIEWER, ""}


@pytest.mark.once
@pytest.mark.parametrize(
    "role", [pytest.param(role, marks=() if role in USUAL else pytest.mark.verify) for role in (*Role.values, "")]
)
@pytest.mark.parametrize("noun", RECORDS, ids=lambda noun: noun.name)
def test_list_and_object_agree(noun: Any, role: str, scope: dict[str, Any]) -> None:
    rows = make_rows(noun.name, **scope)
    actor = scoped_actor(role, scope) if role else Actor()
    client = client_of(actor)
    seen = set(noun.visible_rows(actor).values_list("pk", flat=True))
    listed = client.get(reverse(f"association:{noun.name}_list"))
    if may(actor, noun.permission("list")):
        assert listed.status_code == 200
        assert listed.context["page"].count_text == str(len(seen))
    else:
        assert listed.status_code == (403 if role else 302)
        assert not seen & {row.pk for row in rows}
    # Who may open a page is decided before its template.
    with mock.patch("django.template.loader.render_to_string", return_value=""):
        check_objects(noun, rows, seen, actor, client)


def check_objects(noun: Any, rows: list[Any], seen: set[int], actor: Actor, client: Client) -> None:
    """Ask every object's pages: 404 outside, 200 or 403 by the rule inside, log-in page for nobody."""
    for row in rows:
        # What has no form is changed by its acts alone: the pages of a form are not there.
        for page in ("detail", *(("change", "remove") if noun.form else ())):
            status = client.get(reverse(f"association:{noun.name}_{page}", args=[row.pk])).status_code
            if actor.user_id is None:
                expected = 302
            elif row.pk not in seen:
                expected = 404
            elif page == "detail" or may(actor, noun.permission(page), row):
                expected = 200
            else:
                expected = 403
            assert status == expected, (page, row, actor.role)


@pytest.mark.parametrize("role", Role.values)
def test_rows_of_records_are_kept_by_staff_alone(role: str, scope: dict[str, Any]) -> None:
    actor = scoped_actor(role, scope)
    client = client_of(actor)
    for noun in ROWS:
        status = client.get(reverse(f"association:{noun.name}_create")).status_code
        keeps = role in GRANT_ROLES if noun.name == "charter_rule" else actor.is_staff
        assert status == (200 if keeps else 403), noun.name


def test_system_administrator_reads_no_records(scope: dict[str, Any]) -> None:
    actor = make_actor(Role.SYSTEM_ADMINISTRATOR)
    for noun in RECORDS:
        if noun.name != "grant":
            make_rows(noun.name, **scope)
            assert not noun.visible_rows(actor).exists(), noun.name
