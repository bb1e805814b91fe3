"""Visits: single days decide the period."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.domain.activity import NotYetHeld
from association.domain.visit import change_day, change_visit, create_day, hold_visit, remove_day
from association.models import Visit, VisitDay, VisitParty
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.workflow import TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory, VisitFactory

pytestmark = pytest.mark.django_db


def test_period_follows_the_single_days(staff: Actor) -> None:
    visit = VisitFactory(start_on=None)
    first = create_day(VisitDay(visit=visit, on=date(2020, 7, 10)), actor=staff)
    create_day(VisitDay(visit=visit, on=date(2020, 6, 3), place="淮南"), actor=staff)
    stored = Visit.objects.get()
    assert (stored.start_on, stored.end_on) == (date(2020, 6, 3), date(2020, 7, 10))
    assert stored.date_text == "2020年6月3日、7月10日"
    change_day(first, actor=staff, changes={"on": date(2020, 8, 1)})
    assert Visit.objects.get().end_on == date(2020, 8, 1)
    remove_day(VisitDay.objects.get(pk=first.pk), actor=staff, reason="误录")
    stored = Visit.objects.get()
    assert (stored.start_on, stored.end_on) == (date(2020, 6, 3), None)


def test_form_does_not_override_the_single_days(staff: Actor) -> None:
    visit = VisitFactory()
    create_day(VisitDay(visit=visit, on=date(2020, 11, 5)), actor=staff)
    visit = Visit.objects.get()
    change_visit(visit, actor=staff, changes={"start_on": date(2020, 1, 1), "place": "杭州"})
    stored = Visit.objects.get()
    assert (stored.start_on, stored.place) == (date(2020, 11, 5), "杭州")


def test_day_of_another_year_is_refused_and_leaves_nothing(staff: Actor) -> None:
    visit = VisitFactory()
    with pytest.raises(ValidationError):
        create_day(VisitDay(visit=visit, on=date(2018, 1, 1)), actor=staff)
    assert not VisitDay.objects.exists()


def test_visit_is_held_once_and_not_before_its_day(staff: Actor) -> None:
    visit = hold_visit(VisitFactory(), actor=staff)
    with pytest.raises(TransitionRefused):
        hold_visit(visit, actor=staff)
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(NotYetHeld):
        hold_visit(VisitFactory(start_on=tomorrow, year=tomorrow.year), actor=staff)
    with pytest.raises(NotYetHeld):
        change_visit(visit, actor=staff, changes={"start_on": tomorrow, "year": tomorrow.year})


def test_visits_are_for_those_who_read_all() -> None:
    visit = VisitFactory()
    for role, status in ((Role.AUDITOR, 200), (Role.SCHOOL_ADMINISTRATOR, 404), (Role.REVIEWER, 404)):
        assert client_of(make_actor(role)).get(visit.get_absolute_url()).status_code == status
    school = client_of(make_actor(Role.SCHOOL_TEACHER))
    assert school.get(reverse("association:visit_list")).status_code == 403


def test_days_parties_and_counts_are_kept_on_the_page(staff: Actor) -> None:
    visit, client, school = VisitFactory(), client_of(staff), OrganizationFactory()
    PersonFactory(name="许国彬", organization=None)
    rows = [
        ("visit_day", {"on": "2020-11-05", "place": "杭州"}),
        ("visit_party", {"side": "theirs", "organization": school.name, "position": "", "order": "0"}),
        ("visit_party", {"side": "theirs", "person": "许国彬", "position": "总经理", "order": "1"}),
        ("visit_party", {"side": "theirs", "name": "尼克•佩特福德", "position": "校长", "order": "2"}),
        ("count", {"kind": "participants", "quantity": "60余人", "source": "2020年工作总结报告"}),
    ]
    for noun, values in rows:
        response = client.post(reverse(f"association:{noun}_create"), {"visit": visit.pk, **values})
        assert response["Location"] == visit.get_absolute_url(), response.context["form"].errors
    text = client.get(visit.get_absolute_url()).content.decode()
    for shown in (school.name, "许国彬", "尼克•佩特福德", "60余人", "2020年11月5日"):
        assert shown in text
    assert VisitParty.objects.count() == 3
    nameless = client.post(reverse("association:visit_party_create"), {"visit": visit.pk, "side": "ours", "order": "0"})
    assert nameless.status_code == 422
