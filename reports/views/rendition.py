"""Pages of renditions: ask for one, read it, open its figures as they were printed."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.listing import COUNT_CAP
from office.web.access import door, get_actor, require
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel
from reports.domain.rendition import request_rendition
from reports.enums import FileFormat, RenditionState
from reports.kinds.missing_glyph import missing_glyphs
from reports.kinds.printed_figure import PrintedFigure, printed_figure
from reports.models import Rendition, Report

CONTENT_TYPES = {
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
ICONS = {FileFormat.PDF: "file-earmark-pdf", FileFormat.DOCX: "file-earmark-word"}
TONES = {RenditionState.READY: "ok", RenditionState.SUPERSEDED: "warn", RenditionState.WAITING: "info"}


@require_POST
@door()
def request_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a report's file, ``?format=docx`` for Word; the job's page follows its progress."""
    actor = get_actor(request)
    report = get_object_or_404(Report.objects.visible_to(actor).select_related("body"), pk=pk)
    require(actor, "reports.render_report", report)
    file_format = request.GET.get("format", FileFormat.PDF)
    if file_format not in FileFormat.values:
        raise Http404(file_format)
    job = request_rendition(report, file_format=file_format, actor=actor)
    return redirect("office:job_detail", pk=job.pk)


def get_rendition(request: HttpRequest, pk: int) -> Rendition:
    """Return a rendition that the actor may read, else 404."""
    rows = Rendition.objects.visible_to(get_actor(request)).select_related("report", "report__body")
    return get_object_or_404(rows, pk=pk)


@door()
def show_rendition(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a printed form of a report: the file, and every figure in it with its rows."""
    rendition = get_rendition(request, pk)
    report = rendition.report
    page = DetailPage(
        title=_("%(report)s, printed") % {"report": report},
        crumbs=[Link(str(report), report.get_absolute_url()), Link(_("Printed form"), "")],
        subtitle=_("What stands in the file stays as it was printed, whatever changes in the records later."),
    )
    is_pdf = rendition.format == FileFormat.PDF
    if rendition.file:
        label = _("Open the PDF") if is_pdf else _("Download the Word file")
        url = reverse("reports:rendition_file", args=[pk])
        page.primary = Link(label, url, icon=ICONS[FileFormat(rendition.format)])
    facts = [
        Fact(_("File format"), rendition.get_format_display()),
        Fact(_("State"), rendition.get_state_display(), tone=TONES[RenditionState(rendition.state)]),
        Fact(_("Rendered"), rendition.rendered_at),
        Fact(_("Number of pages") if is_pdf else _("Number of pages, as in the PDF"), rendition.pages),
        Fact(_("Version"), rendition.version or _("Draft")),
        Fact(_("Fingerprint"), rendition.fingerprint[:16]),
        Fact("SHA-256", rendition.sha256),
    ]
    page.panels = [FactsPanel(facts), figures_panel(rendition)]
    if rendition.missing_glyphs:
        page.panels.insert(0, glyphs_panel(rendition))
    return render(request, "ui/detail.html", {"page": page})


def glyphs_panel(rendition: Rendition) -> TablePanel:
    """Return the characters that print as an empty box because no font has them, and where they stand."""
    rows = [
        [Cell(entry.character, tone="warn"), Cell(entry.code), Cell(entry.place), Cell(entry.count, "number")]
        for entry in missing_glyphs(rendition)
    ]
    heads = [_("Character"), _("Code point"), _("First place"), _("Times")]
    title = _("Characters that no font has: they print as empty boxes")
    return TablePanel(title, heads, rows[:COUNT_CAP], empty_text="")


def figures_panel(rendition: Rendition) -> TablePanel:
    """Return the printed figures, each with the way to its rows."""
    rows = [
        [
            Cell(entry["label"], "link", url=reverse("reports:rendition_figure", args=[rendition.pk, name])),
            Cell(entry["text"], "number"),
            Cell(entry["stated"], tone="warn" if entry["differs"] else ""),
            Cell(len(entry["row_ids"]) or "", "number"),
        ]
        for name, entry in rendition.figures.items()
    ]
    heads = [_("Figure"), _("As printed"), _("Stated"), _("Rows")]
    return TablePanel(
        _("Figures in this document"), heads, rows[:COUNT_CAP], empty_text=_("No figures in this document")
    )


@door()
def open_file(request: HttpRequest, pk: int) -> FileResponse:
    """Serve the file to whoever may read the report."""
    rendition = get_rendition(request, pk)
    if not rendition.file:
        raise Http404
    name = f"{rendition.report}{'' if rendition.report_state == 'published' else '（草稿）'}.{rendition.format}"
    return FileResponse(
        rendition.file.open("rb"),
        filename=name,
        content_type=CONTENT_TYPES[FileFormat(rendition.format)],
        as_attachment=rendition.format != FileFormat.PDF,
    )


@door()
def show_figure(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Open one printed figure: its rows by the names they had, and what has changed since."""
    rendition = get_rendition(request, pk)
    figure = printed_figure(rendition, name, get_actor(request))
    if figure is None:
        raise Http404(name)
    page = DetailPage(
        title=f"{figure.entry['label']}：{figure.entry['text']}",
        crumbs=[
            Link(str(rendition.report), rendition.report.get_absolute_url()),
            Link(_("Printed form"), rendition.get_absolute_url()),
            Link(figure.entry["label"], ""),
        ],
        subtitle=_("As printed on %(day)s") % {"day": f"{rendition.requested_at:%Y-%m-%d}"},
    )
    page.panels = [FactsPanel(figure_facts(figure)), rows_panel(figure)]
    return render(request, "ui/detail.html", {"page": page})


def figure_facts(figure: PrintedFigure) -> list[Fact]:
    """Return what was printed and what the records say now."""
    entry = figure.entry
    facts = [
        Fact(_("As printed"), entry["text"]),
        Fact(_("Stated"), entry["stated"], tone="warn" if entry["differs"] else ""),
        Fact(_("Source"), entry["stated_source"]),
        Fact(_("Scope"), entry["scope"]),
        Fact(_("Period"), entry["period"]),
        Fact(_("The records now say"), figure.text_now or _("Nothing any more")),
    ]
    if figure.added:
        facts.append(Fact(_("Added since"), "、".join(figure.added[:20])))
    if figure.removed:
        facts.append(Fact(_("No longer counted"), figure.removed, tone="warn"))
    return [fact for fact in facts if fact.value not in (None, "")]


def rows_panel(figure: PrintedFigure) -> TablePanel:
    """Return the printed rows: name then, name now where it differs, and what became of it."""
    rows = [
        [
            Cell(row.label, "link" if row.url else "text", url=row.url),
            Cell(row.label_now if row.label_now != row.label else ""),
            Cell(row.note, tone="warn" if row.note else ""),
        ]
        for row in figure.rows
    ]
    title = _("Rows behind the figure: %(seen)s of %(total)s") % {"seen": len(rows), "total": figure.total}
    return TablePanel(title, [_("As printed"), _("Name now"), _("Since then")], rows, empty_text=_("No rows to open"))
