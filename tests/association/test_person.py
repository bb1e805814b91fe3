"""Persons: transfers, and phones that open only with a logged reason."""

from datetime import date

import pytest
from django.urls import reverse

from association.domain.person import TransferRefused, reveal_phone, transfer_person
from association.models import Employment, Person
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal
from tests.actors import client_of, make_actor
from tests.factories.association import EmploymentFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 9, 1)


def test_transfer_ends_the_open_post_and_begins_another(staff: Actor) -> None:
    person = EmploymentFactory().person
    school = OrganizationFactory()
    transfer_person(person, organization=school, position="院长", on=DAY, actor=staff)
    person.refresh_from_db()
    assert (person.organization, person.position) == (school, "院长")
    posts = list(person.employments.values_list("until", "since"))
    assert posts == [(DAY, date(2015, 9, 1)), (None, DAY)]
    assert AuditEntry.objects.filter(action__in=["change", "create"]).count() == 3


def test_transfer_repeated_is_refused(staff: Actor) -> None:
    person, school = PersonFactory(), OrganizationFactory()
    transfer_person(person, organization=school, position="院长", on=DAY, actor=staff)
    with pytest.raises(TransferRefused):
        transfer_person(person, organization=school, position="院长", on=DAY, actor=staff)
    assert Employment.objects.count() == 2


def test_transfer_keeps_an_employer_that_no_post_told_of(staff: Actor) -> None:
    person = PersonFactory(position="教研室主任")
    left = person.organization
    for place, day in enumerate((DAY, date(2021, 3, 1), date(2022, 3, 1))):
        person.refresh_from_db()
        transfer_person(person, organization=OrganizationFactory(), position=f"职务{place}", on=day, actor=staff)
    posts = list(person.employments.order_by("id").values_list("organization", "position", "since", "until"))
    assert posts[0] == (left.pk, "教研室主任", None, DAY)
    assert [until for *_rest, until in posts].count(None) == 1
    assert len(posts) == 4
    nobody = PersonFactory(organization=None)
    transfer_person(nobody, organization=left, on=DAY, actor=staff)
    assert nobody.employments.count() == 1


def test_transfer_before_the_present_post_began_leaves_everything(staff: Actor) -> None:
    person = EmploymentFactory(since=date(2021, 1, 1)).person
    before = person.organization
    with pytest.raises(TransferRefused):
        transfer_person(person, organization=OrganizationFactory(), on=DAY, actor=staff)
    person.refresh_from_db()
    assert (person.organization, Employment.objects.count()) == (before, 1)


def test_transfer_to_a_closed_employer_is_refused(staff: Actor) -> None:
    with pytest.raises(TransferRefused):
        transfer_person(PersonFactory(), organization=OrganizationFactory(closed_on=DAY), on=DAY, actor=staff)


def test_transfer_page_works_for_staff_only(staff: Actor) -> None:
    person, school = PersonFactory(), OrganizationFactory()
    url = reverse("association:person_transfer", args=[person.pk])
    values = {"organization": school.name, "position": "校长", "on": "2020-09-01"}
    assert client_of(make_actor(Role.AUDITOR)).post(url, values).status_code == 403
    assert client_of(staff).post(url, values).status_code == 302
    assert Person.objects.get(pk=person.pk).organization == school


def test_phone_is_masked_on_page_list_sheet_and_form(staff: Actor) -> None:
    person = PersonFactory(phone="13812345678")
    client = client_of(staff)
    pages = [person.get_absolute_url(), reverse("association:person_list")]
    for url in [*pages, reverse("association:person_change", args=[person.pk])]:
        text = client.get(url).content.decode()
        assert "138****5678" in text
        assert "13812345678" not in text
    assert b"13812345678" not in client.get(reverse("association:person_export")).content


def test_phone_opens_once_a_reason_is_given_and_leaves_a_row(staff: Actor) -> None:
    person = PersonFactory(phone="13812345678")
    url, client = reverse("association:person_reveal", args=[person.pk]), client_of(staff)
    assert client.post(url, {"reason": " "}).status_code == 422
    assert not AuditEntry.objects.filter(action="reveal").exists()
    shown = client.post(url, {"reason": "通知领奖"}, follow=True)
    assert "13812345678" in shown.content.decode()
    entry = AuditEntry.objects.get(action="reveal")
    assert (entry.reason, entry.after) == ("通知领奖", {"field": "phone"})


def test_phone_of_nobody_cannot_be_opened(staff: Actor) -> None:
    with pytest.raises(Refusal):
        reveal_phone(PersonFactory(), actor=staff, reason="通知")


def test_school_sees_its_own_people_and_opens_no_phone() -> None:
    person = PersonFactory(phone="13812345678")
    own = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR, organization=person.organization))
    assert own.get(person.get_absolute_url()).status_code == 200
    assert own.post(reverse("association:person_reveal", args=[person.pk]), {"reason": "通知"}).status_code == 403
    foreign = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert foreign.get(person.get_absolute_url()).status_code == 404


def test_form_keeps_replaces_and_removes_the_phone(staff: Actor) -> None:
    person = PersonFactory(phone="13812345678")
    url, client = reverse("association:person_change", args=[person.pk]), client_of(staff)

    def save(**values: str) -> str:
        person.refresh_from_db()
        sent = {"name": person.name, "organization": "", "position": "", "phone": "", "revision": person.revision}
        response = client.post(url, sent | values)
        assert response.status_code == 302, response.context["form"].errors
        person.refresh_from_db()
        return str(person.phone)

    assert save() == "13812345678"
    assert save(phone="13900000000") == "13900000000"
    assert save(forget_phone="on") == ""
    entry = AuditEntry.objects.filter(action="change").order_by("id")[1]
    assert entry.after["phone"] == "139****0000"


def test_employment_row_is_kept_on_the_page_of_its_person(staff: Actor) -> None:
    person, school = PersonFactory(), OrganizationFactory()
    values = {"person": person.pk, "organization": school.name, "since": "2001-09-01", "until": "2000-09-01"}
    client, url = client_of(staff), reverse("association:employment_create")
    assert client.post(url, values).status_code == 422
    assert client.post(url, values | {"until": "2005-09-01"})["Location"] == person.get_absolute_url()
    assert Employment.objects.get().organization == school
