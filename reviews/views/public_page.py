"""Public notices for everybody, without log-in: names and schools, the window, and whom to tell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reviews.enums import CallKind, PrizeKind
from reviews.models import Call, PublicNotice
from reviews.queries.public_notice import group_lines

SHOWN = 100
KINDS = dict(PrizeKind.choices)


def list_notices(request: HttpRequest) -> HttpResponse:
    """Show the notices that count, the newest first."""
    notices = PublicNotice.objects.standing().select_related("call__body").defer("content").order_by("-published_at")
    return render(request, "reviews/public_notices.html", {"notices": notices[:SHOWN]})


def show_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one published notice; a replaced one stays readable and leads to the correction."""
    rows = PublicNotice.objects.published().select_related("call__body", "supersedes", "successor")
    notice = get_object_or_404(rows, pk=pk)
    return render(request, "reviews/public_notice.html", {"notice": notice, **notice_words(notice)})


def notice_words(notice: PublicNotice) -> dict[str, Any]:
    """Return what the page prints of a notice, in the words of an official text."""
    after = getattr(notice, "successor", None)
    groups = group_lines(notice.content)
    return {
        "call": notice.call,
        "whose": "拟表彰" if notice.call.kind == CallKind.HONOR else "拟获奖",
        "issuer": notice.call.issuer_name,
        "groups": [
            group | {"title": f"{KINDS.get(group['kind'], '')} {group['track']}{group['prize']}".strip()}
            for group in groups
        ],
        "total": len(notice.content),
        "before": notice.supersedes,
        "after": after if after is not None and after.is_public else None,
        "basis": basis_of(notice.call),
    }


def basis_of(call: Call) -> str:
    """Return the basis of a call as a text takes it up, without its full stop."""
    return call.basis.strip().rstrip("。")
