"""List, export and suggestions of a noun."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.export import record_export
from office.forms.picker import clear_names
from office.listing import COUNT_CAP, PAGE_SIZE, Column, Listing, Selection
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.noun import Noun
from office.web.page_data import Link, ListingPage
from office.web.rows import render_rows
from office.web.sheet import MEDIA_TYPE, write_sheet

OPTION_COUNT = 12
# Nobody prints more; a longer list goes into a sheet.
PRINT_CAP = 2000
# So many columns stand on upright paper, more on wide.
PORTRAIT_COLUMNS = 5


class CappedPaginator(Paginator):
    """A paginator that counts at most ``COUNT_CAP`` + 1 rows."""

    @cached_property
    def count(self) -> int:
        """Return the capped number of rows."""
        rows: Any = self.object_list
        return int(rows.order_by()[: COUNT_CAP + 1].count())


def view_list(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view of a noun's list."""

    @door(noun.permission("list"))
    def show_list(request: HttpRequest) -> HttpResponse:
        assert noun.listing is not None
        if "print" in request.GET:
            require(get_actor(request), noun.permission("export"))
            return show_print(request, noun.listing)
        page = build_page(request, noun.listing, crumbs=[Link(noun.labels, "")])
        if noun.form and may(get_actor(request), noun.permission("add")):
            page.create_url = noun.address("create")
            page.create_label = _("New: %(noun)s") % {"noun": noun.label}
        page.links = noun.list_links(get_actor(request)) if noun.list_links else []
        page.links += import_links(noun, get_actor(request))
        if may(get_actor(request), noun.permission("export")):
            page.export_url = f"{noun.address('export')}?{request.GET.urlencode()}"
            page.print_url = with_query(request, print="1", page="")
        return render(request, "ui/list.html", {"page": page})

    return show_list


def show_print(request: HttpRequest, listing: Listing) -> HttpResponse:
    """Return the list as a page for A4 paper: all rows up to a bound, the filter in words, heads on every page."""
    selection = listing.select(get_actor(request), request.GET)
    columns = chosen_columns(request, listing)
    rows = list(selection.rows[: PRINT_CAP + 1])
    log_export(request, selection, rows=min(len(rows), PRINT_CAP), form="print")
    context = {
        "title": listing.title,
        "heads": [{"label": column.label, "kind": column.kind} for column in columns],
        "rows_html": render_rows(listing, columns, rows[:PRINT_CAP], linked=False),
        "chips": active_chips(request, selection),
        "count": min(len(rows), PRINT_CAP),
        "cut": len(rows) > PRINT_CAP,
        "limit": PRINT_CAP,
        "landscape": len(columns) > PORTRAIT_COLUMNS,
        "printed_at": timezone.now(),
        "back_url": with_query(request, print=""),
    }
    return render(request, "office/list_print.html", context)


def log_export(request: HttpRequest, selection: Selection, *, rows: int, form: str) -> None:
    """Note in the audit trail that a list left the portal, and how it was filtered."""
    title, filters = str(selection.listing.title), selection.filters_in_words()
    record_export(title, rows=rows, form=form, filters=filters, actor=get_actor(request))


def import_links(noun: Noun, actor: Actor) -> list[Link]:
    """Return the button that takes in a sheet, for those who may add such records."""
    importer = noun.importer
    if importer is None or not (may(actor, "office.change_import") and may(actor, importer.permission)):
        return []
    return [Link(_("Import"), reverse("office:import_create", args=[importer.name]), icon="upload")]


def build_page(request: HttpRequest, listing: Listing, *, crumbs: list[Link], linked: bool = True) -> ListingPage:
    """Return what the list template needs: count, heads, rendered rows, filters, pager."""
    selection = listing.select(get_actor(request), request.GET)
    columns = chosen_columns(request, listing)
    part, neighbors = page_of(request, selection.rows)
    total = neighbors["total"]
    return ListingPage(
        title=listing.title,
        count_text=f"{COUNT_CAP}+" if total > COUNT_CAP else str(total),
        heads=[head(request, column, selection.sort) for column in columns],
        rows_html=render_rows(listing, columns, part.object_list, linked=linked),
        has_rows=total > 0,
        crumbs=crumbs,
        filter_form=selection.filters.form if selection.filters else None,
        chips=active_chips(request, selection),
        column_choices=[
            {"name": column.name, "label": column.label, "chosen": column in columns} for column in listing.columns
        ],
        pager=neighbors,
        # A filter sends its own fields only: without these the rows would fall back to the usual order.
        hidden=[("sort", selection.sort)] if selection.sort else [],
        empty_text=listing.empty_text,
        empty_hint=listing.empty_hint,
    )


def chosen_columns(request: HttpRequest, listing: Listing) -> tuple[Column, ...]:
    """Return the columns to show; a choice made on the page is kept for the session."""
    key = f"columns:{listing.name}"
    if "columns" in request.GET:
        wanted = set(request.GET.getlist("columns"))
        request.session[key] = [column.name for column in listing.columns if column.name in wanted]
    return listing.choose(request.session.get(key, []))


def with_query(request: HttpRequest, **changes: str) -> str:
    """Return the present address's query with some values changed; empty ones are left out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"


def head(request: HttpRequest, column: Column, sort: str) -> dict[str, str]:
    """Return one column's head with the address that sorts by it."""
    state = {column.name: "asc", f"-{column.name}": "desc"}.get(sort, "") if column.sort else ""
    wanted = f"-{column.name}" if state == "asc" else column.name
    return {
        "name": column.name,
        "label": column.label,
        "align": "end" if column.kind == "number" else "",
        "sort_url": with_query(request, sort=wanted, page="") if column.sort else "",
        "sort_state": state,
    }


def active_chips(request: HttpRequest, selection: Selection) -> list[dict[str, str]]:
    """Return the filters in force with the address that lifts each."""
    return [
        {
            "label": _("%(label)s: %(value)s") % {"label": label, "value": shown},
            "remove_url": with_query(request, **{name: "", "page": ""}),
        }
        for name, (label, shown) in selection.told_filters().items()
    ]


def page_of(request: HttpRequest, rows: Any) -> tuple[Any, dict[str, Any]]:
    """Return the part of the rows that the address asks for, the first where there is none such, and its pager."""
    paginator = CappedPaginator(rows, PAGE_SIZE)
    try:
        part = paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        part = paginator.page(1)
    return part, pager(request, part, paginator.count)


def pager(request: HttpRequest, part: Any, total: int) -> dict[str, Any]:
    """Return the addresses of the neighboring pages."""
    pages = part.paginator.num_pages
    return {
        "number": part.number,
        "pages": pages,
        "pages_text": _("Page %(number)s of %(pages)s") % {"number": part.number, "pages": pages},
        "previous_url": with_query(request, page=str(part.number - 1)) if part.has_previous() else "",
        "next_url": with_query(request, page=str(part.number + 1)) if part.has_next() else "",
        "first": part.start_index() if total else 0,
        "last": part.end_index() if total else 0,
        "total": total,
    }


def view_export(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that exports a noun's list: the same rows and columns as the screen, all pages."""

    @door(noun.permission("export"))
    def export(request: HttpRequest) -> HttpResponse:
        assert noun.listing is not None
        selection = noun.listing.select(get_actor(request), request.GET)
        columns = chosen_columns(request, noun.listing)
        content = write_sheet(selection, columns)
        log_export(request, selection, rows=selection.rows.order_by().count(), form="xlsx")
        response = HttpResponse(content, content_type=MEDIA_TYPE)
        name = quote(f"{noun.listing.title}.xlsx")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return response

    return export


def view_options(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that answers suggestions for a pick field."""

    @door(noun.permission("list"))
    def show_options(request: HttpRequest) -> HttpResponse:
        typed = request.GET.get(request.GET.get("field", "q"), "").replace("\0", "").strip()
        condition = Q()
        for name in noun.names:
            condition |= Q(**{f"{name}__contains": typed})
        # By key, because a name may be found through several rows (former names) and must be offered once.
        keys = noun.visible_rows(get_actor(request)).filter(condition).order_by().values("pk")
        order = noun.listing.order if noun.listing else ()
        rows = noun.visible_rows(get_actor(request))
        found = rows.filter(pk__in=keys).order_by(*order, "pk")[:OPTION_COUNT]
        return render(request, "office/forms/options.html", {"options": clear_names(found, rows, noun.names)})

    return show_options
