"""The lists of public notices and of objections."""

from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.lists.words import organization_filter
from office.listing import Column, Listing
from reviews.enums import NoticeState, ObjectionKind, ObjectionState
from reviews.lists.words import tone_of, worded
from reviews.models import Call, Objection, PublicNotice
from reviews.queries.todo_results import (
    appealable,
    appeals_to_handle,
    objections_read_by,
    ready_to_finalize,
    to_handle,
    window_ended,
)

NOTICE_TONES = {
    NoticeState.DRAFTED: "warning",
    NoticeState.PUBLISHED: "info",
    NoticeState.CLOSED: "muted",
    NoticeState.SUPERSEDED: "muted",
    NoticeState.FINAL: "success",
}
OBJECTION_TONES = {
    ObjectionState.FILED: "warning",
    ObjectionState.ACCEPTED: "info",
    ObjectionState.LATE: "muted",
    ObjectionState.INVESTIGATING: "info",
    ObjectionState.UPHELD: "danger",
    ObjectionState.DISMISSED: "muted",
    ObjectionState.APPLIED: "success",
}


class NoticeFilter(django_filters.FilterSet):
    """Filters of the list of notices."""

    title = django_filters.CharFilter("call__title", lookup_expr="contains", label=_("Call"))
    state = django_filters.ChoiceFilter(choices=NoticeState.choices, label=_("State"))
    year = django_filters.NumberFilter("call__year", label=_("Year"))
    call = django_filters.ModelChoiceFilter(queryset=Call.objects.all(), label=_("Call"))
    waiting = django_filters.ChoiceFilter(
        label=_("To do"),
        choices=[("ended", _("Window has ended")), ("final", _("To be made final"))],
        method="keep_waiting",
    )

    class Meta:
        model = PublicNotice
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the notices of a line of the home page."""
        today = timezone.localdate()
        return rows.filter(window_ended(today) if value == "ended" else ready_to_finalize(today))


NOTICES = Listing(
    name="reviews-notice",
    title=_("Public notices"),
    rows=lambda actor: PublicNotice.objects.visible_to(actor).select_related("call").defer("content"),
    columns=(
        Column("title", _("Call"), "call.title", sort="call__title"),
        Column("version", _("Version"), kind="number", sort="version"),
        Column("opens_on", _("First day"), kind="date", sort="opens_on"),
        Column("closes_on", _("Last day"), kind="date", sort="closes_on"),
        Column("workdays", _("Length in working days"), kind="number"),
        Column("state", _("State"), worded("state", NoticeState), kind="state", sort="state"),
        Column("published_at", _("Published"), kind="date", sort="published_at", chosen=False),
        Column("content_hash", _("Digest"), chosen=False),
    ),
    order=("-id",),
    filters=NoticeFilter,
    empty_text=_("No public notice fits."),
    empty_hint=_("A notice is prepared on the page of a call whose awards have been proposed."),
    tone=tone_of(NOTICE_TONES),
)


class ObjectionFilter(django_filters.FilterSet):
    """Filters of the list of objections."""

    call = django_filters.ModelChoiceFilter(field_name="notice__call", queryset=Call.objects.all(), label=_("Call"))
    state = django_filters.ChoiceFilter(choices=ObjectionState.choices, label=_("State"))
    organization = organization_filter("organization")
    kind = django_filters.ChoiceFilter(choices=ObjectionKind.choices, label=_("Kind"))
    notice = django_filters.NumberFilter("notice_id", label=_("Public notice"))
    waiting = django_filters.ChoiceFilter(
        label=_("To do"),
        choices=[
            ("objections", _("Objections to handle")),
            ("appeals", _("Appeals to handle")),
            ("appealable", _("Open to appeal")),
        ],
        method="keep_waiting",
    )

    class Meta:
        model = Objection
        fields: list[str] = []

    def keep_waiting(self, rows: Any, name: str, value: str) -> Any:
        """Keep the objections of a line of the home page; appeals only for whoever may decide them."""
        conditions = {
            "objections": to_handle(),
            "appeals": appeals_to_handle(),
            "appealable": appealable(timezone.localdate()),
        }
        return rows.filter(conditions[value])


OBJECTIONS = Listing(
    name="reviews-objection",
    title=_("Objections"),
    rows=lambda actor: objections_read_by(actor).select_related("notice__call", "organization"),
    columns=(
        Column("objector", _("Who objects")),
        Column("kind", _("Kind"), worded("kind", ObjectionKind), sort="kind"),
        Column("call", _("Call"), "notice.call.title", sort="notice__call__title"),
        Column("filed_at", _("Filed"), kind="date", sort="filed_at"),
        Column("state", _("State"), worded("state", ObjectionState), kind="state", sort="state"),
        Column("appeal_until", _("Appeal until"), kind="date", sort="appeal_until", chosen=False),
        Column("decided_at", _("Decided"), kind="date", sort="decided_at", chosen=False),
        Column("deadline", _("Deadline"), kind="date", sort="deadline", chosen=False),
    ),
    order=("-id",),
    filters=ObjectionFilter,
    empty_text=_("No objection fits."),
    empty_hint=_("Objections are filed on the page of a public notice while its window is open."),
    tone=tone_of(OBJECTION_TONES),
)
