"""Words that vocational-education groups store."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MemberRole(models.TextChoices):
    """What an organization is in a group."""

    LEAD = "lead", _("Lead unit")
    VICE = "vice", _("Vice-chair unit")
    COUNCIL = "council", _("Council unit")
    MEMBER = "member", _("Member unit")


class AnnualReviewState(models.TextChoices):
    """Life of a group's annual review."""

    PLANNED = "planned", _("Planned")
    SUBMITTED = "submitted", _("Self-report submitted")
    REVIEWED = "reviewed", _("Reviewed")


class RecommendationLevel(models.TextChoices):
    """At which level a group is a model."""

    PROVINCIAL = "provincial", _("Provincial level")
    NATIONAL = "national", _("National level")


class RecommendationAct(models.TextChoices):
    """What was done: chosen by the one who decides, or recommended to the next level."""

    SELECTED = "selected", _("Selected")
    RECOMMENDED = "recommended", _("Recommended")
