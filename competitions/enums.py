"""Words that contests and honor selections store."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NomineeKind(models.TextChoices):
    """What a nomination names."""

    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organization")
