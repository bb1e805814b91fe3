"""Read referrals to contests of others; functions named ``*_of`` work in system scope."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from competitions.enums import ReferralState
from competitions.models import ExternalContest, Referral, ReferralQuota
from reviews.enums import TAKING_PART_STATES, AwardState, PrizeKind
from reviews.models import Award, Call, Submission

# What an entry wins itself: a prize for its advisers or its school does not send it on.
ENTRY_PRIZES = (PrizeKind.TEAM, PrizeKind.WORK, PrizeKind.INDIVIDUAL)


@dataclass(frozen=True)
class Candidate:
    """An awarded entry that may be referred: the award that counts, the first of its prizes, and all their names."""

    award: Award
    prizes: tuple[str, ...]

    @property
    def submission(self) -> Submission:
        """The entry."""
        return self.award.submission


def calls_for(contest: ExternalContest) -> Any:
    """Return the calls from which entries may be referred: the selection contest's, and those that have a quota."""
    quotas = ReferralQuota.objects.filter(contest=contest)
    condition = Q(pk__in=quotas.values("call_id"))
    if contest.selection_id:
        condition |= Q(pk=contest.selection_id)
    return Call.objects.filter(condition).order_by("-year", "title")


def candidates_of(contest: ExternalContest, call: Call | int) -> list[Candidate]:
    """Return the entries of a call with a final award that are not referred yet, in the order of the award list.

    System scope; one query.
    """
    referred = Referral.objects.filter(contest=contest).standing().values("submission_id")
    rows = Award.objects.filter(
        prize__call=call, kind__in=ENTRY_PRIZES, submission__state__in=TAKING_PART_STATES
    ).final()
    rows = rows.exclude(submission__in=referred).select_related(
        "prize", "submission__call", "submission__track", "submission__organization"
    )
    rows = rows.defer("submission__dossier", "submission__answers")
    found: dict[int, list[Award]] = {}
    for award in rows.order_by("submission__track__order", "prize__order", "rank", "pk"):
        found.setdefault(award.submission_id, []).append(award)
    return [Candidate(awards[0], tuple(award.prize.name for award in awards)) for awards in found.values()]


def quotas_of(contest: ExternalContest) -> Any:
    """Return the quotas of a contest with what is used of each."""
    return ReferralQuota.objects.filter(contest=contest).select_related("call", "track")


def without_award() -> Q:
    """Return the condition that a standing referral rests on an award that has been revoked since."""
    return Q(state=ReferralState.STANDING, award__state=AwardState.REVOKED)
