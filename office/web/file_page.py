"""Files of a record: add one, open one, take one off; the record's own rule decides all three."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from office.actor import Actor
from office.domain.attachment import FileRefused, store_attachment
from office.domain.audit import record_act
from office.domain.upload import take_upload
from office.web.access import door, get_actor, read_text, require
from office.web.detail_page import crumbs_to
from office.web.noun import Noun
from office.web.page_data import ConfirmPage, Fact

FILES_PART = "files"
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
        try:
            name = attach_sent(request, noun, obj, actor=actor)
        except FileRefused as refusal:
            # Said on the record's own page: the next try is one step away.
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("“%(name)s” has been attached.") % {"name": name})
        return redirect(f"{obj.get_absolute_url()}#{FILES_PART}")

    return add_file


def attach_sent(request: HttpRequest, noun: Noun, obj: Any, *, actor: Actor) -> str:
    """Attach what the form sent: a file, or the name of an upload of the actor's own that arrived in parts."""
    label, key = read_text(request, "label")[:100], read_text(request, "upload")
    if not key:
        return attach(noun, obj, request.FILES.get("file"), actor=actor, label=label)
    with take_upload(key, actor=actor) as whole:
        return attach(noun, obj, whole, actor=actor, label=label)


def attach(noun: Noun, obj: Any, upload: UploadedFile | None, *, actor: Actor, label: str) -> str:
    """Store an upload as a file of a record and return its name; raises ``FileRefused``."""
    assert noun.files is not None
    if upload is None:
        raise FileRefused(_("Choose a file first."))
    with transaction.atomic():
        if noun.hold:
            noun.hold(noun.owner_of_files(obj))
        attachment = store_attachment(upload, actor=actor)
        owner = {noun.files_owner: noun.owner_of_files(obj)}
        noun.files.objects.create(attachment=attachment, label=label, **owner)
        record_act(obj, "upload", actor=actor, after={"file": attachment.name})
    return attachment.name


def view_remove(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that takes a file off a record; the stored file stays, as the audit trail names it."""

    @door()
    def remove_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponse:
        assert noun.files is not None
        actor = get_actor(request)
        obj: Any = get_object_or_404(noun.visible_rows(actor), pk=pk)
        require(actor, noun.permission("change"), obj)
        owner = {noun.files_owner: noun.owner_of_files(obj)}
        link = get_object_or_404(noun.files.objects.select_related("attachment"), pk=file_pk, **owner)
        name = link.attachment.name
        page = ConfirmPage(
            title=_("Take off: %(name)s") % {"name": name},
            facts=[Fact(noun.label, str(obj)), Fact(_("File"), name), Fact(_("Uploaded"), link.attachment.uploaded_at)],
            submit_label=_("Take this file off"),
            cancel_url=obj.get_absolute_url(),
            crumbs=crumbs_to(noun, obj),
            tone="danger",
        )
        if request.method != "POST":
            return render(request, "ui/confirm.html", {"page": page})
        with transaction.atomic():
            if noun.hold:
                noun.hold(noun.owner_of_files(obj))
            taken, _rows = noun.files.objects.filter(pk=link.pk).delete()
            if taken:  # of two clicks one took it off
                record_act(obj, "take_off", actor=actor, before={"file": name, "sha256": link.attachment.sha256})
        messages.success(request, _("“%(name)s” has been taken off.") % {"name": name})
        return redirect(f"{obj.get_absolute_url()}#{FILES_PART}")

    return remove_file


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
