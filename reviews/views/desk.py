"""The reviewer's desk: own entries by code, the scoring page, saving by itself, files under neutral names.

Nothing here reads a submission: everything comes from ``reviews/queries/desk.py``.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from office.forms.key import read_key
from office.web.access import door, get_actor
from office.web.page_data import Link
from office.workflow import Refusal, StaleRecord
from reviews.domain.score_sheet import EDITABLE, ScoresRefused, SheetValues, fresh, open_sheet, save_sheet
from reviews.enums import RoundKind, SheetState
from reviews.forms.score_sheet import Sent, fault_words, read_sheet
from reviews.models import Assignment, Criterion, ScoreSheet
from reviews.queries.desk import codes_ahead, desk_of, find_file, find_own, pages_of, read_entry, scores_of
from reviews.queries.rubric import criteria_of
from reviews.views.score_lines import build_sheet, differences

CHUNK = 512 * 1024
MOST_PAGES = 1000
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")


@door("reviews.view_desk")
@never_cache
def show_desk(request: HttpRequest) -> HttpResponse:
    """Show the own entries of every round in which the actor judges, and what comes next.

    ``?open`` leaves out what is submitted already.
    """
    number, only_open = read_key(request.GET.get("page", "")) or 1, "open" in request.GET
    rounds = desk_of(get_actor(request), now=timezone.now(), page=min(number, MOST_PAGES), only_open=only_open)
    page = {
        "title": _("Review desk"),
        "rounds": rounds,
        "total": sum(desk.total for desk in rounds),
        "left": sum(len(desk.open_codes) for desk in rounds),
        "only_open": only_open,
        "pager": pager_of(number, pages_of(rounds, only_open=only_open), "open&" if only_open else ""),
    }
    return render(request, "reviews/desk/list.html", {"page": page})


def pager_of(number: int, pages: int, kept: str) -> dict[str, Any]:
    """Return the addresses of the neighboring pages of a long desk, ``kept`` before them; nothing of a short one."""
    if pages == 1:
        return {}
    return {
        "pages_text": _("Page %(number)s of %(pages)s") % {"number": number, "pages": pages},
        "previous_url": f"?{kept}page={number - 1}" if number > 1 else "",
        "next_url": f"?{kept}page={number + 1}" if number < pages else "",
    }


def own_or_404(request: HttpRequest, round_id: int, code: str) -> Assignment:
    """Return the own assignment behind an address; there is no other way to an entry."""
    assignment: Assignment | None = find_own(get_actor(request), round_id, code, now=timezone.now())
    if assignment is None:
        raise Http404
    return assignment


@door("reviews.view_desk")
@never_cache
def score_entry(request: HttpRequest, round_id: int, code: str) -> HttpResponse:
    """Show the scoring page of an own entry; sent by its button, submit the sheet and open the next.

    ``?ahead`` asks for the page as a device keeps it before its turn comes: that opens no sheet, the first saving does.
    """
    actor = get_actor(request)
    assignment = own_or_404(request, round_id, code)
    if request.method != "POST":
        sheet = getattr(assignment, "sheet", None)
        if sheet is None and "ahead" not in request.GET and assignment.entry.round.scores_at(timezone.now()):
            sheet = open_sheet(assignment, actor=actor)
        return show_sheet(request, assignment, sheet, criteria=criteria_of(assignment.entry))
    sheet = own_sheet(assignment, actor=actor)
    criteria = criteria_of(assignment.entry)
    sent = read_sheet(request.POST, criteria)
    try:
        store(sheet, sent, criteria, actor=actor)
    except ScoresRefused as refused:
        return show_sheet(request, assignment, sheet, criteria=criteria, sent=sent, faults=refused.faults, status=422)
    except StaleRecord:
        return show_sheet(request, assignment, fresh(sheet), criteria=criteria, sent=sent, status=409)
    if not sent.submits:
        messages.success(request, _("Saved. The sheet is not submitted yet."))
        return redirect("reviews:desk_sheet", round_id=round_id, code=code)
    messages.success(request, _("%(code)s has been submitted.") % {"code": code})
    return redirect(way_on(request, assignment))


def own_sheet(assignment: Assignment, *, actor: Any) -> ScoreSheet:
    """Return the sheet that was read with an own assignment, opened now where there is none yet."""
    sheet: ScoreSheet = getattr(assignment, "sheet", None) or open_sheet(assignment, actor=actor)
    sheet.assignment = assignment
    return sheet


def store(sheet: ScoreSheet, sent: Sent, criteria: list[Criterion], *, actor: Any) -> ScoreSheet:
    """Save or submit what a page sent; what could not be read at all is refused like what breaks the rubric."""
    if sent.faults:
        raise ScoresRefused(sent.faults)
    return save_sheet(
        sheet,
        actor=actor,
        values=sent.values,
        revision=sent.revision,
        client_id=sent.client_id,
        submit=sent.submits,
        criteria=criteria,
    )


def way_on(request: HttpRequest, assignment: Assignment) -> str:
    """Return the address of the next own entry to score, else of the desk."""
    return next(addresses_ahead(request, assignment), reverse("reviews:desk"))


def addresses_ahead(request: HttpRequest, assignment: Assignment) -> Iterator[str]:
    """Yield the addresses of the own entries still to be scored, from the present one on."""
    entry, actor = assignment.entry, get_actor(request)
    codes = codes_ahead(actor, entry, now=timezone.now())
    return (reverse("reviews:desk_sheet", args=[entry.round_id, code]) for code in codes)


def show_sheet(
    request: HttpRequest,
    assignment: Assignment,
    sheet: ScoreSheet | None,
    *,
    criteria: list[Criterion],
    sent: Sent | None = None,
    faults: dict[int, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the scoring page: what was sent when something is wrong with it, else what is stored."""
    entry, now = assignment.entry, timezone.now()
    stored = SheetValues(scores_of(sheet), sheet.comment if sheet else "")
    text, files = read_entry(assignment)
    scores_now = entry.round.scores_at(now)
    is_open = scores_now and (sheet is None or sheet.state in EDITABLE)
    page = {
        "title": entry.code,
        "crumbs": [Link(_("Review desk"), reverse("reviews:desk")), Link(entry.code, "")],
        "round": entry.round.name,
        "closes_at": entry.round.closes_at,
        "track": entry.submission.track.name if entry.submission.track else "",
        "position": entry.position,
        "instructions": criteria[0].rubric.note if criteria else "",
        "text": text,
        "files": files,
        "shown": next((item for item in files if item.shows_as), None),
        "sheet": build_sheet(criteria, sent.values if sent else stored, faults or {}),
        "revision": sheet.revision if sheet else 1,  # as opening the sheet gives it
        "state": sheet.state if sheet else "",
        "state_label": sheet.get_state_display() if sheet else "",
        "saved_at": sheet.updated_at if sheet else None,
        "is_open": is_open and getattr(sheet, "paper", None) is None,
        "conflict": differences(criteria, stored, sent.values) if sent and status == 409 else [],
        "save_url": reverse("reviews:desk_save", args=[entry.round_id, entry.code]),
        "scores_now": scores_now,
        **way_facts(request, assignment),
        "conflict_url": reverse("reviews:conflict_declare", args=[assignment.pk]) if is_open else "",
    }
    return render(request, "reviews/desk/sheet.html", {"page": page}, status=status)


def way_facts(request: HttpRequest, assignment: Assignment) -> dict[str, Any]:
    """Return what leads on from an entry; on site also what the device keeps: this entry and those that follow."""
    entry = assignment.entry
    is_onsite = entry.round.kind == RoundKind.ONSITE
    ahead = list(islice(addresses_ahead(request, assignment), None if is_onsite else 1))
    return {
        "next_url": ahead[0] if ahead else reverse("reviews:desk"),
        "is_onsite": is_onsite,
        "round_id": entry.round_id,
        "kept_urls": " ".join([reverse("reviews:desk_sheet", args=[entry.round_id, entry.code]), *ahead]),
    }


@door("reviews.view_desk")
@never_cache
def serve_worker(request: HttpRequest) -> HttpResponse:
    """Serve the desk's service worker from the desk's own address: it reaches no page outside it."""
    return HttpResponse(f'importScripts("{static("js/desk-worker.js")}");\n', content_type="text/javascript")


@require_POST
@door("reviews.view_desk")
@never_cache
def save_entry(request: HttpRequest, round_id: int, code: str) -> JsonResponse:
    """Save a sheet by itself, or submit it from a page that kept it while the network was gone.

    Answers 200 with the new revision; 409 with both versions side by side when another page saved meanwhile; 409 with a
    sentence outside the window; 422 with what breaks the rubric.
    """
    actor = get_actor(request)
    assignment = own_or_404(request, round_id, code)
    criteria = criteria_of(assignment.entry)
    sent = read_sheet(request.POST, criteria)
    try:
        sheet = own_sheet(assignment, actor=actor)
        saved = store(sheet, sent, criteria, actor=actor)
    except ScoresRefused as refused:
        by_key = {item.pk: item for item in criteria}
        words = {str(key): fault_words(fault, by_key[key]) for key, fault in refused.faults.items()}
        return JsonResponse({"message": str(refused), "faults": words}, status=422)
    except StaleRecord as stale:
        now_stored = fresh(sheet)
        theirs = SheetValues(scores_of(now_stored), now_stored.comment)
        conflict = differences(criteria, theirs, sent.values)
        html = render_to_string("reviews/desk/conflict.html", {"conflict": conflict}, request)
        answer = {"reason": "stale", "message": str(stale), "revision": now_stored.revision, "html": html}
        return JsonResponse({**answer, "same": not conflict}, status=409)
    except Refusal as refusal:
        done = ScoreSheet.objects.filter(assignment=assignment, state=SheetState.SUBMITTED).exists()
        return JsonResponse({"reason": "refused", "message": str(refusal), "submitted": done}, status=409)
    answer = {"revision": saved.revision, "saved_at": localtime(saved.updated_at).strftime("%H:%M:%S")}
    if sent.submits:
        answer["next"] = way_on(request, assignment)
    return JsonResponse(answer)


# The file stands in a frame of our own page; the viewer of a browser brings its own scripts and styles.
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": ["'self'"]})  # type: ignore[arg-type]
@door("reviews.view_desk")
@never_cache
def open_file(request: HttpRequest, round_id: int, code: str, name: str) -> HttpResponseBase:
    """Serve one cleared file of an own entry under its neutral name; a video also by pieces."""
    found = find_file(own_or_404(request, round_id, code), name)
    if found is None:
        raise Http404
    file, media_type = found
    content = file.open("rb")
    shown = media_type == "application/pdf" or media_type.startswith(("image/", "video/"))
    response: Any = None
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked and media_type.startswith("video/"):
        response = serve_piece(content, file.size, int(asked[1]), asked[2], media_type)
    if response is None:
        response = FileResponse(content, as_attachment=not shown, filename=name, content_type=media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Accept-Ranges"] = "bytes" if media_type.startswith("video/") else "none"
    return response


def serve_piece(content: Any, size: int, first: int, last: str, media_type: str) -> HttpResponse | None:
    """Return one piece of a video as a player asks for it, None where the piece does not exist."""
    end = min(int(last) if last else size - 1, first + CHUNK - 1, size - 1)
    if first > end:
        return None
    content.seek(first)
    response = HttpResponse(content.read(end - first + 1), status=206, content_type=media_type)
    content.close()
    response["Content-Range"] = f"bytes {first}-{end}/{size}"
    return response
