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
from reviews.models import Assignment, BlindCopy, Round, RoundEntry, Score, ScoreSheet, SubmissionAttachment

# So many own entries of a round stand on one page of the desk.
PAGE_SIZE = 50
ENTRY_FIELDS = (
    *("entry__round_id", "entry__code", "entry__position", "entry__submission__track__name"),
    *("sheet__state", "sheet__total", "sheet__updated_at"),
)
# What the scoring page and a saving need of an own assignment; the page is opened and saved thousands of times.
OWN_FIELDS = (
    *("state", "member_id", "entry__code", "entry__position", "entry__round__state", "entry__round__kind"),
    *("entry__round__name", "entry__round__blind", "entry__round__opens_at", "entry__round__closes_at"),
    *("entry__submission__title", "entry__submission__track__name", "sheet__assignment_id", "sheet__state"),
    *("sheet__revision", "sheet__comment", "sheet__updated_at", "sheet__paper__sheet_id"),
)
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

    @property
    def tone(self) -> str:
        """How the state is shown."""
        return {"": "plain", SheetState.SUBMITTED: "ok", SheetState.RETURNED: "danger"}.get(self.state, "warn")


@dataclass(frozen=True)
class DeskRound:
    """A round on a reviewer's desk, with the own entries in it and nothing of the others'.

    ``entries`` are those of one page; ``total``, ``done`` and the codes still to be scored are of all.
    """

    pk: int
    call: str
    name: str
    is_onsite: bool
    scores_now: bool
    opens_at: datetime | None
    closes_at: datetime | None
    total: int
    open_codes: list[str]
    entries: list[DeskEntry] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many of the own sheets are submitted."""
        return self.total - len(self.open_codes)

    @property
    def kept_urls(self) -> str:
        """The addresses that a device on site keeps for a lost network: what is still to be scored, in its order."""
        return " ".join(map(self.url_of, self.open_codes)) if self.is_onsite and self.scores_now else ""

    @property
    def next_url(self) -> str:
        """The address of the first own entry that is not submitted yet, "" when all are."""
        return self.url_of(self.open_codes[0]) if self.open_codes else ""

    def url_of(self, code: str) -> str:
        """Return the address of an own entry's scoring page."""
        return reverse("reviews:desk_sheet", args=[self.pk, code])


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


def desk_of(actor: Actor, *, now: datetime, page: int = 1, only_open: bool = False) -> list[DeskRound]:
    """Return the rounds in which the actor judges, each with the own entries in the order of codes or of the draw.

    Of each round one page of ``PAGE_SIZE`` entries is read in full; four queries for any number. ``only_open`` leaves
    out the entries whose sheet is submitted; what is counted is of all.
    """
    rows = own_assignments(actor).order_by("-entry__round_id", "entry__position", "entry__code")
    marks: dict[int, list[tuple[int, str, str]]] = {}
    for pk, round_id, code, state in rows.values_list("pk", "entry__round_id", "entry__code", "sheet__state"):
        marks.setdefault(round_id, []).append((pk, code, state or ""))
    rounds = [
        desk_round(round_, marks[round_.pk] if round_.opens_at is None or now >= round_.opens_at else [], now)
        for round_ in Round.objects.filter(pk__in=marks).select_related("call").order_by("-pk")
    ]
    first = (page - 1) * PAGE_SIZE
    keys: list[int] = []
    for desk in rounds:
        shown = [pk for pk, _code, state in marks[desk.pk] if not only_open or state != SheetState.SUBMITTED]
        keys += shown[first : first + PAGE_SIZE] if desk.total else []
    by_round = {desk.pk: desk for desk in rounds}
    for entry in desk_entries(rows.filter(pk__in=keys)):
        by_round[entry.round_id].entries.append(entry)
    return rounds


def pages_of(rounds: list[DeskRound], *, only_open: bool = False) -> int:
    """Return how many pages the longest of the rounds has."""
    lengths = (len(desk.open_codes) if only_open else desk.total for desk in rounds)
    return max((-(-length // PAGE_SIZE) for length in lengths), default=1) or 1


def desk_round(round_: Round, marks: list[tuple[int, str, str]], now: datetime) -> DeskRound:
    """Return what a reviewer knows of a round, without its entries; ``marks`` are key, code and state of the sheet."""
    return DeskRound(
        pk=round_.pk,
        call=round_.call.title,
        name=round_.name,
        is_onsite=round_.kind != "online",
        scores_now=round_.scores_at(now),
        opens_at=round_.opens_at,
        closes_at=round_.closes_at,
        total=len(marks),
        open_codes=[code for _pk, code, state in marks if state != SheetState.SUBMITTED],
    )


def desk_entries(rows: Any) -> list[DeskEntry]:
    """Return what a reviewer knows of the entries of own assignments."""
    values = list(rows.values_list("entry_id", *ENTRY_FIELDS))
    keys = [row[0] for row in values]
    copies = BlindCopy.objects.filter(entry__in=keys, number=0, state=CopyState.CLEARED)
    titles = dict(copies.values_list("entry_id", "fields"))
    return [
        DeskEntry(
            round_id=round_id,
            code=code,
            track=track or "",
            title=title_of(titles.get(entry_id, [])),
            position=position,
            state=state or "",
            state_label=str(SheetState(state).label) if state else "",
            total=total,
            saved_at=saved_at,
        )
        for entry_id, round_id, code, position, track, state, total, saved_at in values
    ]


def title_of(lines: list[dict[str, str]]) -> str:
    """Return the masked title among the lines of an entry's text."""
    return next((line["value"] for line in lines if line.get("code") == "title"), "")


def find_own(actor: Actor, round_id: int, code: str, *, now: datetime) -> Any:
    """Return the own assignment of an entry's code with its sheet, None where there is none: one query."""
    rows = opened_assignments(actor, now).filter(entry__round_id=round_id, entry__code=code)
    return rows.select_related("entry__round", "entry__submission__track", "sheet__paper").only(*OWN_FIELDS).first()


def codes_ahead(actor: Actor, entry: RoundEntry, *, now: datetime) -> list[str]:
    """Return the codes of the own entries not submitted yet: those behind this one, then from the beginning.

    What ``unscored_assignments`` says, of a round that is at hand already.
    """
    if not actor.user_id or not entry.round.scores_at(now):
        return []
    rows = Assignment.objects.filter(
        member__user_id=actor.user_id,
        member__state=MemberState.ACCEPTED,
        state=AssignmentState.ACTIVE,
        entry__round_id=entry.round_id,
    ).exclude(sheet__state=SheetState.SUBMITTED)
    pairs = rows.order_by("entry__position", "entry__code").values_list("entry__code", "entry__position")
    codes = [(code, place) for code, place in pairs if code not in {"", entry.code}]
    here = (entry.position or 0, entry.code)
    behind = [code for code, place in codes if (place or 0, code) > here]
    return behind + [code for code, place in codes if (place or 0, code) <= here]


def scores_of(sheet: ScoreSheet | None) -> dict[int, Given]:
    """Return what a sheet gives each criterion."""
    if sheet is None:
        return {}
    rows = Score.objects.filter(sheet=sheet).order_by().values_list("criterion_id", "points", "comment")
    return {key: Given(points, comment) for key, points, comment in rows}


def read_entry(assignment: Assignment) -> tuple[list[dict[str, str]], list[DeskFile]]:
    """Return the text lines and the files of an entry that the reviewer may read.

    A blind round shows cleared copies and nothing else; an open one what was sent in.
    """
    entry = assignment.entry
    if entry.round.blind:
        rows = BlindCopy.objects.filter(entry=entry, state=CopyState.CLEARED).order_by("number")
        copies = list(rows.only("number", "fields", "ending", "media_type", "size"))
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
