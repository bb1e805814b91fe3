"""Clauses about prizes: 一等奖5项、二等奖11项, by track where a call has several."""

from collections.abc import Sequence

from reports.catalogue.awards import KIND_WORDS, award_name
from reports.kinds.base import LIST_COMMA, SEMICOLON, Clause, Writer, join, text
from reviews.models import Call, Prize, Track


def awards_clause(writer: Writer, call: Call) -> Clause:
    """Return all prizes of a call: by track when it has several, else by kind of prize; empty without awards."""
    tracks = list(call.tracks.all())
    prizes = list(call.prizes.select_related("track"))
    if len(tracks) > 1:
        return join([track_clause(writer, call, track, prizes) for track in tracks], SEMICOLON)
    kinds = list(dict.fromkeys(prize.kind for prize in prizes))
    return join([kind_clause(writer, call, kind, prizes) for kind in kinds], SEMICOLON)


def track_clause(writer: Writer, call: Call, track: Track, prizes: Sequence[Prize]) -> Clause:
    """Return one track's prizes: 高职组一等奖10项、二等奖15项."""
    clauses = []
    for prize in prizes:
        if prize.track_id is None:
            clauses.append(writer.figure(award_name(call, prize, track.code), before=prize.name))
        elif prize.track_id == track.pk:
            clauses.append(writer.figure(award_name(call, prize), before=prize.name))
    found = join(clauses, LIST_COMMA)
    return [*text(track.name), *found] if found else []


def kind_clause(writer: Writer, call: Call, kind: str, prizes: Sequence[Prize]) -> Clause:
    """Return the prizes of one kind: 团队奖一等奖5项、二等奖11项、三等奖16项."""
    clauses = [writer.figure(award_name(call, prize), before=prize.name) for prize in prizes if prize.kind == kind]
    found = join(clauses, LIST_COMMA)
    return [*text(KIND_WORDS.get(kind, "")), *found] if found else []  # type: ignore[call-overload]
