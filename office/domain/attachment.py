"""Store uploaded files: size and type checked by content, kept under their digest."""

import hashlib
from pathlib import PurePath

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.models import Attachment
from office.workflow import Refusal, list_words

# Ending -> the types that its content may show. Old .doc/.xls files and new ones differ only inside their container.
ACCEPTED = {
    "pdf": {"application/pdf"},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/zip"},
    "xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/zip"},
    "pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/zip"},
    "zip": {"application/zip"},
    "mp4": {"video/mp4"},
}


class FileRefused(Refusal):
    """The file is too large, empty, or not what its name says."""


def store_attachment(upload: UploadedFile, *, actor: Actor) -> Attachment:
    """Check and store one upload; the same content by the same name is stored again only as a row.

    Raises ``FileRefused`` with a sentence that says what is wrong and what would be accepted.
    """
    name = clean_name(upload.name or "")
    size = upload.size or 0
    check_size(name, size)
    media_type = check_type(name, upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    attachment = Attachment(
        name=name, sha256=digest.hexdigest(), media_type=media_type, size=size, uploaded_by_id=actor.user_id
    )
    with transaction.atomic():
        twin = Attachment.objects.filter(sha256=attachment.sha256).first()
        if twin and twin.file.storage.exists(str(twin.file.name)):
            attachment.file.name = twin.file.name
        else:
            upload.seek(0)
            attachment.file.save(name, upload, save=False)
        attachment.save()
        record_act(attachment, "upload", actor=actor, after={"sha256": attachment.sha256, "size": size})
    return attachment


def clean_name(name: str) -> str:
    """Return the last part of a file name without characters that cannot be seen: they could feign another ending."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable()).strip()[-200:]


def check_size(name: str, size: int) -> None:
    """Refuse an empty file and one above the limit in the settings."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if size == 0:
        raise FileRefused(_("“%(name)s” is empty. Choose the file again.") % {"name": name})
    if size > limit:
        raise FileRefused(
            _("“%(name)s” has %(size)s MB; at most %(limit)s MB are accepted. Make the file smaller and send it again.")
            % {"name": name, "size": -(-size // 1024 // 1024), "limit": limit // 1024 // 1024}
        )


def check_type(name: str, upload: UploadedFile) -> str:
    """Return the media type of the content; refuse other endings and a content that does not fit its ending."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in ACCEPTED:
        raise FileRefused(
            _("“%(name)s” cannot be accepted. Accepted are files with one of these endings: %(kinds)s.")
            % {"name": name, "kinds": list_words(sorted(ACCEPTED))}
        )
    media_type = sniff_type(upload)
    if media_type not in ACCEPTED[ending]:
        raise FileRefused(
            _("“%(name)s” cannot be accepted: its content is not that of a %(ending)s file. Save it again as one.")
            % {"name": name, "ending": ending}
        )
    return media_type


def sniff_type(upload: UploadedFile) -> str:
    """Return the media type that the first bytes show, "" when unknown."""
    upload.seek(0)
    head = upload.read(8192)
    upload.seek(0)
    return str(filetype.guess_mime(head) or "")
