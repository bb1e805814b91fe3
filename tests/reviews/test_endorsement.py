"""A school's own procedure: handed over, returned, ranked, endorsed with a seal, sent in by its administrator."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from association.models import Organization
from office.actor import Actor
from office.domain.attachment import FileRefused
from office.enums import Role
from office.models import AuditEntry, Message
from office.workflow import Refusal, StaleRecord, TransitionRefused
from reviews.domain.endorsement import (
    endorse_submission,
    offer_submission,
    rank_entries,
    recall_offer,
    return_offer,
)
from reviews.domain.participant import add_participant
from reviews.domain.submission import send_back_submission, submit_submission, withdraw_submission
from reviews.enums import SubmissionState
from reviews.models import Endorsement, Participant, Submission
from tests.actors import client_of, make_actor
from tests.factories.association import OrganizationFactory
from tests.factories.reviews import CallFactory, SubmissionFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%sealed\n"


def scan(name: str = "盖章.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


@pytest.fixture
def school() -> Organization:
    return OrganizationFactory()


@pytest.fixture
def teacher(school: Organization) -> Actor:
    return make_actor(Role.SCHOOL_TEACHER, organization=school)


@pytest.fixture
def head(school: Organization) -> Actor:
    return make_actor(Role.SCHOOL_ADMINISTRATOR, organization=school)


@pytest.fixture
def draft(school: Organization) -> Any:
    return SubmissionFactory(
        call=CallFactory(needs_endorsement=True), organization=school, state=SubmissionState.DRAFTED
    )


def endorsed(draft: Any, teacher: Actor, head: Actor) -> Any:
    offer_submission(draft, actor=teacher)
    endorse_submission(draft, actor=head, opinion="同意推荐", scan=scan())
    return draft


def test_the_whole_way_of_an_entry(draft: Any, teacher: Actor, head: Actor) -> None:
    offer_submission(draft, actor=teacher)
    assert draft.state == SubmissionState.OFFERED
    assert Message.objects.filter(recipient_id=head.user_id, subject__startswith="待学校审核").exists()
    endorse_submission(draft, actor=head, opinion="同意推荐", scan=scan())
    submit_submission(draft, actor=head)
    stored = Submission.objects.get(pk=draft.pk)
    assert (stored.state, stored.submitted_by_id) == (SubmissionState.SUBMITTED, head.user_id)
    actions = list(AuditEntry.objects.filter(object_id=str(draft.pk)).order_by("id").values_list("action", flat=True))
    assert [act for act in actions if act in {"hand_to_school", "endorse", "submit"}] == [
        "hand_to_school",
        "endorse",
        "submit",
    ]


def test_a_teacher_does_not_send_in_and_nothing_goes_out_unsealed(draft: Any, teacher: Actor, head: Actor) -> None:
    with pytest.raises(Refusal):
        submit_submission(draft, actor=teacher)
    with pytest.raises(Refusal):
        submit_submission(draft, actor=head)
    offer_submission(draft, actor=teacher)
    for actor in (teacher, head):  # not endorsed yet
        with pytest.raises(Refusal):
            submit_submission(draft, actor=actor)
    with pytest.raises(FileRefused):
        endorse_submission(draft, actor=head, opinion="同意", scan=None)
    with pytest.raises(Refusal):
        endorse_submission(draft, actor=head, opinion="  ", scan=scan())
    assert Submission.objects.get(pk=draft.pk).number == ""


def test_only_the_own_administrator_endorses(draft: Any, teacher: Actor) -> None:
    offer_submission(draft, actor=teacher)
    for actor in (teacher, make_actor(Role.SCHOOL_ADMINISTRATOR), make_actor(Role.SECRETARIAT)):
        with pytest.raises(Refusal):
            endorse_submission(draft, actor=actor, opinion="同意", scan=scan())
    assert Endorsement.objects.get().endorsed_at is None


def test_a_call_without_endorsement_works_as_before(school: Organization, teacher: Actor) -> None:
    plain = SubmissionFactory(organization=school, state=SubmissionState.DRAFTED)
    with pytest.raises(Refusal):
        offer_submission(plain, actor=teacher)
    assert submit_submission(plain, actor=teacher).state == SubmissionState.SUBMITTED
    assert not Endorsement.objects.exists()


def test_staff_record_what_came_on_paper_without_endorsement(draft: Any, staff: Actor) -> None:
    assert submit_submission(draft, actor=staff).state == SubmissionState.SUBMITTED


def test_what_is_returned_loses_its_seal_and_keeps_its_rank(draft: Any, teacher: Actor, head: Actor) -> None:
    endorsed(draft, teacher, head)
    row = Endorsement.objects.get()
    rank_entries(draft.call, [draft.pk], actor=head, revisions={draft.pk: row.revision})
    with pytest.raises(Refusal):
        return_offer(draft, actor=head)  # no reason
    return_offer(draft, actor=head, reason="照片不清")
    row.refresh_from_db()
    assert (row.rank, row.endorsed_at, row.scan_id, row.opinion) == (1, None, None, "")
    assert Message.objects.filter(recipient_id=teacher.user_id, subject__startswith="学校退回修改").exists()
    with pytest.raises(TransitionRefused):
        return_offer(draft, actor=head, reason="再退")


def test_the_secretariat_sends_back_and_the_seal_is_asked_anew(
    draft: Any, teacher: Actor, head: Actor, staff: Actor
) -> None:
    submit_submission(endorsed(draft, teacher, head), actor=head)
    send_back_submission(draft, actor=staff, reason="补充材料")
    assert Endorsement.objects.get().endorsed_at is None
    offer_submission(draft, actor=teacher)
    with pytest.raises(Refusal):
        submit_submission(draft, actor=head)
    endorse_submission(draft, actor=head, opinion="同意", scan=scan("重新盖章.pdf"))
    number = draft.number
    assert submit_submission(draft, actor=head).number == number


def test_what_waits_for_the_school_stays_as_it_was_handed_over(draft: Any, teacher: Actor) -> None:
    offer_submission(draft, actor=teacher)
    with pytest.raises(Refusal):
        add_participant(Participant(submission=draft, name="李四"), actor=teacher)
    recall_offer(draft, actor=teacher)
    assert add_participant(Participant(submission=draft, name="李四"), actor=teacher).pk


def test_an_entry_at_the_school_can_be_withdrawn(draft: Any, teacher: Actor, head: Actor) -> None:
    offer_submission(draft, actor=teacher)
    assert withdraw_submission(draft, actor=head, reason="不参加").state == SubmissionState.WITHDRAWN


def test_ranks_are_saved_whole_or_not_at_all(school: Organization, teacher: Actor, head: Actor) -> None:
    call = CallFactory(needs_endorsement=True)
    rows = [SubmissionFactory(call=call, organization=school, state=SubmissionState.DRAFTED) for _ in range(3)]
    for row in rows:
        offer_submission(row, actor=teacher)
    first, second, third = (row.pk for row in rows)
    seen = dict(Endorsement.objects.values_list("submission_id", "revision"))
    assert rank_entries(call, [third, first], actor=head, revisions=seen) == 2
    assert dict(Endorsement.objects.values_list("submission_id", "rank")) == {third: 1, first: 2, second: None}
    with pytest.raises(StaleRecord):
        rank_entries(call, [first, second, third], actor=head, revisions=seen)
    now = dict(Endorsement.objects.values_list("submission_id", "revision"))
    foreign = SubmissionFactory(call=call)
    for order, actor in (([first, foreign.pk], head), ([first, first], head), ([first], teacher)):
        with pytest.raises(Refusal):
            rank_entries(call, order, actor=actor, revisions=now)
    assert dict(Endorsement.objects.values_list("submission_id", "rank")) == {third: 1, first: 2, second: None}


def test_the_pages_of_the_school(draft: Any, teacher: Actor, head: Actor) -> None:
    page = client_of(teacher).get(draft.get_absolute_url())
    assert reverse("reviews:submission_eligibility", args=[draft.pk]) in page.content.decode()
    offer_submission(draft, actor=teacher)
    client = client_of(head)
    url = reverse("reviews:submission_endorse", args=[draft.pk])
    assert client.get(url).status_code == 200
    revision = Endorsement.objects.get().revision
    empty = client.post(url, {"opinion": "", "revision": revision})
    assert empty.status_code == 422
    sent = client.post(url, {"opinion": "同意推荐", "scan": scan(), "revision": revision})
    assert sent.status_code == 302
    stale = client.post(url, {"opinion": "改写", "revision": revision})
    assert stale.status_code == 409
    assert Endorsement.objects.get().opinion == "同意推荐"
    served = client.get(reverse("reviews:endorsement_scan", args=[draft.pk]))
    assert b"".join(served.streaming_content) == PDF
    foreign = Client()
    assert foreign.get(reverse("reviews:endorsement_scan", args=[draft.pk])).status_code == 302
    other = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert other.get(reverse("reviews:endorsement_scan", args=[draft.pk])).status_code == 404


def test_the_desk_of_the_school_ranks_by_numbers(draft: Any, teacher: Actor, head: Actor) -> None:
    offer_submission(draft, actor=teacher)
    desk = reverse("reviews:call_school", args=[draft.call_id])
    assert draft.title in client_of(teacher).get(desk).content.decode()
    client, revision = client_of(head), Endorsement.objects.get().revision
    sent = {f"rank-{draft.pk}": "4", f"revision-{draft.pk}": str(revision)}
    assert client_of(teacher).post(desk, sent).status_code == 403
    assert client.post(desk, sent).status_code == 302
    assert Endorsement.objects.get().rank == 1
    assert client.post(desk, {**sent, f"rank-{draft.pk}": "x"}).status_code == 409
