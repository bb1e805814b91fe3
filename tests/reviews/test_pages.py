"""Pages of calls, submissions and awards as the secretariat and a school use them."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.enums import Role
from office.queries.todo import count_waiting
from reviews.enums import AwardState, CallKind, CallState, SubmissionState
from reviews.models import Award, Call, Participant, Prize, RoundEntry, Submission, Track
from reviews.queries.todo import waiting_for
from reviews.views.award import AWARD
from reviews.views.call import CALL
from reviews.views.submission import SUBMISSION
from tests.actors import client_of, make_actor
from tests.factories.association import BodyFactory
from tests.factories.reviews import (
    AwardFactory,
    CallFactory,
    ParticipantFactory,
    PrizeFactory,
    RoundFactory,
    SubmissionFactory,
    TrackFactory,
)
from tests.reviews.noun_checks import check_query_counts

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
# What the form of a new round shows filled in.
RULES = {"readers": 3, "enterprise_minimum": 0, "anchors": 0, "conflict_years": 3, "method": "mean", "places": 2}


def call_fields(**values: Any) -> dict[str, Any]:
    """Return what the form of a call sends."""
    return {
        "kind": CallKind.PAPER,
        "body": BodyFactory().pk,
        "code": "papers-2020",
        "title": "优秀论文征集",
        "year": 2020,
        "level": "association",
        "entry_measure": "篇",
        "opens_at": "2020-03-01T09:00",
        "closes_at": "2020-09-30T17:00",
        **values,
    }


def test_a_call_is_made_changed_and_moved_in_the_browser(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    answer = client.post(reverse("reviews:call_create"), call_fields())
    call = Call.objects.get()
    assert answer.headers["Location"] == call.get_absolute_url()
    assert (call.state, call.opens_at.isoformat()) == (CallState.DRAFTED, "2020-03-01T01:00:00+00:00")
    answer = client.post(reverse("reviews:call_change", args=[call.pk]), call_fields(title="论文征集", revision=1))
    assert answer.status_code == 302
    stale = client.post(reverse("reviews:call_change", args=[call.pk]), call_fields(title="迟到", revision=1))
    assert stale.status_code == 409
    assert "迟到" in stale.content.decode()
    client.post(reverse("reviews:call_act", args=[call.pk, "publish_call"]))
    call.refresh_from_db()
    assert (call.title, call.state) == ("论文征集", CallState.OPEN)
    asked = client.get(reverse("reviews:call_act", args=[call.pk, "close_call"]))
    assert asked.status_code == 200
    client.post(reverse("reviews:call_act", args=[call.pk, "close_call"]))
    repeat = client.post(reverse("reviews:call_act", args=[call.pk, "close_call"]))
    assert repeat.status_code == 409
    assert Call.objects.get().state == CallState.CLOSED


def test_kinds_with_pages_of_their_own_are_not_offered_here(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    assert client.post(reverse("reviews:call_create"), call_fields(kind=CallKind.CONTEST)).status_code == 422
    assert not Call.objects.exists()


def test_a_bad_form_says_so_and_loses_nothing(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    answer = client.post(reverse("reviews:call_create"), call_fields(year="二零二零", closes_at="2020-01-01T00:00"))
    assert answer.status_code == 422
    assert "二零二零" in answer.content.decode()
    backwards = client.post(reverse("reviews:call_create"), call_fields(closes_at="2020-01-01T00:00"))
    assert backwards.status_code == 422
    assert not Call.objects.exists()


def test_tracks_rounds_and_prizes_are_kept_on_the_call(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    call = CallFactory()
    track = {"call": call.pk, "name": "高职组", "code": "higher", "order": 1}
    assert client.post(reverse("reviews:track_create"), track).headers["Location"] == call.get_absolute_url()
    assert client.post(reverse("reviews:track_create"), track).status_code == 422
    stored = Track.objects.get()
    prize = {
        "call": call.pk,
        "track": stored.pk,
        "kind": "work",
        "name": "一等奖",
        "code": "first",
        "order": 1,
        "measure": "名",
        "nominal": "每组10名",
    }
    assert client.post(reverse("reviews:prize_create"), prize).status_code == 302
    assert str(Prize.objects.get().nominal) == "每组10名"
    foreign = TrackFactory()
    assert client.post(reverse("reviews:prize_create"), {**prize, "track": foreign.pk}).status_code == 422
    made = {"call": call.pk, "name": "现场决赛", "kind": "onsite", "order": 1, **RULES}
    assert client.post(reverse("reviews:round_create"), made).status_code == 302
    page = client.get(call.get_absolute_url()).content.decode()
    for text in ("高职组", "一等奖", "每组10名", "现场决赛"):
        assert text in page
    removed = client.post(reverse("reviews:track_remove", args=[stored.pk]), {"reason": "误建"})
    assert removed.status_code == 409
    assert Track.objects.exists()


def test_submissions_go_into_a_round_by_their_numbers(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    round_ = RoundFactory()
    rows = [SubmissionFactory(call=round_.call, number=f"A-{number}") for number in range(3)]
    url = reverse("reviews:round_admit", args=[round_.pk])
    wrong = client.post(url, {"numbers": "A-0\nX-9"})
    assert wrong.status_code == 422
    assert "X-9" in wrong.content.decode()
    assert not RoundEntry.objects.exists()
    assert client.post(url, {"numbers": "A-0、A-1\nA-1 A-2"}).status_code == 302
    assert RoundEntry.objects.count() == 3
    assert client.post(url, {"numbers": "A-0"}).status_code == 302
    assert RoundEntry.objects.count() == 3
    entry = RoundEntry.objects.get(submission=rows[0])
    gone = client.post(reverse("reviews:roundentry_remove", args=[entry.pk]), {"reason": "弃权"})
    assert gone.headers["Location"] == round_.get_absolute_url()
    assert RoundEntry.objects.count() == 2


def test_awards_are_proposed_by_numbers_all_or_none_and_become_final_with_the_call(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    call = CallFactory(state=CallState.CLOSED)
    rows = [SubmissionFactory(call=call, number=f"A-{number}", state=SubmissionState.ACCEPTED) for number in range(2)]
    bad = SubmissionFactory(call=call, number="A-9", state=SubmissionState.REJECTED)
    prize = PrizeFactory(call=call)
    decide = reverse("reviews:call_act", args=[call.pk, "decide_call"])
    assert "尚未提出任何获奖结果" in client.get(decide).content.decode()
    url = reverse("reviews:call_awards", args=[call.pk])
    refused = client.post(url, {"prize": prize.pk, "numbers": "A-0 A-9"})
    assert refused.status_code == 422
    assert bad.title in refused.content.decode()
    assert not Award.objects.exists()
    assert client.post(url, {"prize": prize.pk, "numbers": "A-0 A-1"}).status_code == 302
    assert Award.objects.filter(state=AwardState.PROPOSED).count() == len(rows)
    asked = client.get(decide).content.decode()
    assert "<dd>2</dd>" in asked
    assert "尚未提出任何获奖结果" not in asked
    assert client.post(reverse("reviews:call_act", args=[call.pk, "decide_call"])).status_code == 302
    assert Award.objects.filter(state=AwardState.FINAL).count() == 2
    award = Award.objects.first()
    revoke = reverse("reviews:award_act", args=[award.pk, "revoke_award"])
    assert client.post(revoke, {"reason": "不实"}).status_code == 403
    head = log_in(Role.SECRETARIAT_HEAD)
    assert head.post(revoke).status_code == 422
    assert head.post(revoke, {"reason": "不实"}).status_code == 302
    assert Award.objects.get(pk=award.pk).state == AwardState.REVOKED


def test_after_closing_the_next_step_is_to_propose_awards_then_to_decide(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    call = CallFactory(state=CallState.CLOSED)
    propose = reverse("reviews:call_awards", args=[call.pk])
    page = client.get(call.get_absolute_url()).context["page"]
    assert page.primary.url == propose
    assert any(link.url.endswith("/decide_call/") for link in page.menu)
    AwardFactory(prize__call=call, submission__call=call)
    page = client.get(call.get_absolute_url()).context["page"]
    assert page.primary.url.endswith("/decide_call/")
    Call.objects.filter(pk=call.pk).update(state=CallState.DECIDED)
    page = client.get(call.get_absolute_url()).context["page"]
    assert propose not in [link.url for link in [page.primary, *page.menu] if link]


def test_numbers_typed_in_full_width_name_the_same_submissions(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    call = CallFactory(state=CallState.CLOSED)
    row = SubmissionFactory(call=call, number="BIM-2021-001", state=SubmissionState.ACCEPTED)
    url = reverse("reviews:call_awards", args=[call.pk])
    sent = {"prize": PrizeFactory(call=call).pk, "numbers": "ＢＩＭ－２０２１－００１　BIM-2021-001"}
    assert client.post(url, sent).status_code == 302
    assert Award.objects.get().submission_id == row.pk
    wrong = client.post(url, {**sent, "numbers": "ＢＩＭ－２０２１－００９"})
    assert wrong.status_code == 422
    assert "ＢＩＭ－２０２１－００９" in wrong.content.decode()


def test_one_award_is_entered_changed_and_removed(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    prize = PrizeFactory(call__state=CallState.CLOSED)
    submission = SubmissionFactory(call=prize.call)
    fields = {"prize": prize.pk, "submission": submission.number, "rank": 1}
    assert client.post(reverse("reviews:award_create"), fields).status_code == 302
    award = Award.objects.get()
    change = reverse("reviews:award_change", args=[award.pk])
    assert client.post(change, {"rank": 2, "recipient_name": "新名", "revision": 1}).status_code == 302
    assert Award.objects.get().recipient_name == "新名"
    gone = client.post(reverse("reviews:award_remove", args=[award.pk]), {"reason": "误录"})
    assert gone.status_code == 302
    assert not Award.objects.exists()


def test_a_school_keeps_the_participants_of_its_own_draft_only() -> None:
    school = make_actor(Role.SCHOOL_TEACHER)
    client = client_of(school)
    own = SubmissionFactory(state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None)
    fields = {"submission": own.pk, "role": "contestant", "order": 1, "name": "学生001"}
    assert client.post(reverse("reviews:participant_create"), fields).status_code == 302
    person = Participant.objects.get()
    assert client.get(reverse("reviews:participant_change", args=[person.pk])).status_code == 200
    foreign = ParticipantFactory(submission__state=SubmissionState.DRAFTED)
    assert (
        client.post(reverse("reviews:participant_create"), {**fields, "submission": foreign.submission_id}).status_code
        == 422
    )
    assert client.get(reverse("reviews:participant_change", args=[foreign.pk])).status_code == 404
    Submission.objects.filter(pk=own.pk).update(state="submitted", number="A-1", submitted_at=timezone.now())
    assert client.get(reverse("reviews:participant_change", args=[person.pk])).status_code == 403
    assert client.post(reverse("reviews:participant_create"), fields).status_code == 422
    assert Participant.objects.filter(submission=own).count() == 1


def test_files_belong_to_whoever_sees_the_submission() -> None:
    school = make_actor(Role.SCHOOL_ADMINISTRATOR)
    client = client_of(school)
    own = SubmissionFactory(state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None)
    upload = SimpleUploadedFile("报名表.pdf", b"%PDF-1.7\n%%EOF", content_type="application/pdf")
    assert client.post(reverse("reviews:submission_file_add", args=[own.pk]), {"file": upload}).status_code == 302
    link = own.attachments.get()
    url = reverse("reviews:submission_file_open", args=[own.pk, link.pk])
    assert b"".join(client.get(url).streaming_content) == b"%PDF-1.7\n%%EOF"
    other = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR))
    assert other.get(url).status_code == 404
    wrong = SimpleUploadedFile("报名表.pdf", b"MZ not a pdf", content_type="application/pdf")
    client.post(reverse("reviews:submission_file_add", args=[own.pk]), {"file": wrong})
    remove = reverse("reviews:submission_file_remove", args=[own.pk, own.attachments.get().pk])
    assert other.post(remove).status_code == 404
    Submission.objects.filter(pk=own.pk).update(state="submitted", number="A-1", submitted_at=timezone.now())
    assert client.post(remove).status_code == 403
    assert own.attachments.count() == 1


def test_a_school_reads_no_counts_of_others(log_in: LogIn) -> None:
    call = CallFactory()
    track = TrackFactory(call=call)
    for _ in range(7):
        SubmissionFactory(call=call, track=track)
    AwardFactory(prize=PrizeFactory(call=call))
    page = client_of(make_actor(Role.SCHOOL_ADMINISTRATOR)).get(call.get_absolute_url()).content.decode()
    assert ">7<" not in page
    assert ">7<" in log_in(Role.SECRETARIAT).get(call.get_absolute_url()).content.decode()


def test_the_list_filters_sorts_and_exports_what_it_shows(log_in: LogIn) -> None:
    client = log_in(Role.SECRETARIAT)
    wanted = SubmissionFactory(title="建筑信息模型", organization__name="安徽甲学院")
    SubmissionFactory(title="数字商科", state=SubmissionState.REJECTED)
    url = reverse("reviews:submission_list")
    page = client.get(
        url, {"title": "信息", "organization": "甲", "state": "submitted", "sort": "-number"}
    ).content.decode()
    assert wanted.title in page
    assert "数字商科" not in page
    sheet = client.get(reverse("reviews:submission_export"), {"title": "信息"})
    assert sheet.status_code == 200
    assert sheet.content[:2] == b"PK"


@pytest.mark.once
@pytest.mark.parametrize("noun", [CALL, SUBMISSION, AWARD], ids=lambda noun: noun.name)
def test_the_number_of_queries_does_not_grow(noun: Any, log_in: LogIn) -> None:
    call = CallFactory()
    track = TrackFactory(call=call)

    def make_submission() -> Submission:
        submission = SubmissionFactory(call=call, track=track)
        ParticipantFactory(submission=submission)
        AwardFactory(prize=PrizeFactory(call=call, track=track), submission=submission)
        return submission

    def make_award() -> Award:
        return make_submission().awards.get()

    make = {
        "call": partial(CallFactory, body=call.body),
        "submission": make_submission,
        "award": make_award,
    }[noun.name]
    check_query_counts(noun, make, log_in(Role.SECRETARIAT))


def check_opens_as_many(items: Any, client: Any) -> None:
    """Each line leads to a list of as many rows."""
    for item in items:
        shown = client.get(item.url).context
        assert (shown["page"].count_text if "page" in shown else str(shown["count"])) == str(item.count), item.label


def test_what_waits(staff: Any) -> None:
    now = timezone.now()
    school = make_actor(Role.SCHOOL_TEACHER)
    soon = CallFactory(closes_at=now + timedelta(days=3))
    CallFactory(closes_at=now - timedelta(days=1))
    SubmissionFactory(
        call=soon, state=SubmissionState.DRAFTED, organization_id=school.organization_id, organization=None
    )
    SubmissionFactory(call=soon, state=SubmissionState.DRAFTED)
    SubmissionFactory(call=soon)
    AwardFactory(state=AwardState.PROPOSED, submission__state=SubmissionState.ACCEPTED)
    for actor, counts in ((staff, [1, 1, 0, 1]), (school, [1, 1, 1])):
        items = count_waiting(waiting_for(actor))
        assert [item.count for item in items[: len(counts)]] == counts
        assert not any(item.count for item in items[len(counts) :])
        check_opens_as_many(items, client_of(actor))
    day = timezone.localtime(soon.closes_at).date()
    assert [item.due_on for item in count_waiting(waiting_for(school))] == [day, day, date(2099, 1, 1)]
    for role, lines in ((Role.REVIEWER, [("/reviews/desk/", 0)]), (Role.FINANCE, [])):
        items = count_waiting(waiting_for(make_actor(role)))
        assert [(item.url, item.count) for item in items] == lines, role
