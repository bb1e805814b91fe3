"""The outbox of e-mails for staff: what went out, what waits and why, what a person must decide."""

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from office.actor import Actor
from office.domain.outbox import resend_mail
from office.enums import MessageState, WithheldReason
from office.listing import Column, Listing
from office.models import Message
from office.rules import may
from office.web.access import door, get_actor, require
from office.web.list_page import build_page
from office.web.page_data import ConfirmPage, Fact, Link

TONES = {"sent": "ok", "failed": "danger", "uncertain": "warn", "sending": "info", "waiting": "info"}


def outbox_rows(actor: Actor) -> Any:
    """Return all e-mails to those who keep the outbox, none to anybody else."""
    rows = Message.objects.mails().select_related("recipient")
    return rows if may(actor, "office.list_outbox") else rows.none()


class OutboxFilter(django_filters.FilterSet):
    """Filters of the outbox."""

    state = django_filters.ChoiceFilter(choices=MessageState.choices, label=gettext_lazy("State"))
    reason = django_filters.ChoiceFilter(choices=WithheldReason.choices, label=gettext_lazy("Why not sent"))
    recipient = django_filters.CharFilter(
        field_name="recipient__display_name", lookup_expr="contains", label=pgettext_lazy("message", "Recipient")
    )

    class Meta:
        model = Message
        fields: list[str] = []


OUTBOX = Listing(
    name="outbox",
    title=gettext_lazy("Outbox"),
    rows=outbox_rows,
    columns=(
        Column("subject", gettext_lazy("Subject")),
        Column(
            "recipient", pgettext_lazy("message", "Recipient"), "recipient.display_name", sort="recipient__display_name"
        ),
        Column("state", gettext_lazy("State"), "get_state_display", kind="state", sort="state"),
        Column("reason", gettext_lazy("Why not sent"), "get_reason_display"),
        Column("not_before", gettext_lazy("Not before"), kind="date", sort="not_before"),
        Column("created_at", pgettext_lazy("message", "Written"), kind="date", sort="created_at"),
        Column("sent_at", gettext_lazy("Sent"), kind="date", sort="sent_at"),
        Column("error", gettext_lazy("Error"), chosen=False),
    ),
    order=("-id",),
    filters=OutboxFilter,
    empty_text=gettext_lazy("No e-mail has been written yet"),
    empty_hint=gettext_lazy("Messages to people with an e-mail address appear here with what became of them."),
    tone=lambda message: TONES.get(message.state, ""),
)


@door("office.list_outbox")
def show_outbox(request: HttpRequest) -> HttpResponse:
    """Show the e-mails; those that a person must decide about stand on top."""
    actor = get_actor(request)
    undecided = outbox_rows(actor).filter(state__in=[MessageState.UNCERTAIN, MessageState.FAILED]).order_by("-id")[:20]
    page = build_page(request, OUTBOX, crumbs=[Link(OUTBOX.title, "")], linked=False)
    context = {"page": page, "undecided": undecided, "may_resend": may(actor, "office.resend_mail")}
    return render(request, "office/outbox.html", context)


@door()
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an uncertain or refused e-mail again, after a last look."""
    actor = get_actor(request)
    message = get_object_or_404(outbox_rows(actor), pk=pk)
    require(actor, "office.resend_mail")
    back = reverse("office:outbox")
    if request.method == "POST":
        resend_mail(message, actor=actor)
        messages.success(request, _("“%(subject)s” goes out again within a minute.") % {"subject": message})
        return redirect(back)
    page = ConfirmPage(
        title=_("Send again: %(subject)s") % {"subject": message},
        facts=[
            Fact(pgettext("message", "Recipient"), message.recipient.display_name),
            Fact(_("State"), message.get_state_display()),
            Fact(pgettext("message", "Attempts"), message.attempts),
            Fact(_("What to know"), _("It may have arrived already; then the recipient gets it twice.")),
        ],
        submit_label=_("Send the e-mail again"),
        cancel_url=back,
        crumbs=[Link(OUTBOX.title, back), Link(_("Send again"), "")],
        with_reason=False,
    )
    return render(request, "ui/confirm.html", {"page": page})
