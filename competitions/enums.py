"""Words that contests and honor selections store."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NomineeKind(models.TextChoices):
    """What a nomination names."""

    PERSON = "person", pgettext_lazy("nominee", "Person")
    ORGANIZATION = "organization", _("Organization")


class ReferralState(models.TextChoices):
    """Life of a referral: it stands, or was taken back with a reason."""

    STANDING = "standing", pgettext_lazy("referral", "Referred")
    TAKEN_BACK = "taken_back", pgettext_lazy("referral", "Taken back")
