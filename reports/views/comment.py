"""Write and settle comments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.web.access import door, get_actor, require
from office.workflow import Refusal
from reports.domain.comment import settle_comment, write_comment
from reports.forms.comment import CommentForm
from reports.queries.comment import visible_comments
from reports.queries.report import reports_to_show
from reports.views.section import find_section
from reports.web.report_page import build_report_page


@require_POST
@door()
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a comment on a paragraph or on a whole section; refused words stay in the form."""
    actor = get_actor(request)
    section = find_section(actor, pk)
    require(actor, "reports.comment_report", section.report)
    form = CommentForm(request.POST)
    if form.is_valid():
        block_id = form.cleaned_data["block"]
        try:
            write_comment(section, actor=actor, text=form.cleaned_data["text"], block_id=block_id)
            return redirect(
                f"{section.report.get_absolute_url()}#{f'block-{block_id}' if block_id else f'section-{pk}'}"
            )
        except Refusal as refusal:
            form.add_error("text", str(refusal))
    report = get_object_or_404(reports_to_show(actor), pk=section.report_id)
    page = build_report_page(report, actor)
    standing = {block["id"] for block in section.blocks}
    block_id = form.data.get("block", "")
    page.commenting = f"{pk}:{block_id if block_id in standing else ''}"
    page.comment_form = form
    return render(request, "reports/report_detail.html", {"page": page}, status=422)


@require_POST
@door()
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a comment as dealt with."""
    actor = get_actor(request)
    comment = get_object_or_404(visible_comments(actor), pk=pk)
    require(actor, "reports.comment_report", comment.section.report)
    settle_comment(comment, actor=actor)
    messages.success(request, _("The comment is settled; it stays readable beside its paragraph."))
    return redirect(comment.section)
