"""Pages of assigning reviewers, as the secretariat uses them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from office.enums import Role
from office.models import AuditEntry, Job
from office.rules import may
from reviews.domain import assignment_batch
from reviews.domain.assignment_batch import draft_batch, publish_batch
from reviews.enums import AssignmentState, BatchState
from reviews.models import Assignment, AssignmentBatch, PanelMember, RoundEntry
from reviews.views.assignment import ASSIGNMENT, BATCH
from tests.actors import make_actor
from tests.factories.association import BodyFactory, OrganizationFactory
from tests.factories.reviews import SheetFactory
from tests.reviews.noun_checks import MOST_QUERIES, actors_of, count_queries
from tests.reviews.test_assignment import make_round

pytestmark = [pytest.mark.once, pytest.mark.django_db]
LogIn = Callable[..., Client]


def test_a_round_is_assigned_in_the_browser(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    round_ = make_round()
    address = reverse("reviews:round_assign", args=[round_.pk])
    assert address in client.get(round_.get_absolute_url()).content.decode()
    assert "6" in client.get(address).content.decode()
    answer = client.post(address, {"balance": "2"})
    batch = AssignmentBatch.objects.get()
    assert answer.headers["Location"] == batch.get_absolute_url()
    page = client.get(batch.get_absolute_url()).content.decode()
    for entry in RoundEntry.objects.all():
        assert entry.code in page
    for member in PanelMember.objects.all():
        assert str(member) in page
    publish = BATCH.address("act", batch.pk, "publish_batch")
    assert publish in page
    asked = client.get(publish).content.decode()
    assert "12" in asked
    assert client.post(publish).status_code == 302
    assert Assignment.objects.filter(state=AssignmentState.ACTIVE).count() == 12
    assert AuditEntry.objects.filter(action="publish_batch", object_id=str(batch.pk)).count() == 1
    listed = client.get(f"{ASSIGNMENT.address('list')}?batch={batch.pk}").content.decode()
    assert "A000" in listed
    assert client.get(f"{ASSIGNMENT.address('export')}?batch={batch.pk}").status_code == 200
    assert client.post(BATCH.address("act", batch.pk, "undo_batch"), {"reason": ""}).status_code == 422
    assert client.post(BATCH.address("act", batch.pk, "undo_batch"), {"reason": "名单有误"}).status_code == 302
    assert not Assignment.objects.filter(state=AssignmentState.ACTIVE).exists()


def test_what_cannot_be_assigned_is_said_on_the_form(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    round_ = make_round(entries=4, members=3, readers=3, load_limit=3)
    answer = client.post(reverse("reviews:round_assign", args=[round_.pk]), {"balance": "1"})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "A000" in said
    assert str(PanelMember.objects.all()[0]) in said
    assert client.post(reverse("reviews:round_assign", args=[round_.pk]), {"balance": "7"}).status_code == 422


def test_a_large_round_leads_to_its_job(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assignment_batch, "LARGE", 1)
    round_ = make_round()
    answer = log_in(Role.SECRETARIAT).post(reverse("reviews:round_assign", args=[round_.pk]), {"balance": "1"})
    assert answer.headers["Location"] == Job.objects.get().get_absolute_url()


def test_a_pair_is_added_and_taken_away_in_the_browser(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    round_ = make_round()
    batch = publish_batch(draft_batch(round_, actor=make_actor(Role.SECRETARIAT)), actor=make_actor(Role.SECRETARIAT))
    entry = RoundEntry.objects.filter(round=round_)[0]
    member = next(m for m in PanelMember.objects.all() if not entry.assignments.filter(member=m).exists())
    address = reverse("reviews:batch_add", args=[batch.pk])
    assert str(member) in client.get(address).content.decode()
    sent = {"entry": entry.code, "member": member.pk, "reason": "专业对口"}
    assert client.post(address, {**sent, "entry": "没有"}).status_code == 422
    assert client.post(address, sent).headers["Location"] == batch.get_absolute_url()
    assert client.post(address, sent).status_code == 409
    pair = Assignment.objects.get(entry=entry, member=member)
    page = client.get(pair.get_absolute_url()).content.decode()
    remove = reverse("reviews:assignment_remove", args=[pair.pk])
    assert remove in page
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "误加"}).headers["Location"] == batch.get_absolute_url()
    pair.refresh_from_db()
    assert pair.state == AssignmentState.RELEASED
    assert remove not in client.get(pair.get_absolute_url()).content.decode()


def test_a_batch_that_is_not_in_force_takes_no_pair(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    batch = draft_batch(make_round(), actor=make_actor(Role.SECRETARIAT))
    client.post(BATCH.address("act", batch.pk, "discard_batch"))
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert client.get(reverse("reviews:batch_add", args=[batch.pk])).status_code == 409


def test_a_reviewer_meets_no_name_of_an_entry_here(log_in: LogIn) -> None:
    """Not even the own assignments: they are on the desk, without names."""
    batch = draft_batch(make_round(), actor=make_actor(Role.SECRETARIAT))
    publish_batch(batch, actor=make_actor(Role.SECRETARIAT))
    pair = batch.assignments.select_related("member__user").all()[0]
    client = log_in(make_actor(Role.REVIEWER, user=pair.member.user))
    assert Assignment.objects.visible_to(make_actor(Role.REVIEWER, user=pair.member.user)).exists()
    assert client.get(pair.get_absolute_url()).status_code == 404
    assert client.get(batch.get_absolute_url()).status_code == 404
    assert client.get(ASSIGNMENT.address("list")).status_code == 403


def test_only_who_reads_all_sees_batches_and_assignments() -> None:
    batch = draft_batch(make_round(), actor=make_actor(Role.SECRETARIAT))
    for actor in actors_of(organization=OrganizationFactory(), body=BodyFactory()):
        seen = actor.reads_all
        assert BATCH.visible_rows(actor).filter(pk=batch.pk).exists() == seen
        assert ASSIGNMENT.visible_rows(actor).exists() == seen


def test_who_judges_does_not_read_who_reviews_what_under_another_grant(log_in: LogIn) -> None:
    batch = draft_batch(make_round(), actor=make_actor(Role.SECRETARIAT))
    auditor = make_actor(Role.AUDITOR)
    client = log_in(auditor)
    pair = batch.assignments.all()[0]
    assert client.get(batch.get_absolute_url()).status_code == 200
    PanelMember.objects.filter(pk=pair.member_id).update(user=auditor.user_id)
    assert not may(auditor, "reviews.view_batch", batch)
    assert client.get(batch.get_absolute_url()).status_code == 404
    assert client.get(pair.get_absolute_url()).status_code == 404
    assert "A000" not in client.get(ASSIGNMENT.address("list")).content.decode()


def test_pages_take_as_many_queries_for_many(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    counts = []
    for size in (3, 30):
        round_ = make_round(entries=size, members=size)
        batch = draft_batch(round_, actor=make_actor(Role.SECRETARIAT))
        SheetFactory(assignment=batch.assignments.all()[0])
        address = f"{ASSIGNMENT.address('list')}?batch={batch.pk}"
        counts.append([count_queries(client, page) for page in (batch.get_absolute_url(), address)])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST_QUERIES
