"""The ledger of reminders as a list."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from office.actor import Actor
from office.enums import DeliveryOutcome, WithheldReason
from office.listing import Column, Listing
from office.methods.stages import stage_words
from office.models import ReminderDelivery
from reports.queries.obligation import KINDS, find_kind

REASONS = [choice for choice in WithheldReason.choices if choice[0] in {"closed", "moved", "overtaken", "nobody"}]


def kind_label(row: ReminderDelivery) -> str:
    """Return the label of a row's kind of deadline, its stored word when no app offers it any more."""
    kind = find_kind(row.kind)
    return str(kind.label) if kind else row.kind


def told_or_why(row: ReminderDelivery) -> str:
    """Return what became of a stage: sent, or the reason with its detail."""
    if row.outcome == DeliveryOutcome.SENT:
        return str(row.get_outcome_display())
    moved = f" {row.detail}" if row.reason == WithheldReason.MOVED else ""
    return f"{row.get_reason_display()}{moved}"


class DeliveryFilter(django_filters.FilterSet):
    """Filters of the ledger."""

    kind = django_filters.ChoiceFilter(
        choices=[(kind.name, kind.label) for kind in KINDS], label=pgettext_lazy("reminder", "What")
    )
    outcome = django_filters.ChoiceFilter(choices=DeliveryOutcome.choices, label=pgettext_lazy("reminder", "Outcome"))
    recipient = django_filters.CharFilter(
        field_name="recipient__display_name", lookup_expr="contains", label=pgettext_lazy("message", "Recipient")
    )
    title = django_filters.CharFilter(lookup_expr="contains", label=_("About"))
    reason = django_filters.ChoiceFilter(choices=REASONS, label=_("Why not sent"))

    class Meta:
        model = ReminderDelivery
        fields: list[str] = []


def ledger_rows(actor: Actor) -> Any:
    """Return the ledger rows that the actor may see."""
    return ReminderDelivery.objects.visible_to(actor).select_related("recipient")


DELIVERIES = Listing(
    name="reminder-log",
    title=_("What was told, and why not"),
    rows=ledger_rows,
    columns=(
        Column("title", _("About")),
        Column("detail", _("Organization"), chosen=False),
        Column("kind", pgettext_lazy("reminder", "What"), kind_label),
        Column("due_on", _("Deadline"), kind="date", sort="due_on"),
        Column("stage", _("Stage"), lambda row: stage_words(row.stage)),
        Column(
            "recipient", pgettext_lazy("message", "Recipient"), "recipient.display_name", sort="recipient__display_name"
        ),
        Column("outcome", pgettext_lazy("reminder", "Outcome"), told_or_why, kind="state"),
        Column("mail", pgettext_lazy("message", "E-mail"), "get_mail_reason_display"),
        Column("created_at", pgettext_lazy("reminder", "Decided"), kind="date", sort="created_at"),
    ),
    order=("-id",),
    filters=DeliveryFilter,
    empty_text=_("Nobody has been reminded yet"),
    empty_hint=_("Every stage of every deadline appears here once for each person, told or with the reason why not."),
    tone=lambda row: "ok" if row.outcome == DeliveryOutcome.SENT else "",
)
