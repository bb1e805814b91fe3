"""Pages of the audit trail: search, one entry, export with a purpose."""

from contextlib import suppress
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.domain.audit_export import EXPORT_LIMIT, export_trail
from office.enums import AuditFault, JobState
from office.listing import COUNT_CAP, Selection
from office.models import AuditEntry
from office.queries.audit_check import last_check
from office.queries.seal import newest_seal, seal_of, seal_text
from office.rules import may
from office.web.access import door, get_actor, read_text
from office.web.act_words import act_words, actor_words
from office.web.audit_list import AUDIT, kind_words, role_words, visible_entries
from office.web.audit_sheet import watermark, write_audit_sheet
from office.web.change_words import changes_of
from office.web.keyset import keyset_page
from office.web.list_page import active_chips, chosen_columns, head
from office.web.page_data import Cell, ConfirmPage, DetailPage, Fact, FactsPanel, Link, ListingPage, TablePanel
from office.web.rows import render_rows
from office.web.sheet import MEDIA_TYPE
from office.workflow import Refusal

FAULTS_SHOWN = 20


@door("office.list_audit")
def list_entries(request: HttpRequest) -> HttpResponse:
    """Show the search over the trail, newest first, with the result of the last check above it."""
    actor = get_actor(request)
    selection = AUDIT.select(actor, request.GET)
    columns = chosen_columns(request, AUDIT)
    shown, pager = keyset_page(request, selection.rows)
    filters, total = filters_in_force(selection), selection.count()
    page = ListingPage(
        title=AUDIT.title,
        count_text=f"{COUNT_CAP}+" if total > COUNT_CAP else str(total),
        heads=[head(request, column, "") for column in columns],
        rows_html=render_rows(AUDIT, columns, shown, linked=True),
        has_rows=bool(shown),
        crumbs=[Link(AUDIT.title, "")],
        filter_form=selection.filters.form if selection.filters else None,
        chips=active_chips(request, selection),
        column_choices=[
            {"name": column.name, "label": column.label, "chosen": column in columns} for column in AUDIT.columns
        ],
        pager=pager,
        filter_open=True,
        empty_text=AUDIT.empty_text,
        empty_hint=AUDIT.empty_hint,
    )
    if may(actor, "office.export_audit") and shown:
        query = request.GET.copy()
        for name in [name for name in query if name not in filters]:
            query.pop(name)
        page.links = [Link(_("Export"), f"{reverse('office:audit_export')}?{query.urlencode()}", icon="download")]
    return render(request, "office/audit_list.html", {"page": page, "check": check_state()})


def check_state() -> dict[str, Any]:
    """Return how the trail stands: the last check and the head of the chain, in words."""
    job, seal = last_check(), newest_seal()
    result = job.result if job and job.state == JobState.DONE else {}
    return {
        "job_url": job.get_absolute_url() if job else "",
        "when": job.ended_at if job else None,
        "failed": bool(job) and not result,
        "entries": result.get("entries", 0),
        "faults": result.get("faults", 0),
        "found": [
            {**fault, "label": AuditFault(fault["kind"]).label} for fault in result.get("found", [])[:FAULTS_SHOWN]
        ],
        "head": seal_text(seal),
        "sealed_at": seal.made_at if seal else None,
    }


@door("office.list_audit")
def show_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one entry: who, when, why, and each changed field before and after."""
    entry: AuditEntry = get_object_or_404(visible_entries(get_actor(request)), pk=pk)
    kept = seal_of(entry.pk)
    batch_url = f"{reverse('office:audit_list')}?batch={entry.batch}" if entry.batch else ""
    if kept:
        seal = _("No. %(number)s, %(when)s") % {
            "number": kept.seal_id,
            "when": f"{localtime(kept.seal.made_at):%Y-%m-%d %H:%M}",
        }
    else:
        seal = _("Within a minute")
    facts = [
        Fact(_("When"), f"{localtime(entry.at):%Y-%m-%d %H:%M:%S}"),
        Fact(_("Person"), actor_words(entry)),
        Fact(_("Role"), role_words(entry)),
        Fact(_("On behalf of"), entry.scope),
        Fact(_("Kind of object"), kind_words(entry)),
        Fact(_("Object"), entry.object_text, url=object_url(entry)),
        Fact(_("Reason"), entry.reason),
        Fact(_("Network address"), entry.address),
        Fact(_("Batch"), _("All entries of this batch") if batch_url else "", url=batch_url),
        Fact(_("Sealed"), seal),
    ]
    page = DetailPage(
        title=_("%(label)s: %(value)s") % {"label": act_words(entry.action), "value": entry.object_text},
        crumbs=[Link(AUDIT.title, reverse("office:audit_list")), Link(_("No. %(number)s") % {"number": pk}, "")],
        subtitle=_("Entries of the trail are never changed or removed."),
        panels=[FactsPanel([fact for fact in facts if fact.value]), changes_panel(entry)],
    )
    return render(request, "ui/detail.html", {"page": page, "object": entry})


def changes_panel(entry: AuditEntry) -> TablePanel:
    """Return the fields of an entry before and after, masked ones marked as such."""
    rows = []
    for change in changes_of([entry])[0]:
        label = _("%(label)s (masked)") % {"label": change.label} if change.masked else change.label
        rows.append([Cell(label), Cell(change.before or "—"), Cell(change.after or "—")])
    heads = [_("Field"), _("Before"), _("After")]
    return TablePanel(_("Changes"), heads, rows, empty_text=_("This act changed no field."))


def object_url(entry: AuditEntry) -> str:
    """Return where the object's page is, "" where its kind has none; whether it opens is that page's matter."""
    kind = entry.content_type
    if kind is not None and entry.object_id.isdigit():
        names = [f"{kind.app_label}:{kind.model}_detail", f"association:{kind.model}_detail"]
        for name in names if kind.app_label == "office" else names[:1]:
            with suppress(NoReverseMatch):
                return reverse(name, args=[int(entry.object_id)])
    return ""


def filters_in_force(selection: Selection) -> dict[str, str]:
    """Return the filters that hold, by their names, as they were asked for."""
    filters = selection.filters
    if filters is None:
        return {}
    return {name: filters.data[name] for name in filters.filters if filters.data.get(name)}


@door("office.export_audit")
def export(request: HttpRequest) -> HttpResponse:
    """Ask what the export is for, then give out the sheet; the trail keeps both."""
    actor = get_actor(request)
    selection = AUDIT.select(actor, request.GET)
    count = min(selection.rows.order_by()[: EXPORT_LIMIT + 1].count(), EXPORT_LIMIT + 1)
    chips = [chip["label"] for chip in active_chips(request, selection)]
    page = ConfirmPage(
        title=_("Export the audit trail"),
        facts=[
            Fact(_("Number of entries"), count if count <= EXPORT_LIMIT else f"{EXPORT_LIMIT}+"),
            Fact(_("Filters in force"), "；".join(chips) or _("None: the whole trail")),
            Fact(_("Mark on the sheet"), watermark(actor, "……")),
        ],
        submit_label=_("Export to Excel"),
        cancel_url=f"{reverse('office:audit_list')}?{request.GET.urlencode()}",
        crumbs=[Link(AUDIT.title, reverse("office:audit_list")), Link(_("Export"), "")],
        reason_required=True,
        reason=read_text(request, "reason")[:500],
    )
    if request.method != "POST":
        return render(request, "office/audit_export.html", {"page": page})
    try:
        export_trail(selection.rows, actor=actor, purpose=page.reason, filters=selection.filters_in_words())
    except Refusal as refusal:
        page.error = str(refusal)
        return render(request, "office/audit_export.html", {"page": page}, status=422)
    content = write_audit_sheet(selection, actor=actor, purpose=page.reason, limit=EXPORT_LIMIT)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{AUDIT.title}.xlsx')}"
    return response
