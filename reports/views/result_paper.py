"""Papers of results: choose one of a round or of a call, have it printed by a job or get it as a sheet."""

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association.views.panels import owner_crumb
from office.actor import Actor
from office.domain.export import record_export
from office.forms.key import read_key
from office.rules import may
from office.web.access import door, get_actor
from office.web.page_data import FormPage, Link
from office.web.sheet import MEDIA_TYPE
from office.workflow import Refusal
from reports.domain.result_paper import AWARDS, PRINTOUT, RESULTS, SCORES, STATISTICS, paper_of, request_paper
from reports.forms.result_paper import EXCEL, PaperForm
from reports.queries.award_statistics import GROUPINGS
from reports.web.printout import serve_printout
from reports.web.result_sheet import write_paper
from reviews.models import Call, Round


@door("reports.print_results")
def choose_of_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the papers of a round: its results, and its score sheets with names or with codes alone."""
    actor = get_actor(request)
    round_ = get_object_or_404(Round.objects.visible_to(actor).select_related("call"), pk=pk)
    back = reverse("reviews:round_results", args=[pk])
    crumbs = [*owner_crumb(round_.call), *owner_crumb(round_), Link(_("Documents"), "")]
    page = FormPage(
        title=_("Documents: %(round)s") % {"round": round_},
        form=None,
        submit_label=_("Make the document"),
        cancel_url=back,
        crumbs=crumbs,
        intro=_("A PDF is made in the background; what it shows is what the records say at that moment."),
    )
    return answer(request, page, papers=papers_of_round(actor), key=pk)


def papers_of_round(actor: Actor) -> list[tuple[str, Any]]:
    """Return the papers of a round that the actor may print; reviewers' names are the secretariat's."""
    papers: list[tuple[str, Any]] = [(RESULTS, _("Results: ranks, scores and prizes"))]
    if may(actor, "reports.name_reviewers"):
        papers += [
            ("scores_reviewer", _("Score sheets by reviewer, with names, for signing")),
            ("scores_entry", _("Score sheets by entry, with names")),
        ]
    return [
        *papers,
        ("scores_reviewer_codes", _("Score sheets by reviewer, codes only")),
        ("scores_entry_codes", _("Score sheets by entry, codes only")),
    ]


@door("reports.print_results")
def choose_of_call(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the list of a call's final awards."""
    actor = get_actor(request)
    call = get_object_or_404(Call.objects.visible_to(actor).select_related("body"), pk=pk)
    page = FormPage(
        title=_("Award list: %(call)s") % {"call": call},
        form=None,
        submit_label=_("Make the document"),
        cancel_url=call.get_absolute_url(),
        crumbs=[*owner_crumb(call), Link(_("Award list"), "")],
        intro=_("Final awards by prize, with names and schools only."),
    )
    return answer(request, page, papers=[(AWARDS, _("Award list"))], key=pk)


def answer(request: HttpRequest, page: FormPage, *, papers: Sequence[tuple[str, Any]], key: int) -> HttpResponse:
    """Show the form, start the job, or send the sheet."""
    actor = get_actor(request)
    form = PaperForm(request.POST if request.method == "POST" else None, papers=papers)
    page.form, status = form, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = {"paper": form.cleaned_data["paper"], "key": key}
            try:
                if form.cleaned_data["file_format"] == EXCEL:
                    return send_sheet(given, actor=actor)
                return redirect(request_paper(given, actor=actor).get_absolute_url())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = 409
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def send_sheet(given: dict[str, Any], *, actor: Actor) -> HttpResponse:
    """Send a paper as an Excel sheet; score sheets have one of their own with every sheet in a row."""
    if given["paper"] in SCORES:
        _by, named = SCORES[given["paper"]]
        url = reverse("reports:score_sheets", args=[given["key"]])
        return redirect(url if named else f"{url}?names=codes")
    context = paper_of(given, actor=actor)
    group_head = "奖项" if given["paper"] == AWARDS else "组别"
    rows = sum(len(part["rows"]) for part in context["sections"])
    record_export(context["title"][:200], rows=rows, form="xlsx", filters={}, actor=actor)
    response = HttpResponse(write_paper(context, group_head=group_head), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{given["paper"]}-{given["key"]}.xlsx"'
    return response


@require_POST
@door("reports.view_award_statistics")
def print_statistics(request: HttpRequest, by: str) -> HttpResponse:
    """Have the statistics of awards printed as they are filtered."""
    if by not in GROUPINGS:
        raise Http404(by)
    given = {"paper": STATISTICS, "by": by, "year": read_key(request.GET.get("year", ""))}
    return redirect(request_paper(given, actor=get_actor(request)).get_absolute_url())


@door("reports.print_results")
def open_file(request: HttpRequest, pk: str) -> FileResponse:
    """Serve a paper to whoever asked for it, for a day."""
    return serve_printout(request, PRINTOUT, pk)
