"""Score an entry: open its sheet, save it as often as one likes, submit it once.

A saving names the revision that it was made on, and carries an id of its own: what somebody saved meanwhile is never
overwritten, and what is sent twice counts once. The window is enforced by the instant and by the round's state.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import advance
from office.workflow import Refusal, StaleRecord, refuse_unless
from reviews.enums import AssignmentState, RoundState, SheetState
from reviews.methods.score_rules import Given, find_faults, total_of
from reviews.models import Assignment, Criterion, Round, Score, ScoreSheet, ScoreWrite
from reviews.queries.rubric import criteria_of, limit_of
from reviews.workflow import SHEET

EDITABLE = (SheetState.DRAFTED, SheetState.RETURNED)
# Written out: each saving of each reviewer asks this, and composing it costs more than running it.
TAKE_REVISION = """
UPDATE reviews_scoresheet SET comment = %(comment)s, revision = revision + 1, updated_at = %(now)s
WHERE id = %(sheet)s AND revision = %(revision)s AND state IN ('drafted', 'returned') AND EXISTS (
    SELECT 1 FROM reviews_assignment held
    JOIN reviews_roundentry entry ON entry.id = held.entry_id
    JOIN reviews_round round ON round.id = entry.round_id
    WHERE held.id = reviews_scoresheet.assignment_id AND held.state = 'active' AND round.state = 'scoring'
      AND (round.opens_at IS NULL OR round.opens_at <= %(now)s)
      AND (round.closes_at IS NULL OR round.closes_at > %(now)s)
)
"""


@dataclass(frozen=True)
class SheetValues:
    """What a page sends: points and comments by criterion, and a word on the whole."""

    scores: Mapping[int, Given] = field(default_factory=dict)
    comment: str = ""


class ScoresRefused(Refusal):
    """Scores break the rubric; ``faults`` names what is wrong by criterion."""

    def __init__(self, faults: dict[int, str]) -> None:
        super().__init__(_("The sheet is not complete or breaks the rubric. Mend the marked lines."))
        self.faults = faults


def open_sheet(assignment: Assignment, *, actor: Actor) -> ScoreSheet:
    """Return the sheet of an own assignment, made now when it is opened for the first time."""
    sheet = ScoreSheet.objects.filter(assignment=assignment).first()
    if sheet is not None:
        return sheet
    check_window(assignment, timezone.now())
    with transaction.atomic():
        # Takes the assignment's row: a batch that is undone at this moment meets the sheet, or the sheet meets its end.
        held = Assignment.objects.filter(pk=assignment.pk, state=AssignmentState.ACTIVE).update(revision=F("revision"))
        refuse_unless(held == 1, _("This entry has been taken off your list. Nothing more can be scored here."))
        sheet, made = ScoreSheet.objects.get_or_create(assignment=assignment)
        if made:
            record_act(sheet, "open_sheet", actor=actor)
    return sheet


def check_window(assignment: Assignment, now: datetime) -> None:
    """Refuse scoring outside the window, and of an assignment that is no longer in force."""
    round_ = assignment.entry.round
    in_force = assignment.state == AssignmentState.ACTIVE
    refuse_unless(in_force, _("This entry has been taken off your list. Nothing more can be scored here."))
    if round_.scores_at(now):
        return
    if round_.state == RoundState.SCORING and round_.opens_at and now < round_.opens_at:
        raise Refusal(_("Scoring has not begun yet."))
    raise Refusal(_("Scoring has closed. Ask the secretariat if something is missing."))


def save_sheet(
    sheet: ScoreSheet,
    *,
    actor: Actor,
    values: SheetValues,
    revision: int,
    client_id: uuid.UUID,
    submit: bool = False,
    criteria: Sequence[Criterion] | None = None,
) -> ScoreSheet:
    """Save a sheet as a page sent it, or submit it; returns the sheet with its new revision.

    ``criteria`` are the sheet's own where the caller has read them already.

    Raises ``StaleRecord`` when another page saved since ``revision``, ``ScoresRefused`` when scores break the rubric (a
    draft may have holes, not wrong points), ``Refusal`` outside the window. The same ``client_id`` again changes
    nothing.
    """
    now = timezone.now()
    if criteria is None:
        criteria = criteria_of(sheet.assignment.entry)
    try:
        check_values(sheet, criteria, values, now=now, submit=submit)
    except Refusal:
        # What had come in before is as good as done, whatever stands in the way of its repeat by now.
        if has_come_in(sheet, client_id):
            return fresh(sheet)
        raise
    with transaction.atomic():
        if submit:
            hold_round(sheet.assignment.entry.round_id)
        if not take_revision(sheet, revision=revision, comment=values.comment, now=now):
            return explain_late(sheet, client_id=client_id)
        write_scores(sheet, criteria, values)
        sheet.revision, sheet.comment, sheet.updated_at = revision + 1, values.comment, now
        if submit:
            sheet.refresh_from_db(fields=["state"])
            submit_by(sheet, actor=actor, total=total_of(values.scores[item.pk] for item in criteria), now=now)
        keep_write(sheet, values, user_id=actor.user_id, client_id=client_id, submit=submit)
    return sheet


def keep_write(
    sheet: ScoreSheet, values: SheetValues, *, user_id: int | None, client_id: uuid.UUID, submit: bool
) -> None:
    """Keep what a saving held, under the id of its page and the revision that it made."""
    ScoreWrite.objects.create(
        sheet=sheet,
        client_id=client_id,
        revision=sheet.revision,
        values=plain(values),
        submits=submit,
        user_id=user_id,
    )


def has_come_in(sheet: ScoreSheet, client_id: uuid.UUID) -> bool:
    """Tell whether a saving with this id has been taken."""
    return ScoreWrite.objects.filter(sheet=sheet, client_id=client_id).exists()


def check_values(
    sheet: ScoreSheet, criteria: Iterable[Criterion], values: SheetValues, *, now: datetime, submit: bool
) -> None:
    """Refuse scores that this sheet may not take now, like ``save_sheet``."""
    refuse_unless(
        getattr(sheet, "paper", None) is None, _("This sheet was filled on paper and is typed in by the office.")
    )
    check_window(sheet.assignment, now)
    faults = find_faults(map(limit_of, criteria), values.scores, complete=submit)
    if faults:
        raise ScoresRefused(faults)


def hold_round(round_id: int) -> None:
    """Let the closing of a round wait for this submission, or the submission for the closing."""
    Round.objects.filter(pk=round_id).update(updated_at=F("updated_at"))


def take_revision(sheet: ScoreSheet, *, revision: int, comment: str, now: datetime) -> bool:
    """Move a sheet's revision on if nobody else did, it may be edited, and scoring goes on at this instant."""
    at = connection.ops.adapt_datetimefield_value(now)
    values: dict[str, Any] = {"sheet": sheet.pk, "revision": revision, "comment": comment, "now": at}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_REVISION, values)
        return bool(cursor.rowcount == 1)


def explain_late(sheet: ScoreSheet, *, client_id: uuid.UUID) -> ScoreSheet:
    """Say why a saving came too late; one that had arrived before is as good as done."""
    if has_come_in(sheet, client_id):
        return fresh(sheet)
    stored = fresh(sheet)
    check_window(stored.assignment, timezone.now())
    refuse_unless(
        stored.state in EDITABLE,
        _("This sheet has been submitted already. Ask the secretariat if it has to be corrected."),
    )
    raise StaleRecord(_("This sheet was saved from another page meanwhile."))


def fresh(sheet: ScoreSheet) -> ScoreSheet:
    """Return the sheet as it is stored now."""
    rows = ScoreSheet.objects.select_related("assignment__entry__round", "assignment__entry__submission")
    return rows.get(pk=sheet.pk)


def write_scores(sheet: ScoreSheet, criteria: Iterable[Criterion], values: SheetValues) -> None:
    """Store the scores of a sheet as given: new, changed, and gone where a line was emptied."""
    kept, emptied, now = [], False, timezone.now()
    for item in criteria:
        given = values.scores.get(item.pk, Given())
        if given.points is not None:
            kept.append(
                Score(sheet=sheet, criterion=item, points=given.points, comment=given.comment.strip(), updated_at=now)
            )
        else:
            emptied = True
    if emptied:
        Score.objects.filter(sheet=sheet).exclude(criterion__in=[score.criterion_id for score in kept]).delete()
    Score.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["points", "comment", "updated_at"],
    )


def submit_by(sheet: ScoreSheet, *, actor: Actor, total: Decimal, now: datetime) -> None:
    """Move a sheet to submitted with its total; call it in the transaction that wrote its scores."""
    advance(sheet, "submit_sheet", actor=actor, workflow=SHEET, changes={"total": total, "submitted_at": now})


def plain(values: SheetValues) -> dict[str, object]:
    """Return the values of a sheet as they are kept of each saving."""
    scores = {
        str(key): [None if given.points is None else str(given.points), given.comment]
        for key, given in values.scores.items()
    }
    return {"scores": scores, "comment": values.comment}
