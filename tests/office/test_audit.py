"""The trail: masked where personal, plain where stored, in order."""

from datetime import date
from decimal import Decimal

import pytest

from office.actor import Actor, system_actor
from office.domain.audit import plain_fields, record_act
from office.models import AuditEntry
from office.queries.audit import history_of
from tests.factories.association import ActivityFactory, PersonFactory


@pytest.mark.pure
@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("phone", "13912345678", "139****5678"),
        ("id_number", "340104199001011234", "340****1234"),
        ("email", "zhang@example.com", "z***@example.com"),
        ("phone", "0551", "****"),
        ("phone", None, None),
        ("birth_on", date(1990, 1, 1), "****"),
        ("share", Decimal("47.50"), "47.50"),
        ("on", date(2020, 12, 12), "2020-12-12"),
        ("name", "张三", "张三"),
    ],
)
def test_field_is_written_plain_or_masked(name: str, value: object, kept: object) -> None:
    assert plain_fields({name: value}) == {name: kept}


@pytest.mark.pure
def test_secrets_are_left_out() -> None:
    assert plain_fields({"password": "x", "lease_token": "y"}) == {}


@pytest.mark.django_db
def test_system_acts_by_its_name_and_long_names_are_cut() -> None:
    entry = record_act(ActivityFactory(), "refresh", actor=system_actor("figures"))
    assert (entry.user_id, entry.actor_name, entry.role) == (None, "figures", "")
    entry = record_act(ActivityFactory(), "refresh", actor=Actor(name="长" * 150))
    assert entry.actor_name == "长" * 80


@pytest.mark.django_db
def test_history_is_that_of_the_object_alone_newest_first(staff: Actor) -> None:
    activity, person = ActivityFactory(), PersonFactory()
    for action in ("create", "change"):
        record_act(activity, action, actor=staff)
    record_act(person, "create", actor=staff)
    assert [entry.action for entry in history_of(activity)] == ["change", "create"]
    assert len(history_of(activity, person)) == 3 == AuditEntry.objects.count()
