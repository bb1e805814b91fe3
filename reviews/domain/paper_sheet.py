"""Sheets filled on paper: one clerk types them in, another types them again; only what agrees counts."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import advance
from office.workflow import refuse_unless
from reviews.domain.score_sheet import EDITABLE, ScoresRefused, SheetValues, plain, submit_by, write_scores
from reviews.enums import AssignmentState, PaperState, RoundState
from reviews.methods.score_rules import find_faults, total_of
from reviews.models import Assignment, PaperSheet, ScoreSheet, ScoreWrite
from reviews.queries.desk import scores_of
from reviews.queries.rubric import criteria_of, limit_of
from reviews.workflow import PAPER_SHEET


def enter_paper(assignment: Assignment, *, actor: Actor, values: SheetValues) -> PaperSheet:
    """Type a paper sheet in; it counts once another person has typed the same.

    A sheet that its reviewer has begun on the screen is not overwritten. Typed again before the check, the later
    typing stands and its clerk is the one who entered it.
    """
    check_round(assignment)
    refuse_faults(assignment, values)
    assert actor.user_id is not None  # a person types, never the system
    now = timezone.now()
    with transaction.atomic():
        sheet, _made = ScoreSheet.objects.get_or_create(assignment=assignment)
        paper = PaperSheet.objects.filter(sheet=sheet).first()
        begun = paper is None and sheet.scores.exists()
        refuse_unless(
            sheet.state in EDITABLE and not begun,
            _("The reviewer scores this entry on the screen: a paper sheet is not taken beside it."),
        )
        write_scores(sheet, criteria_of(assignment.entry), values)
        ScoreSheet.objects.filter(pk=sheet.pk).update(comment=values.comment, revision=sheet.revision + 1)
        paper, _made = PaperSheet.objects.update_or_create(
            sheet=sheet,
            defaults={"entered_by_id": actor.user_id, "entered_at": now, "state": PaperState.ENTERED},
        )
        note_write(sheet, values, actor=actor)
        record_act(paper, "enter_paper", actor=actor, after={"entered_by": actor.user_id})
    return paper


def check_paper(paper: PaperSheet, *, actor: Actor, values: SheetValues) -> PaperSheet:
    """Compare a second typing with the first; where both agree the sheet is submitted.

    Raises ``ScoresRefused`` with the fault ``differs`` on each line that does not agree: nothing is stored then.
    """
    sheet = paper.sheet
    check_round(sheet.assignment)
    refuse_unless(
        paper.entered_by_id != actor.user_id, _("You typed this sheet in yourself: another person has to check it.")
    )
    refuse_faults(sheet.assignment, values)
    stored = scores_of(sheet)
    differs = {key: "differs" for key, given in values.scores.items() if given.points != stored[key].points}
    if differs:
        raise ScoresRefused(differs)
    now = timezone.now()
    with transaction.atomic():
        changes = {"checked_by_id": actor.user_id, "checked_at": now}
        advance(paper, "check_paper", actor=actor, workflow=PAPER_SHEET, changes=changes)
        submit_by(sheet, actor=actor, total=total_of(stored.values()), now=now)
    return paper


def check_round(assignment: Assignment) -> None:
    """Refuse paper sheets of a round that takes no scores, and of an assignment no longer in force."""
    refuse_unless(
        assignment.entry.round.state == RoundState.SCORING and assignment.state == AssignmentState.ACTIVE,
        _("The round takes no scores now."),
    )


def refuse_faults(assignment: Assignment, values: SheetValues) -> None:
    """Refuse scores that break the rubric or leave a line out; comments are asked of reviewers only."""
    faults = find_faults(map(limit_of, criteria_of(assignment.entry)), values.scores, complete=True)
    faults = {key: fault for key, fault in faults.items() if fault != "comment"}
    if faults:
        raise ScoresRefused(faults)


def note_write(sheet: ScoreSheet, values: SheetValues, *, actor: Actor) -> None:
    """Keep what was typed among the savings of the sheet."""
    sheet.refresh_from_db(fields=["revision"])
    ScoreWrite.objects.create(
        sheet=sheet, client_id=uuid.uuid4(), revision=sheet.revision, values=plain(values), user_id=actor.user_id
    )
