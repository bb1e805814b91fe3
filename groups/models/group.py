"""A vocational-education group (职教集团) and its members."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import BodyKind
from association.models.scope import fits_choices
from groups.enums import MemberRole
from office.actor import Actor
from office.enums import Role
from office.models import Record, ScopedQuerySet


class GroupQuerySet(ScopedQuerySet):
    """Groups by who may see them."""

    def visible_to(self, actor: Actor) -> Self:
        """A group's secretary sees the own group, a school the groups that it leads or belongs to."""
        if actor.reads_all:
            return self
        if actor.role == Role.GROUP_SECRETARY and actor.body_id:
            return self.filter(body_id=actor.body_id)
        if actor.is_school:
            joined = GroupMember.objects.filter(organization=actor.organization_id, until__isnull=True)
            return self.filter(Q(lead_id=actor.organization_id) | Q(pk__in=joined.values("group_id")))
        return self.none()

    def with_counts(self) -> Self:
        """Add ``member_count``: the members now."""
        return self.annotate(member_count=models.Count("members", filter=Q(members__until__isnull=True)))


class Group(Record):
    """What a body of kind group has of its own; name and dates are the body's."""

    body = models.OneToOneField(
        "association.Body", models.PROTECT, primary_key=True, related_name="+", verbose_name=_("Body")
    )
    lead = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_groups",
        verbose_name=_("Lead unit"),
    )
    industry = models.CharField(_("Industry"), max_length=100, blank=True)
    is_illustrative = models.BooleanField(
        _("Illustrative"), default=False, help_text=_("Made up for the demo year, not from a source.")
    )

    objects: ClassVar[Any] = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("Vocational group")
        verbose_name_plural = _("Vocational groups")
        ordering = ["body__name_key", "body_id"]

    def __str__(self) -> str:
        return self.body.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group_detail", args=[self.pk])

    def clean(self) -> None:
        """The body is a group."""
        if self.body_id and self.body.kind != BodyKind.GROUP:
            raise ValidationError({"body": _("The body is not a vocational group.")})


class OfGroupQuerySet(ScopedQuerySet):
    """Rows of a group that its secretary and its schools see with it."""

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows of the groups that the actor may see."""
        return self if actor.reads_all else self.filter(group__in=Group.objects.visible_to(actor))


class GroupMemberQuerySet(OfGroupQuerySet):
    """Members of a group."""

    def in_order(self) -> Self:
        """Order present members before former ones, by role, then by name."""
        rank = models.Case(
            *(models.When(role=role, then=models.Value(place)) for place, role in enumerate(MemberRole.values)),
            output_field=models.IntegerField(),
        )
        return self.order_by(F("until").asc(nulls_first=True), rank, "organization__name_key")


class GroupMember(Record):
    """An organization in a group, from when to when and as what."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="members", verbose_name=_("Vocational group"))
    organization = models.ForeignKey(
        "association.Organization", models.PROTECT, related_name="group_memberships", verbose_name=_("Organization")
    )
    role = models.CharField(_("Role"), max_length=20, choices=MemberRole.choices, default=MemberRole.MEMBER)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)

    objects: ClassVar[Any] = GroupMemberQuerySet.as_manager()

    label_joins = ("organization",)

    class Meta:
        verbose_name = _("Group member")
        verbose_name_plural = _("Group members")
        ordering = ["group", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "organization"],
                condition=Q(until__isnull=True),
                name="group_member_once",
                violation_error_message=_("The organization is a member of the group already."),
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(until__isnull=True, role=MemberRole.LEAD),
                name="group_member_one_lead",
                violation_error_message=_("The group has a lead unit already."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="group_member_dates",
                violation_error_message=_("A membership ends after it begins."),
            ),
            models.CheckConstraint(
                condition=fits_choices("role", MemberRole),
                name="group_member_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.organization.name

    def get_absolute_url(self) -> str:
        return self.group.get_absolute_url()
