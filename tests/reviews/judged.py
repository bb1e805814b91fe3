"""Judged rounds for tests: entries, reviewers and submitted sheets, as scoring leaves them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils import timezone

from reviews.enums import AssignmentState, CallState, RoundState, SheetState
from reviews.models import Round, Score, ScoreSheet
from tests.factories.reviews import (
    AssignmentFactory,
    AwardPlanFactory,
    BatchFactory,
    CallFactory,
    CriterionFactory,
    PanelFactory,
    PanelMemberFactory,
    PlanLevelFactory,
    PrizeFactory,
    RoundEntryFactory,
    RoundFactory,
    RubricFactory,
    SheetFactory,
    SubmissionFactory,
    TrackFactory,
)

NAMES = ("一等奖", "二等奖", "三等奖")


def judged_round(
    scores: Sequence[Sequence[str]],
    *,
    schools: Sequence[Any] = (),
    links: Sequence[str] = (),
    call: Any = None,
    track: Any = None,
    state: str = RoundState.CLOSED,
    **rules: Any,
) -> Round:
    """Return a round whose entries N-001, N-002 ... have these totals.

    `links` are the points of the criterion "innovation" in them. The first reviewer gives the
    first score of every entry, and so on.
    """
    call = call or CallFactory(state=CallState.CLOSED)
    round_ = RoundFactory(call=call, state=state, **rules)
    if scores:
        add_entries(round_, scores, schools=schools, links=links, track=track)
    return round_


def add_entries(
    round_: Round,
    scores: Sequence[Sequence[str]],
    *,
    schools: Sequence[Any] = (),
    links: Sequence[str] = (),
    track: Any = None,
    seats: Mapping[int, Sequence[int]] | None = None,
) -> list[Any]:
    """Add entries with submitted sheets; `seats` names the reviewers of an entry where not 0, 1, 2 ... sit."""
    rubric = RubricFactory(round=round_, track=track)
    rest = CriterionFactory(rubric=rubric, code="rest", points=100)
    link = CriterionFactory(rubric=rubric, code="innovation", points=100)
    batch = BatchFactory(round=round_)
    panel = PanelFactory(call=round_.call)
    wide = max([len(pile) for pile in scores] + [1 + max(places) for places in (seats or {}).values()], default=0)
    members = [PanelMemberFactory(panel=panel) for _seat in range(wide)]
    entries = []
    for at, pile in enumerate(scores):
        values = {"organization": schools[at]} if schools else {}
        prefix = track.code if track else "N"
        submission = SubmissionFactory(call=round_.call, track=track, number=f"{prefix}-{at + 1:03d}", **values)
        entry = RoundEntryFactory(round=round_, submission=submission)
        entries.append(entry)
        chosen = (seats or {}).get(at, range(len(pile)))
        for seat, total in zip(chosen, pile, strict=True):
            assignment = AssignmentFactory(batch=batch, entry=entry, member=members[seat], state=AssignmentState.ACTIVE)
            sheet = SheetFactory(assignment=assignment)
            part = Decimal(links[at]) if links else Decimal(0)
            Score.objects.create(sheet=sheet, criterion=link, points=part)
            Score.objects.create(sheet=sheet, criterion=rest, points=Decimal(total) - part)
            ScoreSheet.objects.filter(pk=sheet.pk).update(
                state=SheetState.SUBMITTED, total=Decimal(total), submitted_at=timezone.now()
            )
    return entries


def falling(count: int, top: int = 99) -> list[list[str]]:
    """Scores of one reviewer without a tie, the first entry the best."""
    return [[str(Decimal(top) - Decimal(at) / 2)] for at in range(count)]


def plan_of(
    round_: Round, levels: Sequence[tuple[str, str]], *, kind: str = "team", track: Any = None, **rules: Any
) -> Any:
    """Return a prize plan of a round with levels (mode, value), and their prizes."""
    plan = AwardPlanFactory(call=round_.call, round=round_, kind=kind, track=track, **rules)
    for order, (mode, value) in enumerate(levels, start=1):
        prize = PrizeFactory(call=round_.call, kind=kind, track=track, name=NAMES[order - 1], order=order)
        PlanLevelFactory(plan=plan, prize=prize, order=order, mode=mode, value=Decimal(value))
    return plan


def two_tracks(call: Any) -> tuple[Any, Any]:
    """Return two tracks of a call."""
    return TrackFactory(call=call, code="gz", name="高职组", order=1), TrackFactory(
        call=call, code="zz", name="中职组", order=2
    )
