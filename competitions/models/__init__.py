"""Tables of contests and honor selections."""

from competitions.models.contest import Contest
from competitions.models.entry import Entry
from competitions.models.event import Event
from competitions.models.external import ExternalContest, ExternalResult
from competitions.models.honor import HonorEdition
from competitions.models.nomination import Nomination
from competitions.models.referral import Referral, ReferralQuota
from competitions.models.scheme import HonorScheme
from competitions.models.series import ContestSeries

__all__ = [
    "Contest",
    "ContestSeries",
    "Entry",
    "Event",
    "ExternalContest",
    "ExternalResult",
    "HonorEdition",
    "HonorScheme",
    "Nomination",
    "Referral",
    "ReferralQuota",
]
