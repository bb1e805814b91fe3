"""The audit trail: one row per act, written in the act's own transaction, never changed."""

from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from office.enums import Role
from office.models.account import User

# What a system administrator keeps: accounts, access and jobs, no records of the association. Upper apps mark theirs
# with ``kept_by_system_administrator``.
SYSTEM_KINDS = frozenset(
    {"user", "job", "invitation", "accountpolicy", "loginlock", "loginsession", "seal", "auditentry"}
)


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """The trail by who may search it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the whole trail for the head and the auditor, that of accounts and jobs for who keeps the system."""
        if actor.is_system or actor.role in {Role.SECRETARIAT_HEAD, Role.AUDITOR}:
            return self
        return self.filter(content_type__in=system_kinds()) if actor.role == Role.SYSTEM_ADMINISTRATOR else self.none()


def system_kinds() -> list[ContentType]:
    """Return the kinds of objects that a system administrator keeps."""
    kept = [
        model
        for model in apps.get_models()
        if getattr(model, "kept_by_system_administrator", False)
        or (model._meta.app_label == "office" and model._meta.model_name in SYSTEM_KINDS)
    ]
    return list(ContentType.objects.get_for_models(*kept).values())


class AuditEntry(models.Model):
    """Who did what to which object, under which role, with the fields before and after.

    ``before`` and ``after`` hold only the fields that changed; personal fields are masked before they are written.
    The object is named by content type and id, and by its text then, so that the row reads on after a deletion.
    ``scope`` names the school or body on whose behalf the user acted, ``address`` is the network address of the
    request, and rows of one bulk act or import share a ``batch``. ``signature`` is made with the office's key when the
    row is written (``methods/audit.py``); rows from before it was kept have none.
    """

    at = models.DateTimeField(_("When"), default=timezone.now, editable=False, db_index=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("Who"))
    actor_name = models.CharField(_("Who"), max_length=80)
    role = models.CharField(_("Role"), max_length=30, blank=True)
    action = models.CharField(_("Act"), max_length=60)
    content_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    object_id = models.CharField(max_length=40, blank=True)
    object_text = models.CharField(_("Object"), max_length=200, blank=True)
    before = models.JSONField(_("Before"), default=dict, blank=True)
    after = models.JSONField(_("After"), default=dict, blank=True)
    reason = models.TextField(_("Reason"), blank=True)
    scope = models.CharField(_("On behalf of"), max_length=120, blank=True)
    address = models.CharField(_("Network address"), max_length=45, blank=True)
    batch = models.UUIDField(_("Batch"), null=True, blank=True, editable=False)
    signature = models.CharField(max_length=80, blank=True, editable=False)

    objects: Any = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("Audit entry")
        verbose_name_plural = _("Audit entries")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["user", "-id"], name="audit_user"),
            models.Index(fields=["action", "-id"], name="audit_action"),
            models.Index(fields=["batch"], name="audit_batch", condition=Q(batch__isnull=False)),
        ]
        constraints = [
            # A row copied whole would carry a signature that is already there.
            models.UniqueConstraint(fields=["signature"], condition=~Q(signature=""), name="audit_signed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.action} {self.object_text}"

    def get_absolute_url(self) -> str:
        return reverse("office:audit_detail", args=[self.pk])
