"""Tables of the review engine."""

from reviews.models.assignment import Assignment, AssignmentBatch
from reviews.models.award import Award
from reviews.models.award_plan import AwardPlan, PlanLevel
from reviews.models.blind_copy import BlindCopy
from reviews.models.call import Call, CallAttachment
from reviews.models.change_request import ChangeRequest
from reviews.models.conflict import Conflict
from reviews.models.eligibility import Eligibility
from reviews.models.endorsement import Endorsement
from reviews.models.extension import Extension
from reviews.models.fee import FeeLine, FeeList
from reviews.models.form_version import FormVersion
from reviews.models.objection import Objection, ObjectionAttachment
from reviews.models.panel import Panel, PanelMember
from reviews.models.paper_sheet import PaperSheet
from reviews.models.participant import Participant
from reviews.models.prize import Prize
from reviews.models.promotion import Promotion, TieDecision
from reviews.models.public_notice import PublicNotice
from reviews.models.quota import QuotaCounter, QuotaRule, QuotaUse
from reviews.models.ranking import Ranking, RankingRow
from reviews.models.recheck import Recheck
from reviews.models.round import Round, RoundEntry
from reviews.models.rubric import Criterion, Rubric
from reviews.models.score_sheet import Score, ScoreSheet
from reviews.models.score_write import ScoreWrite
from reviews.models.sheet_return import SheetReturn
from reviews.models.submission import Submission, SubmissionAttachment
from reviews.models.track import Track

__all__ = [
    "Assignment",
    "AssignmentBatch",
    "Award",
    "AwardPlan",
    "BlindCopy",
    "Call",
    "CallAttachment",
    "ChangeRequest",
    "Conflict",
    "Criterion",
    "Eligibility",
    "Endorsement",
    "Extension",
    "FeeLine",
    "FeeList",
    "FormVersion",
    "Objection",
    "ObjectionAttachment",
    "Panel",
    "PanelMember",
    "PaperSheet",
    "Participant",
    "PlanLevel",
    "Prize",
    "Promotion",
    "PublicNotice",
    "QuotaCounter",
    "QuotaRule",
    "QuotaUse",
    "Ranking",
    "RankingRow",
    "Recheck",
    "Round",
    "RoundEntry",
    "Rubric",
    "Score",
    "ScoreSheet",
    "ScoreWrite",
    "SheetReturn",
    "Submission",
    "SubmissionAttachment",
    "TieDecision",
    "Track",
]
