"""Words that research stores."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectState(models.TextChoices):
    """Life of an approved project."""

    ACTIVE = "active", _("In progress")
    CONCLUDED = "concluded", _("Concluded")
    WITHDRAWN = "withdrawn", _("Approval withdrawn")
    TERMINATED = "terminated", _("Terminated")
