"""Reminders: the rules that staff keep, and the ledger of what was said to whom about which deadline."""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.actor import Actor
from office.enums import DeliveryOutcome, ReminderAudience, ReminderChannel, WithheldReason
from office.methods.stages import read_stages, stage_words
from office.models.account import User
from office.models.record import Record, ScopedQuerySet


class ReminderRule(Record):
    """When people are reminded of one kind of deadline, who, how and in which words.

    ``before`` and ``after`` list days around the deadline, such as "14,7,1"; zero, the day itself, stands in
    ``before``. ``kind`` names an obligation that an app offers. In the text, words in braces are filled in.
    """

    kind = models.CharField(pgettext_lazy("reminder", "What"), max_length=60)
    name = models.CharField(_("Name"), max_length=100)
    before = models.CharField(
        _("Days before"), max_length=60, blank=True, help_text=_("Such as 14,7,3,1,0; 0 is the day itself.")
    )
    after = models.CharField(
        _("Days after"), max_length=60, blank=True, help_text=_("For what is overdue, such as 1,7.")
    )
    in_workdays = models.BooleanField(
        _("Count working days"), default=False, help_text=_("By the workday calendar instead of calendar days.")
    )
    audience = models.CharField(
        pgettext_lazy("reminder", "Who"),
        max_length=12,
        choices=ReminderAudience.choices,
        default=ReminderAudience.RESPONSIBLE,
    )
    channel = models.CharField(
        _("Channel"), max_length=10, choices=ReminderChannel.choices, default=ReminderChannel.BOTH
    )
    subject = models.CharField(_("Subject"), max_length=100)
    text = models.TextField(pgettext_lazy("message", "Text"))
    is_active = models.BooleanField(_("In force"), default=True)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reminder rule")
        verbose_name_plural = _("Reminder rules")
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "audience"],
                name="reminder_rule_once",
                violation_error_message=_("There is a rule for this deadline and these people already."),
            ),
            models.CheckConstraint(
                condition=Q(audience__in=ReminderAudience.values) & Q(channel__in=ReminderChannel.values),
                name="reminder_rule_words",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stages(self) -> tuple[int, ...]:
        """The days relative to the deadline, earliest first: -14, -7, 0, 7."""
        return read_stages(self.before, self.after)


class ReminderDeliveryQuerySet(models.QuerySet["ReminderDelivery"]):
    """The ledger: those who read all look at it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all rows to those who read every record, none to anybody else."""
        return self if actor.reads_all else self.none()


class ReminderDelivery(models.Model):
    """One stage of one deadline for one person: said once, or the reason why not.

    ``obligation`` is the app's name of what is due ("unsent_submission:12"); a moved date is another row's matter.
    Without a recipient the row says that nobody was there to be told.
    """

    rule = models.ForeignKey(
        ReminderRule, models.SET_NULL, null=True, related_name="+", verbose_name=_("Reminder rule")
    )
    kind = models.CharField(pgettext_lazy("reminder", "What"), max_length=60)
    obligation = models.CharField(max_length=80)
    stage = models.SmallIntegerField(_("Stage"))
    due_on = models.DateField(_("Deadline"))
    recipient = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=pgettext_lazy("message", "Recipient")
    )
    title = models.CharField(_("About"), max_length=200)
    url = models.CharField(max_length=300, blank=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(pgettext_lazy("reminder", "Outcome"), max_length=12, choices=DeliveryOutcome.choices)
    reason = models.CharField(_("Why not sent"), max_length=16, choices=WithheldReason.choices, blank=True)
    detail = models.CharField(_("Detail"), max_length=200, blank=True)
    mail_reason = models.CharField(
        pgettext_lazy("message", "E-mail"), max_length=16, choices=WithheldReason.choices, blank=True
    )
    mail_until = models.DateTimeField(_("E-mail not before"), null=True)
    claim = models.CharField(max_length=36, blank=True)
    created_at = models.DateTimeField(pgettext_lazy("reminder", "Decided"), auto_now_add=True)

    objects: ClassVar[Any] = ReminderDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Reminder delivery")
        verbose_name_plural = _("Reminder deliveries")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "due_on"], name="delivery_of_kind"),
            models.Index(fields=["claim"], condition=~Q(claim=""), name="delivery_claim"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "stage", "due_on", "recipient"],
                condition=Q(recipient__isnull=False),
                name="delivery_once",
            ),
            models.UniqueConstraint(
                fields=["obligation", "stage", "due_on"],
                condition=Q(recipient__isnull=True),
                name="delivery_to_nobody_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=DeliveryOutcome.values)
                & Q(reason__in=["", *WithheldReason.values])
                & Q(mail_reason__in=["", *WithheldReason.values]),
                name="delivery_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {stage_words(self.stage)}"
