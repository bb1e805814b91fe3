"""The trail: masked where personal, plain where stored, in order."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from office.actor import Actor, system_actor
from office.domain.audit import Act, plain_fields, record_act, record_acts
from office.methods.audit import canonical_text, is_signed, sign_text
from office.models import AuditEntry
from office.queries.audit import history_of, signed_text
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


@pytest.mark.django_db
def test_bulk_act_leaves_rows_like_single_acts_under_one_batch(staff: Actor) -> None:
    persons = [PersonFactory() for _number in range(3)]
    single = [
        record_act(person, "change", actor=staff, before={"phone": None}, after={"phone": "13912345678"}, reason="更正")
        for person in persons
    ]
    acts = [Act(person, "change", {"phone": None}, {"phone": "13912345678"}) for person in persons]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        bulk = record_acts(acts, actor=staff, reason="更正")
    assert len(queries) == 1, "one INSERT for many rows"
    own = {"id", "at", "signature", "batch"}

    def content(entry: AuditEntry) -> dict[str, Any]:
        stored = AuditEntry.objects.get(pk=entry.pk)
        return {f.name: getattr(stored, f.attname) for f in AuditEntry._meta.fields if f.name not in own}

    assert [content(entry) for entry in bulk] == [content(entry) for entry in single]
    assert len({entry.batch for entry in bulk}) == 1
    assert bulk[0].batch is not None
    assert single[0].batch is None
    given = uuid.uuid4()
    assert record_acts(acts[:1], actor=staff, batch=given)[0].batch == given
    assert record_acts([], actor=staff) == []


@pytest.mark.django_db
def test_row_is_signed_as_the_database_gives_it_back() -> None:
    actor = Actor(name="张三", role="school_user", scope_name="合肥职业技术学院", address="10.0.0.8")
    after = {"share": 1e2, "tiny": 0.1, "zero": -0.0, "list": (1, "二"), "map": {3: None}, "on": date(2020, 12, 12)}
    written = record_act(ActivityFactory(), "change", actor=actor, after=after)
    entry = AuditEntry.objects.get(pk=written.pk)
    assert (entry.scope, entry.address) == ("合肥职业技术学院", "10.0.0.8")
    assert is_signed(signed_text(entry), entry.signature, keys=settings.AUDIT_KEYS)
    entry.address = "10.0.0.9"
    assert not is_signed(signed_text(entry), entry.signature, keys=settings.AUDIT_KEYS)


@pytest.mark.pure
def test_canonical_text_does_not_depend_on_how_a_value_is_written() -> None:
    assert canonical_text([1.0, {"a": 1, "b": 2}]) == canonical_text([Decimal("1.00"), {"b": 2, "a": 1}])
    assert canonical_text([True]) != canonical_text([1])
    assert canonical_text(["1"]) != canonical_text([1])
    assert canonical_text([None, ""]) != canonical_text(["", None])
    assert canonical_text([datetime(2020, 1, 1, tzinfo=UTC)]) == b'["2020-01-01T00:00:00.000000+00:00"]'


@pytest.mark.pure
def test_an_old_key_still_vouches_for_its_rows() -> None:
    signature = sign_text(b"row", nonce="0" * 16, key="old")
    assert is_signed(b"row", signature, keys=["new", "old"])
    assert not is_signed(b"row", signature, keys=["new"])
    assert not is_signed(b"row", "", keys=["old"])
