"""The notice that publishes awards, and statistics of awards that open to their rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from office.actor import Actor
from office.domain.job import run_job
from office.workflow import Refusal
from reports.domain.award_notice import file_of, notice_context, request_notice
from reports.queries.award_statistics import count_awards
from reviews.enums import AwardState, CallKind, CallState, NoticeState, PrizeKind
from tests.actors import client_of
from tests.factories.association import OrganizationFactory, RegionFactory
from tests.factories.results import PublishedFactory
from tests.factories.reviews import AwardFactory, CallFactory, PrizeFactory, SubmissionFactory

pytestmark = pytest.mark.django_db


def awarded_call(**values: Any) -> Any:
    """A decided call with two first prizes and a second one, and one award that is only proposed."""
    call = CallFactory(
        state=CallState.DECIDED, title="示例大赛", issuer="示例学会", basis="皖教〔2020〕1号。", **values
    )
    first = PrizeFactory(call=call, kind=PrizeKind.TEAM, name="一等奖", measure="项")
    second = PrizeFactory(call=call, kind=PrizeKind.TEAM, name="二等奖", order=2, measure="项")
    for prize in (first, first, second):
        AwardFactory(prize=prize)
    AwardFactory(prize=second, state=AwardState.PROPOSED)
    return call


def test_what_the_notice_says():
    call = awarded_call()
    PublishedFactory(call=call, state=NoticeState.FINAL)
    context = notice_context(call)
    assert context["title"] == "关于公布示例大赛获奖名单的通知"
    assert context["paragraphs"][0] == (
        "根据皖教〔2020〕1号，示例学会组织开展了示例大赛。经评审，并于2020年12月14日至2020年12月18日公示，"
        "共评出团队奖一等奖2项、团队奖二等奖1项。现将结果予以公布（名单见附件）。"
    )
    assert [len(group["lines"]) for group in context["groups"]] == [2, 1]
    assert context["state_label"] == ""


def test_a_draft_says_so_and_an_honor_is_worded_as_one():
    call = awarded_call(kind=CallKind.HONOR)
    type(call).objects.filter(pk=call.pk).update(state=CallState.CLOSED)
    call.refresh_from_db()
    context = notice_context(call)
    assert (context["state_label"], context["annex_title"]) == ("（草稿）", "示例大赛表彰名单")


def test_nothing_final_is_refused():
    with pytest.raises(Refusal):
        notice_context(CallFactory(state=CallState.CLOSED))


def test_the_notice_is_printed_in_a_job(staff: Actor, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    call = awarded_call()
    office = client_of(staff)
    url = reverse("reports:call_award_notice", args=[call.pk])
    assert "共评出" in office.get(url).content.decode()
    job = request_notice(call, actor=staff)
    assert run_job(str(job.pk)) == "done"
    assert file_of(job).read_bytes().startswith(b"%PDF")
    answer = office.get(reverse("reports:award_notice_file", args=[job.pk]))
    assert answer.status_code == 200
    b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_awards_are_counted_and_open_to_their_rows(staff: Actor):
    province = RegionFactory(level="province", parent=None)
    city = RegionFactory(level="city", parent=province, name="合肥市")
    county = RegionFactory(level="county", parent=city, name="肥西县")
    school, other = (OrganizationFactory(name=name, region=place) for name, place in (("甲校", city), ("乙校", county)))
    call = CallFactory(year=2020)
    prize = PrizeFactory(call=call)
    for unit, awards, entries in ((school, 1, 2), (other, 2, 1)):
        for _number in range(awards):
            AwardFactory(prize=prize, submission__organization=unit, awarded_on=date(2020, 12, 1))
        SubmissionFactory.create_batch(entries, call=call, organization=unit)
    lines = count_awards(staff, by="school")
    assert [(line.name, line.received, line.levels, line.total, line.share) for line in lines] == [
        ("乙校", 3, (2, 0, 0), 2, "66.7"),
        ("甲校", 3, (1, 0, 0), 1, "33.3"),
    ]
    (line,) = count_awards(staff, by="city", year=2020)
    assert (line.name, line.received, line.total, line.share) == ("合肥市", 6, 3, "50.0")
    assert [line.name for line in count_awards(staff, by="year")] == ["2020"]
    assert count_awards(staff, by="track", year=2021) == []
    office = client_of(staff)
    for by in ("school", "city", "track", "year"):
        assert office.get(reverse("reports:award_statistics", args=[by])).status_code == 200
        assert office.get(reverse("reports:award_statistics_export", args=[by])).content.startswith(b"PK")
    assert office.get(reverse("reports:award_statistics", args=["other"])).status_code == 404
    rows = office.get(lines[0].url).content.decode()
    assert rows.count("示例作品") >= 2
