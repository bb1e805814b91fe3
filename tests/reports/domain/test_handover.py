"""Hand-over: all open work of one person to one successor, or nothing; history stays."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from association.models import RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import Role
from office.models import AuditEntry, ImportBatch, Job, User
from office.workflow import Refusal
from reports.domain.handover import WrongSuccessor, hand_over
from reports.models import Report
from reports.queries.handover import all_work, loads_of
from reviews.models import Submission
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory, RoleGrantFactory
from tests.factories.reports import ReportFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def head() -> Actor:
    return make_actor(Role.SECRETARIAT_HEAD)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def clerk_with_work() -> User:
    clerk = user_of(make_actor(Role.SECRETARIAT))
    ReportFactory(prepared_by=clerk, state="draft")
    ReportFactory(prepared_by=clerk, state="published")
    Job.objects.create(kind="office.nothing", title="x", requested_by=clerk)
    Job.objects.create(kind="office.nothing", title="x", requested_by=clerk, state="failed", ended_at=timezone.now())
    ImportBatch.objects.create(kind="association.person", file_name="人员.xlsx", requested_by=clerk)
    return clerk


def test_clerk_leaves_and_everything_open_goes_to_the_successor(head: Actor) -> None:
    clerk, successor = clerk_with_work(), user_of(make_actor(Role.SECRETARIAT))
    done = hand_over(clerk, successor, actor=head, reason="调离", end_grants=True, close=True)
    assert (done.rows, done.grants) == (3, 1)
    assert Report.objects.get(state="draft").prepared_by == successor
    assert Report.objects.get(state="published").prepared_by == clerk, "what is done stays with who did it"
    assert list(Job.objects.filter(requested_by=clerk).values_list("state", flat=True)) == ["failed"]
    assert ImportBatch.objects.get().requested_by == successor
    assert not RoleGrant.objects.filter(user=clerk).valid_on(today()).exists()  # type: ignore[attr-defined]
    assert not User.objects.get(pk=clerk.pk).is_active
    assert AuditEntry.objects.filter(action="hand_over").count() == 4, "one for each row and one for the person"
    assert {entry.reason for entry in AuditEntry.objects.filter(action="hand_over")} == {"调离"}
    again = hand_over(clerk, successor, actor=head, reason="再次")
    assert again.rows == 0


def test_schools_contact_leaves() -> None:
    school = OrganizationFactory()
    principal = make_actor(Role.SCHOOL_ADMINISTRATOR, organization=school)
    teacher, other = (user_of(make_actor(Role.SCHOOL_TEACHER, organization=school)) for _number in range(2))
    draft = SubmissionFactory(organization=school, submitted_by=teacher, state="drafted")
    decided = SubmissionFactory(
        organization=school, submitted_by=teacher, state="drafted", call=CallFactory(state="decided")
    )
    answer = client_of(principal).post(
        reverse("reports:work_hand_over", args=[teacher.pk]), {"successor": other.username, "reason": "退休"}
    )
    assert answer.status_code == 302
    assert Submission.objects.get(pk=draft.pk).submitted_by == other
    assert Submission.objects.get(pk=decided.pk).submitted_by == teacher
    assert RoleGrant.objects.filter(user=teacher).valid_on(today()).exists(), "roles are the secretariat's to end"  # type: ignore[attr-defined]


def test_successor_who_may_not_work_on_it_is_refused_and_nothing_moves(head: Actor) -> None:
    school = OrganizationFactory()
    teacher = user_of(make_actor(Role.SCHOOL_TEACHER, organization=school))
    SubmissionFactory(organization=school, submitted_by=teacher, state="drafted")
    stranger = user_of(make_actor(Role.SCHOOL_TEACHER))
    with pytest.raises(WrongSuccessor):
        hand_over(teacher, stranger, actor=head, reason="调离", end_grants=True)
    assert Submission.objects.get().submitted_by == teacher
    assert RoleGrant.objects.filter(user=teacher).valid_on(today()).exists()  # type: ignore[attr-defined]
    assert not AuditEntry.objects.filter(action="hand_over").exists()
    expired = user_of(make_actor(Role.SCHOOL_TEACHER, organization=school))
    RoleGrant.objects.filter(user=expired).update(valid_until=today() - timedelta(days=1))
    with pytest.raises(WrongSuccessor):
        hand_over(teacher, expired, actor=head, reason="调离")


def test_results_of_a_clerks_job_never_reach_a_school(head: Actor) -> None:
    clerk = user_of(make_actor(Role.SECRETARIAT))
    Job.objects.create(kind="office.nothing", title="x", requested_by=clerk)
    with pytest.raises(WrongSuccessor):
        hand_over(clerk, user_of(make_actor(Role.SCHOOL_TEACHER)), actor=head, reason="调离")


@pytest.mark.parametrize("wrong", ["reason", "same", "closed"])
def test_refusals(head: Actor, wrong: str) -> None:
    clerk, successor = clerk_with_work(), user_of(make_actor(Role.SECRETARIAT))
    successor.is_active = wrong != "closed"
    successor.save()
    with pytest.raises(Refusal):
        hand_over(
            clerk, clerk if wrong == "same" else successor, actor=head, reason=" " if wrong == "reason" else "调离"
        )
    assert Report.objects.get(state="draft").prepared_by == clerk


def test_last_giver_of_grants_is_not_handed_away(head: Actor) -> None:
    successor = user_of(make_actor(Role.SECRETARIAT))
    own = user_of(head)
    ReportFactory(prepared_by=own, state="draft")
    with pytest.raises(Refusal):
        hand_over(own, successor, actor=head, reason="退休", end_grants=True)
    assert Report.objects.get().prepared_by == own


def test_grant_of_today_is_removed_and_one_to_come_too(head: Actor) -> None:
    clerk, successor = (user_of(make_actor(Role.SECRETARIAT)) for _number in range(2))
    RoleGrantFactory(user=clerk, role=Role.FINANCE, valid_from=today())
    RoleGrantFactory(user=clerk, role=Role.AUDITOR, valid_from=today() + timedelta(days=9))
    assert hand_over(clerk, successor, actor=head, reason="调离", end_grants=True).grants == 3
    assert RoleGrant.objects.filter(user=clerk).count() == 1


def test_school_reaches_its_own_people_only() -> None:
    principal = make_actor(Role.SCHOOL_ADMINISTRATOR)
    foreign = user_of(make_actor(Role.SCHOOL_TEACHER))
    client = client_of(principal)
    assert client.get(reverse("reports:work_hand_over", args=[foreign.pk])).status_code == 404
    options = client.get(reverse("reports:work_options"), {"q": "", "field": "q"}).content.decode()
    assert foreign.username not in options


def test_administrator_sees_numbers_but_no_titles() -> None:
    clerk = clerk_with_work()
    loads = {load.work.key: load for load in loads_of(clerk, actor=make_actor(Role.SYSTEM_ADMINISTRATOR))}
    assert (loads["reports.report"].count, loads["reports.report"].names) == (1, [])


def test_list_counts_by_person_in_few_queries(head: Actor) -> None:
    numbers = []
    client = client_of(head)
    client.get(reverse("reports:work_list"))  # the first page of a process also reads what is kept for the others
    for _turn in range(2):
        for _number in range(3):
            clerk_with_work()
        with CaptureQueriesContext(connection) as queries:
            answer: Any = client.get(reverse("reports:work_list"))
        numbers.append(len(queries))
    assert len(answer.context["page"].panels[0].rows) == 6
    assert numbers[0] == numbers[1] <= 12


# Fields that name a person and stay when he leaves: what was done, or what is his own.
KEPT = {
    "association.AccessReview.done_by",
    "association.RoleGrant.user",
    "office.Attachment.uploaded_by",
    "office.AuditEntry.user",
    "office.Invitation.made_by",
    "office.Invitation.user",
    "office.LoginLock.user",
    "office.LoginSession.user",
    "office.Merge.merged_by",
    "office.Message.recipient",
    "office.MessagePreference.user",
    "office.ReminderDelivery.recipient",
    "office.Upload.user",
    "reports.CalendarFeed.user",
    "reports.Comment.settled_by",
    "reports.Comment.written_by",
    "reports.ReadMark.user",
    "reports.Section.edited_by",
    "reports.Section.removed_by",
    "reports.SectionVersion.saved_by",
    "reviews.BlindCopy.cleared_by",
    "reviews.ChangeRequest.decided_by",
    "reviews.ChangeRequest.filed_by",
    "reviews.Endorsement.endorsed_by",
    "reviews.Endorsement.offered_by",
    "reviews.FeeList.approved_by",
    "reviews.FeeList.checked_by",
    "reviews.Objection.decided_by",
    # An expert was asked in person: who cannot judge gives the place back, and the secretariat asks another.
    "reviews.PanelMember.user",
    "reviews.PaperSheet.checked_by",
    "reviews.PaperSheet.entered_by",
    "reviews.ScoreWrite.user",
    "reviews.SheetReturn.answered_by",
    "reviews.SheetReturn.asked_by",
}
OURS = ("office", "association", "reviews", "competitions", "research", "groups", "reports")


def test_every_field_that_names_a_person_is_decided() -> None:
    """A new field that makes somebody responsible must be handed over (``queries/handover.py``) or named above."""
    moved = {f"{work.rows.model._meta.label}.{work.field}" for work in all_work()}
    found = {
        f"{model._meta.label}.{field.name}"
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.fields
        if field.is_relation and field.related_model is User
    }
    assert found == moved | KEPT
