"""Give a submitted sheet back for correction: one person asks with a reason, another confirms."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.message import write_message
from office.domain.record import create_record
from office.domain.transition import advance
from office.workflow import list_words, refuse_unless
from reviews.domain.telling import tell_staff
from reviews.enums import ReturnState, SheetState
from reviews.methods.disclosure import find_disclosures
from reviews.models import ScoreSheet, SheetReturn
from reviews.queries.disclosure import words_of
from reviews.workflow import SHEET, SHEET_RETURN

MESSAGE_KIND = "sheet"
NAMING = frozenset({"person", "own_school"})
# Chinese texts, kept as they were sent. They name the code only: a reviewer learns nothing else of an entry.
SUBJECT = "评分表退回修改：{code}"
ASKED_SUBJECT = "评分表退回待复核：{code}"
ASKED_TEXT = "“{call}”{round}编号{code}的评分表申请退回，须由另一人确认。\n说明：{reason}"
TEXT = "“{round}”编号{code}的评分表已退回，请修改后重新提交。\n说明：{reason}"


def ask_return(sheet: ScoreSheet, *, actor: Actor, reason: str) -> SheetReturn:
    """Ask for the return of a submitted sheet; it stays submitted until a second person confirms."""
    check_returnable(sheet)
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    check_names_nobody(sheet, reason)
    assert actor.user_id is not None  # a person asks, never the system
    asked = SheetReturn(sheet=sheet, reason=reason.strip(), asked_by_id=actor.user_id)
    round_ = sheet.assignment.entry.round
    with transaction.atomic():
        create_record(asked, actor=actor, reason=reason)
        tell_staff(
            round_.call_id,
            kind=MESSAGE_KIND,
            subject=ASKED_SUBJECT.format(code=sheet.assignment.entry.code),
            text=ASKED_TEXT.format(
                call=round_.call.title, round=round_.name, code=sheet.assignment.entry.code, reason=asked.reason
            ),
            about=asked,
            actor=actor,
        )
    return asked


def confirm_return(asked: SheetReturn, *, actor: Actor, reason: str = "") -> SheetReturn:
    """Confirm a return as a second person: the sheet may be edited again, and its reviewer is told."""
    refuse_unless(
        asked.asked_by_id != actor.user_id, _("You asked for this return yourself: another person has to confirm it.")
    )
    sheet = asked.sheet
    if asked.state == ReturnState.ASKED:
        check_returnable(sheet)
    with transaction.atomic():
        changes = {"answered_by_id": actor.user_id, "answered_at": timezone.now()}
        advance(asked, "confirm_return", actor=actor, workflow=SHEET_RETURN, reason=reason, changes=changes)
        advance(sheet, "return_sheet", actor=actor, workflow=SHEET, reason=asked.reason, changes={"total": None})
        tell_reviewer(sheet, asked, actor=actor)
    return asked


def drop_return(asked: SheetReturn, *, actor: Actor, reason: str) -> SheetReturn:
    """Decide against a return; whoever asked may take it back too."""
    changes = {"answered_by_id": actor.user_id, "answered_at": timezone.now()}
    advance(asked, "drop_return", actor=actor, workflow=SHEET_RETURN, reason=reason, changes=changes)
    return asked


def check_returnable(sheet: ScoreSheet) -> None:
    """Refuse what could not be corrected: a sheet that is not submitted, a round that takes no scores now."""
    refuse_unless(
        sheet.state == SheetState.SUBMITTED,
        _("Only a submitted sheet is returned; this one is “%(state)s”.") % {"state": sheet.get_state_display()},
    )
    refuse_unless(
        sheet.assignment.entry.round.scores_at(timezone.now()),
        _("The round takes no scores now, so the reviewer could not correct anything. Reopen scoring first."),
    )


def check_names_nobody(sheet: ScoreSheet, reason: str) -> None:
    """Refuse a reason that tells the reviewer of a blind round who made the entry: its people, its unit, a number."""
    entry = sheet.assignment.entry
    if not entry.round.blind:
        return
    words = [word for word in words_of(entry.submission) if word.kind in NAMING]
    told = [finding.text for finding in find_disclosures(reason, words)]
    refuse_unless(
        not told,
        _("The reviewer reads the reason. Leave out what tells whose entry it is: %(words)s.")
        % {"words": list_words(told)},
    )


def tell_reviewer(sheet: ScoreSheet, asked: SheetReturn, *, actor: Actor) -> int:
    """Tell the reviewer that a sheet came back, by its code alone; returns how many are told."""
    member, entry = sheet.assignment.member, sheet.assignment.entry
    if not member.user_id:
        return 0
    return write_message(
        [member.user_id],
        kind=MESSAGE_KIND,
        subject=SUBJECT.format(code=entry.code),
        text=TEXT.format(round=entry.round.name, code=entry.code, reason=asked.reason),
        url=reverse("reviews:desk_sheet", args=[entry.round_id, entry.code]),
        key=f"sheet-return:{asked.pk}",
        actor=actor,
    )
