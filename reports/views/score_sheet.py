"""The score sheets of a round for Excel and WPS."""

import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from openpyxl import Workbook

from office.domain.export import record_export
from office.rules import may
from office.web.access import door, get_actor
from office.web.sheet import MEDIA_TYPE, head_cell, value_cell
from reports.queries.score_sheet import tabulate_sheets
from reviews.models import Round


@door("reports.export_score_sheets")
def export_sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the sheets of a round that count with every criterion's points.

    Entries and reviewers are named for the secretariat, unless it asks for codes alone (``?names=codes``); others who
    read all get review codes and numbers.
    """
    actor = get_actor(request)
    round_ = get_object_or_404(Round.objects.visible_to(actor).select_related("call"), pk=pk)
    named = may(actor, "reports.name_reviewers") and request.GET.get("names") != "codes"
    table = tabulate_sheets(round_, named=named)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=str(_("Score sheets"))[:31])
    sheet.freeze_panes = "C2"
    entry = [_("Number"), _("Review code"), _("Title"), _("Organization")] if named else [_("Review code")]
    if named:
        sheet.column_dimensions["C"].width = 30
    heads = [*entry, _("Track"), _("Reviewer"), *table.criteria]
    sheet.append([head_cell(sheet, str(head)) for head in [*heads, _("Total"), _("Comment"), _("Submitted")]])
    for row in table.rows:
        sheet.append([value_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    title = f"{round_.call.title} {round_.name}"
    filters = {} if named else {"names": "codes"}
    record_export(
        f"{_('Score sheets')}: {title}"[:200], rows=len(table.rows), form="xlsx", filters=filters, actor=actor
    )
    response = HttpResponse(stream.getvalue(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="score-sheets-{round_.pk}.xlsx"'
    return response
