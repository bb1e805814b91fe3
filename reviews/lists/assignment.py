"""The list of assignments: one row for each reviewer and entry."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.actor import Actor
from office.listing import Column, Listing
from reviews.enums import AssignmentState, BatchState
from reviews.lists.words import tone_of, track_filter, worded
from reviews.models import Assignment, AssignmentBatch, Round
from reviews.models.panel import without_own_panels

BATCH_TONES = {BatchState.DRAFTED: "warning", BatchState.PUBLISHED: "success", BatchState.UNDONE: "muted"}
ASSIGNMENT_TONES = {
    AssignmentState.DRAFTED: "warning",
    AssignmentState.ACTIVE: "success",
    AssignmentState.VOIDED: "danger",
    AssignmentState.RELEASED: "muted",
}


class RoundFilter(django_filters.ModelChoiceFilter):
    """A choice of rounds, each with its call: many calls have a round of the same name."""

    def __init__(self, field: str, *, rows: Any, **options: Any) -> None:
        super().__init__(field_name=field, queryset=rows, **options)

    @property
    def field(self) -> Any:
        """The form field, with labels that say the call."""
        field = super().field
        field.label_from_instance = label_of
        return field


def label_of(row: Any) -> str:
    """Return the label of a round or of a batch: the call, the round, the number of the batch."""
    round_ = row if isinstance(row, Round) else row.round
    name = f"{round_.call.title}：{round_.name}"
    return name if isinstance(row, Round) else f"{name}（{row.number}）"


class AssignmentFilter(django_filters.FilterSet):
    """Filters of the list."""

    code = django_filters.CharFilter("entry__code", lookup_expr="contains", label=_("Review code"))
    reviewer = django_filters.CharFilter("member__expert__person__name", lookup_expr="contains", label=_("Reviewer"))
    state = django_filters.ChoiceFilter(choices=AssignmentState.choices, label=_("State"))
    batch = RoundFilter(
        "batch", rows=AssignmentBatch.objects.select_related("round__call"), label=_("Batch of assignments")
    )
    round = RoundFilter("entry__round", rows=Round.objects.select_related("call"), label=_("Round"))
    member = django_filters.NumberFilter("member_id", label=_("Number of the panel place"))
    organization = organization_filter("entry__submission__organization")
    track = track_filter("entry__submission__track__name")

    class Meta:
        model = Assignment
        fields: list[str] = []


def read_by_staff(actor: Actor) -> Any:
    """Return the assignments with what they name, for those who read all and do not judge in the call."""
    if not actor.reads_all:
        return Assignment.objects.none()
    return without_own_panels(Assignment.objects.visible_to(actor), actor, "entry__round__call")


ASSIGNMENTS = Listing(
    name="reviews-assignment",
    title=_("Assignments"),
    rows=lambda actor: (
        read_by_staff(actor)
        .select_related(
            "entry__submission__organization",
            "entry__submission__track",
            "member__expert__person",
            "member__organization",
            "batch__round",
        )
        .only(
            "state",
            "worth",
            "reason",
            "batch__number",
            "batch__round__name",
            "entry__code",
            "entry__submission__number",
            "entry__submission__title",
            "entry__submission__organization__name",
            "entry__submission__track__name",
            "member__organization__name",
            "member__expert__person__name",
        )
    ),
    columns=(
        Column("code", _("Review code"), lambda row: row.entry.code or row.entry.submission.number, sort="entry__code"),
        Column("title", _("Submission"), "entry.submission.title", sort="entry__submission__title"),
        Column(
            "organization",
            _("Organization"),
            "entry.submission.organization.name",
            sort="entry__submission__organization__name_key",
        ),
        Column("track", _("Track"), "entry.submission.track.name", sort="entry__submission__track__order"),
        Column("reviewer", _("Reviewer"), "member.expert.person.name", sort="member__expert__person__name_key"),
        Column("unit", _("Reviewer's unit"), "member.organization.name", sort="member__organization__name_key"),
        Column("worth", _("Match"), kind="number", sort="worth"),
        Column("state", _("State"), worded("state", AssignmentState), kind="state", sort="state"),
        Column("round", _("Round"), "batch.round.name", sort="batch__round__name", chosen=False),
        Column("number", _("Number"), "entry.submission.number", sort="entry__submission__number", chosen=False),
        Column("batch", _("Batch of assignments"), "batch.number", kind="number", sort="batch__number", chosen=False),
        Column("reason", _("Reason"), chosen=False),
    ),
    order=("entry__round_id", "entry__code", "entry_id", "member__expert__person__name_key"),
    filters=AssignmentFilter,
    empty_text=_("No assignment fits."),
    empty_hint=_("Change the filter, or assign reviewers on the page of a round."),
    tone=tone_of(ASSIGNMENT_TONES),
)
