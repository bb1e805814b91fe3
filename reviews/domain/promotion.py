"""Let entries go on from a ranked round: rule, cut, exceptions with reasons, all in a ledger."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import create_record, remove_record
from office.workflow import list_words, refuse_unless
from reviews.domain.round import admit_all, send_away
from reviews.enums import LevelMode, PlanBase, PlanRounding, RankingState, RoundState, ShortfallPolicy, TiePolicy
from reviews.methods.prize_plan import Outcome, Plan, apply_plan, as_data
from reviews.methods.quota import Level
from reviews.methods.ranking import LAST, Ranked
from reviews.models import Promotion, Ranking, RankingRow, Round, RoundEntry, Submission, TieDecision

GOES_ON = "goes_on"


@dataclass(frozen=True)
class PromotionRule:
    """How many go on: percent, number, from a result up, or all that are left; the same words as a prize plan's."""

    mode: str = LevelMode.COUNT
    value: Decimal = Decimal(0)
    minimum: Decimal | None = None
    base: str = PlanBase.ATTENDED
    rounding: str = PlanRounding.HALF_UP
    tie: str = TiePolicy.BREAK
    school_cap: int | None = None

    def plan(self) -> Plan:
        """Return the rule as a plan of one level."""
        return Plan(
            "promotion",
            (Level(GOES_ON, self.mode, self.value, self.minimum),),
            base=self.base,
            rounding=self.rounding,
            tie=self.tie,
            shortfall=ShortfallPolicy.LEAVE,
            school_cap=self.school_cap,
        )

    def as_data(self) -> dict[str, Any]:
        """Return the rule as plain data, numbers as text."""
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}


@dataclass(frozen=True)
class Exceptions:
    """Entries that go on, or do not, against the rule, each with its reason; by the key of the submission."""

    added: Mapping[int, str] = field(default_factory=dict)
    removed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Proposal:
    """Who would go on: the rule's outcome, the rows in order, and what the exceptions make of it."""

    ranking: Ranking
    rule: PromotionRule
    outcome: Outcome
    rows: tuple[RankingRow, ...]
    by_rule: frozenset[int]
    goes_on: frozenset[int]

    @property
    def cut(self) -> Decimal | None:
        """The lowest result that goes on by the rule."""
        return min(
            (result_of(row) or Decimal(0) for row in self.rows if row.submission_id in self.by_rule), default=None
        )

    @property
    def tied_numbers(self) -> str:
        """The numbers of entries whose tie has to be decided first."""
        return list_words(" = ".join(group) for group in self.outcome.undecided)


def result_of(row: RankingRow) -> Decimal | None:
    """Return the result that counts."""
    return row.adjusted if row.adjusted is not None else row.raw


def ranked_rows(ranking: Ranking) -> tuple[list[RankingRow], list[Ranked], dict[str, str]]:
    """Return the stored rows of a ranking, the same as the engine reads them, and the schools by number."""
    stored = ranking.rows.select_related("submission__organization").order_by("id")
    rows = list(stored.defer("submission__dossier", "submission__answers"))
    decided = dict(TieDecision.objects.filter(round=ranking.round_id).values_list("submission_id", "place"))
    ranked = [
        Ranked(
            row.submission.number,
            result_of(row) if row.rank else None,
            tuple(Decimal(value) for value in row.tie_key),
            decided.get(row.submission_id, LAST),
            row.rank,
        )
        for row in rows
    ]
    schools = {row.submission.number: str(row.submission.organization_id or "") for row in rows}
    return rows, ranked, schools


def propose_promotion(ranking: Ranking, rule: PromotionRule, exceptions: Exceptions | None = None) -> Proposal:
    """Return who would go on by a rule and its exceptions; nothing is stored."""
    exceptions = exceptions or Exceptions()
    rows, ranked, schools = ranked_rows(ranking)
    registered = int(ranking.parameters.get("registered", len(rows)))
    outcome = apply_plan(rule.plan(), ranked, schools=schools, registered=registered)
    keys = {row.submission.number: row.submission_id for row in rows}
    by_rule = frozenset(keys[one.entry] for one in outcome.decisions if one.level)
    goes_on = (by_rule | set(exceptions.added)) - set(exceptions.removed)
    return Proposal(ranking, rule, outcome, tuple(rows), by_rule, frozenset(goes_on))


def promote(
    ranking: Ranking,
    *,
    rule: PromotionRule,
    actor: Actor,
    to_round: Round | None = None,
    target: str = "",
    exceptions: Exceptions | None = None,
) -> list[Promotion]:
    """Write the ledger of a ranking: every entry of it, going on or not; those who go on enter the next round.

    Exactly one of ``to_round`` and ``target`` says where to. Refused while a tie at the cut is undecided, when an
    exception has no reason or names what is not in the ranking, and when the ranking has gone on there already.
    """
    exceptions = exceptions or Exceptions()
    check_promotion(ranking, to_round=to_round, target=target)
    proposal = propose_promotion(ranking, rule, exceptions)
    check_exceptions(proposal, exceptions)
    refuse_unless(
        not proposal.outcome.undecided,
        _("Equal results stand at the cut. Decide the tie first: %(numbers)s.") % {"numbers": proposal.tied_numbers},
    )
    with transaction.atomic():
        lines = ledger_lines(proposal, exceptions, to_round=to_round, target=target)
        for line in lines:
            create_record(line, actor=actor, reason=line.reason)
        if to_round is not None:
            admit_all(to_round, [line.submission for line in lines if line.promoted], actor=actor)
    return lines


def ledger_lines(proposal: Proposal, exceptions: Exceptions, *, to_round: Round | None, target: str) -> list[Promotion]:
    """Return the unsaved lines of the ledger, one an entry of the ranking, in its order."""
    reasons = {**exceptions.added, **exceptions.removed}
    traces = {one.entry: [as_data(step) for step in one.trace] for one in proposal.outcome.decisions}
    return [
        Promotion(
            round=proposal.ranking.round,
            to_round=to_round,
            target=target,
            submission=row.submission,
            ranking=proposal.ranking,
            promoted=row.submission_id in proposal.goes_on,
            rank=row.rank,
            result=result_of(row),
            cut=proposal.cut,
            rule=proposal.rule.as_data(),
            trace=traces[row.submission.number],
            reason=reasons.get(row.submission_id, "")[:200],
        )
        for row in proposal.rows
    ]


def check_promotion(ranking: Ranking, *, to_round: Round | None, target: str) -> None:
    """Refuse to go on from a ranking that does not count, to nowhere, or a second time."""
    refuse_unless(ranking.state == RankingState.ADOPTED, _("Adopt the ranking first: only a result leads on."))
    refuse_unless((to_round is None) != (not target), _("Name the round, or what it is recommended to."))
    if to_round is not None:
        refuse_unless(
            to_round.call_id == ranking.round.call_id and to_round.order > ranking.round.order,
            _("Entries go on to a later round of the same call."),
        )
        refuse_unless(
            to_round.state == RoundState.PREPARED,
            _("“%(round)s” is now “%(state)s”: nobody can enter it any more.")
            % {"round": to_round, "state": to_round.get_state_display()},
        )
    there = Promotion.objects.filter(
        round=ranking.round_id, to_round=to_round, target=target, submission__track=ranking.track_id
    )
    refuse_unless(not there.exists(), _("Entries have gone on there already. Take that back first."))


def check_exceptions(proposal: Proposal, exceptions: Exceptions) -> None:
    """Refuse an exception that needs no exception, has no reason or names what is not in the ranking."""
    present = {row.submission_id for row in proposal.rows}
    named = {**exceptions.added, **exceptions.removed}
    refuse_unless(all(key in present for key in named), _("An exception names an entry that is not in this ranking."))
    refuse_unless(all(reason.strip() for reason in named.values()), _("Give a reason for each exception."))
    refuse_unless(
        not set(exceptions.added) & proposal.by_rule and not set(exceptions.removed) - proposal.by_rule,
        _("An exception says what the rule says anyway. Leave it out."),
    )


def take_back_promotion(
    ranking: Ranking, *, actor: Actor, reason: str, to_round: Round | None = None, target: str = ""
) -> int:
    """Take a ledger back with its reason; those who went on leave the next round while it is prepared.

    Returns how many lines were taken back. The history keeps every line.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    lines = list(
        Promotion.objects.filter(
            round=ranking.round_id, to_round=to_round, target=target, submission__track=ranking.track_id
        ).select_related("submission__call")
    )
    refuse_unless(bool(lines), _("Nobody has gone on there."))
    if to_round is not None:
        refuse_unless(
            to_round.state == RoundState.PREPARED,
            _("“%(round)s” is now “%(state)s”: nobody can leave it any more.")
            % {"round": to_round, "state": to_round.get_state_display()},
        )
    with transaction.atomic():
        gone = {line.submission_id for line in lines if line.promoted}
        for line in lines:
            remove_record(line, actor=actor, reason=reason)
        if to_round is not None:
            for entry in RoundEntry.objects.filter(round=to_round, submission__in=gone).select_related(
                "submission__call"
            ):
                send_away(entry, actor=actor, reason=reason)
    return len(lines)


def submissions_by_number(ranking: Ranking, numbers: list[str]) -> list[Submission]:
    """Return the submissions of a ranking by their numbers, in the order given; unknown ones are refused by name."""
    rows = ranking.rows.filter(submission__number__in=numbers).select_related("submission")
    found = {row.submission.number: row.submission for row in rows}
    missing = [number for number in numbers if number not in found]
    refuse_unless(not missing, _("Not in this ranking: %(numbers)s") % {"numbers": list_words(missing)})
    return [found[number] for number in numbers]
