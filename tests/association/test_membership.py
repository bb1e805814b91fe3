"""Memberships on an organization's page: one stands at a time, its days count."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from association.domain.merge import merge_parties
from association.models import Membership
from office.actor import Actor
from office.domain.merge import MergeRefused
from office.domain.record import change_record, create_record
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def test_one_membership_stands_at_a_time(staff: Actor) -> None:
    first = MembershipFactory()
    unit = first.organization
    with pytest.raises(ValidationError):
        create_record(Membership(organization=unit, since=date(2020, 1, 1)), actor=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(organization=unit, since=date(2020, 1, 1))
    with pytest.raises(ValidationError):
        change_record(first, actor=staff, changes={"until": date(2014, 1, 1)})
    first.refresh_from_db()
    change_record(first, actor=staff, changes={"until": date(2020, 1, 1)})
    again = Membership(organization=unit, number=first.number, since=date(2021, 1, 1))
    create_record(again, actor=staff)
    days = (date(2014, 12, 31), date(2015, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2021, 1, 1))
    found = [Membership.objects.valid_on(day).first() for day in days]
    assert found == [None, first, first, None, again]
    assert [row.stands_on(day) for row in (first,) for day in days] == [False, True, True, False, False]


def test_staff_keep_memberships_on_the_organizations_page(staff: Actor) -> None:
    unit, client = OrganizationFactory(), client_of(staff)
    url = f"{reverse('association:membership_create')}?organization={unit.pk}"
    assert client.get(url).status_code == 200
    values = {"organization": unit.pk, "number": "HY-018", "since": "2018-03-01", "basis": "五届三次理事会"}
    assert client.post(url, values).status_code == 302
    assert AuditEntry.objects.filter(action="create", content_type__model="membership").count() == 1
    assert client.post(url, {**values, "since": "2019-03-01"}).status_code == 422
    for actor in (staff, make_actor("school_teacher"), make_actor("auditor")):
        assert "五届三次理事会" in client_of(actor).get(unit.get_absolute_url()).content.decode()
    assert client_of(make_actor("auditor")).post(url, values).status_code == 403


def test_two_members_are_not_merged_without_a_decision(staff: Actor) -> None:
    one, other = MembershipFactory().organization, MembershipFactory().organization
    with pytest.raises(MergeRefused):
        merge_parties(one, other, actor=staff, reason="重复录入")
    assert Membership.objects.filter(organization=other).exists()
