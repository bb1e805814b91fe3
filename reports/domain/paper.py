"""Print short office papers by a job: letters of appointment, payment lists of expert fees."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.export import record_export
from office.domain.job import JobRun, handles, request_job
from office.models import Job
from reports.domain.printout import DAY, Printout
from reports.pdf.certificates import inner_quotes
from reports.pdf.paper_child import PROGRAM
from reports.pdf.papers import check_paper, space_name
from reviews.domain.panel import number_letter
from reviews.methods.capital import capital_amount
from reviews.models import FeeList, PanelMember
from reviews.queries.fee import total_of

LETTER, FEES = "letter", "fees"
# Names and masked numbers of persons: the file goes after a day, and is printed again when it is wanted.
PRINTOUT = Printout("reports.paper", "papers", DAY, PROGRAM, check_paper)
# What the papers say: Chinese documents, not translations.
LETTER_TEXT = (
    "兹聘请您担任“{call}”评审专家{track}。"
    "请坚持公平、公正、科学的原则，严格遵守评审纪律、回避规定和保密要求，独立完成评审工作。"
)
FEE_HEADS = ("序号", "姓名", "工作单位", "证件号码", "开户银行", "银行账号", "评审件数", "金额（元）", "签收")


def request_letter(member: PanelMember, *, actor: Actor) -> Job:
    """Number the letter of appointment of an accepted member, once, and ask for its file."""
    number_letter(member, actor=actor)
    title = _("Letter of appointment: %(member)s") % {"member": member}
    return request_job(PRINTOUT.kind, actor=actor, title=title, arguments={"paper": LETTER, "key": member.pk})


def request_fees(fee_list: FeeList, *, actor: Actor) -> Job:
    """Ask for the payment list of a round's fees; the export is logged."""
    title = _("Payment list: %(list)s") % {"list": fee_list}
    filters = {"round": str(fee_list)}
    record_export(_("Expert fees"), rows=fee_list.lines.count(), form="pdf", filters=filters, actor=actor)
    return request_job(PRINTOUT.kind, actor=actor, title=title, arguments={"paper": FEES, "key": fee_list.pk})


def letter_context(member: PanelMember) -> dict[str, Any]:
    """Return what a letter of appointment says."""
    call, day = member.panel.call, member.letter_on
    assert day is not None
    track = f"（{member.track.name}）" if member.track else ""
    return {
        "paper": LETTER,
        "title": f"聘书 {member.letter_number}",
        "holder": f"{space_name(member.expert.person.name)}{member.expert.title or '老师'}",
        "text": LETTER_TEXT.format(call=inner_quotes(call.title), track=track),
        "issuer": call.body.name,
        "date_text": f"{day.year}年{day.month}月{day.day}日",
        "number": member.letter_number,
    }


def fees_context(fee_list: FeeList, *, printed: str) -> dict[str, Any]:
    """Return what a payment list says: masked numbers, totals in figures and in capitals."""
    total = total_of(fee_list)
    lines = fee_list.lines.order_by("pk")
    rates = f"标准：每件{fee_list.per_entry}元，每人固定{fee_list.fixed}元"
    paid = f"{fee_list.paid_on:%Y-%m-%d}" if fee_list.paid_on else ""
    return {
        "paper": FEES,
        "title": f"评审费发放表 {fee_list}",
        "subtitle": f"{fee_list.round.call.title}　{fee_list.round.name}",
        "rates": f"{rates}　依据：{fee_list.basis}" if fee_list.basis else rates,
        "heads": list(FEE_HEADS),
        "rows": [
            [
                str(number),
                space_name(line.name),
                line.organization_name,
                line.id_shown,
                line.bank,
                line.card_shown,
                str(line.entries),
                f"{line.amount:,.2f}",
                "",
            ]
            for number, line in enumerate(lines, start=1)
        ],
        "total": f"{total:,.2f}",
        "capitals": capital_amount(total),
        "signatures": [
            f"制表：{fee_list.checked_by or ''}",
            f"审批：{fee_list.approved_by or ''}",
            f"发放日期：{paid}",
        ],
        "printed": printed,
    }


def context_of(run: JobRun) -> dict[str, Any]:
    """Return the context of the paper that a job was asked for."""
    given = run.job.arguments
    if given["paper"] == LETTER:
        rows = PanelMember.objects.select_related("panel__call__body", "expert__person", "track")
        return letter_context(rows.get(pk=given["key"]))
    lists = FeeList.objects.select_related("round__call", "checked_by", "approved_by")
    printed = f"{run.job.requested_by or ''}　{timezone.localtime():%Y-%m-%d %H:%M}打印　状态：{{state}}"
    fee_list = lists.get(pk=given["key"])
    return fees_context(fee_list, printed=printed.format(state=fee_list.get_state_display()))


@handles(PRINTOUT.kind)
def print_by_job(run: JobRun) -> dict[str, Any]:
    """Print a paper; a repeat after a kill writes the same file again."""
    run.report("collect", 5)
    context = context_of(run)

    printed = PRINTOUT.write(run, context)
    return {"url": reverse("reports:paper_file", args=[run.job.pk]), "pages": printed.pages}
