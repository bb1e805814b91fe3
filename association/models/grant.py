"""Role grants: who may act as what, for which school or body, from when until when."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import BODY_ROLES, GRANT_ROLES
from association.models.body import Body
from association.models.organization import Organization
from association.models.scope import in_order
from office.actor import Actor
from office.enums import SCHOOL_ROLES, Role
from office.models import Record, ScopedQuerySet, User


class RoleGrantQuerySet(ScopedQuerySet):
    """Grants: those who give them and those who audit read all; one's own are in the switch menu."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all grants for the roles that give or audit them, none for anybody else."""
        return self if actor.is_system or actor.role in GRANT_ROLES | {Role.AUDITOR} else self.none()

    def valid_on(self, day: date) -> Self:
        """Return the grants that hold on a day; the last day counts."""
        return self.filter(valid_from__lte=day).filter(Q(valid_until__isnull=True) | Q(valid_until__gte=day))


class RoleGrant(Record):
    """One role of one user, bound to a school, to a body or to neither, valid through ``valid_until``."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants", verbose_name=_("User"))
    role = models.CharField(_("Role"), max_length=30, choices=Role.choices)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("For the school")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("For the body")
    )
    valid_from = models.DateField(_("Valid from"))
    valid_until = models.DateField(_("Valid until"), null=True, blank=True, help_text=_("The last day counts."))
    note = models.CharField(_("Note"), max_length=200, blank=True)

    kept_by_system_administrator = True
    objects: ClassVar[Any] = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("Role grant")
        verbose_name_plural = _("Role grants")
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "valid_from"], name="grant_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(SCHOOL_ROLES), organization__isnull=False)
                | ~Q(role__in=sorted(SCHOOL_ROLES)),
                name="grant_school_role_has_school",
                violation_error_message=_("A school role needs the school it is for."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=sorted(BODY_ROLES), body__isnull=False) | ~Q(role__in=sorted(BODY_ROLES)),
                name="grant_body_role_has_body",
                violation_error_message=_("This role needs the body it is for."),
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=True) | Q(body__isnull=True),
                name="grant_one_scope",
                violation_error_message=_("A grant is for a school or for a body, not for both."),
            ),
            models.CheckConstraint(
                condition=in_order("valid_from", "valid_until"),
                name="grant_dates",
                violation_error_message=_("The grant cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values),
                name="grant_words",
                violation_error_message=_("Choose a role from the list."),
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(text for text in (str(self.get_role_display()), self.scope_name) if text)

    def get_absolute_url(self) -> str:
        return reverse("association:grant_detail", args=[self.pk])

    @property
    def scope_name(self) -> str:
        """The name of the school or body that the grant is for, "" for neither."""
        found = self.__dict__.get("found_scope")  # association/queries/grant.py reads it along
        if found is not None:
            return str(found)
        scope = self.organization or self.body
        return (scope.short_name or scope.name) if scope else ""
