"""The one way a state changes: works, refused, stale, pressed twice, and always with its audit row."""

import threading
from typing import Any

import pytest
from django.db import connection

from association.models import Activity
from association.workflow import ACTIVITY
from office.actor import Actor
from office.domain.transition import advance
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from tests.factories.association import ActivityFactory, RegionFactory


@pytest.mark.django_db
def test_act_changes_the_state_and_leaves_before_and_after(staff: Actor) -> None:
    activity = ActivityFactory()
    advance(activity, "cancel", actor=staff, workflow=ACTIVITY, reason=" 疫情 ", changes={"summary": "改为线上"})
    stored = Activity.objects.get(pk=activity.pk)
    assert (stored.state, stored.summary, stored.revision) == ("canceled", "改为线上", 2)
    assert (activity.state, activity.revision) == ("canceled", 2)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor_name, entry.role, entry.reason) == ("cancel", staff.name, "secretariat", "疫情")
    assert entry.before == {"state": "planned", "summary": ""}
    assert entry.after == {"state": "canceled", "summary": "改为线上"}
    assert entry.object_id == str(activity.pk)


@pytest.mark.django_db
def test_related_record_is_written_by_its_key(staff: Actor) -> None:
    activity, region = ActivityFactory(), RegionFactory()
    advance(activity, "hold", actor=staff, workflow=ACTIVITY, changes={"region": region})
    assert Activity.objects.get(pk=activity.pk).region_id == region.pk
    assert AuditEntry.objects.get().after == {"state": "held", "region": region.pk}


@pytest.mark.django_db
def test_wrong_state_is_refused_by_its_label(staff: Actor) -> None:
    activity = ActivityFactory(state="held")
    with pytest.raises(TransitionRefused) as refusal:
        advance(activity, "cancel", actor=staff, workflow=ACTIVITY, reason="疫情")
    assert str(activity) in str(refusal.value)
    assert str(activity.get_state_display()) in str(refusal.value)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
def test_missing_reason_is_refused(staff: Actor) -> None:
    activity = ActivityFactory()
    with pytest.raises(Refusal):
        advance(activity, "cancel", actor=staff, workflow=ACTIVITY, reason="  ")
    assert Activity.objects.get().state == "planned"


@pytest.mark.django_db
def test_unknown_act_is_a_programming_error(staff: Actor) -> None:
    with pytest.raises(KeyError):
        advance(ActivityFactory(), "fly", actor=staff, workflow=ACTIVITY)


@pytest.mark.django_db
def test_second_clerk_with_an_old_page_is_refused(staff: Actor) -> None:
    first = ActivityFactory()
    second = Activity.objects.get(pk=first.pk)
    advance(first, "hold", actor=staff, workflow=ACTIVITY)
    with pytest.raises(TransitionRefused):
        advance(second, "cancel", actor=staff, workflow=ACTIVITY, reason="疫情")
    assert Activity.objects.get().state == "held"
    assert AuditEntry.objects.count() == 1
    assert second.revision == 1


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_the_same_instant_leave_one_act(staff: Actor) -> None:
    copies = [ActivityFactory()]
    copies += [Activity.objects.get(pk=copies[0].pk) for _number in range(3)]
    barrier, outcomes = threading.Barrier(len(copies)), []

    def act(copy: Any) -> None:
        barrier.wait()
        try:
            advance(copy, "hold", actor=staff, workflow=ACTIVITY)
            outcomes.append("done")
        except TransitionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(copy,)) for copy in copies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused", "refused", "refused"]
    assert AuditEntry.objects.count() == 1


@pytest.mark.django_db
def test_failed_effect_takes_the_act_back(staff: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no audit, no act")

    monkeypatch.setattr("office.domain.transition.record_act", fail)
    with pytest.raises(RuntimeError):
        advance(ActivityFactory(), "hold", actor=staff, workflow=ACTIVITY)
    assert Activity.objects.get().state == "planned"
