"""The notice that publishes awards, and statistics of awards that open to their rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse

from office.actor import Actor
from office.domain.job import run_job
from office.workflow import Refusal
from reports.domain.award_notice import PRINTOUT, notice_context, request_notice
from reports.pdf.result_papers import lay_out_paper
from reports.queries.award_statistics import count_awards, statistics_paper, sum_up
from reviews.enums import AwardState, CallKind, CallState, NoticeState, PrizeKind, SubmissionState
from reviews.lists.award import AWARDS
from reviews.lists.submission import SUBMISSIONS
from tests.actors import client_of
from tests.factories.association import OrganizationFactory, RegionFactory
from tests.factories.results import PublishedFactory
from tests.factories.reviews import AwardFactory, CallFactory, PrizeFactory, SubmissionFactory, TrackFactory

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
    assert [len(table["rows"]) for table in context["tables"]] == [2, 1]
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


@pytest.mark.pdf
def test_the_notice_is_printed_in_a_job(staff: Actor, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    call = awarded_call()
    office = client_of(staff)
    url = reverse("reports:call_award_notice", args=[call.pk])
    assert "共评出" in office.get(url).content.decode()
    job = request_notice(call, actor=staff)
    assert run_job(str(job.pk)) == "done"
    assert PRINTOUT.file_of(job).read_bytes().startswith(b"%PDF")
    answer = office.get(reverse("reports:award_notice_file", args=[job.pk]))
    assert answer.status_code == 200
    b"".join(answer.streaming_content)  # type: ignore[arg-type]


def placed() -> Any:
    """Awards and entries of two schools of a city, of one without a region, and of none; with and without a track."""
    province = RegionFactory(level="province", parent=None)
    city = RegionFactory(level="city", parent=province, name="合肥市")
    county = RegionFactory(level="county", parent=city, name="肥西县")
    call = CallFactory(year=2020)
    track = TrackFactory(call=call, name="高职组")
    first, second = PrizeFactory(call=call), PrizeFactory(call=call, order=2)
    schools = [OrganizationFactory(name=name, region=place) for name, place in (("甲校", city), ("乙校", county))]
    # A name that holds another one, and a school of another province beside it.
    schools += [OrganizationFactory(name="甲校附属中学", region=None), None]
    for place, (unit, awards, entries) in enumerate(zip(schools, (1, 2, 1, 1), (2, 1, 0, 1), strict=True)):
        shared = {"organization": unit, "track": track if place % 2 else None}
        for number in range(awards):
            submission = SubmissionFactory(call=call, state=SubmissionState.ACCEPTED, **shared)
            AwardFactory(prize=second if number else first, submission=submission, awarded_on=date(2020, 12, 1))
        SubmissionFactory.create_batch(entries, call=call, **shared)
    SubmissionFactory(call=call, state=SubmissionState.WITHDRAWN, organization=schools[0])
    AwardFactory(prize=PrizeFactory(call=CallFactory(year=2019)), submission__organization=schools[0])


def test_awards_are_counted(staff: Actor):
    placed()
    lines = count_awards(staff, by="school", year=2020)
    assert [(line.name, line.received, line.levels, line.total, line.share) for line in lines] == [
        ("乙校", 3, (1, 1, 0), 2, "66.7"),
        ("甲校", 3, (1, 0, 0), 1, "33.3"),
        ("甲校附属中学", 1, (1, 0, 0), 1, "100.0"),
        ("", 2, (1, 0, 0), 1, "50.0"),
    ]
    city, unknown = count_awards(staff, by="city", year=2020)
    assert (city.name, city.received, city.total, city.share) == ("合肥市", 6, 3, "50.0")
    assert (unknown.name, unknown.received, unknown.total) == ("", 3, 2)
    assert [line.name for line in count_awards(staff, by="year")] == ["2020", "2019"]
    assert count_awards(staff, by="track", year=2021) == []


def test_an_honor_is_an_award_and_no_first_prize(staff: Actor):
    unit = OrganizationFactory()
    for kind in (CallKind.HONOR, CallKind.CONTEST):
        AwardFactory(prize=PrizeFactory(call=CallFactory(kind=kind)), submission__organization=unit)
    (line,) = count_awards(staff, by="school")
    assert (line.levels, line.total) == ((1, 0, 0), 2)
    opened = [(line.total, line.total_url), *line.opened_levels]
    for count, url in opened:
        assert AWARDS.select(staff, QueryDict(url.partition("?")[2])).count() == count


@pytest.mark.parametrize("by", ["school", "city", "track", "year"])
def test_every_number_opens_exactly_its_rows(staff: Actor, by: str):
    placed()
    listings = {reverse("reviews:award_list"): AWARDS, reverse("reviews:submission_list"): SUBMISSIONS}
    for year in (None, 2020):
        lines = count_awards(staff, by=by, year=year)
        assert len(lines) > 1 or (by, year) == ("year", 2020)
        for line in [*lines, sum_up(lines, year=year)]:
            opened = [(line.received, line.received_url), *line.opened_levels, (line.total, line.total_url)]
            for count, url in opened:
                path, _mark, query = url.partition("?")
                assert listings[path].select(staff, QueryDict(query)).count() == count, url


@pytest.mark.parametrize("by", ["school", "city", "track", "year"])
def test_the_page_the_sheet_and_the_paper_say_the_same(staff: Actor, by: str):
    placed()
    office = client_of(staff)
    page = office.get(reverse("reports:award_statistics", args=[by]), {"year": 2020}).content.decode()
    lines = count_awards(staff, by=by, year=2020)
    assert page.count("<tr") == len(lines) + 2
    assert office.get(reverse("reports:award_statistics_export", args=[by])).content.startswith(b"PK")
    paper = statistics_paper(staff, by=by, year=2020)["sections"][0]
    assert [row[2] for row in paper["rows"][:-1]] == [str(line.received) for line in lines]
    assert paper["rows"][-1][1:3] == ["合计", "9"]
    assert "合计" in lay_out_paper(statistics_paper(staff, by=by, year=2020))
    assert office.post(reverse("reports:award_statistics_print", args=[by]) + "?year=2020").status_code == 302


def test_an_unknown_grouping_is_not_found_and_an_empty_year_says_so(staff: Actor):
    office = client_of(staff)
    assert office.get(reverse("reports:award_statistics", args=["other"])).status_code == 404
    assert office.post(reverse("reports:award_statistics_print", args=["other"])).status_code == 404
    assert "没有获奖和参评记录" in office.get(reverse("reports:award_statistics", args=["city"])).content.decode()
