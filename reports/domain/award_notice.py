"""The notice that publishes a call's final awards, as an official text with its list, printed in a job."""

from dataclasses import asdict
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.export import record_export
from office.domain.job import JobRun, handles, request_job
from office.models import Job
from office.workflow import refuse_unless
from reports.domain.printout import DAY, Printout
from reports.pdf.award_notice import PROGRAM, check_notice
from reports.queries.award_list import AwardTable, award_tables
from reviews.enums import AwardState, CallKind, CallState, NoticeState
from reviews.models import Award, Call
from reviews.queries.public_notice import standing_notice

PRINTOUT = Printout("reports.award_notice", "award-notices", 3 * DAY, PROGRAM, check_notice)


def notice_context(call: Call) -> dict[str, Any]:
    """Return the notice of a call's final awards as plain data; refused without a final award.

    Names and schools only. A call that is not decided yet gives a draft, which says so at its head.
    """
    tables = award_tables(call)
    refuse_unless(bool(tables), _("This call has no final award yet."))
    is_honor = call.kind == CallKind.HONOR
    subject = f"{call.title}{'结果' if is_honor else '获奖名单'}"
    return {
        "title": f"关于公布{subject}的通知",
        "addressees": "各有关单位",
        "paragraphs": [body_text(call, tables), closing_text(is_honor=is_honor)],
        "annex_title": f"{call.title}{'表彰名单' if is_honor else '获奖名单'}",
        "tables": [asdict(table) | {"is_names": table.is_names} for table in tables],
        "issuer": call.issuer_name,
        "date_text": day_text(day_of(call)),
        "state_label": "" if call.state == CallState.DECIDED else "（草稿）",
    }


def day_of(call: Call) -> Any:
    """Return the day that the notice bears: the last on which an award was given, of a draft today."""
    last = Award.objects.filter(prize__call=call, state=AwardState.FINAL).aggregate(day=Max("awarded_on"))["day"]
    return last if last and call.state == CallState.DECIDED else localdate()


def body_text(call: Call, tables: list[AwardTable]) -> str:
    """Return the paragraph that says on what basis, how, and how many."""
    basis = call.basis.strip().rstrip("。")
    counted = "、".join(f"{table.title}{table.counted}" for table in tables)
    notice = standing_notice(call)
    shown = ""
    if notice and notice.state == NoticeState.FINAL:
        assert notice.opens_on is not None
        assert notice.closes_on is not None
        shown = f"并于{day_text(notice.opens_on)}至{day_text(notice.closes_on)}公示，"
    begun = f"根据{basis}，" if basis else ""
    return (
        f"{begun}{call.issuer_name}组织开展了{call.title}。经评审，{shown}共评出{counted}。"
        "现将结果予以公布（名单见附件）。"
    )


def closing_text(*, is_honor: bool) -> str:
    """Return the closing paragraph."""
    who = "受到表彰的单位和个人" if is_honor else "获奖单位和个人"
    return f"希望{who}珍惜荣誉，再接再厉；各有关单位要认真总结经验，不断提高工作水平。"


def day_text(day: Any) -> str:
    """Return a day as texts write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def request_notice(call: Call, *, actor: Actor) -> Job:
    """Ask for the PDF of a call's award notice."""
    context = notice_context(call)
    rows = sum(len(table["rows"]) for table in context["tables"])
    record_export(context["title"], rows=rows, form="PDF", filters={}, actor=actor)
    return request_job(PRINTOUT.kind, actor=actor, title=context["title"], arguments={"call": call.pk})


@handles(PRINTOUT.kind)
def print_by_job(run: JobRun) -> dict[str, Any]:
    """Print the notice as the records stand now; a repeat writes the same file again."""
    run.report("collect", 5)
    context = notice_context(Call.objects.select_related("body").get(pk=run.job.arguments["call"]))
    printed = PRINTOUT.write(run, context)
    return {"url": reverse("reports:award_notice_file", args=[run.job.pk]), "pages": printed.pages}
