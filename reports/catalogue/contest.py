"""Figures of contests: schools, entries, finalists, awards, with the edition before."""

from collections.abc import Iterator

from django.db.models import F

from association.enums import CountKind
from competitions.models import Contest
from competitions.queries.contest import finalists_of, schools_of, teams_of
from reports.catalogue.awards import award_figures
from reports.catalogue.base import FigureSpec, YearScope, school_noun, stated_figures
from reviews.enums import CallState
from reviews.models import Call

GROUP = "contests"


def contests_of_year(scope: YearScope) -> list[Contest]:
    """Return the body's contests of the year that are more than a draft, in order of their dates."""
    return list(
        Contest.objects.filter(call__body_id__in=scope.body_ids, call__year=scope.year)
        .exclude(call__state=CallState.DRAFTED)
        .select_related("call", "call__activity", "series")
        .order_by(F("call__activity__start_on").asc(nulls_last=True), "call_id")
    )


def edition_before(contest: Contest) -> Contest | None:
    """Return the edition before in the same series, None for a first one."""
    if contest.edition is None:
        return None
    return (
        Contest.objects.filter(series_id=contest.series_id, edition__lt=contest.edition)
        .exclude(call__state=CallState.DRAFTED)
        .select_related("call", "call__activity")
        .order_by("-edition")
        .first()
    )


def contest_figures(scope: YearScope) -> Iterator[FigureSpec]:
    """Yield the figures of each contest of the year, and of the edition before it."""
    for contest in contests_of_year(scope):
        yield from figures_of(contest)
        before = edition_before(contest)
        if before is not None and before.call.year != scope.year:
            yield from taking_part(before)
            yield from counts_of(before.call)


def figures_of(contest: Contest) -> Iterator[FigureSpec]:
    """Yield all figures of one contest."""
    yield from taking_part(contest)
    yield from counts_of(contest.call)
    yield from finalists(contest)
    yield from award_figures(contest.call, group=GROUP)


def taking_part(contest: Contest) -> Iterator[FigureSpec]:
    """Yield schools and entries, where the records hold all of them.

    Where only winners are on record their number says nothing about who took part; where an entry names no school,
    the number of schools is not known.
    """
    call = contest.call
    if not call.is_complete:
        return
    period = period_of(call)
    entries = teams_of(contest)
    if not entries.filter(submission__organization__isnull=True).exists():
        schools = schools_of(contest)
        levels = schools.order_by().values_list("school_level", flat=True).distinct()
        yield FigureSpec(
            name=f"contest.schools:{call.code}",
            label=f"{call.title}·参赛院校",
            unit="所",
            noun=school_noun(levels),
            group=GROUP,
            rows=schools,
            scope=call.title,
            period=period,
        )
    yield FigureSpec(
        name=f"contest.entries:{call.code}",
        label=f"{call.title}·{entry_words(call)}",
        unit=call.entry_measure,
        noun=call.entry_noun,
        group=GROUP,
        rows=entries,
        scope=call.title,
        period=period,
    )


def entry_words(call: Call) -> str:
    """Return what took part in words: 参赛队伍, 参赛作品."""
    noun = call.entry_noun or "作品"
    return noun if noun.startswith("参赛") else f"参赛{noun}"


def counts_of(call: Call) -> Iterator[FigureSpec]:
    """Yield what the contest's activity states: contestants, audience."""
    if call.activity is None:
        return
    taken = (CountKind.SCHOOLS, CountKind.TEAMS) if call.is_complete else ()
    yield from stated_figures(
        call.activity.counts.order_by("id"), label=call.title, group=GROUP, period=period_of(call), taken=taken
    )


def finalists(contest: Contest) -> Iterator[FigureSpec]:
    """Yield who went on into each round after the first, by track."""
    call = contest.call
    tracks = list(call.tracks.all())
    for stage in list(call.rounds.all())[1:]:
        for track in tracks:
            yield FigureSpec(
                name=f"contest.finalists:{call.code}:{stage.order}:{track.code}",
                label=f"{call.title}·{stage.name}·{track.name}",
                unit="个",
                noun="项目",
                group=GROUP,
                rows=finalists_of(contest, track_code=track.code, round_order=stage.order),
                scope=f"{stage.name} {track.name}",
                period=period_of(call),
            )


def period_of(call: Call) -> str:
    """Return when a call's activity took place, or its year."""
    return call.activity.date_text if call.activity else f"{call.year}年"
