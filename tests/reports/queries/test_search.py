"""Search: what is found, what a role may find, and what it costs."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import CharField, Func, Value
from django.test.utils import CaptureQueriesContext

from association.models import ActivityAttachment, Organization
from office.actor import ANONYMOUS, Actor
from office.enums import Role
from office.models import Attachment
from reports.enums import ReportState
from reports.methods.search import plain_text, read_words
from reports.migrations._search import COLUMNS
from reports.models import Report
from reports.queries.search import CAP, find_records
from reports.queries.search_sources import SOURCES
from reviews.enums import CallState, SubmissionState
from reviews.models import SubmissionAttachment
from tests.actors import make_actor
from tests.factories.association import (
    ActivityFactory,
    FormerNameFactory,
    OrganizationFactory,
    PersonFactory,
    RecognitionFactory,
    VisitFactory,
)
from tests.factories.competitions import ContestFactory, EntryFactory
from tests.factories.reports import ReportFactory
from tests.factories.research import PaperFactory, ProjectFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def found(typed: str, actor: Actor) -> dict[str, list[str]]:
    """Return the names found, by the start of their addresses."""
    return {
        group.source.page: sorted(hit.title for hit in group.hits)
        for group in find_records(read_words(typed), actor=actor)
    }


def attach(link: Any, owner: Any, name: str) -> None:
    attachment = Attachment(name=name, sha256="0" * 64, media_type="application/pdf", size=4)
    attachment.file.save("x", ContentFile(b"%PDF"), save=False)
    attachment.save()
    link.objects.create(owner=owner, attachment=attachment)


def test_nouns_of_every_app_are_found(staff: Actor) -> None:
    OrganizationFactory(name="淮北护理学校")
    PersonFactory(name="护理生")
    ContestFactory(call=CallFactory(kind="contest", title="护理技能大赛"))
    ProjectFactory(title="护理专业教学研究")
    PaperFactory(submission=SubmissionFactory(call__kind="paper", title="论护理"))
    ActivityFactory(title="护理研讨会")
    VisitFactory(title="护理院校考察")
    RecognitionFactory(name="某校", title="护理先进单位")
    ReportFactory(title="护理赛项总结")
    attach(ActivityAttachment, ActivityFactory(title="培训"), "护理名单.pdf")
    assert found("护理", staff) == {
        "association:organization": ["淮北护理学校"],
        "association:person": ["护理生"],
        "competitions:contest": ["护理技能大赛"],
        "research:project": ["护理专业教学研究"],
        "research:paper": ["论护理"],
        "association:activity": ["护理研讨会"],
        "association:visit": ["护理院校考察"],
        "association:recognition": ["护理先进单位"],
        "reports:report": ["护理赛项总结"],
        "": ["护理名单.pdf"],
    }
    assert found("会计", staff) == {}


def test_former_and_short_names_lead_to_the_organization_once(staff: Actor) -> None:
    school = OrganizationFactory(name="皖江工商职业学院", short_name="皖江工商")
    FormerNameFactory(organization=school, name="皖江商业学校")
    [group] = find_records(("皖江",), actor=staff)
    assert [hit.key for hit in group.hits] == [school.pk]
    [group] = find_records(("商业",), actor=staff)
    assert (group.hits[0].title, group.hits[0].note, group.asked) == ("皖江工商职业学院", "皖江商业学校", "name")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Ｅ－护理（２０２０）", "e-护理(2020)"),
        ("e-护理(2020)", "Ｅ－护理（２０２０）"),
        ("张　三", "张三"),
        ("张三", "张 三"),
        ("Open Day", "openday"),
        ("合格率100%", "0%"),
        ("表_一", "表_"),
        ("𠮷田玥喆", "𠮷田"),
        (r"甲\乙", r"甲\乙"),
        ("李'四\"<b>", "'四\"<"),
    ],
)
def test_width_case_spaces_and_rare_signs(name: str, typed: str, staff: Actor) -> None:
    PersonFactory(name=name)
    assert found(typed, staff) == {"association:person": [name]}


@pytest.mark.parametrize("typed", ["%%", "__", "%理", "护_", "理护", "护", "", "护技能理", "理技护"])
def test_signs_stand_for_themselves_and_in_their_order(typed: str, staff: Actor) -> None:
    PersonFactory(name="护理技能")
    assert found(typed, staff) == {}


def test_same_pairs_apart_are_no_hit(staff: Actor) -> None:
    PersonFactory(name="职业技业职")
    assert found("业职业", staff) == {}
    assert found("职业技", staff) != {}


def test_all_words_must_stand_in_the_name(staff: Actor) -> None:
    ActivityFactory(title="安徽省护理技能大赛")
    assert found("大赛 护理", staff) == {"association:activity": ["安徽省护理技能大赛"]}
    assert found("护理 会计", staff) == {}


def test_what_is_behind_the_bound_is_only_said_to_be_there(staff: Actor) -> None:
    OrganizationFactory.create_batch(CAP)
    [group] = find_records(("示例",), actor=staff)
    assert (len(group.hits), group.more) == (CAP, False)
    OrganizationFactory()
    [group] = find_records(("示例",), actor=staff)
    assert (len(group.hits), group.more) == (CAP, True)


def test_the_whole_name_comes_first(staff: Actor) -> None:
    for name in ("大王芳菲", "王芳菲", "王芳"):
        PersonFactory(name=name, organization=None)
    [group] = find_records(("王芳",), actor=staff)
    assert [hit.title for hit in group.hits] == ["王芳", "王芳菲", "大王芳菲"]


def make_private_rows(school: Any, body: Any) -> None:
    """Make one row of each guarded kind of a school and of a body."""
    person = PersonFactory(name="保密人员", organization=school)
    RecognitionFactory(name="保密人员", title="保密荣誉", organization=school, person=person)
    submission = SubmissionFactory(
        call__kind="contest", call__title="赛", title="保密作品", organization=school, state=SubmissionState.DRAFTED
    )
    EntryFactory(submission=submission)
    attach(SubmissionAttachment, submission, "保密说明.pdf")
    PaperFactory(
        submission=SubmissionFactory(call__kind="paper", call__body=body, title="保密论文", organization=school),
        author_names="保密人员",
    )
    ContestFactory(call=CallFactory(kind="contest", title="保密大赛", body=body, state=CallState.DRAFTED))
    ReportFactory(body=body, title="保密总结", state=ReportState.DRAFT)
    visit = VisitFactory(title="保密考察", body=body)
    assert visit.pk


STAFF_FINDS = {
    "association:person",
    "association:recognition",
    "association:visit",
    "competitions:contest",
    "competitions:entry",
    "research:paper",
    "reports:report",
    "",
}
# By role: what it finds of its own school or body, and of a foreign one.
FINDS: dict[Role, tuple[set[str], set[str]]] = {
    Role.SECRETARIAT: (STAFF_FINDS, STAFF_FINDS),
    Role.SECRETARIAT_HEAD: (STAFF_FINDS, STAFF_FINDS),
    Role.FINANCE: (STAFF_FINDS, STAFF_FINDS),
    Role.AUDITOR: (STAFF_FINDS, STAFF_FINDS),
    Role.SCHOOL_ADMINISTRATOR: (
        {"association:person", "association:recognition", "competitions:entry", "research:paper", ""},
        set(),
    ),
    Role.SCHOOL_TEACHER: (
        {"association:person", "association:recognition", "competitions:entry", "research:paper", ""},
        set(),
    ),
    Role.REVIEWER: (set(), set()),
    Role.ACADEMIC_COMMITTEE: ({"research:paper"}, set()),
    Role.GROUP_SECRETARY: (set(), set()),
    Role.SYSTEM_ADMINISTRATOR: (set(), set()),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_finds_its_own_and_no_drafts_of_others(role: Role) -> None:
    own, foreign = FINDS[role]
    actor = make_actor(role)
    outside = make_actor(Role.SCHOOL_ADMINISTRATOR).organization_id
    other_body = ActivityFactory(title="别处").body
    make_private_rows(Organization.objects.get(pk=outside), other_body)
    assert set(found("保密", actor)) == foreign
    if actor.organization_id or actor.body_id:
        school = Organization.objects.filter(pk=actor.organization_id).first() or OrganizationFactory()
        body = type(other_body).objects.filter(pk=actor.body_id).first() or other_body
        Report.objects.all().delete()
        make_private_rows(school, body)
        assert set(found("保密", actor)) == own


def test_a_group_secretary_finds_a_report_once_it_is_published() -> None:
    actor = make_actor(Role.GROUP_SECRETARY)
    report = ReportFactory(body_id=actor.body_id, body=None, title="集团总结", state=ReportState.DRAFT)
    assert found("集团总结", actor) == {}
    Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
    assert found("集团总结", actor) == {"reports:report": ["集团总结"]}


def test_nobody_and_who_has_no_grant_find_nothing(django_assert_num_queries: Any) -> None:
    OrganizationFactory(name="护理学校")
    with django_assert_num_queries(0):
        assert found("护理", ANONYMOUS) == {}


def test_two_statements_whatever_is_found(staff: Actor) -> None:
    for size in (3, 50):
        OrganizationFactory.create_batch(size)
        PersonFactory.create_batch(size, name="示例人员")
        with CaptureQueriesContext(connection) as queries:
            find_records(("示例",), actor=staff)
        assert len(queries) == 2
    with CaptureQueriesContext(connection) as queries:
        assert find_records(("没有这样的名称",), actor=staff) == []
    assert len(queries) == 1


def test_databases_and_python_agree_on_the_plain_form(staff: Actor) -> None:
    found("示例", staff)  # brings the function along on SQLite
    for text in ("Ｅ－护理（２０２０）", "张　三\t李\u00a0四", "ＡＢＣｄ①", "𠮷田", "ﬁ½"):
        OrganizationFactory.create_batch(0)
        plain = Func(Value(text), function="search_plain", output_field=CharField())
        row = OrganizationFactory()
        assert Organization.objects.filter(pk=row.pk).values_list(plain, flat=True).get() == plain_text(text)


def test_searched_columns_have_their_index_or_are_small() -> None:
    small = {"competitions_externalcontest", "association_visit", "association_agreement", "association_publication"}
    small |= {"association_body", "reports_report"}
    searched = set()
    for source in SOURCES:
        for column in source.columns:
            model: Any = column.model
            *relations, last = column.name.split("__")
            for name in relations:
                model = model._meta.get_field(name).related_model
            searched.add((model._meta.db_table, model._meta.get_field(last).column))
    assert {pair for pair in searched if pair[0] not in small} == set(COLUMNS)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename, indexdef FROM pg_indexes WHERE indexdef LIKE '%search_pairs%'")
            kept = {(table, text.split("((")[-1].split("(")[-1].split(")")[0].split("::")[0]) for table, text in cursor}
        assert {table for table, _column in kept} == {table for table, _column in COLUMNS}
        assert len(kept) == len(COLUMNS)
