"""Import what was sent in to a call: the submission, who is in it, and the prize that a list of winners names.

A row of the office stands for a paper that came in: the submission is sent in (numbered, its dossier frozen) in the
name of whoever imports. Prizes are proposed, never made final: that is decided on the awards' page.
"""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.imports.names import OrganizationNames, persons_named
from office.actor import Actor
from office.domain.audit import Act
from office.domain.import_kind import Importer, RowError, RowPlan, Values, change_or_none
from office.domain.import_piece import Piece
from office.domain.numbering import take_next
from office.methods.cells import name_key
from reviews.domain.award import NAMED_ROLES, check_may_award
from reviews.domain.dossier import DossierField, compose_dossier
from reviews.domain.quota import hold_call, release_many, settle_many
from reviews.domain.submission import check_organization
from reviews.domain.submission_time import check_accepts
from reviews.enums import TAKING_PART_STATES, AwardState, CallKind, ParticipantRole, PrizeKind, SubmissionState
from reviews.imports.quota_room import QuotaRoom
from reviews.models import Award, Call, Participant, Prize, Submission, Track
from reviews.queries.call import calls_to_enter

SENT_FIELDS = ("state", "submitted_at", "submitted_by", "dossier", "number")


class SubmissionImporter(Importer):
    """Base of the importers of entries, applications and papers.

    ``roles`` says which column names whom; ``prize_kinds`` which kind of prize a row's prize is, the likeliest first.
    """

    kind: ClassVar[CallKind]
    call_label: ClassVar[Any] = gettext_lazy("Call")
    roles: ClassVar[dict[str, ParticipantRole]] = {}
    prize_kinds: ClassVar[tuple[PrizeKind, ...]] = ()

    @classmethod
    def option_fields(cls, actor: Actor) -> dict[str, forms.Field]:
        """Ask for the call, among those that take in."""
        calls = calls_to_enter(actor, kind=cls.kind, now=timezone.now())
        return {"call": forms.ModelChoiceField(queryset=calls, label=cls.call_label)}

    # ------------------------------------------------------------ what is stored

    def load(self, rows: Sequence[Values]) -> None:
        """Read the call with its tracks, prizes and submissions, all organizations, and the persons named."""
        self.call = Call.objects.select_related("body").get(pk=self.options["call"])
        check_accepts(self.call, actor=self.actor)
        self.names = OrganizationNames()
        self.tracks = list(Track.objects.filter(call=self.call))
        self.prizes = list(Prize.objects.filter(call=self.call).select_related("track"))
        for prize in self.prizes:
            prize.call = self.call
        self.persons = persons_named(name for row in rows for column in self.roles for name in row.get(column) or ())
        self.pending = 0
        self.room = QuotaRoom(self.call)
        self.load_stored()

    def load_stored(self) -> None:
        """Read the submissions of the call with their participants and standing awards."""
        self.stored: dict[Any, list[Any]] = defaultdict(list)
        self.by_number: dict[str, Any] = {}
        for record in self.stored_records():
            submission = record.submission
            submission.call = self.call
            self.stored[self.stored_identity(record)].append(record)
            self.by_number[submission.number] = record
        self.people: dict[int, list[Participant]] = defaultdict(list)
        for person in Participant.objects.filter(submission__call=self.call).order_by("order", "id"):
            self.people[person.submission_id].append(person)
        self.awards: dict[int, list[Award]] = defaultdict(list)
        standing = Award.objects.filter(submission__call=self.call).exclude(state=AwardState.REVOKED)
        for award in standing.select_related("prize__track"):
            self.awards[award.submission_id].append(award)

    @abstractmethod
    def stored_records(self) -> Any:
        """Return the stored records beside the call's submissions, each with its submission loaded."""

    def stored_identity(self, record: Any) -> Any:
        """Return by what a stored record is found: title and organization, and what else tells it apart."""
        return name_key(record.submission.title), record.submission.organization_id

    def unloaded(self, rows: Any) -> Any:
        """Return the rows of this call without what was withdrawn, and without their dossiers."""
        rows = rows.filter(submission__call=self.call).exclude(submission__state=SubmissionState.WITHDRAWN)
        return rows.select_related("submission__organization", "submission__track").defer("submission__dossier")

    # ------------------------------------------------------------ a row

    def complete(self, values: Values) -> Values:
        """Find organization, track and prize; a missing title is made of the people or the organization."""
        values = dict(values)
        values["organization"] = self.names.get(values.get("organization", ""))
        values["title"] = values.get("title") or self.title_without(values)
        values["track"] = self.find_track(values)
        values["prize"] = self.find_prize(values)
        return values

    def title_without(self, values: Values) -> str:
        """Return the title of a row that has none."""
        people = next((values[column] for column in self.roles if values.get(column)), ())
        title = "、".join(people) or (values["organization"].name if values["organization"] else "")
        if not title:
            raise RowError(_("The row names neither a title, nor people, nor an organization."))
        return title[:200]

    def find_track(self, values: Values) -> Track | None:
        """Return the track that a row names, else the one of its school's level; ``RowError`` when none fits."""
        named = name_key(values.get("track") or "")
        if not self.tracks:
            return None
        for track in self.tracks:
            if named and named in {name_key(track.name), name_key(track.name.removesuffix("组")), name_key(track.code)}:
                return track
        if named:
            raise RowError(_("“%(call)s” has no track “%(track)s”.") % {"call": self.call, "track": values["track"]})
        level = values["organization"].school_level if values["organization"] else ""
        fitting = [track for track in self.tracks if level and track.school_level == level]
        return fitting[0] if len(fitting) == 1 else None

    def find_prize(self, values: Values) -> Prize | None:
        """Return the prize that a row names: of its track before one for all, of the likeliest kind."""
        named = name_key(values.get("prize") or "")
        if not named:
            return None
        track = values["track"]
        fitting = [
            prize
            for prize in self.prizes
            if named in {name_key(prize.name), name_key(str(prize)), name_key(prize.code)}
            and (prize.track_id is None or (track is not None and prize.track_id == track.pk))
        ]
        if not fitting:
            raise RowError(_("“%(call)s” gives no prize “%(prize)s”.") % {"call": self.call, "prize": values["prize"]})
        kinds = self.kinds_of(values)
        order = {kind: position for position, kind in enumerate(kinds)}
        return min(fitting, key=lambda prize: (order.get(PrizeKind(prize.kind), 99), prize.track_id is None))

    def kinds_of(self, values: Values) -> tuple[PrizeKind, ...]:
        """Return the kinds of prize that a row may mean, the likeliest first."""
        return self.prize_kinds

    def title(self, values: Values) -> str:
        """The title with the organization's name."""
        unit = values.get("organization")
        return f"{values['title']}（{unit}）" if unit else str(values["title"])

    def identity(self, values: Values) -> Any:
        """Title and organization, as the stored ones are found."""
        unit = values["organization"]
        return name_key(values["title"]), unit.pk if unit else None

    def candidates(self, values: Values) -> list[models.Model]:
        """Return what is stored under the row's number, else under its title and organization."""
        known = self.by_number.get(values.get("number") or "-")
        return [known] if known is not None else list(self.stored.get(self.identity(values), ()))

    # ------------------------------------------------------------ what it makes

    def pieces(self, values: Values, target: Any) -> list[Piece]:
        """Make or complete a submission: what stands beside it, its people, its prize."""
        if target is not None:
            return self.completing_pieces(values, target)
        submission = Submission(
            call=self.call,
            track=values["track"],
            title=values["title"],
            organization=values["organization"],
            state=SubmissionState.SUBMITTED,
            submitted_at=timezone.now(),
            submitted_by_id=self.actor.user_id,
            number=self.pending_number(),
        )
        if self.tracks and submission.track is None:
            raise RowError(_("Name the track: “%(call)s” compares within tracks.") % {"call": self.call})
        check_organization(submission, actor=self.actor)
        people = self.new_people(values, submission, known=())
        self.room.take_entry(submission, people)
        submission.dossier = compose_dossier(submission, people=people, extra=self.dossier_fields(values))
        pieces = [Piece(submission), Piece(self.beside(values, submission)), *(Piece(person) for person in people)]
        if values["prize"] is not None:
            pieces.append(Piece(self.new_award(values, submission, people)))
        return pieces

    def pending_number(self) -> str:
        """Return a stand-in, unlike any other, for the number that the writing takes from the series."""
        self.pending += 1
        return f"?{self.pending}"

    @abstractmethod
    def beside(self, values: Values, submission: Submission) -> models.Model:
        """Return the new record of the upper app that stands beside the submission."""

    def beside_changes(self, values: Values) -> Values:
        """Return what a row says of a stored record beside its submission."""
        return {}

    def dossier_fields(self, values: Values) -> tuple[DossierField, ...]:
        """Return the upper app's lines of the dossier, as its own sending in writes them."""
        return ()

    def new_people(self, values: Values, submission: Submission, *, known: Sequence[Participant]) -> list[Participant]:
        """Return the participants that a row names and that are not in the submission yet."""
        present = {(person.role, name_key(person.name)) for person in known}
        order = max((person.order for person in known), default=0)
        unit = submission.organization
        people = []
        for column, role in self.roles.items():
            for name in values.get(column) or ():
                if (role, name_key(name)) in present:
                    continue
                order += 1
                person = Participant(
                    submission=submission,
                    person=self.known_person(name, unit),
                    name=name,
                    role=role,
                    order=order,
                    organization=unit,
                    organization_name=unit.name[:100] if unit else "",
                )
                people.append(person)
        return people

    def known_person(self, name: str, unit: Any) -> Any:
        """Return the one person of the name at the organization, None when none or several are known."""
        found = [row for row in self.persons.get(name_key(name), ()) if unit and row.organization_id == unit.pk]
        return found[0] if len(found) == 1 else None

    def new_award(self, values: Values, submission: Submission, people: Sequence[Participant]) -> Award:
        """Return the proposed award of a row."""
        prize = values["prize"]
        check_may_award(prize, submission)
        roles = NAMED_ROLES.get(PrizeKind(prize.kind), ())
        joined = "、".join(person.name for person in people if person.role in roles)[:200]
        unit = submission.organization.name if prize.kind == PrizeKind.UNIT and submission.organization else ""
        return Award(
            prize=prize,
            submission=submission,
            kind=prize.kind,
            rank=values.get("rank"),
            recipient_name=joined or unit or submission.title,
            awarded_on=values.get("awarded_on"),
        )

    def completing_pieces(self, values: Values, target: Any) -> list[Piece]:
        """Return what a row adds to a stored submission; nobody is taken out and no title is changed."""
        submission = target.submission
        pieces = change_or_none(submission, {"track": values["track"] if values.get("track") else None})
        if pieces:
            check_organization(submission, actor=self.actor)
        pieces += change_or_none(target, self.beside_changes(values))
        known = self.people[submission.pk]
        people = self.new_people(values, submission, known=known)
        if submission.state in TAKING_PART_STATES:
            self.room.take_people(submission, people)
        for person in people:
            pieces.append(Piece(person, diff=[(str(ParticipantRole(person.role).label), "", person.name)]))
        if values["prize"] is not None:
            pieces += self.award_pieces(values, submission, [*known, *people])
        return pieces

    def award_pieces(self, values: Values, submission: Submission, people: Sequence[Participant]) -> list[Piece]:
        """Return what a row says of a stored submission's prize: new, another level while proposed, or nothing."""
        prize = values["prize"]
        standing = next((award for award in self.awards[submission.pk] if award.kind == prize.kind), None)
        if standing is None:
            award = self.new_award(values, submission, people)
            return [Piece(award, diff=[(_("Prize"), "", str(prize))])]
        told = {"prize": prize, "rank": values.get("rank"), "awarded_on": values.get("awarded_on")}
        pieces = change_or_none(standing, told)
        if pieces and standing.state != AwardState.PROPOSED:
            raise RowError(_("The prize is final already: revoke it first, then import another."))
        return pieces

    # ------------------------------------------------------------ writing

    def before_write(self, plans: Sequence[RowPlan]) -> None:
        """Give the new submissions their numbers and the act of sending in."""
        new = [piece for plan in plans for piece in plan.pieces if piece.is_new and isinstance(piece.obj, Submission)]
        hold_call(self.call)
        if not new:
            return
        numbers = take_next(f"reviews.call.{self.call.pk}", year=self.call.year, count=len(new))
        for piece, number in zip(new, numbers, strict=True):
            piece.obj.number = f"{self.call.code.upper()}-{number:03d}"
            after = {name: piece.obj.serializable_value(name) for name in SENT_FIELDS}
            before = {**dict.fromkeys(SENT_FIELDS), "state": SubmissionState.DRAFTED}
            piece.acts = [Act(piece.obj, "submit", before, after)]

    def after_write(self, plans: Sequence[RowPlan]) -> None:
        """Count what was written against the quotas of the call, which is held since before the writing."""
        touched = [piece.obj for plan in plans for piece in plan.pieces]
        settle_touched(self.call, submissions_among(touched), actor=self.actor)

    @classmethod
    def undoing(cls, touched: Mapping[type[models.Model], Sequence[Any]], *, actor: Actor) -> Callable[[], None]:
        """Give the places of the written entries back, and count those that stay once the undo is done."""
        keys = submissions_among(obj for objects in touched.values() for obj in objects)
        calls = list(Call.objects.filter(submissions__in=keys).distinct().order_by("pk"))
        for call in calls:
            hold_call(call)
        release_many(sorted(keys))

        def finish() -> None:
            for call in calls:
                settle_touched(call, keys, actor=actor)

        return finish


def submissions_among(objects: Iterable[Any]) -> set[int]:
    """Return the keys of the submissions that some written records are, or belong to by their people."""
    return {obj.pk if isinstance(obj, Submission) else obj.submission_id for obj in objects if is_counted(obj)}


def is_counted(obj: Any) -> bool:
    """Tell whether a record moves quotas."""
    return isinstance(obj, Submission | Participant)


def settle_touched(call: Call, keys: set[int], *, actor: Actor) -> None:
    """Count some submissions of a call anew."""
    rows = Submission.objects.filter(pk__in=keys, call=call).select_related("organization")
    settle_many(call, list(rows.defer("dossier", "answers").order_by("pk")), actor=actor)
