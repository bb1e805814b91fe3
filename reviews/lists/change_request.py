"""The list of change requests."""

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from reviews.enums import ChangeKind, ChangeState
from reviews.lists.words import tone_of, worded
from reviews.models import Call, ChangeRequest

CHANGE_TONES = {
    ChangeState.FILED: "warning",
    ChangeState.APPROVED: "success",
    ChangeState.REFUSED: "danger",
    ChangeState.RECALLED: "muted",
}


class ChangeRequestFilter(django_filters.FilterSet):
    """Filters of the list."""

    title = django_filters.CharFilter("submission__title", lookup_expr="contains", label=_("Title"))
    state = django_filters.ChoiceFilter(choices=ChangeState.choices, label=_("State"))
    kind = django_filters.ChoiceFilter(choices=ChangeKind.choices, label=_("What shall change"))
    call = django_filters.ModelChoiceFilter("submission__call", queryset=Call.objects.all(), label=_("Call"))

    class Meta:
        model = ChangeRequest
        fields: list[str] = []


CHANGE_REQUESTS = Listing(
    name="reviews-changerequest",
    title=_("Change requests"),
    rows=lambda actor: (
        ChangeRequest.objects.visible_to(actor)
        .select_related("submission__organization", "submission__call")
        .defer("submission__dossier", "submission__answers", "submission__call__basis")
    ),
    columns=(
        Column("title", _("Title"), "submission.title", sort="submission__title"),
        Column("kind", _("What shall change"), worded("kind", ChangeKind), sort="kind"),
        Column("organization", _("Organization"), "submission.organization.name"),
        Column("call", _("Call"), "submission.call.title", sort="submission__call__title"),
        Column("filed_at", _("Filed"), kind="date", sort="filed_at"),
        Column("state", _("State"), worded("state", ChangeState), kind="state", sort="state"),
    ),
    order=("-id",),
    filters=ChangeRequestFilter,
    empty_text=_("No change request fits."),
    empty_hint=_("Schools ask on the page of an entry that has been sent in."),
    tone=tone_of(CHANGE_TONES),
)
