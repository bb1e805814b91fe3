"""The outbox: one row per recipient and channel, written in the transaction of the act that it tells of."""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.actor import Actor
from office.enums import MailMode, MessageChannel, MessageState, WithheldReason
from office.models.account import User


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages: everybody reads the own ones, nobody those of others; the outbox of e-mails is a page of its own."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the in-app messages of the actor's user, under whatever grant the actor acts now."""
        if actor.user_id is None:
            return self.none()
        return self.filter(recipient_id=actor.user_id, channel=MessageChannel.IN_APP)

    def unread(self) -> Self:
        """Keep what the recipient has not opened yet."""
        return self.filter(read_at__isnull=True)

    def mails(self) -> Self:
        """Keep the e-mails."""
        return self.filter(channel=MessageChannel.EMAIL)


class Message(models.Model):
    """What somebody is told, once: in the portal at once, by e-mail when a sender has claimed the row.

    ``key`` names the occasion: a second message of one occasion to one recipient by one channel is not stored. A row
    ``sending`` whose sender was cut off becomes ``uncertain`` and is never sent again by itself.
    """

    recipient = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("message", "Recipient")
    )
    channel = models.CharField(_("Channel"), max_length=10, choices=MessageChannel.choices)
    kind = models.CharField(_("Kind"), max_length=40)
    subject = models.CharField(_("Subject"), max_length=200)
    text = models.TextField(pgettext_lazy("message", "Text"), blank=True)
    url = models.CharField(max_length=300, blank=True)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=160, blank=True)
    reminder = models.ForeignKey(
        "office.ReminderDelivery", models.PROTECT, null=True, related_name="messages", verbose_name=_("Reminder")
    )
    state = models.CharField(_("State"), max_length=12, choices=MessageState.choices)
    reason = models.CharField(_("Why not sent"), max_length=16, choices=WithheldReason.choices, blank=True)
    not_before = models.DateTimeField(_("Not before"), null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    claim_token = models.CharField(max_length=36, blank=True)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(pgettext_lazy("message", "Attempts"), default=0)
    error = models.CharField(_("Error"), max_length=300, blank=True)
    created_at = models.DateTimeField(pgettext_lazy("message", "Written"), auto_now_add=True)
    sent_at = models.DateTimeField(_("Sent"), null=True)
    read_at = models.DateTimeField(pgettext_lazy("message", "Read"), null=True)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("Message")
        verbose_name_plural = pgettext_lazy("inbox", "Messages")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["recipient", "channel", "-id"], name="message_of_recipient"),
            models.Index(
                fields=["recipient"], condition=Q(channel="in_app", read_at__isnull=True), name="message_unread"
            ),
            models.Index(
                fields=["not_before"], condition=Q(state__in=["waiting", "held", "sending"]), name="message_to_send"
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["recipient", "channel", "key"], condition=~Q(key=""), name="message_once"),
            models.CheckConstraint(
                condition=Q(channel__in=MessageChannel.values)
                & Q(state__in=MessageState.values)
                & Q(reason__in=["", *WithheldReason.values]),
                name="message_words",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class MessagePreference(models.Model):
    """How one user wants e-mails; messages in the portal always come at once."""

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    mail_mode = models.CharField(
        pgettext_lazy("message", "E-mail"), max_length=10, choices=MailMode.choices, default=MailMode.AT_ONCE
    )
    digest_at = models.TimeField(_("Hour of the daily digest"))
    quiet_from = models.TimeField(_("Quiet from"))
    quiet_until = models.TimeField(_("Quiet until"))
    quiet_on_rest_days = models.BooleanField(_("Quiet on days off too"), default=False)

    class Meta:
        verbose_name = _("Message preference")
        verbose_name_plural = _("Message preferences")
        constraints = [models.CheckConstraint(condition=Q(mail_mode__in=MailMode.values), name="preference_words")]

    def __str__(self) -> str:
        return str(self.user)
