"""Uploads in parts, asked for by ``static/js/upload.js``; only their own user sees them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from office.domain.upload import PART_BYTES, PartRefused, add_part, open_upload, own_upload
from office.forms.key import read_key
from office.models import Upload
from office.web.access import door, get_actor, read_text
from office.workflow import Refusal


def state_of(upload: Upload) -> dict[str, Any]:
    """Return what the browser needs to go on."""
    return {
        "key": str(upload.pk),
        "url": reverse("office:upload_detail", args=[upload.pk]),
        "received": upload.received,
        "size": upload.size,
        "part": PART_BYTES,
        "parts": [[part.offset, part.size, part.sha256] for part in upload.parts.order_by("offset")],
    }


@require_POST
@door()
def create(request: HttpRequest) -> HttpResponse:
    """Begin an upload, or find the one that was cut off; 422 with a sentence when the file cannot be accepted."""
    try:
        upload = open_upload(
            actor=get_actor(request),
            name=read_text(request, "name"),
            size=read_key(read_text(request, "size")) or 0,
            mark=read_text(request, "mark"),
        )
    except Refusal as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    return JsonResponse(state_of(upload))


@door()
def part(request: HttpRequest, pk: Any) -> HttpResponse:
    """Tell what has arrived (GET), or take the next part as the body (POST)."""
    upload = own_upload(str(pk), actor=get_actor(request))
    if upload is None:
        raise Http404(str(pk))
    if request.method != "POST":
        return JsonResponse(state_of(upload))
    offset = read_key(request.headers.get("X-Part-Offset", ""))
    length = read_key(request.headers.get("Content-Length", "")) or 0
    if offset is None or length > PART_BYTES:
        return JsonResponse({"error": "offset", **state_of(upload)}, status=409)
    try:
        upload = add_part(upload, offset=offset, content=request.body, sha256=request.headers.get("X-Part-SHA256", ""))
    except PartRefused as refusal:
        upload.refresh_from_db()
        return JsonResponse({"error": str(refusal), **state_of(upload)}, status=409)
    return JsonResponse({"received": upload.received, "size": upload.size})
