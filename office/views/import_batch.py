"""Pages of imports: upload, columns, verdicts and questions, the import itself, its undoing, and the sheets back."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.domain.import_batch import (
    decide_rows,
    discard_batch,
    map_columns,
    receive_sheet,
    settle_run,
    start_check,
    start_run,
    start_undo,
)
from office.domain.import_kind import IMPORTERS, Importer
from office.domain.import_undo import count_effects
from office.enums import ImportOutcome, ImportState, ImportVerdict
from office.forms.import_batch import ColumnsForm, UploadForm
from office.listing import Column, Listing
from office.models import ImportBatch
from office.queries.audit import history_of
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.history import history_lines
from office.web.import_page import STATE_TONES, import_crumbs, importer_label, may_keep, page_context
from office.web.import_sheet import file_title, write_problems, write_template
from office.web.list_page import build_page
from office.web.page_data import ConfirmPage, Fact, FormPage, Link
from office.web.sheet import MEDIA_TYPE
from office.workflow import Refusal, list_words


def counted(batch: ImportBatch) -> str:
    """Return the counts of an import in words."""
    counts = batch.counts or {}
    words: Any = ImportOutcome if "outcomes" in counts else ImportVerdict
    found = counts.get("outcomes") or counts.get("verdicts") or {}
    return list_words(f"{label} {found[value]}" for value, label in words.choices if found.get(value))


IMPORTS = Listing(
    name="import",
    title=gettext_lazy("Imports"),
    rows=lambda actor: ImportBatch.objects.visible_to(actor).select_related("requested_by").defer("layout", "options"),
    columns=(
        Column("file_name", gettext_lazy("File name"), kind="link"),
        Column("kind", gettext_lazy("What is imported"), importer_label),
        Column("about", gettext_lazy("For")),
        Column("state", gettext_lazy("State"), "get_state_display", kind="state", sort="state"),
        Column("row_count", gettext_lazy("Number of rows"), kind="number", sort="row_count"),
        Column("counts", gettext_lazy("Result"), counted),
        Column("requested_by", gettext_lazy("Imported by"), "requested_by.display_name"),
        Column("created_at", gettext_lazy("Uploaded"), kind="date", sort="created_at"),
    ),
    order=("-created_at",),
    empty_text=gettext_lazy("No imports yet"),
    empty_hint=gettext_lazy("The button “Import” stands above the lists of what can be imported."),
    tone=lambda batch: {"ok": "success"}.get(STATE_TONES[batch.state], STATE_TONES[batch.state]),
)


@door("office.list_import")
def list_imports(request: HttpRequest) -> HttpResponse:
    """Show the imports, newest first."""
    return render(request, "ui/list.html", {"page": build_page(request, IMPORTS, crumbs=[Link(IMPORTS.title, "")])})


def get_importer(actor: Actor, kind: str) -> type[Importer]:
    """Return the importer of a kind that the actor may use; 404 for an unknown kind, 403 for somebody else."""
    importer = IMPORTERS.get(kind)
    if importer is None:
        raise Http404(kind)
    if not (may(actor, "office.change_import") and may(actor, importer.permission)):
        raise PermissionDenied(kind)
    return importer


def get_batch(request: HttpRequest, pk: int, *, keep: bool = True) -> ImportBatch:
    """Return an import that the actor may see, and with ``keep`` go on with."""
    actor = get_actor(request)
    batch = get_object_or_404(ImportBatch.objects.visible_to(actor).select_related("job", "requested_by"), pk=pk)
    if keep and not may_keep(actor, batch):
        raise PermissionDenied(batch.kind)
    return batch


@door()
def create(request: HttpRequest, kind: str) -> HttpResponse:
    """Send a sheet in."""
    actor = get_actor(request)
    importer = get_importer(actor, kind)
    form = UploadForm(request.POST or None, request.FILES or None, importer=importer, actor=actor)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = receive_sheet(
                upload.read(),
                name=upload.name,
                kind=kind,
                actor=actor,
                options=form.options,
                about=form.about,
                sheet=form.cleaned_data["sheet"].strip(),
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("office:import_columns", batch.pk)
    page = FormPage(
        title=_("Import: %(what)s") % {"what": importer.label},
        form=form,
        submit_label=_("Read the sheet"),
        cancel_url=reverse("office:import_list"),
        crumbs=[Link(*import_crumbs()), Link(importer.label, "")],
        intro=_("Nothing is written yet: you will see what each row would do, and may undo an import."),
        multipart=True,
    )
    context = {"page": page, "template_url": reverse("office:import_template", args=[kind]), "importer": importer}
    return render(request, "office/import_create.html", context, status=422 if form.errors else 200)


@door()
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """Give out the empty sheet of a kind."""
    importer = get_importer(get_actor(request), kind)
    return sheet_response(write_template(importer), _("%(what)s, template") % {"what": importer.label})


def sheet_response(content: bytes, title: str) -> HttpResponse:
    """Return an xlsx file as a download."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(title)}.xlsx"
    return response


@door()
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column is what, then have the rows checked."""
    actor = get_actor(request)
    batch = get_batch(request, pk)
    if batch.state not in {ImportState.MAPPING, ImportState.CHECKED}:
        return redirect(batch)
    form = ColumnsForm(request.POST or None, batch=batch, importer=IMPORTERS[batch.kind])
    if request.method == "POST" and form.is_valid():
        try:
            map_columns(batch, form.mapping, actor=actor)
            job = start_check(batch, actor=actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("office:job_detail", job.pk) if job else redirect(batch)
    twins = ImportBatch.objects.visible_to(actor).filter(sha256=batch.sha256, state=ImportState.DONE).exclude(pk=pk)
    context = {
        "batch": batch,
        "form": form,
        "importer_label": importer_label(batch),
        "required": [column.label for column in IMPORTERS[batch.kind].columns if column.required],
        "crumbs": [Link(*import_crumbs()), Link(batch, "")],
        "twin": twins.order_by("-pk").first(),
    }
    return render(request, "office/import_columns.html", context, status=422 if form.errors else 200)


@door()
def show_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what each row would do or did."""
    actor = get_actor(request)
    batch = get_batch(request, pk, keep=False)
    settle_run(batch, actor=actor)
    if batch.state == ImportState.MAPPING and may_keep(actor, batch):
        return redirect("office:import_columns", batch.pk)
    context = page_context(request, batch, actor=actor)
    context["crumbs"] = [Link(*import_crumbs()), Link(batch, "")]
    context["history"] = history_lines(history_of(batch))
    return render(request, "office/import_detail.html", context)


@require_POST
@door()
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in what was decided about open rows and check the sheet with it."""
    actor = get_actor(request)
    batch = get_batch(request, pk)
    decisions = {
        int(name.removeprefix("row_")): read_text(request, name)
        for name in request.POST
        if name.startswith("row_") and name.removeprefix("row_").isdecimal() and len(name) < 24
    }
    job = None
    if decide_rows(batch, decisions, actor=actor):
        job = start_check(batch, actor=actor)
        messages.success(request, _("The decisions are kept, and the rows are checked with them."))
    else:
        messages.info(request, _("Nothing was decided."))
    return redirect("office:job_detail", job.pk) if job else redirect(batch)


@require_POST
@door()
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the rows."""
    batch = get_batch(request, pk)
    job = start_run(batch, actor=get_actor(request))
    if job:
        return redirect("office:job_detail", job.pk)
    messages.success(request, _("Imported: %(counts)s.") % {"counts": counted(batch)})
    return redirect(batch)


@door()
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back after a last look."""
    batch = get_batch(request, pk)
    made = [f"{label} {number}" for label, number in count_effects(batch).items()]
    page = confirm_page(batch, _("Undo import: %(file)s") % {"file": batch}, _("Undo import"))
    page.tone, page.reason_required, page.reason = "danger", True, read_text(request, "reason")
    page.facts += [
        Fact(_("Records that go"), list_words(made) or _("None")),
        Fact(_("Records that become what they were"), (batch.counts or {}).get("outcomes", {}).get("updated", 0)),
    ]
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    if not page.reason:
        page.error = _("Give a reason for this act.")
        return render(request, "ui/confirm.html", {"page": page}, status=422)
    try:
        job = start_undo(batch, actor=get_actor(request), reason=page.reason)
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "ui/confirm.html", {"page": page}, status=409)
    if job:
        return redirect("office:job_detail", job.pk)
    messages.success(request, _("The import is undone; the records are as they were before it."))
    return redirect(batch)


@door()
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a sheet away that was not imported."""
    batch = get_batch(request, pk)
    page = confirm_page(batch, _("Discard: %(file)s") % {"file": batch}, _("Discard"))
    page.with_reason = False
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    discard_batch(batch, actor=get_actor(request))
    messages.success(request, _("The sheet is discarded; nothing was imported."))
    return redirect("office:import_list")


def confirm_page(batch: ImportBatch, title: str, label: str) -> ConfirmPage:
    """Return the last look before an act on an import."""
    return ConfirmPage(
        title=title,
        facts=[Fact(_("What is imported"), importer_label(batch)), Fact(_("Number of rows"), batch.row_count)],
        submit_label=label,
        cancel_url=batch.get_absolute_url(),
        crumbs=[Link(*import_crumbs()), Link(batch, batch.get_absolute_url()), Link(label, "")],
    )


@door()
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the rows with problems back as they came."""
    batch = get_batch(request, pk)
    return sheet_response(write_problems(batch), file_title(batch))
