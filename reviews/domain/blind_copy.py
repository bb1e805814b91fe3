"""Make blind copies: clean every file of every entry, look through its text, and let a person decide what was found."""

import hashlib
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from office.actor import Actor, pack_actor, unpack_actor
from office.domain.audit import record_act
from office.domain.job import JobRun, handles, request_job
from office.domain.transition import advance
from office.models import Attachment, Job
from office.workflow import Refusal, refuse_unless
from reviews.domain.round import check_prepared
from reviews.enums import CopyState
from reviews.methods.cleaning import clean_file
from reviews.methods.cleaning_errors import CleaningFailed
from reviews.methods.disclosure import Finding, Word, find_disclosures, mask_disclosures
from reviews.models import BlindCopy, Round, RoundEntry, SubmissionAttachment
from reviews.queries.disclosure import school_words, words_of
from reviews.workflow import COPY

KIND = "reviews.blind_copies"
SETTLED = (CopyState.CLEARED, CopyState.BLOCKED)


def request_copies(round_: Round, *, actor: Actor) -> Job:
    """Ask for the blind copies of a round; what a person has decided on already stays."""
    check_prepared(round_)
    refuse_unless(round_.blind, _("The round is not blind: reviewers read what was sent in."))
    entries = RoundEntry.objects.filter(round=round_)
    refuse_unless(entries.exists(), _("Nothing has gone into this round yet."))
    refuse_unless(not entries.filter(code="").exists(), _("Draw the review codes first: the copies bear them."))
    title = _("Blind copies: %(round)s") % {"round": round_}
    return request_job(KIND, actor=actor, title=title, arguments={"round": round_.pk, "actor": pack_actor(actor)})


@handles(KIND)
def make_copies(run: JobRun) -> dict[str, Any]:
    """Make the copies of a round, entry by entry; a repeat makes only what is missing."""
    round_ = Round.objects.get(pk=run.job.arguments["round"])
    actor = unpack_actor(run.job.arguments["actor"])
    check_prepared(round_)
    entries = list(RoundEntry.objects.filter(round=round_).select_related("submission").order_by("pk"))
    schools = school_words()
    for done, entry in enumerate(entries):
        run.report(_("Cleaning %(code)s") % {"code": entry.code}, done * 100 // max(len(entries), 1))
        make_copies_of(entry, schools)
    copies = BlindCopy.objects.filter(entry__round=round_)
    found = copies.unsettled().count()
    with transaction.atomic():
        record_act(round_, "make_copies", actor=actor, after={"copies": copies.count(), "to_look_at": found})
    return {"copies": copies.count(), "to_look_at": found, "url": reverse("reviews:round_copies", args=[round_.pk])}


def make_copies_of(entry: RoundEntry, schools: list[Word]) -> None:
    """Make the text and the files of one entry; copies that are decided on are left as they are."""
    words = [*words_of(entry.submission), *schools]
    make_text(entry, words)
    links = SubmissionAttachment.objects.filter(owner_id=entry.submission_id).select_related("attachment")
    for number, link in enumerate(links, start=1):
        copy, _made = BlindCopy.objects.get_or_create(entry=entry, number=number, defaults={"source": link.attachment})
        if copy.source_id != link.attachment_id:  # the file was exchanged since
            copy.source, copy.state, copy.cleared_by, copy.replacement = link.attachment, CopyState.WAITING, None, None
        if copy.state not in SETTLED:
            make_copy(copy, words)
    # A file that was taken off the submission is read by nobody.
    BlindCopy.objects.filter(entry=entry, number__gt=len(links)).delete()


def make_text(entry: RoundEntry, words: list[Word]) -> None:
    """Store the lines of a dossier that identify nobody, with every name in them covered."""
    lines = [
        {
            "code": item.get("code", ""),
            "label": item.get("label", ""),
            "value": mask_disclosures(str(item.get("value", "")), words),
        }
        for item in shown_fields(entry)
    ]
    found = [asdict(hit) for item in shown_fields(entry) for hit in find_disclosures(str(item["value"]), words)]
    BlindCopy.objects.update_or_create(
        entry=entry, number=0, defaults={"fields": lines, "findings": found, "state": CopyState.CLEARED}
    )


def shown_fields(entry: RoundEntry) -> list[dict[str, Any]]:
    """Return the fields of a dossier that say of themselves that they identify nobody; the title at least."""
    fields = [item for item in entry.submission.dossier.get("fields", ()) if not item.get("identifying", True)]
    return fields or [{"code": "title", "label": "名称", "value": entry.submission.title}]


def make_copy(copy: BlindCopy, words: list[Word]) -> None:
    """Clean one file and look through it; it is cleared at once only when everything was read and nothing found."""
    original = copy.replacement or copy.source
    assert original is not None
    with tempfile.TemporaryDirectory(prefix="portal-blind-") as folder:
        source, target = Path(folder) / "source", Path(folder) / "target"
        try:
            fetch(original, source)
            cleaned = clean_file(source, target, media_type=original.media_type)
        except CleaningFailed as failure:
            findings = [Finding("unclean", failure.why)]
            copy.sha256 = copy.ending = ""
        else:
            findings = find_disclosures(cleaned.text, words)
            findings += [Finding("unread", what, str(count)) for what, count in cleaned.unread]
            store_file(copy, target, ending=cleaned.ending, media_type=cleaned.media_type)
    copy.findings = [asdict(item) for item in findings]
    copy.state = CopyState.FOUND if findings else CopyState.CLEARED
    copy.save()


def fetch(attachment: Attachment, target: Path) -> None:
    """Copy a stored file to a local path."""
    try:
        with attachment.file.open("rb") as content, target.open("wb") as output:
            shutil.copyfileobj(content, output)
    except FileNotFoundError as error:
        raise CleaningFailed("missing") from error


def store_file(copy: BlindCopy, path: Path, *, ending: str, media_type: str) -> None:
    """Put a cleaned file into the store under its digest."""
    with path.open("rb") as content:
        copy.sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        copy.ending, copy.media_type, copy.size = ending, media_type, path.stat().st_size
        content.seek(0)
        name = f"blind/{copy.sha256[:2]}/{copy.sha256}"
        if copy.file.storage.exists(name):
            copy.file.name = name
        else:
            copy.file.save(name, File(content), save=False)


def clear_copy(copy: BlindCopy, *, actor: Actor, reason: str = "") -> BlindCopy:
    """Clear a copy for reviewers as a person who has looked at it and says why it tells nothing."""
    check_prepared(copy.entry.round)
    refuse_unless(
        bool(copy.sha256), _("The file could not be cleaned: keep it from reviewers, or put another in its place.")
    )
    changes = {"cleared_by_id": actor.user_id, "reason": reason.strip()[:500]}
    advance(copy, "clear_copy", actor=actor, workflow=COPY, reason=reason, changes=changes)
    return copy


def block_copy(copy: BlindCopy, *, actor: Actor, reason: str = "") -> BlindCopy:
    """Keep a file from reviewers; also while they score, when somebody finds a name in it later."""
    refuse_unless(copy.number > 0, _("The text of an entry is masked by itself and is not kept back."))
    changes = {"cleared_by_id": actor.user_id, "reason": reason.strip()[:500]}
    advance(copy, "block_copy", actor=actor, workflow=COPY, reason=reason, changes=changes)
    return copy


def replace_file(copy: BlindCopy, replacement: Attachment, *, actor: Actor) -> BlindCopy:
    """Put a file that staff made by hand in the place of one that names somebody; it is cleaned and searched too."""
    check_prepared(copy.entry.round)
    if copy.number == 0:
        raise Refusal(_("The text of an entry is masked by itself."))
    before = {"replacement": copy.replacement_id, "state": copy.state}
    copy.replacement = replacement
    with transaction.atomic():
        make_copy(copy, [*words_of(copy.entry.submission), *school_words()])
        after = {"replacement": replacement.pk, "state": copy.state}
        record_act(copy, "replace_file", actor=actor, before=before, after=after)
    return copy


COPY_ACTS = {"clear_copy": clear_copy, "block_copy": block_copy}
