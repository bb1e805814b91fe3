"""The form of an entry."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from competitions.models import Entry, Event
from office.actor import Actor
from office.forms.choices import offer
from office.forms.picker import PickField
from reviews.enums import CallKind
from reviews.forms.beside import SubmissionPartForm


class EventChoice(forms.ModelChoiceField):
    """An event, with its contest's name before it where several contests may stand in the list."""

    names_contest = True

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.contest.call.title}：{obj.name}" if self.names_contest else str(obj.name)


class EntryForm(SubmissionPartForm):
    """An entry: of a team or work, or of a team in one event."""

    kind = CallKind.CONTEST
    sections = (
        (_("What is sent in"), ("call", "track", "title", "organization")),
        (_("Only for the entry in one event"), ("event", "team")),
    )

    event = EventChoice(
        queryset=Event.objects.select_related("contest__call"), label=_("Event of a contest"), required=False
    )
    team = PickField(
        queryset=Entry.objects.filter(event__isnull=True).select_related("submission"),
        names=("submission__number", "submission__title"),
        options_url=reverse_lazy("competitions:entry_options"),
        label=_("Team"),
        required=False,
    )

    class Meta:
        model = Entry
        fields = ("event", "team")
        labels = {"call": _("Contest")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if "call" in self.fields:
            self.fields["call"].label = _("Contest")
        events = Event.objects.filter(contest__call__in=self.calls).select_related("contest__call")
        offer(self, "event", events)
        self.fields["event"].names_contest = not self.fixed_call  # type: ignore[attr-defined]
