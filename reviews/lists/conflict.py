"""The list of conflicts of panels, for those who read all."""

from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from reviews.enums import ConflictKind, ConflictState
from reviews.forms.panel import ConflictFilter
from reviews.lists.words import tone_of, worded
from reviews.models import Conflict

CONFLICT_TONES = {ConflictState.STANDING: "danger", ConflictState.DISMISSED: "muted", ConflictState.LAPSED: "muted"}
RELATED = ("member__expert__person", "submission__call")
READ = (
    "kind",
    "evidence",
    "state",
    "reason",
    "member__expert__person__name",
    "submission__title",
    "submission__number",
    "submission__call__title",
    "submission__call__kind",
)

CONFLICTS = Listing(
    name="reviews-conflict",
    title=_("Conflicts"),
    rows=lambda actor: Conflict.objects.visible_to(actor).select_related(*RELATED).only(*READ),
    columns=(
        Column("member", _("Panel member"), "member.expert.person.name", sort="member__expert__person__name_key"),
        Column("number", _("Number"), "submission.number", sort="submission__number"),
        Column("title", _("Submission"), "submission.title"),
        Column("kind", _("Kind"), worded("kind", ConflictKind), sort="kind"),
        Column("evidence", _("Evidence")),
        Column("state", _("State"), worded("state", ConflictState), kind="state", sort="state"),
        Column("reason", _("Reason of the dismissal"), chosen=False),
        Column("call", _("Call"), "submission.call.title", chosen=False),
    ),
    order=("member__expert__person__name_key", "submission__number"),
    filters=ConflictFilter,
    empty_text=_("No conflict fits."),
    empty_hint=_("Conflicts are found by themselves from employers, participants and declared relations."),
    tone=tone_of(CONFLICT_TONES),
)
