"""Versions of a section: list, compare, restore."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.forms.key import read_key
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.page_data import Link
from reports.domain.section import restore_version
from reports.models import SectionVersion
from reports.queries.figure import figures_of
from reports.queries.section import versions_of
from reports.views.section import find_section
from reports.web.narrative import Figures, show_blocks
from reports.web.report_page import crumbs_below


@door()
def list_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a section's versions; ``?version=3`` compares that one with the text as it stands."""
    actor = get_actor(request)
    section = find_section(actor, pk, removed=True)
    versions = list(versions_of(section))
    wanted = request.GET.get("version", "")
    chosen = next((version for version in versions if str(version.number) == wanted), None)
    context: dict[str, Any] = {
        "section": section,
        "report": section.report,
        "versions": versions,
        "chosen": chosen,
        "may_write": section.removed_at is None and may(actor, "reports.change_report", section.report),
        "crumbs": crumbs_below(
            section.report, actor, Link(section.heading, section.get_absolute_url()), Link(_("Versions"), "")
        ),
    }
    if chosen is not None:
        figures = Figures(section.report, figures_of(section.report.body, section.report.year))
        context["then"] = show_blocks(chosen.blocks, chosen.blocks, figures)
        context["now"] = show_blocks(chosen.blocks, section.blocks, figures)
    return render(request, "reports/section_versions.html", context)


@require_POST
@door()
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make an earlier text the section's text again."""
    actor = get_actor(request)
    section = find_section(actor, pk)
    require(actor, "reports.change_report", section.report)
    version = get_object_or_404(
        SectionVersion.objects.select_related("section__report__body"), section=section, number=number
    )
    revision = read_key(request.POST.get("revision", ""))
    restore_version(version, actor=actor, revision=revision or 0)
    messages.success(
        request,
        _("“%(object)s” has the text of version %(number)s again. What stood before is kept among the versions.")
        % {"object": section, "number": number},
    )
    return redirect(section)
