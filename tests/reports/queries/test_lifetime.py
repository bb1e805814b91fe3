"""Lifetime lists: through renames, mergers and merged records, and as one of a team; page and sheet."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from association.domain.merge import merge_parties
from association.domain.organization import rename_organization, succeed
from association.domain.recognition import record_recognition, revoke_recognition
from association.models import Recognition
from office.actor import Actor
from reports.queries.lifetime import lifetime_of_organization, lifetime_of_person, tally
from reviews.domain.award import confirm_award
from reviews.enums import CallState, ParticipantRole, PrizeKind
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, PersonFactory
from tests.factories.reviews import AwardFactory, CallFactory, ParticipantFactory, PrizeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def recognize(unit: Any, title: str, day: date, *, actor: Actor, person: Any = None) -> Recognition:
    line = Recognition(organization=unit, person=person, title=title, level="association", year=day.year, on=day)
    return record_recognition(line, actor=actor)


def heir(actor: Actor) -> Any:
    """甲校 was renamed from 老甲校, took in 乙校 (renamed from 老乙校) and a double of its own record."""
    school, other, double = (OrganizationFactory(name=name) for name in ("老甲校", "老乙校", "甲校（重复）"))
    recognize(school, "2015年先进", date(2015, 5, 1), actor=actor)
    recognize(other, "2016年先进", date(2016, 5, 1), actor=actor)
    recognize(double, "2017年先进", date(2017, 5, 1), actor=actor)
    rename_organization(school, name="甲校", on=date(2018, 1, 1), actor=actor)
    rename_organization(other, name="乙校", on=date(2018, 6, 1), actor=actor)
    revoke_recognition(recognize(other, "2019年先进", date(2019, 5, 1), actor=actor), actor=actor, reason="材料不实")
    merge_parties(school, double, actor=actor)
    succeed(other, successors=[school], kind="merge", on=date(2020, 1, 1), actor=actor)
    recognize(school, "2020年先进", date(2020, 5, 1), actor=actor)
    recognize(OrganizationFactory(name="丙校"), "他校的", date(2020, 5, 1), actor=actor)
    school.refresh_from_db()
    return school


def test_a_units_list_goes_back_through_renames_and_mergers(staff: Actor):
    lines = lifetime_of_organization(heir(staff))
    assert [(line.recognition.title, line.unit, line.through and line.through.kind) for line in lines] == [
        ("2020年先进", "甲校", None),
        ("2019年先进", "乙校", "merge"),
        ("2017年先进", "老甲校", None),
        ("2016年先进", "老乙校", "merge"),
        ("2015年先进", "老甲校", None),
    ]
    counted = tally(lines)
    assert (counted.standing, counted.revoked, [count for _level, count in counted.levels]) == (4, 1, [4])


def test_page_and_sheet_say_the_same(staff: Actor):
    school = heir(staff)
    office = client_of(staff)
    page = office.get(reverse("reports:organization_lifetime", args=[school.pk])).content.decode()
    for word in ("2015年先进", "老甲校", "老乙校", "合并（2020-01-01）", "已撤销"):
        assert word in page
    assert "他校的" not in page
    answer = office.get(reverse("reports:organization_honors", args=[school.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows[1:]] == ["甲校", "乙校", "老甲校", "老乙校", "老甲校"]
    link = reverse("reports:organization_lifetime", args=[school.pk])
    assert link in office.get(school.get_absolute_url()).content.decode()
    empty = reverse("reports:organization_lifetime", args=[OrganizationFactory().pk])
    assert "暂无荣誉记录。" in office.get(empty).content.decode()


def test_a_school_reads_its_own_list_with_what_it_came_from(staff: Actor):
    school = heir(staff)
    teacher = make_actor("school_teacher", organization=school)
    browser = client_of(teacher)
    page = browser.get(reverse("reports:organization_lifetime", args=[school.pk])).content.decode()
    assert "2016年先进" in page
    other = Recognition.objects.get(title="2016年先进")
    assert other.get_absolute_url() not in page, "what it may not open is not a link"
    foreign = reverse("reports:organization_lifetime", args=[OrganizationFactory().pk])
    assert browser.get(foreign).status_code == 404


def test_a_persons_list_holds_awards_of_teams(staff: Actor):
    person, head = PersonFactory(name="张三"), make_actor("secretariat_head")
    call = CallFactory(state=CallState.CLOSED)
    submission = SubmissionFactory(call=call, state="accepted", title="智慧校园")
    ParticipantFactory(submission=submission, person=person, name="张三", order=1)
    ParticipantFactory(submission=submission, name="李四", order=2)
    for kind, name in ((PrizeKind.TEAM, "智慧校园"), (PrizeKind.ADVISER, "赵老师")):
        prize = PrizeFactory(call=call, kind=kind)
        confirm_award(
            AwardFactory(prize=prize, submission=submission, state="proposed", recipient_name=name), actor=head
        )
    recognize(None, "劳动模范", date(2018, 5, 1), actor=staff, person=person)
    lines = lifetime_of_person(person, actor=staff)
    assert [(line.recognition.name, line.role) for line in lines] == [
        ("智慧校园", str(ParticipantRole.CONTESTANT.label)),
        ("张三", ""),
    ]
    assert not lifetime_of_person(person, actor=make_actor("school_teacher"))
    url = reverse("reports:person_lifetime", args=[person.pk])
    assert "智慧校园" in client_of(staff).get(url).content.decode()
    assert client_of(staff).get(reverse("reports:person_honors", args=[person.pk])).content.startswith(b"PK")
