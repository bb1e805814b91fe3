"""What a reviewer reads: a projection of its own, without schools, persons, numbers of entries or other reviewers.

Pages of the desk take nothing but these dataclasses. Every function starts from the actor's own assignments in force.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.urls import reverse

from office.actor import Actor
from reviews.enums import AssignmentState, CopyState, MemberState, RoundState, SheetState
from reviews.methods.score_rules import Given
from reviews.models import Assignment, BlindCopy, Round, Score, ScoreSheet, SubmissionAttachment

SHOWN_STATES = (RoundState.SCORING, RoundState.CLOSED, RoundState.SETTLED)


@dataclass(frozen=True)
class DeskEntry:
    """One entry on a reviewer's desk: its code, its track, how far the own sheet is."""

    round_id: int
    code: str
    track: str
    title: str
    position: int | None
    state: str
    state_label: str
    total: Decimal | None
    saved_at: datetime | None

    @property
    def url(self) -> str:
        """The address of its scoring page."""
        return reverse("reviews:desk_sheet", args=[self.round_id, self.code])

    @property
    def is_open(self) -> bool:
        """True while the reviewer still has to submit it."""
        return self.state != SheetState.SUBMITTED


@dataclass(frozen=True)
class DeskRound:
    """A round on a reviewer's desk, with the own entries in it and nothing of the others'."""

    pk: int
    call: str
    name: str
    is_onsite: bool
    scores_now: bool
    opens_at: datetime | None
    closes_at: datetime | None
    entries: list[DeskEntry] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of the own sheets are submitted."""
        return sum(not entry.is_open for entry in self.entries)

    @property
    def kept_urls(self) -> str:
        """The addresses that a device on site keeps for a lost network: what is still to be scored, in its order."""
        is_kept = self.is_onsite and self.scores_now
        return " ".join(entry.url for entry in self.entries if entry.is_open) if is_kept else ""

    @property
    def next_entry(self) -> DeskEntry | None:
        """The first own entry that is not submitted yet."""
        return next((entry for entry in self.entries if entry.is_open), None)


@dataclass(frozen=True)
class DeskFile:
    """A file to read: its neutral name, how a browser shows it, its address."""

    name: str
    media_type: str
    size: int
    url: str

    @property
    def shows_as(self) -> str:
        """How the page shows it: page, picture, video, or "" for a download."""
        if self.media_type == "application/pdf":
            return "page"
        kind = self.media_type.split("/")[0]
        return {"image": "picture", "video": "video"}.get(kind, "")


def own_assignments(actor: Actor) -> Any:
    """Return the actor's own assignments in force, in rounds that reviewers see; nobody else's, whatever the role."""
    if not actor.user_id:
        return Assignment.objects.none()
    return Assignment.objects.filter(
        member__user_id=actor.user_id,
        member__state=MemberState.ACCEPTED,
        state=AssignmentState.ACTIVE,
        entry__round__state__in=SHOWN_STATES,
    ).exclude(entry__code="")


def opened_assignments(actor: Actor, now: datetime) -> Any:
    """Return the own assignments of rounds whose window has begun: before that no work is shown."""
    begun = Q(entry__round__opens_at__isnull=True) | Q(entry__round__opens_at__lte=now)
    return own_assignments(actor).filter(begun)


def unscored_assignments(actor: Actor, now: datetime) -> Any:
    """Return what the actor can and should score at this moment."""
    still = Q(entry__round__closes_at__isnull=True) | Q(entry__round__closes_at__gt=now)
    rows = opened_assignments(actor, now).filter(still, entry__round__state=RoundState.SCORING)
    return rows.exclude(sheet__state=SheetState.SUBMITTED)


def desk_of(actor: Actor, *, now: datetime) -> list[DeskRound]:
    """Return the rounds in which the actor judges, each with the own entries in the order of codes or of the draw."""
    rows = own_assignments(actor).select_related("entry__round__call", "entry__submission__track", "sheet")
    rows = rows.defer("entry__submission__dossier", "entry__submission__answers")
    titles = dict(
        BlindCopy.objects.filter(entry__in=rows.values("entry_id"), number=0).values_list("entry_id", "fields")
    )
    found: dict[int, DeskRound] = {}
    for row in rows.order_by("-entry__round_id", "entry__position", "entry__code"):
        round_ = row.entry.round
        desk = found.get(round_.pk) or found.setdefault(round_.pk, desk_round(round_, now))
        if round_.opens_at is None or now >= round_.opens_at:
            desk.entries.append(desk_entry(row, title_of(titles.get(row.entry_id, []))))
    return list(found.values())


def desk_round(round_: Round, now: datetime) -> DeskRound:
    """Return what a reviewer knows of a round."""
    return DeskRound(
        pk=round_.pk,
        call=round_.call.title,
        name=round_.name,
        is_onsite=round_.kind != "online",
        scores_now=round_.scores_at(now),
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
    )


def desk_entry(assignment: Assignment, title: str) -> DeskEntry:
    """Return what a reviewer knows of an entry."""
    entry, sheet = assignment.entry, getattr(assignment, "sheet", None)
    return DeskEntry(
        round_id=entry.round_id,
        code=entry.code,
        track=entry.submission.track.name if entry.submission.track else "",
        title=title,
        position=entry.position,
        state=sheet.state if sheet else "",
        state_label=sheet.get_state_display() if sheet else "",
        total=sheet.total if sheet else None,
        saved_at=sheet.updated_at if sheet else None,
    )


def title_of(lines: list[dict[str, str]]) -> str:
    """Return the masked title among the lines of an entry's text."""
    return next((line["value"] for line in lines if line.get("code") == "title"), "")


def find_own(actor: Actor, round_id: int, code: str, *, now: datetime) -> Any:
    """Return the own assignment of an entry's code with its sheet, None where there is none: one query."""
    rows = opened_assignments(actor, now).filter(entry__round_id=round_id, entry__code=code)
    return (
        rows.select_related("entry__round__call", "entry__submission__track", "sheet__paper", "member")
        .defer("entry__submission__dossier", "entry__submission__answers")
        .first()
    )


def codes_ahead(
    actor: Actor, round_id: int, *, now: datetime, after: str = "", position: int | None = None
) -> list[str]:
    """Return the codes of the own entries not submitted yet: those behind the present one, then from the beginning."""
    rows = unscored_assignments(actor, now).filter(entry__round_id=round_id).exclude(entry__code=after)
    codes = list(rows.order_by("entry__position", "entry__code").values_list("entry__code", "entry__position"))
    behind = [code for code, place in codes if (place or 0, code) > (position or 0, after)]
    return behind + [code for code, place in codes if (place or 0, code) <= (position or 0, after)]


def scores_of(sheet: ScoreSheet | None) -> dict[int, Given]:
    """Return what a sheet gives each criterion."""
    if sheet is None:
        return {}
    return {row.criterion_id: Given(row.points, row.comment) for row in Score.objects.filter(sheet=sheet)}


def read_entry(assignment: Assignment) -> tuple[list[dict[str, str]], list[DeskFile]]:
    """Return the text lines and the files of an entry that the reviewer may read.

    A blind round shows cleared copies and nothing else; an open one what was sent in.
    """
    entry = assignment.entry
    if entry.round.blind:
        copies = BlindCopy.objects.filter(entry=entry, state=CopyState.CLEARED).order_by("number")
        lines = [line for copy in copies if copy.number == 0 for line in copy.fields]
        files = [
            desk_file(assignment, copy.number, copy.ending, copy.media_type, copy.size)
            for copy in copies
            if copy.number
        ]
        return lines, files
    dossier = entry.submission.dossier
    lines = [{"label": item["label"], "value": item["value"]} for item in dossier.get("fields", ())]
    links = SubmissionAttachment.objects.filter(owner_id=entry.submission_id).select_related("attachment")
    files = [
        desk_file(assignment, number, ending_of(link.attachment.name), link.attachment.media_type, link.attachment.size)
        for number, link in enumerate(links, start=1)
    ]
    return lines or [{"label": "名称", "value": entry.submission.title}], files


def desk_file(assignment: Assignment, number: int, ending: str, media_type: str, size: int) -> DeskFile:
    """Return one file under its neutral name."""
    entry = assignment.entry
    name = f"{entry.code}-{number}.{ending}"
    return DeskFile(name, media_type, size, reverse("reviews:desk_file", args=[entry.round_id, entry.code, name]))


def ending_of(name: str) -> str:
    """Return the ending of a file's name in small letters."""
    return name.rpartition(".")[2].lower() if "." in name else "bin"


def find_file(assignment: Assignment, name: str) -> Any:
    """Return the stored file behind a neutral name as (field file, media type), None where there is none."""
    entry = assignment.entry
    head, _point, _ending = name.partition(".")
    code, _dash, number = head.rpartition("-")
    if code != entry.code or not number.isascii() or not number.isdecimal() or len(number) > 4:
        return None
    if entry.round.blind:
        copy = BlindCopy.objects.filter(entry=entry, state=CopyState.CLEARED, number=int(number), number__gt=0).first()
        return (copy.file, copy.media_type) if copy is not None and copy.file_name == name else None
    links = SubmissionAttachment.objects.filter(owner_id=entry.submission_id).select_related("attachment")
    for place, link in enumerate(links, start=1):
        if f"{entry.code}-{place}.{ending_of(link.attachment.name)}" == name:
            return link.attachment.file, link.attachment.media_type
    return None
