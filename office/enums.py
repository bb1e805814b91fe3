"""Words that the back office stores: roles and the states of its own rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What a person may act as; a grant binds it to a user, a scope and dates."""

    SECRETARIAT = "secretariat", _("Secretariat")
    SECRETARIAT_HEAD = "secretariat_head", _("Secretariat head")
    FINANCE = "finance", _("Finance")
    SCHOOL_ADMINISTRATOR = "school_administrator", _("School administrator")
    SCHOOL_TEACHER = "school_teacher", _("School teacher")
    REVIEWER = "reviewer", _("Reviewer")
    ACADEMIC_COMMITTEE = "academic_committee", _("Academic committee")
    GROUP_SECRETARY = "group_secretary", _("Group secretary")
    AUDITOR = "auditor", _("Auditor")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("System administrator")


# Who keeps the association's records, and who may read all of them.
STAFF_ROLES = frozenset({Role.SECRETARIAT, Role.SECRETARIAT_HEAD})
OVERSIGHT_ROLES = STAFF_ROLES | {Role.AUDITOR, Role.FINANCE}
SCHOOL_ROLES = frozenset({Role.SCHOOL_ADMINISTRATOR, Role.SCHOOL_TEACHER})


class JobState(models.TextChoices):
    """Life of a background job's row."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELED = "canceled", _("Canceled")


JOB_OPEN_STATES = (JobState.WAITING, JobState.RUNNING)


class CalendarState(models.TextChoices):
    """Whether a year's working days count."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("calendar", "Published")


class ImportState(models.TextChoices):
    """Life of an import."""

    MAPPING = "mapping", _("Columns to confirm")
    CHECKED = "checked", pgettext_lazy("import", "Checked")
    RUNNING = "running", pgettext_lazy("import", "Running")
    STOPPED = "stopped", _("Stopped halfway")
    DONE = "done", pgettext_lazy("import", "Imported")
    UNDONE = "undone", _("Undone")
    DISCARDED = "discarded", _("Discarded")


class ImportVerdict(models.TextChoices):
    """What a row of a sheet would do."""

    NEW = "new", pgettext_lazy("import", "New")
    UPDATE = "update", pgettext_lazy("import", "Changed")
    SAME = "same", pgettext_lazy("import", "Same as stored")
    CONFLICT = "conflict", _("To be decided")
    ERROR = "error", pgettext_lazy("import", "Error")


class ImportOutcome(models.TextChoices):
    """What a row of a sheet did."""

    CREATED = "created", pgettext_lazy("import", "Created")
    UPDATED = "updated", pgettext_lazy("import", "Changed")
    SAME = "same", pgettext_lazy("import", "Nothing to do")
    SKIPPED = "skipped", pgettext_lazy("import", "Left out")
    FAILED = "failed", pgettext_lazy("import", "Not imported")


class AuditFault(models.TextChoices):
    """What a check of the audit trail can find."""

    CHANGED = "changed", _("Entry changed after it was sealed")
    REMOVED = "removed", _("Sealed entry removed")
    FOREIGN = "foreign", _("Entry put in past the portal, or changed before it was sealed")
    UNSEALED = "unsealed", _("Entry not sealed in time")
    SEAL_CHANGED = "seal_changed", _("Seal changed, or what it keeps of its entries")
    SEAL_REMOVED = "seal_removed", _("Seal removed")
    HEAD_MISSING = "head_missing", _("Known head not in the chain: its end was cut off")
    CUT_OFF = "cut_off", _("Entries removed from the end")
    UNPROTECTED = "unprotected", _("Trigger that protects the trail is missing")


class MessageChannel(models.TextChoices):
    """By which way a message reaches somebody."""

    IN_APP = "in_app", _("In the portal")
    EMAIL = "email", pgettext_lazy("message", "E-mail")


class MessageState(models.TextChoices):
    """Life of a message; one in the portal is sent as soon as it is written."""

    HELD = "held", pgettext_lazy("message", "Held back")
    WAITING = "waiting", pgettext_lazy("message", "To be sent")
    SENDING = "sending", pgettext_lazy("message", "Being sent")
    SENT = "sent", pgettext_lazy("message", "Sent")
    FAILED = "failed", pgettext_lazy("message", "Refused by the mail server")
    UNCERTAIN = "uncertain", pgettext_lazy("message", "Uncertain")
    MERGED = "merged", pgettext_lazy("message", "In the daily digest")
    WITHHELD = "withheld", pgettext_lazy("message", "Not sent")


class MailMode(models.TextChoices):
    """How somebody wants e-mails."""

    AT_ONCE = "at_once", _("At once")
    DIGEST = "digest", _("Once a day, all in one")
    NONE = "none", _("No e-mails")


class WithheldReason(models.TextChoices):
    """Why a message or a stage of a reminder was not sent, or not yet."""

    CLOSED = "closed", _("Done or closed meanwhile")
    MOVED = "moved", _("The deadline was moved")
    OVERTAKEN = "overtaken", _("Overtaken by a later stage")
    NOBODY = "nobody", _("Nobody to send to")
    NO_ADDRESS = "no_address", _("No e-mail address")
    OPTED_OUT = "opted_out", _("Wants no e-mails")
    QUIET_HOURS = "quiet_hours", _("Quiet hours")
    DIGEST = "digest", _("Goes into the daily digest")


class ReminderAudience(models.TextChoices):
    """Who is reminded."""

    RESPONSIBLE = "responsible", _("Those who must act")
    STAFF = "staff", _("The secretariat")
    BOTH = "both", _("Those who must act and the secretariat")


class ReminderChannel(models.TextChoices):
    """By which ways a rule reminds."""

    IN_APP = "in_app", _("In the portal only")
    BOTH = "both", _("In the portal and by e-mail")


class DeliveryOutcome(models.TextChoices):
    """What became of one stage for one person."""

    SENT = "sent", pgettext_lazy("message", "Sent")
    WITHHELD = "withheld", pgettext_lazy("message", "Not sent")
