"""Figures of awards: how many of each prize, by track; one declaration for contests, papers and honors."""

from collections.abc import Iterator

from reports.catalogue.base import FigureSpec
from reviews.enums import PrizeKind
from reviews.models import Award, Call, Prize

KIND_WORDS = {PrizeKind.INDIVIDUAL: "单项奖", PrizeKind.TEAM: "团队奖"}


def prize_words(prize: Prize) -> str:
    """Return a prize as a sentence names it: 团队奖一等奖, 一等奖."""
    word = KIND_WORDS.get(PrizeKind(prize.kind), "")
    return prize.name if word in prize.name else f"{word}{prize.name}"


def award_name(call: Call, prize: Prize, track_code: str = "") -> str:
    """Return the name of a prize's figure, of one track or of all."""
    of_prize = f"{prize.kind}.{prize.code}" + (f".{prize.track.code}" if prize.track else "")
    return f"award:{call.code}:{of_prize}" + (f":{track_code}" if track_code else "")


def award_figures(call: Call, *, group: str) -> Iterator[FigureSpec]:
    """Yield the final awards of a call by prize, and by prize and track where the call has several tracks.

    What a text states for each track (每组10名) stands beside each track's figure, any other statement beside the
    prize's total.
    """
    tracks = list(call.tracks.all())
    for prize in call.prizes.select_related("track"):
        awards = Award.objects.filter(prize=prize).final()
        stated = prize.nominal
        by_track = prize.track is None and len(tracks) > 1
        per_track = stated is not None and bool(stated.per_unit) and by_track
        label = f"{call.title}·{prize_words(prize)}"
        source = call.basis or call.title
        track_words = prize.track.name if prize.track else ""
        yield FigureSpec(
            name=award_name(call, prize),
            label=f"{label}{'·' + track_words if track_words else ''}",
            unit=prize.measure,
            group=group,
            rows=awards,
            stated=None if per_track else stated,
            stated_source=source if stated is not None and not per_track else "",
            scope=track_words,
            period=f"{call.year}年",
        )
        for track in tracks if by_track else []:
            yield FigureSpec(
                name=award_name(call, prize, track.code),
                label=f"{label}·{track.name}",
                unit=prize.measure,
                group=group,
                rows=awards.filter(submission__track=track),
                stated=stated if per_track else None,
                stated_source=source if per_track else "",
                scope=track.name,
                period=f"{call.year}年",
            )
