"""The form of a nomination."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.models import Person
from competitions.enums import NomineeKind
from competitions.models import Nomination
from office.actor import Actor
from office.forms.picker import PickField
from reviews.enums import CallKind
from reviews.forms.beside import SubmissionPartForm, organization_field


class NominationForm(SubmissionPartForm):
    """A nomination: the name as sent in, and the record of the person or organization where one is known."""

    kind = CallKind.HONOR
    part_fields: tuple[str, ...] = ("call", "track", "organization")
    sections = (
        (_("Nominee"), ("call", "nominee_kind", "name", "person", "nominee", "track")),
        (_("Who nominates"), ("organization",)),
    )

    person = PickField(
        queryset=Person.objects.all(),
        names=("name",),
        options_url=reverse_lazy("association:person_options"),
        label=_("Person"),
        required=False,
        help_text=_("Only if the person is on record."),
    )
    nominee = organization_field(required=False, label=_("Nominated organization"))
    organization = organization_field(required=False, label=_("Nominated by"))

    class Meta:
        model = Nomination
        fields = ("nominee_kind", "name", "person")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        if instance is not None and instance.pk:
            kwargs["initial"] = {"nominee": instance.organization_id, **(kwargs.get("initial") or {})}
        super().__init__(*args, actor=actor, **kwargs)
        del self.fields["title"]
        if "call" in self.fields:
            self.fields["call"].label = _("Honor selection")
        self.helper.layout = self.build_layout()

    @property
    def changes(self) -> dict[str, Any]:
        """The nomination's own fields; ``organization`` is the nominated one, not the sender."""
        values = {name: self.cleaned_data[name] for name in ("nominee_kind", "name", "person")}
        return {**values, "organization": self.cleaned_data["nominee"]}

    @property
    def all_changes(self) -> dict[str, Any]:
        """The fields as they stand on the page."""
        shown = {**self.part_changes, **self.changes, "nominee": self.cleaned_data["nominee"]}
        if "organization" in self.fields:
            return {**shown, "organization": self.cleaned_data["organization"]}
        shown.pop("organization")
        return shown

    def stored_value(self, stored: Any, name: str) -> Any:
        """Return the stored value of a field of either record."""
        return stored.organization if name == "nominee" else super().stored_value(stored, name)

    def clean(self) -> dict[str, Any]:
        """Ask for a record of the kind that is nominated only."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        kind = values.get("nominee_kind")
        if kind == NomineeKind.PERSON and values.get("nominee"):
            self.add_error("nominee", _("A person is nominated: leave the organization empty."))
        if kind == NomineeKind.ORGANIZATION and values.get("person"):
            self.add_error("person", _("An organization is nominated: leave the person empty."))
        return values
