"""Records: created, changed and removed with audit, never over somebody else's change."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from association.models import Activity, ActivitySession, Organization, Person, Region, StatedCount
from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.models import AuditEntry
from office.workflow import Refusal, StaleRecord
from tests.factories.association import (
    ActivityFactory,
    ActivitySessionFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
    StatedCountFactory,
)

pytestmark = pytest.mark.django_db


def test_create_derives_validates_and_leaves_the_filled_fields(staff: Actor) -> None:
    school = Organization(kind="school", school_level="secondary", name="示例中专")
    create_record(school, actor=staff, reason="新会员")
    assert Organization.objects.get().name_key
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.reason, entry.before) == ("create", "新会员", {})
    assert entry.after["name"] == "示例中专"
    assert "revision" not in entry.after
    assert "region" not in entry.after, "empty fields are not listed"


def test_create_refuses_what_the_model_refuses(staff: Actor) -> None:
    with pytest.raises(ValidationError) as error:
        create_record(Organization(kind="school", school_level="secondary", name=""), actor=staff)
    assert "name" in error.value.message_dict
    assert not AuditEntry.objects.exists()


def test_create_says_in_words_what_only_the_database_saw(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another clerk stores the same code between the look and the write: a message on the field, no server error."""
    RegionFactory(code="340100")
    twin = Region(code="340100", name="合肥市", level="city", parent=RegionFactory().parent)
    clean, looks = twin.full_clean, list[int]()

    def miss_it_once() -> None:
        looks.append(1)
        if len(looks) > 1:
            clean()

    monkeypatch.setattr(twin, "full_clean", miss_it_once)
    with pytest.raises(ValidationError) as error:
        create_record(twin, actor=staff)
    assert "code" in error.value.message_dict
    assert not AuditEntry.objects.exists()


def test_change_writes_only_what_differs(staff: Actor) -> None:
    activity = ActivityFactory(title="论坛", venue="合肥")
    change_record(activity, actor=staff, changes={"title": "高峰论坛", "venue": "合肥"}, revision=1)
    stored = Activity.objects.get()
    assert (stored.title, stored.revision) == ("高峰论坛", 2)
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"title": "论坛"}, {"title": "高峰论坛"})


def test_repeat_writes_nothing(staff: Actor) -> None:
    activity = ActivityFactory(title="论坛")
    change_record(activity, actor=staff, changes={"title": "论坛"}, revision=1)
    assert Activity.objects.get().revision == 1
    assert not AuditEntry.objects.exists()


def test_other_spelling_of_the_same_value_is_no_change(staff: Actor) -> None:
    """A figure typed as text becomes a Quantity by validation, and is then what was stored."""
    count = StatedCountFactory(quantity="200余名")
    change_record(count, actor=staff, changes={"quantity": "200余名"})
    assert str(StatedCount.objects.get().quantity) == "200余名"
    assert not AuditEntry.objects.exists()


def test_stale_change_is_refused_and_writes_nothing(staff: Actor) -> None:
    mine = ActivityFactory(title="论坛")
    theirs = Activity.objects.get()
    change_record(theirs, actor=staff, changes={"title": "高峰论坛"}, revision=1)
    with pytest.raises(StaleRecord):
        change_record(mine, actor=staff, changes={"title": "年会"}, revision=1)
    assert Activity.objects.get().title == "高峰论坛"
    assert AuditEntry.objects.count() == 1


def test_change_between_look_and_write_is_refused(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    activity = ActivityFactory(title="论坛")
    clean = activity.full_clean

    def clean_while_another_saves(*args: Any, **kwargs: Any) -> None:
        change_record(Activity.objects.get(), actor=staff, changes={"venue": "芜湖"})
        clean(*args, **kwargs)

    monkeypatch.setattr(activity, "full_clean", clean_while_another_saves)
    with pytest.raises(StaleRecord):
        change_record(activity, actor=staff, changes={"title": "年会"})
    stored = Activity.objects.get()
    assert (stored.title, stored.venue) == ("论坛", "芜湖")


def test_sort_key_follows_the_name_and_is_validated(staff: Actor) -> None:
    school = OrganizationFactory(name="安徽学院")
    key = school.name_key
    change_record(school, actor=staff, changes={"name": "中华学院"})
    stored = Organization.objects.get(pk=school.pk)
    assert stored.name_key != key
    assert list(AuditEntry.objects.get().after) == ["name"], "derived fields are not somebody's act"


def test_deriving_never_writes_back_a_field_that_somebody_else_changed(staff: Actor) -> None:
    old_copy = OrganizationFactory(short_name="旧")
    change_record(Organization.objects.get(pk=old_copy.pk), actor=staff, changes={"short_name": "新"})
    change_record(old_copy, actor=staff, changes={"name": "中华学院"})
    stored = Organization.objects.get(pk=old_copy.pk)
    assert (stored.name, stored.short_name) == ("中华学院", "新")


def test_personal_fields_are_masked_in_the_trail(staff: Actor) -> None:
    person = PersonFactory(phone="13912345678")
    change_record(person, actor=staff, changes={"phone": "13800001111"})
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"phone": "139****5678"}, {"phone": "138****1111"})


def test_remove_names_what_refers_to_it(staff: Actor) -> None:
    school = PersonFactory(name="张三").organization
    with pytest.raises(Refusal, match="张三"), transaction.atomic():
        remove_record(school, actor=staff, reason="重复")
    assert Organization.objects.filter(pk=school.pk).exists()
    assert not AuditEntry.objects.exists()


def test_remove_takes_its_parts_along_and_says_how_many(staff: Actor) -> None:
    activity = ActivitySessionFactory().activity
    ActivitySessionFactory(activity=activity)
    number = activity.pk
    remove_record(activity, actor=staff, reason="重复录入")
    assert not Activity.objects.exists()
    assert not ActivitySession.objects.exists()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.reason, entry.object_id) == ("remove", "重复录入", str(number))
    assert entry.before["title"] == activity.title
    assert entry.after == {"parts": {"association.ActivitySession": 2}}


def test_second_removal_is_refused(staff: Actor) -> None:
    person = PersonFactory()
    again = Person.objects.get()
    remove_record(person, actor=staff, reason="重复")
    with pytest.raises(Refusal):
        remove_record(again, actor=staff, reason="重复")
    assert AuditEntry.objects.count() == 1
