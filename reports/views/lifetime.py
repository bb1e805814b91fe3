"""The lifetime list of recognitions of a unit or a person, as a page and as an Excel sheet."""

import io
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from association.lists.recognition import state_tone, state_word
from association.models import Organization, Person, Recognition
from association.views.panels import owner_crumb
from office.actor import Actor
from office.domain.export import record_export
from office.web.access import door, get_actor
from office.web.page_data import Cell, DetailPage, Fact, FactsPanel, Link, TablePanel
from office.web.sheet import MEDIA_TYPE, head_cell, value_cell
from reports.queries.lifetime import Line, lifetime_of_organization, lifetime_of_person, tally

SHOWN = 300


def find_organization(actor: Actor, pk: int) -> tuple[Any, list[Line]]:
    """Return a unit with its list: any for those who read all, a school's people their own, else 404."""
    if not actor.reads_all and pk != actor.organization_id:
        raise Http404(pk)
    organization = get_object_or_404(Organization, pk=pk)
    return organization, lifetime_of_organization(organization)


def find_person(actor: Actor, pk: int) -> tuple[Any, list[Line]]:
    """Return a person that the actor may see with the list, of what the actor may see."""
    person = get_object_or_404(Person.objects.visible_to(actor), pk=pk)
    return person, lifetime_of_person(person, actor=actor)


Find = Callable[[Actor, int], tuple[Any, list[Line]]]


def show(request: HttpRequest, pk: int, *, find: Find, export: str) -> HttpResponse:
    """Show what a unit or a person was ever recognized for, the newest first, with the name of then."""
    actor = get_actor(request)
    holder, lines = find(actor, pk)
    counted = tally(lines)
    page = DetailPage(
        title=_("All recognitions: %(holder)s") % {"holder": holder},
        crumbs=[*owner_crumb(holder), Link(_("All recognitions"), "")],
        subtitle=_("With those under former names, of units it came from, and as one of a team."),
        primary=Link(_("Export to Excel"), reverse(export, args=[pk]), icon="file-earmark-spreadsheet"),
    )
    facts = [
        Fact(_("In force"), counted.standing),
        *(Fact(level, count) for level, count in counted.levels),
        Fact(_("Revoked"), counted.revoked or ""),
    ]
    page.panels = [FactsPanel(facts), table_of(lines, actor)]
    return render(request, "ui/detail.html", {"page": page})


def table_of(lines: list[Line], actor: Actor) -> TablePanel:
    """Return the newest lines as a table; what the actor may not open is no link."""
    shown = lines[:SHOWN]
    keys = [line.recognition.pk for line in shown]
    visible = set(Recognition.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    rows = [
        [
            Cell(line.recognition.year, kind="number"),
            Cell(
                line.recognition.title,
                kind="link",
                url=line.recognition.get_absolute_url() if line.recognition.pk in visible else "",
            ),
            Cell(line.recognition.name),
            Cell(line.unit),
            Cell(through_text(line)),
            Cell(line.recognition.get_level_display()),
            Cell(state_word(line.recognition), kind="state", tone=state_tone(line.recognition)),
        ]
        for line in shown
    ]
    title = _("Recognitions")
    if len(lines) > SHOWN:
        title = _("The newest %(shown)s of %(all)s recognitions") % {"shown": SHOWN, "all": len(lines)}
    heads = [_("Year"), pgettext("honor", "Recognition"), _("Recipient as printed"), _("Unit then")]
    heads += [_("Belongs here by"), _("Level"), _("State")]
    return TablePanel(title, heads, rows, empty_text=_("No recognition is on record."))


def through_text(line: Line) -> str:
    """Return through what a recognition belongs to the list, "" where it is the holder's own."""
    if line.role:
        return line.role
    if line.through is None:
        return ""
    step = line.through
    return _("%(kind)s on %(day)s") % {"kind": step.get_kind_display(), "day": step.on.isoformat()}


def export(request: HttpRequest, pk: int, *, find: Find) -> HttpResponse:
    """Give the whole list as a sheet."""
    actor = get_actor(request)
    holder, lines = find(actor, pk)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=str(_("Recognitions"))[:31])
    sheet.freeze_panes = "A2"
    heads = [
        _("Year"),
        pgettext("honor", "Recognition"),
        _("Recipient as printed"),
        _("Unit then"),
        _("Belongs here by"),
        _("Level"),
        _("Issuer"),
        _("Recognized on"),
        _("Basis"),
        _("State"),
    ]
    for number, width in enumerate((8, 46, 28, 28, 18, 12, 28, 14, 28, 10), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([head_cell(sheet, str(head)) for head in heads])
    for line in lines:
        row = line.recognition
        values = [row.year, row.title, row.name, line.unit, through_text(line), row.get_level_display()]
        values += [row.issuer, row.on, row.basis, state_word(row)]
        sheet.append([value_cell(sheet, value) for value in values])
    stream = io.BytesIO()
    book.save(stream)
    name = _("All recognitions: %(holder)s") % {"holder": holder}
    record_export(name[:200], rows=len(lines), form="xlsx", filters={}, actor=actor)
    response = HttpResponse(stream.getvalue(), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="recognitions-{pk}.xlsx"'
    return response


@door("reports.view_lifetime")
def show_organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list of a unit."""
    return show(request, pk, find=find_organization, export="reports:organization_honors")


@door("reports.view_lifetime")
def export_organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the list of a unit as a sheet."""
    return export(request, pk, find=find_organization)


@door("reports.view_lifetime")
def show_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list of a person."""
    return show(request, pk, find=find_person, export="reports:person_honors")


@door("reports.view_lifetime")
def export_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the list of a person as a sheet."""
    return export(request, pk, find=find_person)
