"""Papers of results: score sheets with names or codes alone, result lists, award lists, statistics; PDF and Excel."""

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from office.actor import Actor
from office.domain.job import run_job
from office.models import AuditEntry
from office.workflow import Refusal
from reports.domain.result_paper import PRINTOUT, paper_of, request_paper
from reports.pdf.document import DocumentError
from reports.pdf.result_papers import check_paper, section
from reports.pdf.titles import break_title
from reviews.domain.ranking import compute_ranking
from reviews.enums import CallState, ParticipantRole, PrizeKind, RoundState, SheetState
from reviews.models import RoundEntry, ScoreSheet, Submission
from tests.actors import client_of, make_actor
from tests.factories.reviews import AwardFactory, CallFactory, ParticipantFactory, PrizeFactory, SubmissionFactory
from tests.reviews.judged import judged_round


@pytest.mark.pure
@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于公布获奖名单的通知", ["关于公布获奖名单的通知"]),
        (
            "关于公布第二届安徽省高职高专“BIM应用”技能大赛获奖名单的通知",
            ["关于公布第二届安徽省高职高专", "“BIM应用”技能大赛获奖名单的通知"],
        ),
        ("关于公布首届“江淮名匠”征集评选结果的通知", ["关于公布首届“江淮名匠”", "征集评选结果的通知"]),
    ],
)
def test_titles_break_where_words_end(title: str, lines: list[str]):
    assert break_title(title, 19.5) == lines
    assert "".join(break_title("很" * 61, 19.5)) == "很" * 61


@pytest.mark.pure
def test_an_incomplete_paper_is_refused():
    with pytest.raises(DocumentError):
        section("", [], [], colour="red")
    with pytest.raises(DocumentError):
        check_paper({"sections": []})


def judged(**values: Any) -> Any:
    """A closed round of three entries with two reviewers; the codes are drawn."""
    round_ = judged_round([["85", "85.25"], ["90", "91"], ["90", "91"]], readers=2, **values)
    for place, entry in enumerate(RoundEntry.objects.filter(round=round_).order_by("-pk"), start=1):
        RoundEntry.objects.filter(pk=entry.pk).update(code=f"AAA33{place}")
    for row in Submission.objects.filter(call=round_.call):
        Submission.objects.filter(pk=row.pk).update(title=f"秘密作品{row.number}")
    return round_


def text_of(file: Path) -> str:
    out = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return re.sub(r"[ \u3000]", "", out)


@pytest.mark.django_db
def test_sheets_with_names_and_with_codes_alone(staff: Actor):
    round_ = judged()
    named = paper_of({"paper": "scores_reviewer", "key": round_.pk}, actor=staff)
    assert len(named["sections"]) == 2
    assert [row[1] for row in named["sections"][0]["rows"]] == ["AAA333", "AAA332", "AAA331"], "by number"
    assert named["sections"][0]["signatures"]
    entries = paper_of({"paper": "scores_entry", "key": round_.pk}, actor=staff)
    assert entries["sections"][0]["title"] == "N-001　秘密作品N-001"
    assert entries["sections"][0]["rows"][-1][-1] == "85.13", "the mean of 85 and 85.25, half up"
    people = {sheet.assignment.member.expert.person.name for sheet in ScoreSheet.objects.all()}
    schools = {row.organization.name for row in Submission.objects.all() if row.organization}
    for paper in ("scores_reviewer_codes", "scores_entry_codes"):
        text = str(paper_of({"paper": paper, "key": round_.pk}, actor=staff))
        assert "评委1" in text
        assert "AAA331" in text
        assert not [word for word in {*people, *schools, "秘密作品", "N-00"} if word in text]
    ScoreSheet.objects.filter(total=91).update(state=SheetState.RETURNED)
    left = paper_of({"paper": "scores_reviewer", "key": round_.pk}, actor=staff)
    assert sum(len(part["rows"]) for part in left["sections"]) == 4, "only what counts"


@pytest.mark.django_db
def test_reviewers_are_named_for_the_secretariat_alone(staff: Actor):
    round_ = judged()
    url = reverse("reports:round_papers", args=[round_.pk])
    auditor = make_actor("auditor")
    assert "scores_entry_codes" in client_of(auditor).get(url).content.decode()
    assert 'value="scores_entry"' not in client_of(auditor).get(url).content.decode()
    assert client_of(auditor).post(url, {"paper": "scores_entry", "file_format": "pdf"}).status_code == 422
    with pytest.raises(Refusal):
        paper_of({"paper": "scores_entry", "key": round_.pk}, actor=auditor)
    sheet = reverse("reports:score_sheets", args=[round_.pk])
    sheets = ScoreSheet.objects.values_list("assignment__member__expert__person__name", flat=True)
    name = sheets[0]
    for actor, query, is_named in ((staff, "", True), (staff, "?names=codes", False), (auditor, "", False)):
        rows = CalamineWorkbook.from_filelike(io.BytesIO(client_of(actor).get(sheet + query).content))
        assert (name in str(rows.get_sheet_by_index(0).to_python())) is is_named
    RoundEntry.objects.update(code="")
    with pytest.raises(Refusal):
        paper_of({"paper": "scores_entry_codes", "key": round_.pk}, actor=staff)


@pytest.mark.django_db
def test_results_show_ranks_prizes_and_what_is_not_adopted(staff: Actor):
    round_ = judged(places=2, state=RoundState.CLOSED)
    with pytest.raises(Refusal):
        paper_of({"paper": "results", "key": round_.pk}, actor=staff)
    compute_ranking(round_, actor=staff)
    first = Submission.objects.get(number="N-002")
    prize = PrizeFactory(call=round_.call, kind=PrizeKind.TEAM, name="一等奖")
    AwardFactory(prize=prize, submission=first, state="proposed")
    (part,) = paper_of({"paper": "results", "key": round_.pk}, actor=staff)["sections"]
    assert [row[0] for row in part["rows"]] == ["1", "1", "3"]
    assert part["rows"][0][1:] == ["N-002", "秘密作品N-002", str(first.organization), "90.50", "拟团队奖一等奖"]
    assert "尚未采用，仅供核对" in part["facts"]
    office = client_of(staff)
    url = reverse("reports:round_papers", args=[round_.pk])
    answer = office.post(url, {"paper": "results", "file_format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0][:4] == ["名次", "编号", "名称", "单位"]
    assert [row[4] for row in rows[1:]] == [90.5, 90.5, 85.13]
    assert AuditEntry.objects.filter(action="export").exists()
    assert office.post(url, {"paper": "scores_entry", "file_format": "xlsx"})["Location"].endswith("export.xlsx")


def awarded() -> Any:
    """A decided call with a team prize and a prize for advisers of whom only names are known."""
    call = CallFactory(state=CallState.DECIDED, title="示例大赛")
    team = SubmissionFactory(call=call, title="智慧校园")
    for name, role in (("张三", ParticipantRole.CONTESTANT), ("李四光", ParticipantRole.CONTESTANT)):
        ParticipantFactory(submission=team, name=name, role=role)
    ParticipantFactory(submission=team, name="赵老师", role=ParticipantRole.ADVISER)
    AwardFactory(
        prize=PrizeFactory(call=call, kind=PrizeKind.TEAM, name="一等奖"), submission=team, recipient_name="智慧校园"
    )
    honor = PrizeFactory(call=call, kind=PrizeKind.HONOR, name="先进个人", measure="人")
    for name in ("王五", "钱六", "孙七", "周八", "吴九"):
        AwardFactory(prize=honor, submission=SubmissionFactory(call=call, organization=None), recipient_name=name)
    papers, school = PrizeFactory(call=call, kind=PrizeKind.PAPER, name="优秀论文", measure="篇"), team.organization
    for place in range(45):
        submission = SubmissionFactory(call=call, organization=school)
        AwardFactory(prize=papers, submission=submission, recipient_name=f"作者{place}")
    return call


@pytest.mark.pdf
@pytest.mark.django_db
def test_the_award_list_is_printed_with_columns_only_where_one_is_filled(staff: Actor, settings: Any, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    call = awarded()
    given = {"paper": "awards", "key": call.pk}
    team, papers, honor = paper_of(given, actor=staff)["sections"]
    assert papers["heads"] == ["序号", "作者", "作品名称", "单位"]
    assert team["heads"] == ["序号", "名称", "单位", "参赛人员", "指导教师"]
    assert team["rows"][0][3:] == ["张三、李四光", "赵老师"]
    assert (honor["heads"], honor["is_names"], honor["title"]) == (["序号", "名称（姓名）"], True, "先进个人（5人）")
    job = request_paper(given, actor=staff)
    assert run_job(str(job.pk)) == "done"
    job.refresh_from_db()
    text = text_of(PRINTOUT.file_of(job))
    for word in (
        "获奖名单",
        "示例大赛",
        "智慧校园",
        "张三、李四光",
        "赵老师",
        "吴九",
        "第1页，共2页",
        "第2页，共2页",
        "打印",
    ):
        assert word in text
    assert text.count("作者作品名称") == 2, "the head is repeated on the next page"
    assert job.result["missing"] == ""
    office = client_of(staff)
    assert office.get(job.result["url"]).getvalue().startswith(b"%PDF")
    assert client_of(make_actor("secretariat")).get(job.result["url"]).status_code == 404
    page = reverse("reports:call_award_paper", args=[call.pk])
    answer = office.post(page, {"paper": "awards", "file_format": "xlsx"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 52
    assert office.post(page, {"paper": "results", "file_format": "pdf"}).status_code == 422
    assert office.post(reverse("reports:call_award_paper", args=[CallFactory().pk]), answer.request).status_code == 422
