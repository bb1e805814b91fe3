"""Activities: their life, and what belongs to them."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from association.domain.activity import (
    NotYetHeld,
    SessionOutside,
    change_activity,
    change_session,
    create_session,
    hold_activity,
)
from association.models import Activity, ActivityHost, ActivityPerson, ActivitySession
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import (
    ActivityFactory,
    ActivitySessionFactory,
    BodyFactory,
    OrganizationFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return today() + timedelta(days=1)


def test_planned_activity_is_marked_as_held_with_audit(staff: Actor) -> None:
    activity = hold_activity(ActivityFactory(), actor=staff)
    entry = AuditEntry.objects.get(action="hold")
    assert (activity.state, entry.before, entry.after) == ("held", {"state": "planned"}, {"state": "held"})


def test_held_twice_is_refused(staff: Actor) -> None:
    activity = ActivityFactory()
    twin = Activity.objects.get()
    hold_activity(activity, actor=staff)
    for row in (activity, twin):
        with pytest.raises(TransitionRefused):
            hold_activity(row, actor=staff)
    assert AuditEntry.objects.filter(action="hold").count() == 1


def test_activity_ahead_cannot_have_been_held(staff: Actor) -> None:
    ahead = ActivityFactory(start_on=tomorrow(), end_on=None, year=tomorrow().year)
    next_year = ActivityFactory(start_on=None, end_on=None, year=today().year + 1)
    for activity in (ahead, next_year):
        with pytest.raises(NotYetHeld):
            hold_activity(activity, actor=staff)


def test_held_activity_gets_no_day_ahead(staff: Actor) -> None:
    activity = ActivityFactory(state="held")
    changes = {"start_on": tomorrow(), "end_on": None, "year": tomorrow().year}
    with pytest.raises(NotYetHeld):
        change_activity(activity, actor=staff, changes=changes)
    assert Activity.objects.get().start_on == date(2020, 9, 26)


def test_cancel_on_the_page_asks_for_a_reason(staff: Actor) -> None:
    activity, client = ActivityFactory(), client_of(staff)
    url = reverse("association:activity_act", args=[activity.pk, "cancel"])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "疫情防控"}).status_code == 302
    activity.refresh_from_db()
    assert activity.state == "canceled"
    assert client.post(url, {"reason": "疫情防控"}).status_code == 409


def test_hold_button_works_once_and_for_staff_only(staff: Actor) -> None:
    activity = ActivityFactory()
    url = reverse("association:activity_act", args=[activity.pk, "hold"])
    school = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert school.get(activity.get_absolute_url()).status_code == 200
    assert school.post(url).status_code == 403
    foreign = client_of(make_actor(Role.GROUP_SECRETARY))
    assert foreign.post(url).status_code == 404
    assert client_of(staff).post(url).status_code == 302
    activity.refresh_from_db()
    assert activity.state == "held"


def test_session_outside_the_activity_is_refused(staff: Actor) -> None:
    activity = ActivityFactory()
    with pytest.raises(SessionOutside):
        create_session(ActivitySession(activity=activity, order=1, held_on=date(2020, 9, 28)), actor=staff)
    session = create_session(ActivitySession(activity=activity, order=1, held_on=date(2020, 9, 27)), actor=staff)
    with pytest.raises(SessionOutside):
        change_session(session, actor=staff, changes={"held_on": date(2020, 9, 1)})
    monthly = ActivityFactory(start_on=date(2020, 8, 1), end_on=None, date_precision="month")
    create_session(ActivitySession(activity=monthly, order=1, held_on=date(2020, 8, 20)), actor=staff)


def test_stale_form_shows_both_versions_and_overwrites_nothing(staff: Actor) -> None:
    activity, client = ActivityFactory(title="论坛"), client_of(staff)
    url = reverse("association:activity_change", args=[activity.pk])
    sent = {
        "title": "我的论坛",
        "body": str(activity.body),
        "kind": "forum",
        "year": "2020",
        "start_on": "2020-09-26",
        "end_on": "2020-09-27",
        "date_precision": "day",
        "revision": activity.revision,
    }
    change_activity(Activity.objects.get(), actor=staff, changes={"title": "别人的论坛"})
    conflict = client.post(url, sent)
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "我的论坛" in text
    assert "别人的论坛" in text
    assert Activity.objects.get().title == "别人的论坛"
    knowing = client.post(url, sent | {"revision": conflict.context["form"].data["revision"]})
    assert knowing.status_code == 302
    assert Activity.objects.get().title == "我的论坛"


def test_rows_of_an_activity_are_kept_on_its_page(staff: Actor) -> None:
    activity, client = ActivityFactory(), client_of(staff)
    school, person, body = OrganizationFactory(), PersonFactory(name="李雪"), BodyFactory()
    rows = [
        ("host", {"role": "host", "organization": school.name, "order": "0"}),
        ("host", {"role": "organizer", "body": body.name, "order": "1"}),
        ("host", {"role": "supporter", "name": "高教出版社", "order": "2"}),
        ("session", {"order": "1", "held_on": "2020-09-26"}),
        ("activity_person", {"person": "李雪", "role": "致辞", "order": "0"}),
        ("count", {"kind": "participants", "quantity": "约100人", "source": "2020年工作总结报告"}),
    ]
    for noun, values in rows:
        response = client.post(reverse(f"association:{noun}_create"), {"activity": activity.pk, **values})
        assert response["Location"] == activity.get_absolute_url(), noun
    text = client.get(activity.get_absolute_url()).content.decode()
    for shown in (school.name, body.name, "高教出版社", "李雪", "致辞", "约100人"):
        assert shown in text
    assert (ActivityHost.objects.count(), ActivityPerson.objects.get().person) == (3, person)


def test_host_named_twice_over_or_not_at_all_is_refused_on_the_form(staff: Actor) -> None:
    activity, client = ActivityFactory(), client_of(staff)
    url, base = reverse("association:host_create"), {"activity": activity.pk, "role": "host", "order": "0"}
    for values in ({}, {"organization": OrganizationFactory().name, "name": "又一个"}):
        response = client.post(url, base | values)
        assert response.status_code == 422
        assert response.context["form"].non_field_errors()
    assert client.post(url, {"role": "host", "order": "0", "name": "无主"}).status_code == 422
    assert not ActivityHost.objects.exists()


def test_row_is_changed_in_place_and_removed_with_a_reason(staff: Actor) -> None:
    session, client = ActivitySessionFactory(order=1), client_of(staff)
    other = ActivityFactory()
    url = reverse("association:session_change", args=[session.pk])
    client.post(url, {"activity": other.pk, "order": "2", "title": "第二场"})
    session.refresh_from_db()
    assert (session.order, session.activity == other) == (2, False)
    gone = client.post(reverse("association:session_remove", args=[session.pk]), {"reason": "误录"})
    assert gone["Location"] == session.activity.get_absolute_url()
    assert not ActivitySession.objects.exists()
    assert AuditEntry.objects.get(action="remove").reason == "误录"


@pytest.mark.parametrize("noun", ["host", "session", "activity_person", "count"])
def test_schools_enter_no_rows(noun: str) -> None:
    client = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    activity = ActivityFactory()
    assert client.get(reverse(f"association:{noun}_create") + f"?activity={activity.pk}").status_code == 403


def test_people_named_are_not_shown_to_schools(staff: Actor) -> None:
    activity = ActivityFactory()
    ActivityPerson.objects.create(activity=activity, person=PersonFactory(name="陈来"), role="出席")
    assert "陈来" in client_of(staff).get(activity.get_absolute_url()).content.decode()
    school = client_of(make_actor(Role.SCHOOL_TEACHER))
    assert "陈来" not in school.get(activity.get_absolute_url()).content.decode()


def test_a_new_session_is_offered_the_number_after_the_last(staff: Actor):
    activity = ActivityFactory()
    client = client_of(staff)
    url = f"{reverse('association:session_create')}?activity={activity.pk}"
    assert client.get(url).context["form"]["order"].value() == 1
    ActivitySessionFactory(activity=activity, order=3)
    ActivitySessionFactory(order=8)  # another activity's rows do not count
    assert client.get(url).context["form"]["order"].value() == 4
