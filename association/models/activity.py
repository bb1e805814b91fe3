"""Activities of a body: what was done, when, where, by which hosts, with which people."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import ActivityKind, ActivityState, HostRole
from association.models.body import Body
from association.models.dated import Dated, dated_constraints
from association.models.party import ONE_PARTY, Party
from association.models.person import Person
from association.models.region import Region
from association.models.scope import BodyWorkQuerySet, fits_choices
from office.models import AttachmentLink, Record


class Activity(Dated, Record):
    """A conference, training, forum, contest or other event of a body's year."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="activities", verbose_name=_("Body"))
    title = models.CharField(_("Title"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=12, choices=ActivityKind.choices)
    venue = models.CharField(_("Venue"), max_length=200, blank=True)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("Region")
    )
    online = models.BooleanField(_("Online"), default=False)
    state = models.CharField(_("State"), max_length=10, choices=ActivityState.choices, default=ActivityState.PLANNED)
    summary = models.TextField(_("Summary"), blank=True)

    objects: ClassVar[Any] = BodyWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        ordering = ["-year", "-start_on", "-id"]
        indexes = [models.Index(fields=["body", "year"], name="activity_body_year")]
        constraints = [
            *dated_constraints("activity"),
            models.UniqueConstraint(
                fields=["body", "year", "title"],
                name="activity_once",
                violation_error_message=_("This body already has an activity of this title in this year."),
            ),
            models.CheckConstraint(
                condition=fits_choices("kind", ActivityKind) & fits_choices("state", ActivityState),
                name="activity_words",
                violation_error_message=_("Choose a kind from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("association:activity_detail", args=[self.pk])


class ActivityChild(models.Model):
    """A row that belongs to one activity and is shown on its page."""

    activity: Any
    activity_id: int

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("association:activity_detail", args=[self.activity_id])


class ActivitySession(ActivityChild):
    """One of several sittings of an activity (两场解读会)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sessions", verbose_name=_("Activity"))
    order = models.PositiveSmallIntegerField(_("Order"))
    title = models.CharField(_("Title"), max_length=200, blank=True)
    held_on = models.DateField(_("Held on"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Session")
        verbose_name_plural = _("Sessions")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "order"],
                name="activity_session_order",
                violation_error_message=_("Two sessions have the same order number."),
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.activity} {self.order}"


class ActivityHost(ActivityChild, Party):
    """A host of an activity in one of the roles that official texts tell apart."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="hosts", verbose_name=_("Activity"))
    role = models.CharField(_("Part taken"), max_length=12, choices=HostRole.choices)

    class Meta(Party.Meta):
        verbose_name = _("Activity host")
        verbose_name_plural = _("Hosts")
        constraints = [
            models.CheckConstraint(
                condition=ONE_PARTY,
                name="activity_host_one_party",
                violation_error_message=_("Name a host by an organization, a body or a name: exactly one of them."),
            ),
            models.CheckConstraint(condition=fits_choices("role", HostRole), name="activity_host_words"),
            models.UniqueConstraint(
                fields=["activity", "role", "organization"],
                condition=Q(organization__isnull=False),
                name="activity_host_organization",
                violation_error_message=_("This host is already named in this role."),
            ),
            models.UniqueConstraint(
                fields=["activity", "role", "body"],
                condition=Q(body__isnull=False),
                name="activity_host_body",
                violation_error_message=_("This host is already named in this role."),
            ),
            models.UniqueConstraint(
                fields=["activity", "role", "name"],
                condition=~Q(name=""),
                name="activity_host_name",
                violation_error_message=_("This host is already named in this role."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.party_name}"


class ActivityPerson(ActivityChild):
    """Somebody named in an activity, with the post then and what the person did (出席, 致辞)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="persons", verbose_name=_("Activity"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="appearances", verbose_name=_("Person"))
    position = models.CharField(_("Position then"), max_length=120, blank=True)
    role = models.CharField(_("Did what"), max_length=40)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)

    class Meta:
        verbose_name = _("Activity person")
        verbose_name_plural = _("People named")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person", "role"],
                name="activity_person_once",
                violation_error_message=_("This person is already named with this part."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class ActivityAttachment(AttachmentLink):
    """A file of an activity."""

    owner = models.ForeignKey(Activity, models.CASCADE, related_name="attachments")

    class Meta(AttachmentLink.Meta):
        verbose_name = _("Activity file")
        verbose_name_plural = _("Activity files")
