"""Look-alike records: asked about at the door, found by the search, decided once."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from association.domain.duplicate import keep_apart, request_search, search_nightly
from association.domain.organization import succeed
from association.enums import PairState
from association.methods.uscc import check_character
from association.models import DuplicatePair, Organization, Person
from office.actor import Actor
from office.domain.job import run_job
from office.models import AuditEntry
from tests.actors import client_of, make_actor
from tests.factories.association import (
    DuplicateFactory,
    EmploymentFactory,
    FormerNameFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
)

pytestmark = pytest.mark.django_db

SCHOOL = "安徽水利水电职业技术学院"


def new_school(name: str, **more: Any) -> dict[str, Any]:
    return {"kind": "school", "school_level": "higher_vocational", "name": name, **more}


def ask(staff: Actor, noun: str, values: dict[str, Any]) -> Any:
    return client_of(staff).post(reverse(f"association:{noun}_create"), values)


def test_a_new_school_that_may_be_stored_already_is_asked_about(staff: Actor) -> None:
    known = OrganizationFactory(name=SCHOOL)
    answer = ask(staff, "organization", new_school("安徽水力水电职业技术学院"))
    assert answer.status_code == 409
    assert known.get_absolute_url() in answer.text
    assert "安徽水力水电职业技术学院" in answer.text, "what was typed is lost"
    assert Organization.objects.count() == 1


def test_create_anyway_is_remembered(staff: Actor) -> None:
    known = OrganizationFactory(name=SCHOOL)
    values = new_school("安徽水力水电职业技术学院", not_same=[known.pk])
    assert ask(staff, "organization", values).status_code == 302
    pair = DuplicatePair.objects.get()
    assert (pair.low_id, pair.state) == (known.pk, PairState.DIFFERENT)
    assert AuditEntry.objects.filter(action="keep_apart", object_id=str(pair.pk)).count() == 1
    search_nightly()
    assert DuplicatePair.objects.get().state == PairState.DIFFERENT, "the search asks again what was decided"


def test_a_candidate_that_was_not_shown_is_asked_about(staff: Actor) -> None:
    OrganizationFactory(name=SCHOOL)
    answer = ask(staff, "organization", new_school("安徽水力水电职业技术学院", not_same=["99999", "x"]))
    assert answer.status_code == 409


def test_a_school_found_by_its_former_and_short_name_and_code(staff: Actor) -> None:
    uscc = "12340000485000011" + check_character("12340000485000011")
    known = OrganizationFactory(name=SCHOOL, short_name="安徽水院", uscc=uscc)
    FormerNameFactory(organization=known, name="安徽水利职工大学")
    for values in (
        new_school("安徽省水利职工大学"),
        new_school("安徽水院"),
        new_school("完全不同的名称学校", uscc=uscc),
    ):
        assert known.get_absolute_url() in ask(staff, "organization", values).text, values


def test_a_school_unlike_all_others_is_stored_at_once(staff: Actor) -> None:
    OrganizationFactory(name=SCHOOL)
    assert ask(staff, "organization", new_school("芜湖市第一中等专业学校")).status_code == 302
    assert not DuplicatePair.objects.exists()


def test_a_form_with_mistakes_shows_them_first(staff: Actor) -> None:
    OrganizationFactory(name=SCHOOL)
    assert ask(staff, "organization", new_school(SCHOOL, founded_on="x")).status_code == 422


def test_a_new_person_with_a_namesake(staff: Actor) -> None:
    here, there = OrganizationFactory(), OrganizationFactory()
    known = PersonFactory(name="张伟", organization=here, phone="13805512345")
    answer = ask(staff, "person", {"name": "张 伟", "organization": here.name})
    assert answer.status_code == 409
    assert "13805512345" not in answer.text
    assert known.get_absolute_url() in answer.text
    assert ask(staff, "person", {"name": "张伟", "organization": there.name}).status_code == 409
    assert ask(staff, "person", {"name": "王芳", "organization": here.name}).status_code == 302
    values = {"name": "张伟", "organization": there.name, "not_same": [known.pk]}
    assert ask(staff, "person", values).status_code == 302
    assert Person.objects.filter(name="张伟").count() == 2


def test_the_door_asks_few_questions(staff: Actor, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        known = OrganizationFactory(name=f"安徽水利水电职业技术学院{'分' * number}")
        FormerNameFactory(organization=known)
    client = client_of(staff)
    with django_assert_max_num_queries(12):
        client.post(reverse("association:organization_create"), new_school(SCHOOL))


def test_the_search_finds_pairs_and_keeps_them_once(staff: Actor) -> None:
    school = OrganizationFactory(name=SCHOOL)
    twin = OrganizationFactory(name="安徽水力水电职业技术学院")
    moved = PersonFactory(name="李晓明", organization=school)
    PersonFactory(name="李晓明", organization=None)
    other = PersonFactory(name="张伟")
    again = PersonFactory(name="张伟")
    EmploymentFactory(person=again, organization=other.organization)
    stranger = PersonFactory(name="张伟")
    assert search_nightly() == {"organization": 1, "person": 2}
    assert search_nightly() == {"organization": 0, "person": 0}
    found = set(DuplicatePair.objects.values_list("kind", "low_id", "high_id"))
    assert ("organization", school.pk, twin.pk) in found
    assert ("person", other.pk, again.pk) in found
    assert not any(stranger.pk in pair[1:] for pair in found), "namesakes at two schools are no pair"
    assert any(moved.pk in pair[1:] for pair in found)


def test_slips_are_found_among_many_names_of_one_beginning_and_ending(staff: Actor) -> None:
    region, far = RegionFactory(), RegionFactory()
    for sign in "甲乙丙丁戊己庚辛壬癸":
        OrganizationFactory(name=f"合肥{sign}子职业技术学院", region=region)
        OrganizationFactory(name=f"芜湖{sign}子职业技术学院", region=far)
    known = OrganizationFactory(name="合肥机电职业技术学院", region=region)
    for name in ("合肥机职业技术学院", "合肥机电电职业技术学院", "合肥电机职业技术学院", "机电职业技术学院"):
        answer = ask(staff, "organization", new_school(name, region=region.name))
        assert known.get_absolute_url() in answer.text, name
    again = OrganizationFactory(name="合肥机职业技术学院", region=region)
    other = OrganizationFactory(name="芜湖机电职业技术学院", region=far)
    search_nightly()
    found = set(DuplicatePair.objects.filter(kind="organization").values_list("low_id", "high_id"))
    assert (known.pk, again.pk) in found
    assert not any(other.pk in pair for pair in found)


def test_a_name_without_its_place_that_fits_many_is_left_to_its_region(staff: Actor) -> None:
    places = [RegionFactory() for _number in range(4)]
    schools = [
        OrganizationFactory(name=f"{place}机电职业技术学院", region=region)
        for place, region in zip(("合肥", "芜湖", "安庆", "阜阳"), places, strict=True)
    ]
    bare = OrganizationFactory(name="机电职业技术学院", region=places[2])
    search_nightly()
    assert list(DuplicatePair.objects.values_list("low_id", "high_id")) == [(schools[2].pk, bare.pk)]
    bare.region = None
    bare.save()
    search_nightly()
    assert not DuplicatePair.objects.exists(), "four schools fit: nobody can say which"


def test_a_bare_name_is_a_pair_only_where_it_is_rare(staff: Actor) -> None:
    known = PersonFactory(name="李晓明", phone="13805512345")
    bare = PersonFactory(name="李晓明", organization=None)
    PersonFactory(name="张伟")
    PersonFactory(name="张伟", organization=None)
    search_nightly()
    assert list(DuplicatePair.objects.values_list("low_id", "high_id")) == [(known.pk, bare.pk)]
    PersonFactory(name="李晓明")
    search_nightly()
    assert not DuplicatePair.objects.exists(), "two bear the name: either may be meant"


def test_an_open_pair_that_no_longer_looks_alike_goes(staff: Actor) -> None:
    OrganizationFactory(name=SCHOOL)
    twin = OrganizationFactory(name="安徽水力水电职业技术学院")
    search_nightly()
    twin.name = "芜湖职业技术学院"
    twin.derive()
    twin.save()
    search_nightly()
    assert not DuplicatePair.objects.exists()


def test_schools_that_follow_each_other_are_two(staff: Actor) -> None:
    old = OrganizationFactory(name="安徽水利水电职业技术学校")
    new = OrganizationFactory(name=SCHOOL)
    succeed(old, successors=[new], kind="upgrade", on=date(2020, 1, 1), actor=staff)
    assert search_nightly()["organization"] == 0


def test_a_job_does_the_search(staff: Actor) -> None:
    OrganizationFactory(name=SCHOOL)
    OrganizationFactory(name="安徽水力水电职业技术学院")
    job = request_search(actor=staff)
    assert run_job(str(job.pk)) == "done"
    job.refresh_from_db()
    assert job.result == {"organization": 1, "person": 0}


def test_a_decision_is_kept_once_and_can_be_taken_back(staff: Actor) -> None:
    pair = DuplicateFactory()
    low, high = Organization.objects.order_by("pk")
    assert keep_apart(high, [low], actor=staff) == 1
    keep_apart(low, [high], actor=staff)
    pair.refresh_from_db()
    assert pair.state == PairState.DIFFERENT
    assert AuditEntry.objects.filter(action="keep_apart").count() == 1
    client = client_of(staff)
    client.post(reverse("association:duplicate_act", args=[pair.pk, "reopen"]))
    pair.refresh_from_db()
    assert pair.state == PairState.OPEN


def test_the_pair_shows_both_records(staff: Actor) -> None:
    pair = DuplicateFactory()
    page = client_of(staff).get(pair.get_absolute_url()).text
    assert pair.low_name in page
    assert pair.high_name in page
    Organization.objects.get(pk=pair.high_id).delete()
    assert pair.high_name in client_of(staff).get(pair.get_absolute_url()).text
    assert client_of(make_actor("school_administrator")).get(pair.get_absolute_url()).status_code == 404


def test_an_open_pair_waits_for_the_secretariat(staff: Actor) -> None:
    DuplicateFactory()
    assert reverse("association:duplicate_list") in client_of(staff).get("/").text
