"""Take a large file in parts: what has arrived stays through a cut or a reload, and becomes one checked upload.

Each part is stored under its own name first and counted by one conditional UPDATE afterwards, so two tabs that send the
same part end with one, and a worker that is killed leaves at most an uncounted file, which the sweep removes.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.attachment import ACCEPTED, FileRefused, check_size, clean_name
from office.models import Upload, UploadPart
from office.workflow import Refusal, list_words, refuse_unless

PART_BYTES = 1024 * 1024
# An upload is one file of one person: more under way at once are forgotten ones.
OPEN_AT_ONCE = 5
STALE_AFTER = timedelta(hours=48)


class PartRefused(Refusal):
    """A part does not continue what has arrived; the client asks for the state and goes on from there."""


def open_upload(*, actor: Actor, name: str, size: int, mark: str = "") -> Upload:
    """Return the upload of a file: the one that was cut off before, else a new one.

    ``size`` in bytes; ``mark`` is what the browser knows the file by. Refused for an ending or a size that would be
    refused at the end anyway.
    """
    assert actor.user_id is not None
    name, mark = clean_name(name), mark[:60]
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in ACCEPTED:
        raise FileRefused(
            _("“%(name)s” cannot be accepted. Accepted are files with one of these endings: %(kinds)s.")
            % {"name": name, "kinds": list_words(sorted(ACCEPTED))}
        )
    check_size(name, size)
    own = Upload.objects.filter(user_id=actor.user_id)
    known: Upload | None = own.filter(name=name, size=size, mark=mark).order_by("-received").first()
    if known is not None:
        return known
    for old in own.order_by("-touched_at")[OPEN_AT_ONCE - 1 :]:
        drop_upload(old)
    return Upload.objects.create(user_id=actor.user_id, name=name, size=size, mark=mark)


def add_part(upload: Upload, *, offset: int, content: bytes, sha256: str) -> Upload:
    """Add the next part of an upload and return it with what has arrived.

    ``offset`` must be what has arrived so far and ``sha256`` the digest of ``content``; the same part once more changes
    nothing. Raises ``PartRefused``.
    """
    digest = hashlib.sha256(content).hexdigest()
    refuse_unless(digest == sha256, _("A part of the file arrived damaged. It is sent again."), error=PartRefused)
    if UploadPart.objects.filter(upload=upload, offset=offset, sha256=digest).exists():
        upload.refresh_from_db()
        return upload
    size = len(content)
    refuse_unless(0 < size <= PART_BYTES, _("A part of the file has the wrong size."), error=PartRefused)
    part = UploadPart(upload=upload, offset=offset, size=size, sha256=digest)
    part.file.save("part", ContentFile(content), save=False)
    with transaction.atomic():
        rows = Upload.objects.filter(pk=upload.pk, received=offset, size__gte=offset + size)
        counted = rows.update(received=offset + size, touched_at=timezone.now())
        if counted:
            part.save()
    if not counted:
        default_storage.delete(str(part.file.name))
        raise PartRefused(_("The file has gone on elsewhere. Its state is asked for again."))
    upload.refresh_from_db()
    return upload


@contextmanager
def take_upload(key: str, *, actor: Actor) -> Iterator[UploadedFile]:
    """Give a complete upload of the actor as one file, and forget its parts once what the caller does has happened.

    Inside, the file is as one sent by a form: ``store_attachment`` checks its size and what it really is.
    """
    upload = own_upload(key, actor=actor)
    if upload is None:
        raise FileRefused(_("The upload is gone. Choose the file again."))
    if not upload.is_complete:
        raise FileRefused(
            _("“%(name)s” has not arrived whole yet. Choose it again: it goes on where it stopped.")
            % {"name": upload.name}
        )
    with (
        transaction.atomic(),
        TemporaryUploadedFile(upload.name, "application/octet-stream", upload.size, None) as whole,
    ):
        # Of two forms that name one upload, one takes it.
        if not Upload.objects.filter(pk=upload.pk).update(touched_at=timezone.now()):
            raise FileRefused(_("The upload is gone. Choose the file again."))
        join_parts(upload, whole)
        yield whole
        drop_upload(upload)


def own_upload(key: str, *, actor: Actor) -> Upload | None:
    """Return the actor's upload of a key, None for everything else."""
    try:
        return Upload.objects.filter(user_id=actor.user_id, pk=key).first() if actor.user_id else None
    except (ValidationError, ValueError):
        return None


def join_parts(upload: Upload, whole: TemporaryUploadedFile) -> None:
    """Write the parts one behind the other, each checked against its digest; refuses one lost or changed."""
    for part in UploadPart.objects.filter(upload=upload).order_by("offset"):
        try:
            with part.file.open("rb") as stored:
                content = stored.read()
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise FileRefused(_("A part of the file was lost on the server. Choose the file again."))
        whole.write(content)
    whole.flush()
    whole.seek(0)


def drop_upload(upload: Upload) -> None:
    """Remove an upload; its files go when the transaction has held."""
    names = [str(part.file.name) for part in UploadPart.objects.filter(upload=upload)]
    upload.delete()
    transaction.on_commit(lambda: delete_files(names))


def delete_files(names: list[str]) -> None:
    """Delete stored files; one that is gone already is no matter."""
    for name in names:
        default_storage.delete(name)


def forget_uploads() -> int:
    """Remove the uploads that nothing has been added to for two days; returns how many."""
    stale = list(Upload.objects.filter(touched_at__lt=timezone.now() - STALE_AFTER))
    for upload in stale:
        drop_upload(upload)
    return len(stale)
