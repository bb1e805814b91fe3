"""A panel (评审组): the experts who are asked to judge in a call."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.scope import fits_choices
from office.actor import Actor
from office.models import Record, ScopedQuerySet
from reviews.enums import MemberState
from reviews.models.call import Call
from reviews.models.track import Track


class Panel(Record):
    """A panel of a call; several rounds may share it. Who sits on it only those who read all know."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="panels", verbose_name=_("Call"))
    name = models.CharField(_("Name"), max_length=60)

    objects: ClassVar[Any] = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Panel")
        verbose_name_plural = _("Panels")
        ordering = ["call_id", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "name"],
                name="panel_name_once",
                violation_error_message=_("The call has a panel with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:panel_detail", args=[self.pk])


class PanelMemberQuerySet(ScopedQuerySet):
    """Places on panels: staff see all, a reviewer the own ones."""

    def visible_to(self, actor: Actor) -> Self:
        """Return all places for those who read all, else the actor's own."""
        if actor.reads_all:
            return self
        return self.filter(user_id=actor.user_id) if actor.user_id else self.none()

    def blinding(self, actor: Actor) -> Any:
        """Return the keys of the calls on whose panels the actor's user sits, under whatever grant he acts now."""
        return self.filter(user_id=actor.user_id).sitting().order_by().values("panel__call_id")

    def sitting(self) -> Self:
        """Keep who was asked and has not said no: from the invitation on, no identity of the call is shown to them."""
        return self.filter(state__in=(MemberState.INVITED, MemberState.ACCEPTED))


class PanelMember(Record):
    """An expert's place on a panel; ``organization`` is the employer stamped when the place was made.

    With a track the member judges that track only. The invitation's token is kept as a digest.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members", verbose_name=_("Panel"))
    expert = models.ForeignKey(
        "association.Expert", models.PROTECT, related_name="panel_places", verbose_name=_("Expert")
    )
    user = models.ForeignKey(
        "office.User", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Account")
    )
    organization = models.ForeignKey(
        "association.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Employer then"),
    )
    is_enterprise = models.BooleanField(_("From an enterprise"), default=False)
    track = models.ForeignKey(Track, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Track"))
    load_limit = models.PositiveSmallIntegerField(_("Entries at most"), null=True, blank=True)
    state = models.CharField(_("State"), max_length=20, choices=MemberState.choices, default=MemberState.INVITED)
    invited_at = models.DateTimeField(_("Invited"), null=True, blank=True)
    invite_until = models.DateTimeField(_("Link valid until"), null=True, blank=True, editable=False)
    answered_at = models.DateTimeField(_("Answered"), null=True, blank=True)
    answer = models.CharField(_("Answer"), max_length=200, blank=True)
    token_digest = models.CharField(max_length=64, blank=True, editable=False)
    letter_number = models.CharField(_("Number of the letter"), max_length=60, blank=True, editable=False)
    letter_on = models.DateField(_("Date of the letter"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = PanelMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Panel member")
        verbose_name_plural = _("Panel members")
        ordering = ["panel_id", "expert__person__name_key", "id"]
        indexes = [models.Index(fields=["user", "state"], name="panel_member_of_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "expert"],
                name="panel_member_once",
                violation_error_message=_("The expert is on this panel already."),
            ),
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="panel_member_token_once"
            ),
            models.UniqueConstraint(
                fields=["letter_number"], condition=~Q(letter_number=""), name="panel_member_letter_once"
            ),
            models.CheckConstraint(
                condition=fits_choices("state", MemberState),
                name="panel_member_words",
                violation_error_message=_("Choose a value from the list."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.expert)

    def get_absolute_url(self) -> str:
        return reverse("reviews:panelmember_detail", args=[self.pk])

    def clean(self) -> None:
        """The track is of the panel's call."""
        if self.track_id and self.panel_id and self.track.call_id != self.panel.call_id:  # type: ignore[union-attr]
            raise ValidationError({"track": _("The track belongs to another call.")})


def without_own_panels(rows: Any, actor: Actor, call: str = "call") -> Any:
    """Return rows without those of calls that the actor judges: no identity there, under any grant (blind review).

    ``call`` is the path from a row to its call.
    """
    if actor.user_id is None:
        return rows
    return rows.exclude(**{f"{call}__in": PanelMember.objects.blinding(actor)})
