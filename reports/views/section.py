"""Pages of a section: write, save by itself, add, move, remove, bring back, versions."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.forms.key import read_key
from office.web.access import door, get_actor, require
from office.web.page_data import ConfirmPage, Fact, Link
from office.workflow import Refusal
from reports.domain.exhibit import exhibit_block
from reports.domain.proposal import take_proposal
from reports.domain.section import (
    SectionStale,
    add_section,
    bring_back_section,
    change_level,
    move_section,
    remove_section,
    save_section,
)
from reports.forms.section import NewSectionForm, SectionForm, arrange
from reports.methods.blocks import Block
from reports.methods.outline import DOWN, UP
from reports.models import Proposal, Report, Section
from reports.queries.section import number_sections, removed_sections, sections_of
from reports.web.report_page import crumbs_below
from reports.web.section_page import build_section_page


def find_section(actor: Actor, pk: int, *, removed: bool = False) -> Any:
    """Return a section that the actor may see, else 404; ``removed`` finds one that was taken out, too."""
    rows: Any = Section.everything if removed else Section.objects
    related = ("report__body", "report__outline", "edited_by")
    return get_object_or_404(rows.visible_to(actor).select_related(*related), pk=pk)


@door()
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a section to write on, and save what is sent; nothing sent is lost, whatever refuses it."""
    actor = get_actor(request)
    section = find_section(actor, pk, removed=request.method == "POST")
    if request.method != "POST":
        require(actor, "reports.change_report", section.report)
        return show_editor(request, section)
    require(actor, "reports.change_report")
    form = SectionForm(request.POST)
    if not form.is_valid():
        return show_editor(request, section, form=form, blocks=form.cleaned_data.get("blocks"), status=422)
    exhibit = request.POST.get("exhibit", "")
    wish = request.POST.get("arrange", "") or exhibit
    blocks = arrange(form.cleaned_data["blocks"], wish)
    try:
        if exhibit:
            kind, _space, source = exhibit.partition(" ")
            blocks = [*blocks, exhibit_block(section, kind=kind, source=source, blocks=blocks)]
        stored = save_sent(section, form, actor, blocks=blocks, autosave=bool(wish))
        if wanted := read_key(request.POST.get("take", "")):
            return take_beside(request, stored, wanted)
    except SectionStale as stale:
        form.data = with_revision(request, stale.stored.revision)
        return show_editor(request, section, form=form, blocks=blocks, stale=stale, status=409)
    except Refusal as refusal:
        return show_editor(request, section, form=form, blocks=blocks, error=str(refusal), status=409)
    if wish:
        form.data = with_revision(request, stored.revision)
        return show_editor(request, stored, form=form, blocks=blocks)
    messages.success(request, _("“%(object)s” has been saved.") % {"object": stored})
    return redirect(stored)


def save_sent(section: Any, form: SectionForm, actor: Actor, *, blocks: list[Block], autosave: bool) -> Any:
    """Save what the page sent, against the revision it was opened with."""
    heading, revision = form.cleaned_data["heading"], form.cleaned_data["revision"]
    return save_section(section, actor=actor, heading=heading, blocks=blocks, revision=revision, autosave=autosave)


def with_revision(request: HttpRequest, revision: int) -> Any:
    """Return the sent fields as if the page had been opened now: saving again then overwrites knowingly."""
    data = request.POST.copy()
    data["revision"] = str(revision)
    return data


def take_beside(request: HttpRequest, section: Any, wanted: int) -> HttpResponse:
    """Take a proposal from the writing page, after its text has been saved."""
    proposals = Proposal.objects.filter(report=section.report).select_related("report__body")
    proposal = get_object_or_404(proposals, pk=wanted)
    taken = take_proposal(proposal, actor=get_actor(request))
    messages.success(
        request, _("The sentences stand in “%(object)s” now. Change them as you like.") % {"object": taken}
    )
    return redirect(taken.get_edit_url())


def show_editor(request: HttpRequest, section: Any, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Render the writing page."""
    page = build_section_page(section, get_actor(request), **sent)
    return render(request, "reports/section_edit.html", {"page": page}, status=status)


@require_POST
@door()
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what an editor has typed so far and answer in JSON.

    200 {revision, saved_at}; 409 {reason: "stale", revision, html} with both texts, or {reason: "refused", message};
    422 {message}.
    """
    actor = get_actor(request)
    section = find_section(actor, pk, removed=True)
    require(actor, "reports.change_report")
    form = SectionForm(request.POST)
    if not form.is_valid():
        message = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"reason": "invalid", "message": message}, status=422)
    blocks = form.cleaned_data["blocks"]
    try:
        stored = save_sent(section, form, actor, blocks=blocks, autosave=True)
    except SectionStale as stale:
        page = build_section_page(section, actor, form=form, blocks=blocks, stale=stale)
        html = render_to_string("reports/section_conflict.html", {"page": page}, request=request)
        return JsonResponse({"reason": "stale", "revision": stale.stored.revision, "html": html}, status=409)
    except Refusal as refusal:
        return JsonResponse({"reason": "refused", "message": str(refusal)}, status=409)
    saved_at = localtime(stored.edited_at).strftime("%H:%M:%S") if stored.edited_at else ""
    return JsonResponse({"revision": stored.revision, "saved_at": saved_at})


@door()
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for heading, level and place of a new section, and add it."""
    actor = get_actor(request)
    report = get_object_or_404(Report.objects.visible_to(actor).select_related("body"), pk=pk)
    require(actor, "reports.change_report", report)
    sections = list(sections_of(report))
    numbers = number_sections([section.level for section in sections])
    places = [(item.pk, f"{number}{item.heading}") for item, number in zip(sections, numbers, strict=True)]
    after = request.GET.get("after") or (str(places[-1][0]) if places else "")
    form = NewSectionForm(request.POST or None, places=places, initial={"after": after})
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(
                report,
                actor=actor,
                heading=form.cleaned_data["heading"],
                level=form.cleaned_data["level"],
                after=next((item for item in sections if item.pk == form.cleaned_data["after"]), None),
            )
            return redirect(section.get_edit_url())
        except Refusal as refusal:
            form.add_error("level", str(refusal))
    context = {"form": form, "report": report, "crumbs": crumbs_below(report, actor, Link(_("Add a section"), ""))}
    return render(request, "reports/section_create.html", context, status=422 if form.errors else 200)


@require_POST
@door()
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a section with what lies below it one place up or down."""
    actor = get_actor(request)
    section = find_section(actor, pk)
    require(actor, "reports.change_report", section.report)
    direction = DOWN if request.POST.get("direction") == DOWN else UP
    if not move_section(section, actor=actor, direction=direction):
        messages.info(request, _("“%(object)s” is at the edge of its chapter already.") % {"object": section})
    return redirect(section)


@require_POST
@door()
def change_depth(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a section with what lies below it one level out (``direction=up``) or in."""
    actor = get_actor(request)
    section = find_section(actor, pk)
    require(actor, "reports.change_report", section.report)
    step = 1 if request.POST.get("direction") == DOWN else -1
    if not change_level(section, actor=actor, step=step):
        messages.info(
            request,
            _("“%(object)s” stays: a section goes at most one level below the one before.") % {"object": section},
        )
    return redirect(section)


@door()
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a section out of its report."""
    actor = get_actor(request)
    section = find_section(actor, pk)
    require(actor, "reports.change_report", section.report)
    page = ConfirmPage(
        title=_("Remove: %(object)s") % {"object": section},
        facts=[
            Fact(_("Section"), section.heading),
            Fact(_("Paragraphs"), len(section.blocks)),
            Fact(_("Afterwards"), _("The text is kept under “Removed sections” and can be brought back.")),
        ],
        submit_label=_("Remove"),
        cancel_url=section.get_absolute_url(),
        crumbs=crumbs_below(section.report, actor, Link(section.heading, "")),
        tone="danger",
        with_reason=False,
    )
    if request.method != "POST":
        return render(request, "ui/confirm.html", {"page": page})
    remove_section(section, actor=actor)
    messages.success(
        request, _("“%(object)s” has been removed. It can be brought back under “More acts”.") % {"object": section}
    )
    return redirect(section.report)


@door()
def list_removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the sections that were taken out of a report."""
    actor = get_actor(request)
    report = get_object_or_404(Report.objects.visible_to(actor).select_related("body"), pk=pk)
    require(actor, "reports.change_report", report)
    context = {
        "report": report,
        "sections": removed_sections(report),
        "crumbs": crumbs_below(report, actor, Link(_("Removed sections"), "")),
    }
    return render(request, "reports/section_removed.html", context)


@require_POST
@door()
def bring_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a removed section back."""
    actor = get_actor(request)
    section = find_section(actor, pk, removed=True)
    require(actor, "reports.change_report", section.report)
    bring_back_section(section, actor=actor)
    messages.success(request, _("“%(object)s” stands in the report again.") % {"object": section})
    return redirect(section)
