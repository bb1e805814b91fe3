"""Tables of the review engine."""

from reviews.models.award import Award
from reviews.models.call import Call
from reviews.models.participant import Participant
from reviews.models.prize import Prize
from reviews.models.round import Round, RoundEntry
from reviews.models.submission import Submission, SubmissionAttachment
from reviews.models.track import Track

__all__ = [
    "Award",
    "Call",
    "Participant",
    "Prize",
    "Round",
    "RoundEntry",
    "Submission",
    "SubmissionAttachment",
    "Track",
]
