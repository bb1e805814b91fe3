"""Merge schools and persons with data in every app."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from association.domain.duplicate import keep_apart
from association.domain.merge import lines_of, merge_parties, preview_merge, undo_parties
from association.domain.organization import succeed
from association.enums import PairState
from association.models import (
    ActivityHost,
    DuplicatePair,
    Employment,
    FormerName,
    Organization,
    Person,
    Recognition,
    RoleGrant,
)
from competitions.models import Contest, ExternalResult
from competitions.queries.contest import schools_of
from groups.enums import MemberRole
from groups.models import GroupMember
from office.actor import Actor
from office.domain.merge import MergeRefused
from office.merging import references_to, relations_to
from office.models import AuditEntry, Merge
from reviews.models import Participant, Submission
from tests.actors import client_of, make_actor
from tests.factories.association import (
    ActivityFactory,
    ActivityHostFactory,
    ActivityPersonFactory,
    AgreementPartyFactory,
    BodyFactory,
    EmploymentFactory,
    ExpertFactory,
    ExpertRelationFactory,
    FormerNameFactory,
    MembershipFactory,
    OrganizationFactory,
    PersonFactory,
    RecognitionFactory,
    VisitPartyFactory,
)
from tests.factories.competitions import EntryFactory, EventFactory, ExternalResultFactory, NominationFactory
from tests.factories.groups import GroupFactory, MemberFactory
from tests.factories.research import ProjectFactory
from tests.factories.results import CertificateFactory, ObjectionFactory
from tests.factories.reviews import PanelMemberFactory, ParticipantFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def fill_school(school: Organization, shared: dict[str, Any]) -> None:
    """Give a school rows in every table that refers to organizations, some of which both schools have."""
    person = PersonFactory(organization=school)
    EmploymentFactory(person=person, organization=school)
    FormerNameFactory(organization=school, until=date(2010 + school.pk % 10, 9, 1))
    ActivityHostFactory(activity=shared["activity"], organization=school)
    ActivityHostFactory(organization=school)
    AgreementPartyFactory(organization=school)
    VisitPartyFactory(organization=school)
    RecognitionFactory(organization=school)
    make_actor("school_administrator", organization=school)
    MemberFactory(group=shared["group"], organization=school, role=shared["role"])
    GroupFactory(lead=school)
    event = shared["event"]
    submission = SubmissionFactory(call=event.contest.call, organization=school, state="accepted")
    EntryFactory(submission=submission, event=None)
    ParticipantFactory(submission=submission, organization=school, person=person)
    result = ExternalResultFactory(contest=shared["external"], organization=school, prize_name="一等奖")
    RecognitionFactory(organization=school, source=result.recognition_source)
    NominationFactory(nominee_kind="organization", organization=school, person=None)
    ProjectFactory(organization=school)
    ExpertRelationFactory(expert=shared["expert"], organization=school)
    ExpertRelationFactory(organization=school)
    PanelMemberFactory(organization=school)
    ObjectionFactory(organization=school)
    CertificateFactory(organization=school)


@pytest.fixture
def twins(staff: Actor) -> tuple[Organization, Organization]:
    """Two entries of one school, with data in every app; both took part in the same contest, group and activity."""
    one = OrganizationFactory(name="安徽水利水电职业技术学院")
    other = OrganizationFactory(name="安徽水力水电职业技术学院", short_name="安徽水院")
    shared: dict[str, Any] = {
        "activity": ActivityFactory(),
        "group": GroupFactory(),
        "event": EventFactory(),
        "external": ExternalResultFactory().contest,
        "role": MemberRole.MEMBER,
        "expert": ExpertFactory(),
    }
    fill_school(one, shared)
    fill_school(other, {**shared, "role": MemberRole.LEAD})
    MembershipFactory(organization=other)
    return one, other


def references(record: Any) -> Counter[str]:
    """Count the rows of every table and column that refer to a record."""
    return Counter(
        {
            f"{table._meta.label}.{name}": table._base_manager.filter(**{name: record.pk}).count()
            for table, name in references_to(type(record))
        }
    )


def everything(*models: Any) -> dict[str, Any]:
    """Return all rows of tables as plain data, without what every write touches."""
    rows = {}
    for model in models:
        for row in serializers.serialize("python", model._base_manager.order_by("pk")):
            fields = {name: value for name, value in row["fields"].items() if name not in {"updated_at", "revision"}}
            rows[f"{row['model']}:{row['pk']}"] = fields
    return rows


TABLES = [Organization, Person, *relations_to(Organization), *relations_to(Person)]


def test_nothing_is_lost(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    had = references(one) + references(other)
    unused = {name for name, count in references(other).items() if not count}
    assert unused <= {
        "association.Succession.predecessor",
        "association.Succession.successor",
        "association.Body.organization",
    }
    merge = merge_parties(one, other, actor=staff)
    folded = Counter(entry["model"] for entry in merge.folds)
    once = (
        "association.ActivityHost",
        "association.ExpertRelation",
        "groups.GroupMember",
        "competitions.ExternalResult",
    )
    assert folded == dict.fromkeys(once, 1)
    # The line of the lifetime list that the repeated result wrote goes with it.
    lost = dict.fromkeys((f"{name}.organization" for name in (*once, "association.Recognition")), 1)
    assert references(one) + Counter(lost) == had
    assert not Organization.objects.filter(pk=merge.absorbed_id).exists()
    assert Organization.objects.get(pk=one.pk).short_name == "安徽水院"


def test_clashes_are_solved_as_declared(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    merge_parties(one, other, actor=staff)
    shared = GroupMember.objects.get(organization=one)
    assert shared.role == MemberRole.LEAD, "the higher role of the two is lost"
    assert Submission.objects.filter(organization=one).count() == 2, "both entries of the contest count"
    assert ExternalResult.objects.filter(organization=one).count() == 1
    assert Recognition.objects.filter(source__startswith="competitions.").count() == 1
    assert ActivityHost.objects.filter(organization=one).count() == 3


def test_undo_restores_every_row(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    before = everything(*TABLES)
    merge = merge_parties(one, other, actor=staff, former_until=date(2015, 9, 2))
    assert everything(*TABLES) != before
    undo_parties(merge, actor=staff, reason="实为两校")
    assert everything(*TABLES) == before
    assert DuplicatePair.objects.get().state == PairState.OPEN


def test_the_preview_is_what_happens_and_changes_nothing(
    staff: Actor, twins: tuple[Organization, Organization]
) -> None:
    one, other = twins
    before, trail = everything(*TABLES), AuditEntry.objects.count()
    preview = preview_merge(one, other, actor=staff)
    assert everything(*TABLES) == before
    assert (AuditEntry.objects.count(), Merge.objects.count()) == (trail, 0)
    merge = merge_parties(one, other, actor=staff)
    assert preview.lines == lines_of(merge)
    assert sum(line.folded for line in preview.lines) == len(merge.folds) == 4
    assert preview.filled == [str(Organization._meta.get_field(name).verbose_name) for name in merge.filled["after"]]


def test_preview_counts_rows_with_both_ends_and_empty_fields_once(staff: Actor) -> None:
    one, other = PersonFactory(), PersonFactory()
    school = OrganizationFactory()
    for person in (one, other):
        EmploymentFactory(person=person, organization=school, since=None, until=None, position="教师")
        EmploymentFactory(person=person, organization=school, since=date(2010, 9, 1), until=None, position="校长")
    EmploymentFactory(person=other, organization=school, since=None, until=None, position="处长")
    before = preview_merge(one, other, actor=staff)
    assert before.lines == lines_of(merge_parties(one, other, actor=staff))
    assert [(line.moved, line.folded) for line in before.lines] == [(1, 2)]


def test_page_of_a_merge_reads_little_and_writes_nothing(
    staff: Actor, twins: tuple[Organization, Organization]
) -> None:
    one, other = twins
    client = client_of(staff)
    url = reverse("association:organization_merge", args=[one.pk, other.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    told = [query["sql"] for query in queries.captured_queries]
    assert len(told) <= 14, "twelve for a page, and two for the rows that go with a repeated result"
    assert not [sql for sql in told if sql.startswith(("INSERT", "DELETE")) or 'UPDATE "association' in sql]


def test_the_trail_tells_of_every_row_and_both_histories(
    staff: Actor, twins: tuple[Organization, Organization]
) -> None:
    one, other = twins
    client_of(staff).post(
        reverse("association:organization_change", args=[other.pk]),
        {
            "kind": "school",
            "school_level": "higher_vocational",
            "name": other.name,
            "short_name": "水院",
            "revision": 1,
        },
    )
    other.refresh_from_db()
    key, old = other.pk, AuditEntry.objects.filter(object_id=str(other.pk), action="change").get()
    merge = merge_parties(one, other, actor=staff, reason="重复录入")
    moved = sum(len(entry["ids"]) for entry in merge.moves)
    batch = AuditEntry.objects.get(action="merge", object_id=str(one.pk), content_type__model="organization").batch
    assert AuditEntry.objects.filter(batch=batch, action="change").count() == moved + 1  # and the inherited role
    assert AuditEntry.objects.filter(batch=batch, action="remove").count() == 5
    assert AuditEntry.objects.filter(pk=old.pk, object_id=str(key)).exists(), "old rows stay with the old record"
    page = client_of(staff).get(one.get_absolute_url())
    assert old.pk in {line["pk"] for line in page.context["page"].history if "pk" in line} or "重复录入" in page.text


def test_the_old_address_leads_on(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    old = other.get_absolute_url()
    merge_parties(one, other, actor=staff)
    answer = client_of(staff).get(old, follow=True)
    assert answer.redirect_chain == [(one.get_absolute_url(), 302)]
    assert "安徽水力水电职业技术学院" in answer.text
    outside = make_actor("system_administrator")
    assert client_of(outside).get(old).status_code == 404


def test_a_merged_name_is_still_found(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    merge_parties(one, other, actor=staff)
    page = client_of(staff).get(reverse("association:organization_list"), {"name": "水力水电"})
    assert one.name in page.text


def test_the_other_name_becomes_a_former_one_where_its_end_is_known(staff: Actor) -> None:
    one, other = OrganizationFactory(name="安徽水利水电职业技术学院"), OrganizationFactory(name="安徽水利职工大学")
    with pytest.raises(MergeRefused):
        merge_parties(one, other, actor=staff, former_until=date(2999, 1, 1))
    merge_parties(one, other, actor=staff, former_until=date(2000, 6, 1))
    assert FormerName.objects.get(organization=one).name == "安徽水利职工大学"


def test_successors_and_different_kinds_are_two(staff: Actor) -> None:
    old, new = OrganizationFactory(), OrganizationFactory()
    succeed(old, successors=[new], kind="upgrade", on=date(2020, 1, 1), actor=staff)
    company = OrganizationFactory(kind="enterprise")
    for one, other in ((new, old), (old, new), (new, company)):
        with pytest.raises(MergeRefused):
            merge_parties(one, other, actor=staff)
        assert preview_merge(one, other, actor=staff).refusal
    assert Organization.objects.count() == 3


def test_two_bodies_are_merged_by_hand_first(staff: Actor) -> None:
    one, other = OrganizationFactory(), OrganizationFactory()
    BodyFactory(organization=one)
    BodyFactory(organization=other)
    with pytest.raises(MergeRefused):
        merge_parties(one, other, actor=staff)
    assert Organization.objects.count() == 2
    assert not DuplicatePair.objects.exists()


def test_persons_with_their_parts_in_everything(staff: Actor) -> None:
    school = OrganizationFactory()
    one, other = PersonFactory(name="李晓明", organization=school), PersonFactory(name="李晓明", organization=school)
    submission = SubmissionFactory()
    for person in (one, other):
        ParticipantFactory(submission=submission, person=person, role="adviser")
        EmploymentFactory(person=person, organization=school)
        RecognitionFactory(person=person, organization=school)
        NominationFactory(person=person)
        VisitPartyFactory(person=person, organization=None)
    appearance = ActivityPersonFactory(person=other)
    before = everything(*TABLES)
    merge = merge_parties(one, other, actor=staff)
    assert Participant.objects.filter(submission=submission).count() == 1
    assert Employment.objects.get().person == one
    appearance.refresh_from_db()
    assert appearance.person == one
    assert one.recognitions.count() == 2
    undo_parties(merge, actor=staff)
    assert everything(*TABLES) == before


def test_decisions_about_the_one_hold_for_the_other(staff: Actor) -> None:
    one, other, third = OrganizationFactory(), OrganizationFactory(), OrganizationFactory()
    keep_apart(other, [third], actor=staff)
    merge_parties(one, other, actor=staff)
    assert DuplicatePair.objects.filter(low_id=one.pk, high_id=third.pk, state=PairState.DIFFERENT).exists()


def test_the_school_that_stays_sees_everything(twins: tuple[Organization, Organization], staff: Actor) -> None:
    one, other = twins
    contest = Contest.objects.get()
    assert schools_of(contest).count() == 2
    user = RoleGrant.objects.get(organization=other).user
    merge_parties(one, other, actor=staff)
    actor = make_actor("school_teacher", organization=one)
    assert Submission.objects.visible_to(actor).count() == 2
    assert RoleGrant.objects.get(user=user).organization == one
    assert schools_of(contest).count() == 1, "the school counts twice among the contest's schools"


def test_pages_of_a_merge(staff: Actor, twins: tuple[Organization, Organization]) -> None:
    one, other = twins
    client = client_of(staff)
    url = reverse("association:organization_merge", args=[one.pk, other.pk])
    page = client.get(url)
    assert page.status_code == 200
    assert one.name in page.text
    assert client.post(url, {"reason": ""}).status_code == 422
    assert Organization.objects.filter(pk=other.pk).exists()
    assert client.post(url, {"reason": "重复录入"}).status_code == 302
    merge = Merge.objects.get()
    assert client.post(url, {"reason": "重复录入"}).status_code == 404
    undo = reverse("association:merge_undo", args=[merge.pk])
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"reason": "实为两校"}).status_code == 302
    assert Organization.objects.filter(pk=other.pk).exists()
    assert client.post(undo, {"reason": "实为两校"}).status_code == 409
    for role in ("auditor", "school_administrator"):
        assert client_of(make_actor(role)).get(url).status_code == 403


def test_a_refused_merge_says_why(staff: Actor) -> None:
    one, other = OrganizationFactory(), OrganizationFactory(kind="enterprise")
    client = client_of(staff)
    url = reverse("association:organization_merge", args=[one.pk, other.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "重复"}).status_code == 409
    assert Organization.objects.count() == 2


def test_a_day_on_which_another_name_ended_is_refused_and_said(
    staff: Actor, twins: tuple[Organization, Organization]
) -> None:
    one, other = twins
    day = other.former_names.get().until
    page = client_of(staff).post(
        reverse("association:organization_merge", args=[one.pk, other.pk]),
        {"reason": "重复录入", "former_until": day.isoformat()},
    )
    assert page.status_code == 409
    assert other.former_names.get().name in page.text
    assert Organization.objects.filter(pk=other.pk).exists()
