"""Merge two records that are one: choose the other, look at what moves, do it, take it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.domain.merge import Preview, lines_of, merge_parties, preview_merge, undo_parties
from association.forms.merge import MERGE_FORMS, TWIN_FORMS, MergeForm, UndoForm
from association.models import Organization, Person
from office.actor import Actor
from office.models import Merge
from office.queries.merge import merges_shown
from office.rules import may
from office.web.access import door, get_actor
from office.web.page_data import Cell, FormPage, Link, TablePanel
from office.workflow import Refusal

MODELS: dict[str, Any] = {"organization": Organization, "person": Person}
LISTS = {"organization": gettext_lazy("Organizations"), "person": gettext_lazy("Persons")}


def find(kind: str, pk: int, actor: Actor) -> Any:
    """Return the record of a kind that the actor sees, else 404."""
    return get_object_or_404(MODELS[kind].objects.visible_to(actor), pk=pk)


def crumbs(kind: str, record: Any, title: str) -> list[Link]:
    """Return the way down to an act on a record."""
    top = Link(LISTS[kind], reverse(f"association:{kind}_list"))
    return [top, Link(str(record), record.get_absolute_url()), Link(title, "")]


def view_twin(kind: str) -> Callable[..., HttpResponse]:
    """Return the view that asks which record is the same as this one."""

    @door("association.merge_duplicate")
    def ask_twin(request: HttpRequest, pk: int) -> HttpResponse:
        actor = get_actor(request)
        record = find(kind, pk, actor)
        form = TWIN_FORMS[kind](request.POST or None, actor=actor)
        if request.method == "POST" and form.is_valid():
            other = form.cleaned_data["other"]
            if other.pk != record.pk:
                return redirect("association:" + kind + "_merge", record.pk, other.pk)
            form.add_error("other", _("Choose two records."))
        title = _("Merge with a second entry")
        page = FormPage(
            title=_("%(label)s: %(value)s") % {"label": title, "value": record},
            form=form,
            submit_label=_("Look at what would move"),
            cancel_url=record.get_absolute_url(),
            crumbs=crumbs(kind, record, title),
            intro=_("For a record that was entered twice. This one stays; the other goes, and its address leads here."),
        )
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "ui/form.html", {"page": page, "form": form}, status=status)

    return ask_twin


def view_merge(kind: str) -> Callable[..., HttpResponse]:
    """Return the view of a merge: GET shows what would move, POST does it."""

    @door("association.merge_duplicate")
    def merge(request: HttpRequest, pk: int, other_pk: int) -> HttpResponse:
        actor = get_actor(request)
        survivor, absorbed = find(kind, pk, actor), find(kind, other_pk, actor)
        if pk == other_pk:
            raise Http404(pk)
        form = MERGE_FORMS[kind](request.POST or None, actor=actor)
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                try:
                    merge_parties(survivor, absorbed, actor=actor, **form.cleaned_data)
                except Refusal as refusal:
                    form.add_error(None, str(refusal))
                    status = 409
                else:
                    messages.success(
                        request,
                        _("“%(old)s” and “%(new)s” are one record now.") % {"old": absorbed, "new": survivor},
                    )
                    return redirect(survivor.get_absolute_url())
            survivor, absorbed = find(kind, pk, actor), find(kind, other_pk, actor)
        preview = preview_merge(survivor, absorbed, actor=actor)
        page = merge_page(kind, survivor, absorbed, form)
        context = {
            "page": page,
            "form": form,
            "preview": preview,
            "panel": preview_panel(preview),
            "survivor": survivor,
            "absorbed": absorbed,
            "swap_url": reverse(f"association:{kind}_merge", args=[other_pk, pk]),
        }
        return render(request, "association/merge.html", context, status=status)

    return merge


def merge_page(kind: str, survivor: Any, absorbed: Any, form: MergeForm) -> FormPage:
    """Return the frame of the page of a merge."""
    title = _("Merge")
    return FormPage(
        title=_("Merge “%(old)s” into “%(new)s”") % {"old": absorbed, "new": survivor},
        form=form,
        submit_label=_("Merge"),
        cancel_url=survivor.get_absolute_url(),
        crumbs=crumbs(kind, survivor, title),
    )


def preview_panel(preview: Preview) -> TablePanel:
    """Return the table of what would move."""
    rows = [
        [Cell(line.label), Cell(line.moved, kind="number"), Cell(line.folded or "", kind="number")]
        for line in preview.lines
    ]
    heads = [_("Table"), _("Rows that move"), _("Repeated rows that go")]
    return TablePanel(_("What moves"), heads, rows, empty_text=_("Nothing refers to the record that goes."))


@door("association.merge_duplicate")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    actor = get_actor(request)
    merge = get_object_or_404(Merge.objects.visible_to(actor), pk=pk)
    back = reverse(f"association:{merge.content_type.model}_detail", args=[merge.now_id])
    form = UndoForm(request.POST or None, actor=actor)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                restored = undo_parties(merge, actor=actor, reason=form.cleaned_data["reason"])
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, _("“%(name)s” is a record of its own again.") % {"name": restored})
                return redirect(restored.get_absolute_url())
    title = _("Undo the merge")
    page = FormPage(
        title=_("%(label)s: %(value)s") % {"label": title, "value": merge.absorbed_text},
        form=form,
        submit_label=title,
        cancel_url=back,
        crumbs=[Link(merge.survivor_text, back), Link(title, "")],
        intro=_("The record comes back with its old number; %(count)s rows return to it. What came since stays.")
        % {"count": sum(line.moved + line.folded for line in lines_of(merge))},
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def merged_panel(record: Any, actor: Actor) -> list[TablePanel]:
    """Return what was merged into a record, for those who merge; nothing while there was none."""
    if not may(actor, "association.merge_duplicate"):
        return []
    rows = [
        [
            Cell(merge.absorbed_text),
            Cell(merge.merged_at, kind="date"),
            Cell(merge.reason),
            Cell(_("Undo the merge"), kind="act", url=reverse("association:merge_undo", args=[merge.pk])),
        ]
        for merge in merges_shown(record)
    ]
    heads = [_("Record that went"), _("Merged"), _("Reason"), _("Undo the merge")]
    return [TablePanel(_("Merged into this record"), heads, rows)] if rows else []


def merge_link(kind: str, record: Any, actor: Actor) -> list[Link]:
    """Return the way to a merge."""
    if not may(actor, "association.merge_duplicate"):
        return []
    url = reverse(f"association:{kind}_twin", args=[record.pk])
    return [Link(_("Merge with a second entry"), url, icon="intersect")]
