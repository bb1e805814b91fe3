"""The list of returns of score sheets."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from office.listing import Column, Listing
from reviews.enums import ReturnState
from reviews.lists.words import tone_of, worded
from reviews.models import Call, SheetReturn
from reviews.queries.sheet_return import returns_read_by, to_confirm

RETURN_TONES = {ReturnState.ASKED: "warning", ReturnState.CONFIRMED: "success", ReturnState.DROPPED: "muted"}


class SheetReturnFilter(django_filters.FilterSet):
    """Filters of the list."""

    call = django_filters.ModelChoiceFilter(
        "sheet__assignment__entry__round__call", queryset=Call.objects.all(), label=_("Call")
    )
    state = django_filters.ChoiceFilter(choices=ReturnState.choices, label=_("State"))
    waiting = django_filters.ChoiceFilter(
        label=_("To do"), choices=[("second", _("To be confirmed by me"))], method="keep_waiting"
    )

    class Meta:
        model = SheetReturn
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep what waits for a second person, which the one who asked is not."""
        return rows.filter(to_confirm())


SHEET_RETURNS = Listing(
    name="reviews-sheetreturn",
    title=_("Returns of score sheets"),
    rows=lambda actor: returns_read_by(actor).select_related(
        "sheet__assignment__entry__round__call", "sheet__assignment__member__expert__person", "asked_by", "answered_by"
    ),
    columns=(
        Column("code", _("Review code"), "sheet.assignment.entry.code", sort="sheet__assignment__entry__code"),
        Column("reviewer", _("Reviewer"), "sheet.assignment.member"),
        Column("call", _("Call"), "sheet.assignment.entry.round.call.title"),
        Column("round", _("Round"), "sheet.assignment.entry.round.name", chosen=False),
        Column("reason", _("Reason")),
        Column("asked_by", _("Asked by")),
        Column("created_at", _("Asked for"), kind="date", sort="created_at"),
        Column("state", _("State"), worded("state", ReturnState), kind="state", sort="state"),
        Column("answered_by", _("Confirmed by"), chosen=False),
        Column("answered_at", _("Confirmed"), kind="date", sort="answered_at", chosen=False),
    ),
    order=("-id",),
    filters=SheetReturnFilter,
    empty_text=_("No return fits."),
    empty_hint=_("A return is asked for on the page of a submitted sheet."),
    tone=tone_of(RETURN_TONES),
)
