"""Plan the rows of a sheet: what each would do. The check and the run come through here, so they cannot disagree."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from office.domain.import_kind import Importer, RowError, RowPlan, Values, read_row
from office.domain.import_piece import check_piece, find_clashes
from office.enums import ImportVerdict
from office.workflow import Refusal

logger = logging.getLogger(__name__)

NEW, SKIP = "new", "skip"
Tell = Callable[[float], None]


class SentRow(Protocol):
    """What of a stored row is read: its line, its cells and what was decided."""

    line: int
    raw: list[Any]
    decision: str


def plan_rows(
    importer: Importer, rows: Sequence[SentRow], mapping: Sequence[str], *, tell: Tell = lambda _done: None
) -> list[RowPlan]:
    """Return one plan a row, in order; reads the database, writes nothing. ``tell`` hears how much is done (0 to 1)."""
    columns = {column.name: column for column in importer.columns}
    plans = [RowPlan(row.line) for row in rows]
    read: list[Values | None] = []
    for plan, row in zip(plans, rows, strict=True):
        read.append(guarded(plan, partial(read_row, columns, mapping, row.raw)))
    tell(0.1)
    importer.load([values for values in read if values is not None])
    tell(0.3)
    seen: dict[Any, tuple[RowPlan, Values]] = {}
    for number, (plan, row, values) in enumerate(zip(plans, rows, read, strict=True)):
        if values is not None:
            guarded(plan, partial(plan_row, importer, plan, row, values, seen))
        if number % 500 == 0:
            tell(0.3 + 0.6 * number / len(plans))
    clashes = find_clashes((number, piece) for number, plan in enumerate(plans) for piece in plan.pieces)
    for number, message in clashes.items():
        plans[number].fail(message)
    return plans


def guarded(plan: RowPlan, work: Callable[[], Any]) -> Any:
    """Do one row's part; whatever goes wrong becomes the verdict of this row and of no other."""
    try:
        return work()
    except RowError as error:
        plan.fail(str(error))
    except Refusal as error:
        plan.fail(str(error))
    except ValidationError as error:
        plan.fail(explain_invalid(error))
    except Exception as error:
        logger.exception("A row of an import could not be planned")
        plan.fail(_("The program failed at this row (%(detail)s).") % {"detail": type(error).__name__})
    return None


def explain_invalid(error: ValidationError) -> str:
    """Return a model's objections as sentences."""
    return " ".join(dict.fromkeys(error.messages))


def plan_row(
    importer: Importer, plan: RowPlan, row: SentRow, values: Values, seen: dict[Any, tuple[RowPlan, Values]]
) -> None:
    """Fill the plan of one row."""
    values = importer.complete(values)
    plan.title = importer.title(values)[:200]
    if row.decision == SKIP:
        plan.verdict, plan.skipped = ImportVerdict.CONFLICT, True
        return
    found = importer.candidates(values)
    target = choose(importer, plan, row, values, found)
    if plan.verdict == ImportVerdict.CONFLICT:
        return
    twin = find_twin(importer, values, target, seen)
    if twin is not None and row.decision != NEW:
        judge_twin(importer, plan, values, twin)
        return
    if twin is None:
        seen[("words", importer.identity(values))] = seen[("record", target.pk if target else None)] = (plan, values)
    plan.target = target
    plan.pieces = importer.pieces(values, target)
    for piece in plan.pieces:
        check_piece(piece)
    if target is None:
        plan.verdict = ImportVerdict.NEW
    else:
        plan.verdict = ImportVerdict.UPDATE if plan.pieces else ImportVerdict.SAME


def choose(
    importer: Importer, plan: RowPlan, row: SentRow, values: Values, found: list[models.Model]
) -> models.Model | None:
    """Return the record that a row means, None for a new one; an open question makes the plan a conflict."""
    if row.decision == NEW or not found:
        return None
    decided = [candidate for candidate in found if str(candidate.pk) == row.decision]
    if decided:
        return decided[0]
    if importer.certain(values, found):
        return found[0]
    plan.verdict, plan.candidates = ImportVerdict.CONFLICT, found
    plan.message = _("The row may mean a record that is stored already. Say which one, or that it is new.")
    return None


def find_twin(
    importer: Importer, values: Values, target: models.Model | None, seen: dict[Any, tuple[RowPlan, Values]]
) -> tuple[RowPlan, Values] | None:
    """Return the earlier row of the sheet that is about the same record, if any."""
    if target is not None and ("record", target.pk) in seen:
        return seen[("record", target.pk)]
    return seen.get(("words", importer.identity(values)))


def judge_twin(importer: Importer, plan: RowPlan, values: Values, twin: tuple[RowPlan, Values]) -> None:
    """Judge a row about a record that an earlier row is about: the same again, or a contradiction."""
    earlier, told = twin
    told_now = {name: value for name, value in values.items() if value not in (None, "", ())}
    told_then = {name: value for name, value in told.items() if value not in (None, "", ())}
    if all(told_then.get(name) == value for name, value in told_now.items()):
        plan.verdict = ImportVerdict.SAME
        plan.message = _("The same as line %(line)s.") % {"line": earlier.line}
    elif importer.twins:
        plan.verdict = ImportVerdict.CONFLICT
        plan.message = _(
            "Line %(line)s has the same name with other data. Say that this is another one, or leave it out."
        ) % {"line": earlier.line}
    else:
        plan.fail(
            _("Line %(line)s is about the same record with other data. Keep one of them.") % {"line": earlier.line}
        )
