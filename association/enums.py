"""Words that the association's records store; labels are English msgids, Chinese on the screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.enums import SCHOOL_ROLES, Role


class RegionLevel(models.TextChoices):
    """Level of an administrative division (GB/T 2260)."""

    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")


class OrganizationKind(models.TextChoices):
    """What an organization is."""

    SCHOOL = "school", _("School")
    ENTERPRISE = "enterprise", _("Enterprise")
    GOVERNMENT = "government", _("Government office")
    ASSOCIATION = "association", _("Social organization")
    PUBLISHER = "publisher", _("Publisher")
    OTHER = "other", _("Other")


class SchoolLevel(models.TextChoices):
    """Level at which a school teaches."""

    SECONDARY = "secondary", _("Secondary vocational")
    HIGHER_VOCATIONAL = "higher_vocational", _("Higher vocational")
    UNDERGRADUATE = "undergraduate", _("Undergraduate")
    TECHNICIAN = "technician", _("Technician education")


class SuccessionKind(models.TextChoices):
    """How one organization came out of another."""

    RENAME = "rename", _("Rename")
    MERGE = "merge", _("Merger")
    SPLIT = "split", _("Split")
    UPGRADE = "upgrade", _("Upgrade")


class BodyKind(models.TextChoices):
    """What kind of governed body: one shape serves all of them."""

    ASSOCIATION = "association", _("Association")
    BRANCH = "branch", _("Branch")
    COMMITTEE = "committee", _("Committee")
    GROUP = "group", _("Vocational group")
    ALLIANCE = "alliance", _("Alliance")
    OFFICE = "office", _("Office")


class DatePrecision(models.TextChoices):
    """How exactly a date is known: official texts often give only the month or the year."""

    DAY = "day", _("To the day")
    MONTH = "month", _("To the month")
    YEAR = "year", _("To the year")


class ActivityKind(models.TextChoices):
    """What kind of activity."""

    CONFERENCE = "conference", _("Conference")
    TRAINING = "training", _("Training")
    FORUM = "forum", _("Forum")
    CONTEST = "contest", _("Contest")
    HONOR = "honor", _("Honor selection")
    CEREMONY = "ceremony", _("Ceremony")
    RESEARCH = "research", _("Research event")
    REVIEW = "review", _("Review event")
    PUBLICITY = "publicity", _("Publicity")
    EXCHANGE = "exchange", _("Exchange")
    OTHER = "other", _("Other")


class ActivityState(models.TextChoices):
    """Life of an activity or a visit."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELED = "canceled", _("Canceled")


class HostRole(models.TextChoices):
    """Part that a host takes in an activity, in the order in which official texts name them."""

    HOST = "host", _("Host")
    CO_HOST = "co_host", _("Joint host")
    ORGANIZER = "organizer", _("Organizer")
    CO_ORGANIZER = "co_organizer", _("Co-organizer")
    ASSISTANT = "assistant", _("Assistant")
    COMMISSIONER = "commissioner", _("Commissioner")
    SUPPORTER = "supporter", _("Supporter")
    GUIDE = "guide", _("Guiding unit")
    PARTICIPANT = "participant", _("Taking part")


class CountKind(models.TextChoices):
    """What a stated count counts."""

    PARTICIPANTS = "participants", _("Participants")
    SCHOOLS = "schools", _("Schools")
    UNITS = "units", _("Units")
    TEAMS = "teams", _("Teams")
    PROVINCES = "provinces", _("Provinces")
    PROJECTS = "projects", _("Works and projects")
    AUDIENCE = "audience", _("Audience")
    SESSIONS = "sessions", _("Sessions")
    CONTRIBUTORS = "contributors", _("Contributors")


class VisitDirection(models.TextChoices):
    """Who went to whom."""

    OUTGOING = "outgoing", _("Outgoing")
    INCOMING = "incoming", _("Incoming")
    MUTUAL = "mutual", _("Mutual")


class VisitSide(models.TextChoices):
    """On which side a party of a visit stands."""

    OURS = "ours", _("Our side")
    THEIRS = "theirs", _("Their side")


class AgreementKind(models.TextChoices):
    """What kind of agreement."""

    MEMORANDUM = "memorandum", _("Memorandum")
    CONTRACT = "contract", _("Contract")
    FRAMEWORK = "framework", _("Framework agreement")


class AgreementState(models.TextChoices):
    """Life of an agreement."""

    DRAFTED = "drafted", _("Drafted")
    SIGNED = "signed", _("Signed")
    ENDED = "ended", _("Terminated")


class PublicationKind(models.TextChoices):
    """What kind of publication."""

    JOURNAL = "journal", _("Journal")
    NEWSLETTER = "newsletter", _("Newsletter")
    WEBSITE = "website", _("Website")
    BOOK = "book", _("Book")
    DIRECTORY = "directory", _("Directory")
    OTHER = "other", _("Other")


class PublicationState(models.TextChoices):
    """Life of a publication."""

    PLANNED = "planned", _("Planned")
    EDITING = "editing", _("In editing")
    PUBLISHED = "published", _("Has come out")


class RecognitionLevel(models.TextChoices):
    """Level of who recognizes."""

    NATIONAL = "national", _("National level")
    PROVINCIAL = "provincial", _("Provincial level")
    CITY = "city", _("City level")
    ASSOCIATION = "association", _("Association level")
    OTHER = "other", _("Other")


class PairKind(models.TextChoices):
    """What a pair of look-alike records is made of."""

    ORGANIZATION = "organization", _("Organizations")
    PERSON = "person", _("Persons")


class PairState(models.TextChoices):
    """What somebody decided about a pair of look-alike records."""

    OPEN = "open", _("To be decided")
    DIFFERENT = "different", _("Not the same")
    MERGED = "merged", _("Merged")


class MatchReason(models.TextChoices):
    """Why two records look like one."""

    SAME_CODE = "same_code", _("Same social credit code")
    SAME_NAME = "same_name", _("Same name")
    OTHER_NAME = "other_name", _("Same former or short name")
    SAME_SOUND = "same_sound", _("Names sound alike")
    TYPING_MISTAKE = "typing_mistake", _("Names differ by one character")
    PART_OF_NAME = "part_of_name", _("One name is part of the other")
    SAME_CORE = "same_core", _("Names differ in their ending")
    SAME_PHONE = "same_phone", _("Same phone number")
    SAME_EMPLOYER = "same_employer", _("Same employer")
    NO_EMPLOYER = "no_employer", _("One without an employer")
    OTHER_EMPLOYER = "other_employer", _("Different employers")


class CharterCode(models.TextChoices):
    """A number that the charter fixes; its values are rows, dated, never numbers in the code."""

    TERM_YEARS = "term_years", _("Years of a term")
    TERM_EXTENSION = "term_extension", _("Longest extension of a term (years)")
    CONGRESS_QUORUM = "congress_quorum", _("Share of representatives who must attend the congress")
    CONGRESS_MAJORITY = "congress_majority", _("Share of votes for a resolution of the congress")
    CHARTER_MAJORITY = "charter_majority", _("Share of votes for a change of the charter")
    COUNCIL_QUORUM = "council_quorum", _("Share of members who must attend the council")
    COUNCIL_MAJORITY = "council_majority", _("Share of votes for a resolution of the council")
    COUNCIL_SHARE = "council_share", _("Largest share of council members among the members")
    STANDING_SHARE = "standing_share", _("Largest share of standing members in the council")
    COUNCIL_MEETINGS = "council_meetings", _("Council meetings in a year")
    STANDING_MEETINGS = "standing_meetings", _("Standing council meetings in a year")
    NOTICE_DAYS = "notice_days", _("Days between invitation and congress")
    LEADER_AGE = "leader_age", _("Highest age of leaders")
    LEADER_TERMS = "leader_terms", _("Most terms of a leader")


class RelationKind(models.TextChoices):
    """How an expert is tied to a person or an organization."""

    RELATIVE = "relative", _("Relative")
    TEACHER = "teacher", _("Teacher and student")
    COLLEAGUE = "colleague", _("Joint project")
    PART_TIME = "part_time", _("Part-time post")
    INTEREST = "interest", _("Other interest")


class CertificateKind(models.TextChoices):
    """What a certificate is headed."""

    AWARD = "award", _("Award certificate")
    HONOR = "honor", _("Certificate of honor")


class HolderRole(models.TextChoices):
    """What the holder of a certificate is to the work that was awarded; it decides how the sheet is worded."""

    AUTHOR = "author", _("Author or contestant")
    MEMBER = "member", _("Team member")
    ADVISER = "adviser", _("Adviser")
    WORK = "work", _("Work or team")
    UNIT = "unit", _("Organization")


class CertificateState(models.TextChoices):
    """Life of a certificate; only an issued one is valid."""

    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Replaced by a new one")
    REVOKED = "revoked", pgettext_lazy("certificate", "Revoked")


# Periodicals have issues; nothing else has.
PERIODICAL_KINDS = frozenset({PublicationKind.JOURNAL, PublicationKind.NEWSLETTER})

# Roles that act for one governed body, and roles that read the public master data (regions, organizations, bodies).
BODY_ROLES = frozenset({Role.ACADEMIC_COMMITTEE, Role.GROUP_SECRETARY})
MASTER_ROLES = SCHOOL_ROLES | BODY_ROLES | {Role.REVIEWER}
# Who gives and ends role grants; the auditor reads them.
GRANT_ROLES = frozenset({Role.SECRETARIAT_HEAD, Role.SYSTEM_ADMINISTRATOR})
