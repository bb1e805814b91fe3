"""Words that the review engine stores."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallKind(models.TextChoices):
    """What a call asks for; the upper app of that kind adds its own facts."""

    CONTEST = "contest", _("Contest")
    HONOR = "honor", _("Honor selection")
    PROJECT = "project", _("Research projects")
    PAPER = "paper", _("Papers")
    GROUP_REVIEW = "group_review", _("Group review")


class CallState(models.TextChoices):
    """Life of a call."""

    DRAFTED = "drafted", _("Draft")
    OPEN = "open", _("Open for submissions")
    CLOSED = "closed", _("Submissions closed")
    DECIDED = "decided", _("Decided")


class RoundKind(models.TextChoices):
    """How a round is judged."""

    ONLINE = "online", _("Online review")
    ONSITE = "onsite", _("On site")
    MEETING = "meeting", pgettext_lazy("round", "Meeting")


class RoundState(models.TextChoices):
    """Life of a round."""

    PREPARED = "prepared", _("In preparation")
    SCORING = "scoring", _("Scoring")
    CLOSED = "closed", _("Scoring closed")
    SETTLED = "settled", _("Result settled")


class ScoreMethod(models.TextChoices):
    """How the scores of an entry become its result (reviews/methods/scoring.py)."""

    MEAN = "mean", _("Mean")
    TRIMMED = "trimmed", _("Mean without the highest and the lowest")
    ADDITIVE = "additive", _("Adjusted for severity")
    HUBER = "huber", _("Adjusted for severity, robust")
    Z = "z", _("Standardized per reviewer")


class SubmissionState(models.TextChoices):
    """Life of a submission."""

    DRAFTED = "drafted", _("Draft")
    OFFERED = "offered", _("Waits for the school")
    SUBMITTED = "submitted", pgettext_lazy("state", "Submitted")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# What has come in and was not taken back: the base of every "received" figure.
RECEIVED_STATES = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED, SubmissionState.REJECTED)
# What takes part: received and not turned away by the check.
TAKING_PART_STATES = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)

# What has not been sent in yet: with its author, or with its school.
UNSENT_STATES = (SubmissionState.DRAFTED, SubmissionState.OFFERED)


class QuotaScope(models.TextChoices):
    """What a quota counts for."""

    SCHOOL = "school", _("School")
    TRACK = "track", _("Whole track or call")
    PERSON = "person", pgettext_lazy("quota", "Participant")
    ADVISER = "adviser", _("Adviser")


class ChangeKind(models.TextChoices):
    """What a school may ask to change after sending in."""

    WITHDRAW = "withdraw", _("Withdrawal")
    TITLE = "title", _("Title")
    PEOPLE = "people", _("People and their order")


class ChangeState(models.TextChoices):
    """Life of a change request."""

    FILED = "filed", _("Waits for a decision")
    APPROVED = "approved", pgettext_lazy("request", "Approved")
    REFUSED = "refused", pgettext_lazy("request", "Refused")
    RECALLED = "recalled", pgettext_lazy("request", "Taken back")


class ParticipantRole(models.TextChoices):
    """What a person is in a submission."""

    CONTESTANT = "contestant", _("Contestant")
    LEADER = "leader", _("Team leader")
    ADVISER = "adviser", _("Adviser")
    HOST = "host", _("Project leader")
    MEMBER = "member", _("Member")
    AUTHOR = "author", _("Author")
    NOMINEE = "nominee", _("Nominee")


class PrizeKind(models.TextChoices):
    """What a prize is given to; a submission holds at most one prize of each kind."""

    INDIVIDUAL = "individual", _("Individual prize")
    TEAM = "team", _("Team prize")
    WORK = "work", _("Prize for a work")
    PAPER = "paper", _("Prize for a paper")
    HONOR = "honor", _("Honor for a person")
    UNIT = "unit", _("Honor for a unit")
    ADVISER = "adviser", _("Prize for advisers")


class CertificateHolders(models.TextChoices):
    """To whom the certificates of a call's awards are made out."""

    AWARD = "award", _("One for each award")
    PERSON = "person", _("One for each person")
    BOTH = "both", _("One for each award and one for each person")


class AwardState(models.TextChoices):
    """Life of an award."""

    PROPOSED = "proposed", _("Proposed")
    FINAL = "final", _("Awarded")
    REVOKED = "revoked", _("Revoked")


class MemberState(models.TextChoices):
    """Life of a place on a panel."""

    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", pgettext_lazy("panel", "Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("panel", "Withdrawn")


class ConflictKind(models.TextChoices):
    """Why a reviewer must not judge an entry."""

    OWN_SCHOOL = "own_school", _("Own unit")
    FORMER_SCHOOL = "former_school", _("Former unit")
    TEAM = "team", _("Takes part, or worked together")
    ADVISER = "adviser", _("Adviser")
    RELATION = "relation", _("Declared relation")
    DECLARED = "declared", _("Declared by the reviewer")
    PINNED = "pinned", _("Set by the secretariat")


# What is derived from records and lapses when they no longer say it.
DERIVED_CONFLICTS = (
    ConflictKind.OWN_SCHOOL,
    ConflictKind.FORMER_SCHOOL,
    ConflictKind.TEAM,
    ConflictKind.ADVISER,
    ConflictKind.RELATION,
)


class ConflictState(models.TextChoices):
    """Life of a conflict: what stands, blocks; what the records no longer say, has lapsed."""

    STANDING = "standing", pgettext_lazy("conflict", "Blocks")
    DISMISSED = "dismissed", _("Dismissed")
    LAPSED = "lapsed", _("Lapsed")


class FeeState(models.TextChoices):
    """Life of a list of expert fees: made, checked, approved by a second person, paid."""

    DRAFTED = "drafted", _("Draft")
    CHECKED = "checked", _("Waiting for approval")
    APPROVED = "approved", pgettext_lazy("fees", "Approved")
    PAID = "paid", pgettext_lazy("fees", "Paid")


class BatchState(models.TextChoices):
    """Life of a batch of assignments."""

    DRAFTED = "drafted", _("Draft")
    PUBLISHED = "published", pgettext_lazy("batch", "Published")
    UNDONE = "undone", pgettext_lazy("batch", "Undone")


class AssignmentState(models.TextChoices):
    """Life of an assignment: voided by a conflict, released by a withdrawal."""

    DRAFTED = "drafted", _("Draft")
    ACTIVE = "active", pgettext_lazy("assignment", "In force")
    VOIDED = "voided", _("Voided")
    RELEASED = "released", _("Released")


# What holds the place of a reviewer at an entry.
STANDING_ASSIGNMENTS = (AssignmentState.DRAFTED, AssignmentState.ACTIVE)


class SheetState(models.TextChoices):
    """Life of a score sheet."""

    DRAFTED = "drafted", _("Draft")
    SUBMITTED = "submitted", pgettext_lazy("state", "Submitted")
    RETURNED = "returned", _("Returned for correction")


class CopyState(models.TextChoices):
    """Life of a blind copy: made by a job, cleared for reviewers by it or by a person, or kept from them."""

    WAITING = "waiting", _("Not made yet")
    FOUND = "found", _("To be looked at")
    CLEARED = "cleared", _("Cleared for reviewers")
    BLOCKED = "blocked", _("Kept from reviewers")


class ReturnState(models.TextChoices):
    """Life of a sheet's return: asked by one person, confirmed or refused by another."""

    ASKED = "asked", pgettext_lazy("sheet return", "Asked for")
    CONFIRMED = "confirmed", pgettext_lazy("sheet return", "Confirmed")
    DROPPED = "dropped", pgettext_lazy("sheet return", "Not confirmed")


class PaperState(models.TextChoices):
    """Life of a sheet from paper."""

    ENTERED = "entered", pgettext_lazy("paper sheet", "Typed in")
    CHECKED = "checked", pgettext_lazy("paper sheet", "Checked")


class RankingState(models.TextChoices):
    """Life of a ranking."""

    COMPUTED = "computed", pgettext_lazy("ranking", "Computed")
    ADOPTED = "adopted", _("Adopted")
    SUPERSEDED = "superseded", _("Superseded")


class NoticeState(models.TextChoices):
    """Life of a public notice; a corrected version supersedes the one before."""

    DRAFTED = "drafted", _("Draft")
    PUBLISHED = "published", pgettext_lazy("notice", "In its window")
    CLOSED = "closed", pgettext_lazy("notice", "Window closed")
    SUPERSEDED = "superseded", pgettext_lazy("notice", "Replaced by a correction")
    FINAL = "final", pgettext_lazy("notice", "Final")


# The one version of a call that counts, and all that the public may read.
STANDING_NOTICE_STATES = (NoticeState.PUBLISHED, NoticeState.CLOSED, NoticeState.FINAL)
PUBLIC_NOTICE_STATES = (*STANDING_NOTICE_STATES, NoticeState.SUPERSEDED)


class ObjectionKind(models.TextChoices):
    """An objection to a notice, or the one appeal against the decision on it."""

    OBJECTION = "objection", _("Objection")
    APPEAL = "appeal", _("Appeal")


class ObjectionState(models.TextChoices):
    """Life of an objection: upheld stays open until what follows from it has been applied."""

    FILED = "filed", pgettext_lazy("objection", "Filed")
    ACCEPTED = "accepted", pgettext_lazy("objection", "Accepted for examination")
    LATE = "late", pgettext_lazy("objection", "Too late")
    INVESTIGATING = "investigating", pgettext_lazy("objection", "Under examination")
    UPHELD = "upheld", pgettext_lazy("objection", "Upheld")
    DISMISSED = "dismissed", pgettext_lazy("objection", "Dismissed")
    APPLIED = "applied", pgettext_lazy("objection", "Upheld and carried out")


# While one of a call's objections or appeals is in such a state, nothing becomes final and no certificate is issued.
OPEN_OBJECTION_STATES = (
    ObjectionState.FILED,
    ObjectionState.ACCEPTED,
    ObjectionState.INVESTIGATING,
    ObjectionState.UPHELD,
)


class RecheckState(models.TextChoices):
    """Life of a recheck."""

    OPEN = "open", pgettext_lazy("recheck", "To be decided")
    APPLIED = "applied", pgettext_lazy("recheck", "Applied")
    CANCELED = "canceled", pgettext_lazy("recheck", "Canceled")


class PlanSource(models.TextChoices):
    """By what a prize plan ranks: the scores of a round, or the schools by their awards or by what they sent in."""

    RANKING = "ranking", _("Ranking of a round")
    SCHOOL_AWARDS = "school_awards", _("Schools by their number of awards")
    SCHOOL_ENTRIES = "school_entries", _("Schools by their number of entries")


# The words of the plan engine (reviews/methods/quota.py, prize_plan.py), as they are stored and shown.
class PlanBase(models.TextChoices):
    """Of what a ratio is taken."""

    REGISTERED = "registered", _("All received")
    ATTENDED = "attended", _("All in the round")
    VALID = "valid", _("All with a result")


class PlanRounding(models.TextChoices):
    """How a share becomes a number."""

    HALF_UP = "half_up", _("Each level half up")
    FLOOR = "floor", _("Each level down")
    CEILING = "ceiling", _("Each level up")
    CUMULATIVE = "cumulative", _("Running sum half up")


class TiePolicy(models.TextChoices):
    """What happens to equal results at the end of a level."""

    BREAK = "break", _("Tie-breaking order, then a decision")
    SHARE_UP = "share_up", _("All of them receive it")
    SHARE_DOWN = "share_down", _("None of them receives it")
    DEFER = "defer", _("Always a decision")


class ShortfallPolicy(models.TextChoices):
    """What happens to places that nobody reaches."""

    LEAVE = "leave", _("They stay empty")
    MOVE_DOWN = "move_down", _("They go to the next level")


class LevelMode(models.TextChoices):
    """What the value of a level means."""

    RATIO = "ratio", _("Percent of the base")
    COUNT = "count", pgettext_lazy("prizes", "Number")
    FLOOR = "floor", _("From this result up")
    REMAINDER = "remainder", _("All that are left")
