"""Rank a round from its submitted sheets, as versions that stay; adopt one; decide what remains equal."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record
from office.domain.transition import advance
from office.workflow import Refusal, list_words, refuse_unless
from reviews.domain.ranking_rows import agreement_of, build_rows, work_out
from reviews.domain.ranking_words import refusal_sentence
from reviews.enums import RankingState, RoundState
from reviews.methods.results import fingerprint_of
from reviews.models import Ranking, RankingRow, Round, Submission, TieDecision
from reviews.queries.ranking import NO_TRACK, results_document, sheet_marks, tied_ranks, tracks_without_adopted
from reviews.workflow import RANKING, ROUND


def compute_ranking(round_: Round, *, actor: Actor, reason: str = "") -> list[Ranking]:
    """Rank every track of a round whose scoring is closed; returns one ranking a track, in the order of tracks.

    A new version stands beside the old ones, which stay as they are. Where neither sheets nor rules have changed since
    the latest version, that one is returned: a repeat makes nothing.
    """
    refuse_unless(
        round_.state in {RoundState.CLOSED, RoundState.SETTLED},
        _("“%(round)s” is now “%(state)s”: close scoring first.")
        % {"round": round_, "state": round_.get_state_display()},
    )
    document = results_document(round_)
    refuse_unless(bool(document["tracks"]), _("Nothing has gone into this round yet."))
    marks = sheet_marks(round_)
    tracks = {track.code: track for track in round_.call.tracks.all()}
    with transaction.atomic():
        return [
            store_ranking(
                round_,
                document,
                data,
                track=tracks.get(data["code"]),
                inputs=marks.get(tracks[data["code"]].pk if data["code"] else 0, []),
                actor=actor,
                reason=reason,
            )
            for data in document["tracks"]
        ]


def store_ranking(
    round_: Round,
    document: dict[str, Any],
    data: dict[str, Any],
    *,
    track: Any,
    inputs: list[list[int]],
    actor: Actor,
    reason: str,
) -> Ranking:
    """Store one track's ranking as its next version, unless nothing has changed."""
    worked = work_out(document, data)
    rules = {name: document[name] for name in ("method", "places", "chain")}
    mark = fingerprint_of({"rules": rules, "track": data, "rows": worked.rows_data()})
    versions = Ranking.objects.filter(round=round_, track=track).order_by("-version")
    latest = versions.first()
    if latest is not None and latest.fingerprint == mark:
        return latest
    ranking = Ranking(
        round=round_,
        track=track,
        version=latest.version + 1 if latest else 1,
        method=round_.method,
        parameters={**rules, "registered": data["registered"], **worked.refusal_data(), **agreement_of(worked.sheets)},
        inputs=inputs,
        fingerprint=mark,
        reason=reason,
    )
    create_record(ranking, actor=actor)
    RankingRow.objects.bulk_create(build_rows(ranking, worked))
    return ranking


def adoption_warnings(ranking: Ranking) -> list[str]:
    """Return what asks for a reason when this ranking is adopted, as sentences."""
    found = []
    refused = ranking.parameters.get("refused")
    if refused:
        found.append(refusal_sentence(refused))
    unranked = ranking.rows.filter(rank__isnull=True).count()
    if unranked:
        found.append(_("%(count)s entries have no result.") % {"count": unranked})
    same = Ranking.objects.filter(round=ranking.round_id, track=ranking.track_id)
    if same.filter(state=RankingState.ADOPTED).exclude(pk=ranking.pk).exists():
        found.append(_("It replaces a version that has been adopted."))
    if same.filter(version__gt=ranking.version).exists():
        found.append(_("There is a newer version."))
    return found


def adopt_ranking(ranking: Ranking, *, actor: Actor, reason: str = "") -> Ranking:
    """Make one version the result of its track; the version adopted before is superseded and stays readable.

    A reason is asked for where the declared method was not applied, entries have no result, or a version is replaced.
    Once every track of a round has its result, the round is settled.
    """
    warnings = adoption_warnings(ranking)
    refuse_unless(bool(reason.strip()) or not warnings, f"{' '.join(warnings)} {_('Give a reason for this act.')}")
    refuse_unless(
        (ranking.parameters.get("refused") or {}).get("code") != "few_scores",
        _("The declared method could not be applied, so nobody has a rank: more sheets are needed."),
    )
    round_ = ranking.round
    with transaction.atomic():
        for other in Ranking.objects.filter(round=round_, track=ranking.track_id, state=RankingState.ADOPTED).exclude(
            pk=ranking.pk
        ):
            advance(other, "supersede_ranking", actor=actor, workflow=RANKING, reason=reason)
        advance(ranking, "adopt_ranking", actor=actor, workflow=RANKING, reason=reason)
        if round_.state == RoundState.CLOSED and not tracks_without_adopted(round_):
            advance(round_, "settle_round", actor=actor, workflow=ROUND, reason=reason)
    return ranking


def open_ties(ranking: Ranking) -> list[list[RankingRow]]:
    """Return the groups of rows that share a rank, in order."""
    return [tied_rows(ranking, row["rank"]) for row in tied_ranks(ranking)]


def tied_rows(ranking: Ranking, rank: int) -> list[RankingRow]:
    """Return the rows that share a rank, none when only one has it."""
    rows = ranking.rows.filter(rank=rank).select_related("submission")
    found = list(rows.defer("submission__dossier", "submission__answers").order_by("id"))
    return found if len(found) > 1 else []


def decide_tie(ranking: Ranking, submissions: Sequence[Submission], *, actor: Actor, reason: str) -> Ranking:
    """Put tied entries into the order given, with the reason, and compute the next version of their ranking.

    All of one tie must be named, and nothing else; a decision made before is replaced.
    """
    refuse_unless(bool(reason.strip()), _("Give a reason for this act."))
    named = [submission.pk for submission in submissions]
    ranks = ranking.rows.filter(submission__in=named).order_by().values_list("rank", flat=True).distinct()
    tied = tied_rows(ranking, ranks[0] or 0) if len(ranks) == 1 else []
    refuse_unless(
        len(named) == len(set(named)) and set(named) == {row.submission_id for row in tied} != set(),
        _("Name all entries of one tie, each once: nothing else can be decided here."),
    )
    with transaction.atomic():
        for place, submission in enumerate(submissions, start=1):
            store_decision(ranking.round, submission, place=place, actor=actor, reason=reason.strip())
        computed = compute_ranking(ranking.round, actor=actor, reason=reason)
    same = [one for one in computed if one.track_id == ranking.track_id]
    if not same:
        raise Refusal(_("Nothing has gone into this round yet."))
    return same[0]


def store_decision(round_: Round, submission: Submission, *, place: int, actor: Actor, reason: str) -> None:
    """Store or replace what was decided about one entry."""
    decision = TieDecision.objects.filter(round=round_, submission=submission).first()
    if decision is None:
        create_record(
            TieDecision(round=round_, submission=submission, place=place, reason=reason[:200]),
            actor=actor,
            reason=reason,
        )
        return
    change_record(decision, actor=actor, changes={"place": place, "reason": reason[:200]}, reason=reason)


def name_of_track(ranking: Ranking) -> str:
    """Return the code by which exported documents name the ranking's track."""
    return ranking.track.code if ranking.track else NO_TRACK


def name_ties(groups: Sequence[Sequence[str]]) -> str:
    """Return tied numbers as words: 001 = 002, 005 = 006."""
    return list_words(" = ".join(group) for group in groups)


RANKING_ACTS = {"adopt_ranking": adopt_ranking}
