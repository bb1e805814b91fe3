"""Give prizes by a plan: look first, then propose awards that keep how each came; take them back as one."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.domain.record_bulk import create_records, remove_records
from office.workflow import list_words, refuse_unless
from reviews.domain.award import check_may_award, name_recipients
from reviews.domain.finality import check_may_change_awards
from reviews.domain.promotion import ranked_rows
from reviews.enums import TAKING_PART_STATES, AwardState, ParticipantRole, PlanSource, PrizeKind
from reviews.methods.prize_plan import Outcome, apply_plan, as_data
from reviews.methods.ranking import Ranked, rank_entries
from reviews.methods.results import fingerprint_of, outcome_data, read_plan
from reviews.models import Award, AwardPlan, Participant, PlanLevel, Prize, RankingRow, Submission, Track
from reviews.queries.award_plan import count_by_school, first_of_school, school_names
from reviews.queries.ranking import adopted_rankings, plan_data, tracks_without_adopted


@dataclass(frozen=True)
class Bearer:
    """Who receives an award: the submission, its row where a ranking led to it, and what to call it."""

    submission: Submission
    row: RankingRow | None
    name: str


@dataclass(frozen=True)
class TrackOutcome:
    """What a plan gives in one track, and who stands behind each entry of the outcome."""

    track: Track | None
    outcome: Outcome
    bearers: dict[str, Bearer]
    mark: str

    @property
    def title(self) -> str:
        """The track's name; all tracks together have none."""
        return self.track.name if self.track else ""


def preview_plan(plan: AwardPlan) -> list[TrackOutcome]:
    """Return what a plan gives, by track; nothing is stored.

    A plan on rankings needs the adopted ranking of each of its tracks; one on schools counts what stands now.
    """
    refuse_unless(plan.levels.exists(), _("The plan has no level yet."))
    if plan.source != PlanSource.RANKING:
        return [preview_schools(plan)]
    assert plan.round is not None
    rankings = adopted_rankings(plan.round)
    own = {
        track
        for track in AwardPlan.objects.filter(call=plan.call_id, kind=plan.kind).values_list("track_id", flat=True)
        if track
    }
    if plan.track_id:
        rankings = [one for one in rankings if one.track_id == plan.track_id]
    else:
        refuse_unless(not tracks_without_adopted(plan.round), _("Adopt the ranking of every track first."))
        rankings = [one for one in rankings if one.track_id not in own]
    refuse_unless(bool(rankings), _("Adopt the ranking first: only a result leads on."))
    return [preview_track(plan, ranking) for ranking in rankings]


def preview_track(plan: AwardPlan, ranking: Any) -> TrackOutcome:
    """Return what a plan gives on one ranking; advisers' prizes pass over entries without one, but count them."""
    rows, ranked, schools = ranked_rows(ranking)
    bearers = {row.submission.number: Bearer(row.submission, row, str(row.submission)) for row in rows}
    if plan.kind == PrizeKind.ADVISER:
        advised = set(
            Participant.objects.filter(
                submission__in=[row.submission_id for row in rows], role=ParticipantRole.ADVISER
            ).values_list("submission_id", flat=True)
        )
        ranked = [row if bearers[row.entry].submission.pk in advised else Ranked(row.entry, None) for row in ranked]
    rules = read_plan(plan_data(plan, tracks=[]))
    outcome = apply_plan(
        rules, ranked, schools=schools, registered=int(ranking.parameters.get("registered", len(rows)))
    )
    return TrackOutcome(ranking.track, outcome, bearers, ranking.fingerprint)


def preview_schools(plan: AwardPlan) -> TrackOutcome:
    """Return what a plan gives to schools, by their number of awards or of entries."""
    bearing = first_of_school(plan)
    counts = {school: count for school, count in count_by_school(plan).items() if school in bearing}
    ranked = rank_entries(sorted(counts), {school: Decimal(count) for school, count in counts.items()})
    outcome = apply_plan(read_plan(plan_data(plan, tracks=[])), ranked, registered=len(ranked))
    names = school_names(counts)
    bearers = {school: Bearer(bearing[school], None, names[school]) for school in counts}
    return TrackOutcome(plan.track, outcome, bearers, fingerprint_of(counts))


def apply_award_plan(plan: AwardPlan, *, actor: Actor, reason: str = "") -> list[Award]:
    """Propose the awards of a plan, each with its place, its row and its trace; all or none.

    Refused while a tie at the end of a level is undecided, and while awards of this plan stand: take them back first.
    The plan keeps what it gave, and what it could not give, by track.
    """
    check_may_change_awards(plan.call)
    standing = Award.objects.filter(plan=plan).exclude(state=AwardState.REVOKED).count()
    refuse_unless(standing == 0, _("%(count)s awards of this plan stand. Take them back first.") % {"count": standing})
    found = preview_plan(plan)
    undecided = [group for one in found for group in one.outcome.undecided]
    refuse_unless(
        not undecided,
        _("Equal results stand at the end of a level. Decide the tie first: %(numbers)s.")
        % {"numbers": list_words(" = ".join(group) for group in undecided)},
    )
    prizes = {
        level.prize.code: level.prize
        for level in PlanLevel.objects.filter(plan=plan).select_related("prize__call", "prize__track")
    }
    with transaction.atomic():
        awards = [award for one in found for award in propose_track(plan, one, prizes, actor=actor)]
        change_record(plan, actor=actor, changes={"outcome": outcome_of(found)}, reason=reason)
    return awards


def propose_track(plan: AwardPlan, found: TrackOutcome, prizes: dict[str, Prize], *, actor: Actor) -> list[Award]:
    """Propose the awards of one track, with few statements for any number of them."""
    given = [
        (prizes[one.level], found.bearers[one.entry], one) for one in found.outcome.decisions if one.level is not None
    ]
    if not given:
        return []
    check_may_award(given[0][0], given[0][1].submission)
    ranked = [bearer.submission for _prize, bearer, _decision in given if bearer.row]
    names = name_recipients(given[0][0], ranked)
    awards = []
    for prize, bearer, decision in given:
        submission = bearer.submission
        refuse_unless(
            submission.state in TAKING_PART_STATES,
            _("“%(submission)s” is now “%(state)s” and cannot receive a prize.")
            % {"submission": submission, "state": submission.get_state_display()},
        )
        award = Award(
            prize=prize,
            submission=submission,
            kind=prize.kind,
            rank=bearer.row.rank if bearer.row else None,
            recipient_name=names[submission.pk] if bearer.row else bearer.name,
            plan=plan,
            ranking_row=bearer.row,
            trace=[as_data(step) for step in decision.trace],
        )
        awards.append(award)
    return create_records(awards, actor=actor)


def outcome_of(found: list[TrackOutcome]) -> dict[str, Any]:
    """Return what a plan gave as plain data, to be kept with it."""
    return {
        "tracks": [
            {"track": one.title, "ranking": one.mark, **outcome_data(one.outcome), "shortfalls": shortfalls_of(one)}
            for one in found
        ]
    }


def shortfalls_of(found: TrackOutcome) -> list[dict[str, Any]]:
    """Return the levels that hold another number than planned, with the reason's word."""
    return [
        {"level": one.planned.level.code, "planned": one.planned.number, "given": one.given, "why": one.why.value}
        for one in found.outcome.levels
        if one.why
    ]


def take_back_awards(plan: AwardPlan, *, actor: Actor, reason: str) -> int:
    """Remove the proposed awards of a plan with the reason; returns how many. Final ones are revoked, not removed."""
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    check_may_change_awards(plan.call)
    standing = Award.objects.filter(plan=plan)
    refuse_unless(
        not standing.filter(state=AwardState.FINAL).exists(), _("Awards of this plan are final: they can be revoked.")
    )
    proposed = list(standing.filter(state=AwardState.PROPOSED).select_related("prize__track", "submission"))
    refuse_unless(bool(proposed), _("No award of this plan stands."))
    with transaction.atomic():
        remove_records(proposed, actor=actor, reason=reason)
        change_record(plan, actor=actor, changes={"outcome": {}}, reason=reason)
    return len(proposed)


def change_plan(plan: AwardPlan, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> AwardPlan:
    """Change the rules of a plan while none of its awards stand."""
    check_unapplied(plan)
    change_record(plan, actor=actor, changes=changes, revision=revision)
    return plan


def create_level(level: PlanLevel, *, actor: Actor) -> PlanLevel:
    """Add a level to a plan of which no award stands."""
    check_unapplied(level.plan)
    create_record(level, actor=actor)
    return level


def change_level(level: PlanLevel, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> PlanLevel:
    """Change a level of a plan of which no award stands."""
    check_unapplied(level.plan)
    change_record(level, actor=actor, changes=changes, revision=revision)
    return level


def remove_level(level: PlanLevel, *, actor: Actor, reason: str = "") -> None:
    """Remove a level of a plan of which no award stands."""
    check_unapplied(level.plan)
    remove_record(level, actor=actor, reason=reason)


def check_unapplied(plan: AwardPlan) -> None:
    """Refuse to change rules by which prizes have been given."""
    given = Award.objects.filter(plan=plan).exclude(state=AwardState.REVOKED).exists()
    refuse_unless(not given, _("Prizes have been given by this plan: its rules stand. Take the awards back first."))
