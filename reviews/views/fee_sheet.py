"""The payment list of expert fees (评审费发放表) for Excel and WPS: a Chinese document, untranslated."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from office.web.sheet import head_cell, value_cell
from reviews.methods.capital import capital_amount
from reviews.models import FeeList
from reviews.queries.fee import total_of

HEADS = ("序号", "姓名", "工作单位", "证件号码", "开户银行", "银行账号", "评审件数", "金额（元）", "签收")
WIDTHS = (6, 12, 32, 24, 28, 16, 10, 14, 16)


def write_fee_sheet(fee_list: FeeList) -> bytes:
    """Return the xlsx file of a list: its lines, the total in figures and in capitals, and who signed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title="评审费发放表")
    for number, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[number]].width = width
    sheet.append([head_cell(sheet, "评审费发放表")])
    sheet.append([value_cell(sheet, f"评审项目：{fee_list.round.call.title}　轮次：{fee_list.round.name}")])
    sheet.append([value_cell(sheet, rates_text(fee_list))])
    sheet.append([head_cell(sheet, text) for text in HEADS])
    for number, line in enumerate(fee_list.lines.order_by("pk"), start=1):
        shown = (line.name, line.organization_name, line.id_shown, line.bank, line.card_shown)
        cells = [value_cell(sheet, value) for value in (number, *shown, line.entries)]
        sheet.append([*cells, money_cell(sheet, line.amount), value_cell(sheet, "")])
    total = total_of(fee_list)
    blank = [value_cell(sheet, "") for _place in range(6)]
    sheet.append([value_cell(sheet, "合计"), *blank, money_cell(sheet, total)])
    sheet.append([value_cell(sheet, f"合计（大写）：{capital_amount(total)}")])
    sheet.append([value_cell(sheet, signatures_text(fee_list))])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def money_cell(sheet: Any, amount: Any) -> Any:
    """Return a cell of yuan with two places."""
    cell = WriteOnlyCell(sheet, value=amount)
    cell.number_format = "#,##0.00"
    return cell


def rates_text(fee_list: FeeList) -> str:
    """Return by what the fees are computed."""
    parts = [f"每件{fee_list.per_entry}元"] if fee_list.per_entry else []
    parts += [f"每人固定{fee_list.fixed}元"] if fee_list.fixed else []
    text = f"标准：{'，'.join(parts) or '无'}"
    return f"{text}　依据：{fee_list.basis}" if fee_list.basis else text


def signatures_text(fee_list: FeeList) -> str:
    """Return who made and approved the list; empty places are signed by hand."""
    paid = f"{fee_list.paid_on:%Y-%m-%d}" if fee_list.paid_on else ""
    return f"制表：{fee_list.checked_by or ''}　　审批：{fee_list.approved_by or ''}　　发放日期：{paid}"
