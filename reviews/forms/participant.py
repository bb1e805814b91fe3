"""The form of a participant."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.models import Person
from office.forms.picker import PickField
from reviews.forms.beside import organization_field
from reviews.forms.child import ChildForm
from reviews.models import Participant


class ParticipantForm(ChildForm):
    """A person in a submission: by record or by name."""

    owner = "submission"

    person = PickField(
        queryset=Person.objects.all(),
        names=("name",),
        options_url=reverse_lazy("association:person_options"),
        label=_("Person"),
        required=False,
        help_text=_("Only if the person is on record. Else give the name."),
    )
    organization = organization_field(required=False, label=_("Organization then"))

    class Meta:
        model = Participant
        fields = ("submission", "role", "order", "name", "person", "organization", "organization_name")
        widgets = {"submission": forms.HiddenInput}
        labels = {"name": _("Full name")}
        help_texts = {"organization_name": _("Only if the unit is not on record.")}
