"""Organizations through time: renames, mergers, splits, upgrades, and the pages that record them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from association.domain.organization import (
    OrganizationClosed,
    SuccessionRefused,
    change_organization,
    rename_organization,
    succeed,
)
from association.enums import SuccessionKind
from association.models import FormerName, Organization, Succession
from association.queries.grant import today
from association.queries.organization import changes_since, name_on, names_on, present_heirs, same_name
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry
from office.workflow import StaleRecord
from tests.actors import client_of, make_actor
from tests.factories.association import FormerNameFactory, OrganizationFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 9, 1)


def merge(school: Organization, into: Organization, actor: Actor, on: date = DAY) -> list[Succession]:
    return succeed(school, successors=[into], kind=SuccessionKind.MERGE, on=on, actor=actor)


def test_rename_keeps_the_former_name_and_a_succession(staff: Actor) -> None:
    school = OrganizationFactory(name="合肥财经学校", founded_on=date(1984, 1, 1))
    line = rename_organization(school, name="合肥财经职业学院", on=DAY, basis="皖政秘〔2020〕1号", actor=staff)
    former = FormerName.objects.get()
    assert (former.name, former.since, former.until) == ("合肥财经学校", date(1984, 1, 1), DAY)
    assert (line.kind, line.predecessor_name, line.successor_name) == ("rename", "合肥财经学校", "合肥财经职业学院")
    stored = Organization.objects.get()
    assert (stored.name, stored.closed_on) == ("合肥财经职业学院", None)
    assert stored.name_key.startswith("he2 fei2")
    entry = AuditEntry.objects.get(action="change")
    assert (entry.before["name"], entry.reason) == ("合肥财经学校", "皖政秘〔2020〕1号")


def test_name_as_of_a_date_through_two_renames(staff: Actor) -> None:
    school = OrganizationFactory(name="一校")
    rename_organization(school, name="二校", on=date(2010, 9, 1), actor=staff)
    rename_organization(school, name="三校", on=DAY, actor=staff)
    days = {date(2009, 1, 1): "一校", date(2010, 8, 31): "一校", date(2010, 9, 1): "二校", DAY: "三校"}
    for day, name in days.items():
        assert name_on(school, day) == name
        assert names_on([school.pk], day) == {school.pk: name}
    assert list(school.former_names.values_list("since", flat=True)) == [None, date(2010, 9, 1)]


def test_rename_repeated_writes_nothing_twice(staff: Actor) -> None:
    school = OrganizationFactory()
    rename_organization(school, name="新名学院", on=DAY, actor=staff)
    with pytest.raises(SuccessionRefused):
        rename_organization(school, name="新名学院", on=DAY, actor=staff)
    assert (FormerName.objects.count(), Succession.objects.count()) == (1, 1)


def test_rename_by_two_clerks_works_once(staff: Actor) -> None:
    school = OrganizationFactory()
    mine, theirs = Organization.objects.get(), Organization.objects.get()
    rename_organization(theirs, name="新名学院", on=DAY, actor=staff)
    with pytest.raises(StaleRecord):
        rename_organization(mine, name="另名学院", on=DAY + timedelta(days=1), actor=staff)
    school.refresh_from_db()
    assert (school.name, FormerName.objects.count()) == ("新名学院", 1)


def test_rename_to_a_name_that_is_taken_is_refused(staff: Actor) -> None:
    OrganizationFactory(name="安徽审计职业学院")
    school = OrganizationFactory()
    with pytest.raises(ValidationError):
        rename_organization(school, name="安徽审计职业学院", on=DAY, actor=staff)
    assert not FormerName.objects.exists()


@pytest.mark.parametrize("day", [today() + timedelta(days=1), date(1999, 12, 31)])
def test_rename_ahead_or_before_the_present_name_is_refused(day: date, staff: Actor) -> None:
    school = OrganizationFactory(founded_on=date(2000, 1, 1))
    with pytest.raises(SuccessionRefused):
        rename_organization(school, name="新名学院", on=day, actor=staff)


def test_merger_closes_the_predecessors_and_links_the_successor(staff: Actor) -> None:
    first, second, whole = OrganizationFactory.create_batch(3)
    merge(first, whole, staff)
    merge(second, whole, staff)
    first.refresh_from_db()
    assert first.closed_on == DAY
    assert present_heirs(first) == present_heirs(second) == [whole]
    entries = AuditEntry.objects.filter(action="inherit", object_id=str(whole.pk))
    assert [entry.after["how"] for entry in entries] == ["合并", "合并"]


def test_merger_repeated_is_refused_and_changes_nothing(staff: Actor) -> None:
    school, whole = OrganizationFactory.create_batch(2)
    merge(school, whole, staff)
    with pytest.raises(OrganizationClosed):
        merge(school, whole, staff)
    assert Succession.objects.count() == 1


def test_merger_by_two_clerks_works_once(staff: Actor) -> None:
    school, whole, other = OrganizationFactory.create_batch(3)
    mine = Organization.objects.get(pk=school.pk)
    merge(school, whole, staff)
    with pytest.raises(StaleRecord):
        merge(mine, other, staff)
    assert Succession.objects.get().successor == whole


def test_split_needs_two_successors_and_a_merger_one(staff: Actor) -> None:
    school, left, right = OrganizationFactory.create_batch(3)
    wrong = [(SuccessionKind.SPLIT, [left]), (SuccessionKind.MERGE, [left, right]), (SuccessionKind.RENAME, [left])]
    for kind, successors in wrong:
        with pytest.raises(SuccessionRefused):
            succeed(school, successors=successors, kind=kind, on=DAY, actor=staff)
    with pytest.raises(SuccessionRefused):
        succeed(school, successors=[school], kind=SuccessionKind.UPGRADE, on=DAY, actor=staff)
    succeed(school, successors=[left, right], kind=SuccessionKind.SPLIT, on=DAY, actor=staff)
    assert set(present_heirs(school)) == {left, right}


def test_closed_successor_and_future_day_are_refused(staff: Actor) -> None:
    school, whole = OrganizationFactory(), OrganizationFactory(closed_on=DAY)
    with pytest.raises(OrganizationClosed):
        merge(school, whole, staff)
    with pytest.raises(SuccessionRefused):
        merge(school, OrganizationFactory(), staff, on=today() + timedelta(days=1))
    assert not Succession.objects.exists()


def test_closed_organization_cannot_be_renamed_or_reopened_after_a_merger(staff: Actor) -> None:
    school, whole = OrganizationFactory.create_batch(2)
    merge(school, whole, staff)
    with pytest.raises(OrganizationClosed):
        rename_organization(school, name="新名学院", on=today(), actor=staff)
    with pytest.raises(SuccessionRefused):
        change_organization(school, actor=staff, changes={"closed_on": None})


def test_closure_without_successor_can_be_taken_back(staff: Actor) -> None:
    school = OrganizationFactory(closed_on=DAY)
    change_organization(school, actor=staff, changes={"closed_on": None})
    assert Organization.objects.get().is_open


def test_what_changed_since_a_printed_document(staff: Actor) -> None:
    school, whole, untouched = OrganizationFactory.create_batch(3)
    old = school.name
    rename_organization(school, name="新名学院", on=date(2019, 9, 1), actor=staff)
    merge(school, whole, staff)
    found = changes_since([school.pk, whole.pk, untouched.pk], date(2020, 1, 1))
    assert {key: [line.kind for line in lines] for key, lines in found.items()} == {school.pk: ["merge"]}
    assert names_on([school.pk], date(2018, 1, 1)) == {school.pk: old}


def test_heirs_of_a_chain_are_found_through_all_its_links(staff: Actor) -> None:
    first, second, third = OrganizationFactory.create_batch(3)
    merge(first, second, staff)
    succeed(second, successors=[third], kind=SuccessionKind.UPGRADE, on=date(2022, 1, 1), actor=staff)
    first.refresh_from_db()
    assert present_heirs(first) == [third]


def test_same_name_finds_present_and_former_names_open_ones_first() -> None:
    closed = OrganizationFactory(name="安徽银行学校", closed_on=DAY)
    former = FormerNameFactory(name="安徽银行学校")
    present = OrganizationFactory(name="安徽银行学校")
    assert list(same_name("安徽银行学校")) == [former.organization, present, closed]


def test_wrong_code_is_refused_with_a_sentence_and_nothing_typed_is_lost(staff: Actor) -> None:
    client = client_of(staff)
    values = {"kind": "school", "name": "示例学院", "uscc": "914403007084611361", "revision": ""}
    response = client.post(reverse("association:organization_create"), values)
    assert response.status_code == 422
    assert "uscc" in response.context["form"].errors
    assert "示例学院" in response.content.decode()
    response = client.post(reverse("association:organization_create"), values | {"uscc": "9144 0300 7084 6113 6t"})
    assert response.status_code == 302
    assert Organization.objects.get().uscc == "91440300708461136T"


def test_digits_typed_in_full_width_are_stored_as_digits(staff: Actor) -> None:
    values = {"kind": "school", "name": "示例学院", "revision": ""}
    typed = {"postcode": "２３００６１", "uscc": "９１４４０３００７０８４６１１３６Ｔ"}
    client_of(staff).post(reverse("association:organization_create"), values | typed)
    stored = Organization.objects.get()
    assert (stored.postcode, stored.uscc) == ("230061", "91440300708461136T")


def test_rename_page_renames_and_a_refusal_stays_on_the_form(staff: Actor) -> None:
    school = OrganizationFactory(name="旧名学校")
    url, client = reverse("association:organization_rename", args=[school.pk]), client_of(staff)
    assert client.get(url).status_code == 200
    refused = client.post(url, {"name": "旧名学校", "on": "2020-09-01"})
    assert refused.status_code == 422
    assert client.post(url, {"name": "新名学院", "on": "2020-09-01", "basis": "文"})["Location"] == (
        school.get_absolute_url()
    )
    assert "旧名学校" in client.get(school.get_absolute_url()).content.decode()


def test_succeed_page_finds_the_successor_by_its_name(staff: Actor) -> None:
    school, whole = OrganizationFactory.create_batch(2)
    url, client = reverse("association:organization_succeed", args=[school.pk]), client_of(staff)
    unknown = client.post(url, {"kind": "merge", "on": "2020-09-01", "successor": "没有这所学校"})
    assert unknown.status_code == 422
    assert "后继单位：没有找到“没有这所学校”" in " ".join(unknown.content.decode().split())
    done = client.post(url, {"kind": "merge", "on": "2020-09-01", "successor": whole.name})
    assert done.status_code == 302
    page = client.get(whole.get_absolute_url()).content.decode()
    assert school.name in page
    again = client.post(url, {"kind": "merge", "on": "2020-09-01", "successor": whole.name})
    assert again.status_code == 422


@pytest.mark.parametrize("role", [Role.SCHOOL_ADMINISTRATOR, Role.AUDITOR, Role.REVIEWER])
def test_others_may_read_but_neither_rename_nor_merge(role: str) -> None:
    school = OrganizationFactory()
    client = client_of(make_actor(role))
    assert client.get(school.get_absolute_url()).status_code == 200
    for page in ("rename", "succeed"):
        assert client.post(reverse(f"association:organization_{page}", args=[school.pk]), {}).status_code == 403
    assert not Succession.objects.exists()


def test_former_name_is_added_changed_and_removed_on_the_page(staff: Actor) -> None:
    school, client = OrganizationFactory(), client_of(staff)
    add = reverse("association:former_name_create")
    values = {"organization": school.pk, "name": "老校名", "since": "", "until": "1999-09-01"}
    assert client.post(add, values)["Location"] == school.get_absolute_url()
    former = FormerName.objects.get()
    other = OrganizationFactory()
    change = reverse("association:former_name_change", args=[former.pk])
    client.post(change, values | {"organization": other.pk, "name": "旧校名", "revision": former.revision})
    former.refresh_from_db()
    assert (former.name, former.organization) == ("旧校名", school)
    removed = client.post(reverse("association:former_name_remove", args=[former.pk]), {"reason": "误录"})
    assert removed["Location"] == school.get_absolute_url()
    assert not FormerName.objects.exists()


def test_former_name_picks_the_renamed_organization(staff: Actor) -> None:
    renamed, school = FormerNameFactory(name="安徽银行学校").organization, OrganizationFactory()
    client = client_of(staff)
    answer = client.get(reverse("association:organization_options"), {"q": "银行学校"}).content.decode()
    assert renamed.name in answer
    url = reverse("association:organization_succeed", args=[school.pk])
    client.post(url, {"kind": "merge", "on": "2020-09-01", "successor": "安徽银行学校"})
    assert Succession.objects.get().successor == renamed
