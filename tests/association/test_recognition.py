"""Recognitions: one table of everything a unit or person was ever recognized for."""

from datetime import date

import pytest
from django.urls import reverse

from association.domain.organization import rename_organization
from association.domain.recognition import (
    RecognitionRefused,
    change_recognition,
    record_recognition,
    revoke_recognition,
)
from association.models import Recognition
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import Refusal, TransitionRefused
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory, RecognitionFactory

pytestmark = pytest.mark.django_db


def test_recipient_keeps_the_name_of_that_day(staff: Actor) -> None:
    school = OrganizationFactory(name="旧名学校")
    row = record_recognition(
        Recognition(organization=school, title="先进单位", level="association", year=2020), actor=staff
    )
    rename_organization(school, name="新名学院", on=date(2021, 9, 1), actor=staff)
    assert Recognition.objects.get(pk=row.pk).name == "旧名学校"
    found = client_of(staff).get(reverse("association:recognition_list"), {"name": "新名"})
    assert "旧名学校" in found.content.decode()


def test_source_is_written_once(staff: Actor) -> None:
    def write() -> Recognition:
        person = PersonFactory(name="某某")
        row = Recognition(person=person, title="江淮名匠", level="association", year=2020, source="reviews.award:7")
        return record_recognition(row, actor=staff)

    assert write().pk == write().pk
    assert (Recognition.objects.count(), AuditEntry.objects.filter(action="create").count()) == (1, 1)


def test_day_of_another_year_is_refused(staff: Actor) -> None:
    row = RecognitionFactory.build(organization=OrganizationFactory(), on=date(2018, 1, 1))
    with pytest.raises(RecognitionRefused):
        record_recognition(row, actor=staff)


def test_revoked_recognition_stays_readable_with_its_reason(staff: Actor) -> None:
    row = revoke_recognition(RecognitionFactory(), actor=staff, reason="材料不实")
    twin = Recognition.objects.get()
    assert (twin.revoked_reason, twin.revision) == ("材料不实", row.revision)
    with pytest.raises(TransitionRefused):
        revoke_recognition(twin, actor=staff, reason="材料不实")
    assert AuditEntry.objects.get(action="revoke").reason == "材料不实"
    with pytest.raises(RecognitionRefused):
        change_recognition(twin, actor=staff, changes={"title": "改"})


def test_revocation_needs_a_reason(staff: Actor) -> None:
    with pytest.raises(Refusal):
        revoke_recognition(RecognitionFactory(), actor=staff, reason=" ")


def test_what_an_award_wrote_is_not_changed_here(staff: Actor) -> None:
    row, client = RecognitionFactory(source="reviews.award:7"), client_of(staff)
    assert client.get(row.get_absolute_url()).status_code == 200
    for page in ("change", "remove", "revoke"):
        assert client.get(reverse(f"association:recognition_{page}", args=[row.pk])).status_code == 403
    with pytest.raises(RecognitionRefused):
        change_recognition(row, actor=staff, changes={"title": "改"})


def test_pages_enter_change_and_revoke(staff: Actor) -> None:
    school, client = OrganizationFactory(name="安徽行知学校"), client_of(staff)
    values = {"title": "非遗教育特色院校奖", "level": "national", "year": "2020"}
    create = reverse("association:recognition_create")
    assert client.post(create, values).status_code == 422
    assert client.post(create, values | {"organization": school.name}).status_code == 302
    row = Recognition.objects.get()
    assert row.name == "安徽行知学校"
    change = reverse("association:recognition_change", args=[row.pk])
    sent = values | {"organization": school.name, "name": row.name, "issuer": "组委会", "revision": row.revision}
    assert client.post(change, sent).status_code == 302
    revoke = reverse("association:recognition_revoke", args=[row.pk])
    assert client.get(revoke).status_code == 200
    assert client.post(revoke, {"reason": ""}).status_code == 422
    assert client.post(revoke, {"reason": "材料不实"}).status_code == 302
    assert client.post(revoke, {"reason": "材料不实"}).status_code == 409


def test_school_sees_its_own_only() -> None:
    row = RecognitionFactory()
    own = client_of(make_actor(Role.SCHOOL_TEACHER, organization=row.organization))
    assert own.get(row.get_absolute_url()).status_code == 200
    assert own.post(reverse("association:recognition_revoke", args=[row.pk]), {"reason": "x"}).status_code == 403
    foreign = client_of(make_actor(Role.SCHOOL_TEACHER))
    assert foreign.get(row.get_absolute_url()).status_code == 404
    assert row.title not in foreign.get(row.organization.get_absolute_url()).content.decode()
