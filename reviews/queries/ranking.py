"""What rankings are made of: submitted sheets, entries and rules as plain data; and the rankings that count."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Count

from reviews.enums import TAKING_PART_STATES, PlanSource, RankingState
from reviews.methods.results import FORMAT
from reviews.models import AwardPlan, PlanLevel, Ranking, Round, RoundEntry, Score, ScoreSheet, Submission, TieDecision

# The code that stands for a call without tracks.
NO_TRACK = ""
# What the page of a ranking says of a row and of what was sent in.
ROW_FIELDS = (
    *("ranking", "rank", "raw", "adjusted", "details", "flags"),
    *("submission__number", "submission__title", "submission__organization__name", "submission__call__kind"),
)


def results_document(round_: Round) -> dict[str, Any]:
    """Return rules, entries and submitted sheets of a round as staff download them (reviews/methods/results.py).

    Reviewers appear as R and a number, entries by the number of their submission, schools by a number: nobody is named.
    """
    tracks = tracks_data(round_)
    return {
        "format": FORMAT,
        "call": round_.call.code,
        "round": round_.order,
        "method": round_.method,
        "places": round_.places,
        "chain": list(round_.tie_chain),
        "plans": plans_data(round_, codes=[track["code"] for track in tracks]),
        "tracks": tracks,
    }


def tracks_data(round_: Round) -> list[dict[str, Any]]:
    """Return the tracks of a round that have entries, each with its entries, its sheets and what was received.

    What has been withdrawn or rejected since it went in is left out.
    """
    received = received_by_track(round_)
    sheets = sheets_by_submission(round_)
    decided = dict(TieDecision.objects.filter(round=round_).values_list("submission_id", "place"))
    rows = RoundEntry.objects.filter(round=round_, submission__state__in=TAKING_PART_STATES).order_by(
        "submission__track__order", "submission__number", "id"
    )
    found: dict[str, dict[str, Any]] = {}
    for pk, number, school, code in rows.values_list(
        "submission_id", "submission__number", "submission__organization_id", "submission__track__code"
    ):
        track = found.setdefault(
            code or NO_TRACK,
            {"code": code or NO_TRACK, "registered": received[code or NO_TRACK], "entries": [], "sheets": []},
        )
        track["entries"].append({"entry": number, "school": f"S{school}" if school else "", "decided": decided.get(pk)})
        track["sheets"] += [{"entry": number, **sheet} for sheet in sheets.get(pk, ())]
    return list(found.values())


def received_by_track(round_: Round) -> defaultdict[str, int]:
    """Return how many submissions came in by the code of their track."""
    counts: defaultdict[str, int] = defaultdict(int)
    for code in Submission.objects.filter(call=round_.call_id).received().values_list("track__code", flat=True):
        counts[code or NO_TRACK] += 1
    return counts


def sheets_by_submission(round_: Round) -> dict[int, list[dict[str, Any]]]:
    """Return the counting sheets by submission: reviewer, and points by criterion as text.

    A sheet without criteria of its own (from paper) stands with its total.
    """
    points: defaultdict[int, dict[str, str]] = defaultdict(dict)
    counting = counting_sheets(round_)
    for sheet, code, value in Score.objects.filter(sheet__in=counting).values_list(
        "sheet_id", "criterion__code", "points"
    ):
        points[sheet][code] = f"{value:f}"
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for pk, submission, member, total in counting.order_by("assignment__member_id").values_list(
        "pk", "assignment__entry__submission_id", "assignment__member_id", "total"
    ):
        given = points[pk] or {"total": f"{total or Decimal(0):f}"}
        found[submission].append({"judge": f"R{member}", "points": dict(sorted(given.items()))})
    return dict(found)


def counting_sheets(round_: Round) -> Any:
    """Return the sheets that count: submitted, of assignments in force."""
    return ScoreSheet.objects.filter(assignment__entry__round=round_).counting()


def sheet_marks(round_: Round) -> dict[int, list[list[int]]]:
    """Return, by the track's key (0 for none), the key and revision of every sheet that counts."""
    found: defaultdict[int, list[list[int]]] = defaultdict(list)
    rows = counting_sheets(round_).order_by("pk")
    for pk, revision, track in rows.values_list("pk", "revision", "assignment__entry__submission__track_id"):
        found[track or 0].append([pk, revision])
    return dict(found)


def plans_data(round_: Round, *, codes: list[str]) -> list[dict[str, Any]]:
    """Return the prize plans that rest on a round, each with the tracks it is applied to."""
    plans = list(AwardPlan.objects.filter(round=round_, source=PlanSource.RANKING).select_related("track"))
    own = {(plan.kind, plan.track.code) for plan in plans if plan.track}
    return [
        plan_data(
            plan,
            tracks=[plan.track.code] if plan.track else [code for code in codes if (plan.kind, code) not in own],
        )
        for plan in plans
    ]


def plan_data(plan: AwardPlan, *, tracks: list[str]) -> dict[str, Any]:
    """Return a plan as the engine reads it; its code is the kind of prize."""
    levels = PlanLevel.objects.filter(plan=plan).select_related("prize").order_by("order", "id")
    return {
        "code": plan.kind,
        "base": plan.base,
        "rounding": plan.rounding,
        "tie": plan.tie,
        "shortfall": plan.shortfall,
        "school_cap": plan.school_cap,
        "levels": [
            {
                "code": level.prize.code,
                "mode": level.mode,
                "value": f"{level.value:f}",
                "minimum": None if level.minimum is None else f"{level.minimum:f}",
            }
            for level in levels
        ],
        "tracks": tracks,
    }


def adopted_rankings(round_: Round) -> list[Ranking]:
    """Return the rankings of a round that count, by track."""
    rows = Ranking.objects.filter(round=round_, state=RankingState.ADOPTED).select_related("track", "round")
    return list(rows.order_by("track__order", "track_id"))


def latest_rankings(round_: Round) -> list[Ranking]:
    """Return the newest version of each track's ranking."""
    newest: dict[int, Ranking] = {}
    for ranking in Ranking.objects.filter(round=round_).select_related("track", "round").order_by("version"):
        newest[ranking.track_id or 0] = ranking
    return sorted(newest.values(), key=lambda one: (one.track.order if one.track else 0, one.track_id or 0))


def tracks_without_adopted(round_: Round) -> int:
    """Return how many tracks with entries have no adopted ranking yet."""
    entries = RoundEntry.objects.filter(round=round_, submission__state__in=TAKING_PART_STATES)
    present = set(entries.values_list("submission__track_id", flat=True))
    done = set(Ranking.objects.filter(round=round_, state=RankingState.ADOPTED).values_list("track_id", flat=True))
    return len(present - done)


def rows_in_order(ranking: Ranking) -> Any:
    """Return the rows of a ranking as they stand: ranked ones first, then those without a result."""
    rows = ranking.rows.select_related("submission__organization", "submission__call")
    return rows.only(*ROW_FIELDS).order_by("id")


def versions_of(ranking: Ranking) -> list[Ranking]:
    """Return all versions of a ranking's track, the newest first, without what they rest on."""
    rows = Ranking.objects.filter(round=ranking.round_id, track=ranking.track_id).select_related("round", "track")
    return list(rows.defer("inputs", "parameters").order_by("-version"))


def tied_ranks(ranking: Ranking) -> Any:
    """Return the ranks of a ranking that several entries share, each with their number as ``rows``."""
    ranked = ranking.rows.filter(rank__isnull=False).order_by().values("rank")
    return ranked.annotate(rows=Count("id")).filter(rows__gt=1).order_by("rank")


def tied_numbers(ranking: Ranking, *, limit: int | None = None) -> dict[int, list[str]]:
    """Return the numbers of the entries that share a rank, by rank, of the first ``limit`` ranks when asked."""
    found: dict[int, list[str]] = {row["rank"]: [] for row in tied_ranks(ranking)[:limit]}
    if not found:
        return {}
    # The span between the first and the last; a long list of ranks is no good condition.
    rows = ranking.rows.filter(rank__range=(min(found), max(found))).order_by("id")
    for rank, number in rows.values_list("rank", "submission__number"):
        if rank in found:
            found[rank].append(number)
    return found
