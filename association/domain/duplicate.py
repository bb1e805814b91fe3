"""Decide about look-alike records: what was asked at the door, found by the search, and settled by somebody."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from association.enums import PairKind, PairState
from association.methods.matching import Likeness
from association.models import DuplicatePair, Organization, Person
from association.queries.duplicate import Found, find_pairs
from association.workflow import DUPLICATE
from office.actor import Actor
from office.domain.audit import record_act
from office.domain.job import JobRun, handles, request_job
from office.domain.transition import advance
from office.models import Job

SEARCH_JOB = "find_duplicates"
MODELS: dict[str, type[Any]] = {PairKind.ORGANIZATION: Organization, PairKind.PERSON: Person}
STEP = 1000


def kind_of(record: Any) -> str:
    """Return which kind of pair a record belongs to."""
    return PairKind.ORGANIZATION if isinstance(record, Organization) else PairKind.PERSON


def keep_apart(record: Any, others: Iterable[Any], *, actor: Actor) -> int:
    """Remember that a record is not the same as others; returns how many pairs were not settled so before."""
    settled = 0
    with transaction.atomic():
        for other in others:
            low, high = sorted((record, other), key=lambda item: item.pk)
            pair, new = DuplicatePair.objects.get_or_create(
                kind=kind_of(record),
                low_id=low.pk,
                high_id=high.pk,
                defaults={"low_name": str(low), "high_name": str(high), "state": PairState.DIFFERENT},
            )
            if new:
                record_act(pair, "keep_apart", actor=actor, after={"state": PairState.DIFFERENT})
            elif pair.state == PairState.OPEN:
                advance(pair, "keep_apart", actor=actor, workflow=DUPLICATE)
            settled += new or pair.state == PairState.DIFFERENT
    return settled


def request_search(*, actor: Actor) -> Job:
    """Ask for a search through all organizations and persons."""
    return request_job(SEARCH_JOB, actor=actor, title=_("Look for duplicates"), arguments={})


@handles(SEARCH_JOB)
def search_all(run: JobRun) -> dict[str, Any]:
    """Do the job: look through both kinds; decisions that somebody made stay."""
    result = {}
    for position, kind in enumerate(PairKind.values):
        run.report("compare", 50 * position)
        result[str(kind)] = store_pairs(kind, find_pairs(kind))
    return result


def search_nightly() -> dict[str, int]:
    """Look through both kinds for the beat; returns how many new pairs each has."""
    return {str(kind): store_pairs(kind, find_pairs(kind)) for kind in PairKind.values}


def store_pairs(kind: str, found: Found) -> int:
    """Keep the found pairs that nobody knows yet, bring open ones up to date; returns how many are new.

    An open pair that no longer looks alike goes; settled ones stay whatever they look like.
    """
    with transaction.atomic():
        stored = {(pair.low_id, pair.high_id): pair for pair in DuplicatePair.objects.filter(kind=kind)}
        new = {pair: likeness for pair, likeness in found.items() if pair not in stored}
        names = names_of(kind, {key for pair in new for key in pair})
        rows = [new_pair(kind, pair, likeness, names) for pair, likeness in new.items()]
        DuplicatePair.objects.bulk_create(rows, batch_size=STEP, ignore_conflicts=True)
        open_pairs = [pair for pair in stored.values() if pair.state == PairState.OPEN]
        gone = [pair.pk for pair in open_pairs if (pair.low_id, pair.high_id) not in found]
        for start in range(0, len(gone), STEP):
            DuplicatePair.objects.filter(pk__in=gone[start : start + STEP], state=PairState.OPEN).delete()
        refresh(open_pairs, found)
    return len(rows)


def new_pair(kind: str, pair: tuple[int, int], likeness: Likeness, names: dict[int, str]) -> DuplicatePair:
    """Return the row of a pair nobody knows yet."""
    low, high = pair
    return DuplicatePair(
        kind=kind,
        low_id=low,
        high_id=high,
        low_name=names.get(low, ""),
        high_name=names.get(high, ""),
        score=likeness.score,
        reasons=[str(reason) for reason in likeness.reasons],
    )


def refresh(pairs: Iterable[DuplicatePair], found: Found) -> None:
    """Write what an open pair looks like now, where it has changed."""
    changed = []
    for pair in pairs:
        likeness = found.get((pair.low_id, pair.high_id))
        if likeness and (likeness.score, list(likeness.reasons)) != (pair.score, pair.reasons):
            pair.score, pair.reasons = likeness.score, [str(reason) for reason in likeness.reasons]
            changed.append(pair)
    DuplicatePair.objects.bulk_update(changed, ["score", "reasons"], batch_size=STEP)


def names_of(kind: str, keys: Iterable[int]) -> dict[int, str]:
    """Return the names of records by their ids."""
    wanted, names = list(keys), {}
    for start in range(0, len(wanted), STEP):
        rows = MODELS[kind].objects.filter(pk__in=wanted[start : start + STEP])
        names.update(rows.values_list("pk", "name"))
    return names
