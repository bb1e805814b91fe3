"""Files of a record: add one, open one; the record's own rule decides both."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.domain.attachment import FileRefused, store_attachment
from office.domain.audit import record_act
from office.web.access import door, get_actor, read_text, require
from office.web.noun import Noun

logger = logging.getLogger(__name__)


def view_add(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that attaches an uploaded file."""

    @require_POST
    @door()
    def add_file(request: HttpRequest, pk: int) -> HttpResponse:
        assert noun.files is not None
        actor = get_actor(request)
        obj: Any = get_object_or_404(noun.visible_rows(actor), pk=pk)
        require(actor, noun.permission("change"), obj)
        upload = request.FILES.get("file")
        if upload is None:
            raise FileRefused(_("Choose a file first."))
        with transaction.atomic():
            attachment = store_attachment(upload, actor=actor)
            owner = {noun.files_owner: noun.owner_of_files(obj)}
            noun.files.objects.create(attachment=attachment, label=read_text(request, "label")[:100], **owner)
            record_act(obj, "upload", actor=actor, after={"file": attachment.name})
        messages.success(request, _("“%(name)s” has been attached.") % {"name": attachment.name})
        return redirect(obj.get_absolute_url())

    return add_file


def view_open(noun: Noun) -> Callable[..., FileResponse]:
    """Return the view that serves one file of a record to those who may see the record."""

    @door()
    def open_file(request: HttpRequest, pk: int, file_pk: int) -> FileResponse:
        assert noun.files is not None
        obj = get_object_or_404(noun.visible_rows(get_actor(request)), pk=pk)
        owner = {noun.files_owner: noun.owner_of_files(obj)}
        link = get_object_or_404(noun.files.objects.select_related("attachment"), pk=file_pk, **owner)
        return serve_attachment(link.attachment)

    return open_file


def serve_attachment(attachment: Any) -> FileResponse:
    """Return a stored file as a download with its own name and its sniffed type."""
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError as error:
        logger.exception("Attachment %s has lost its file %s", attachment.pk, attachment.file.name)
        sentence = _("The file “%(name)s” is missing in the store. Tell the system administrator.")
        raise FileRefused(sentence % {"name": attachment.name}) from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response
