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
