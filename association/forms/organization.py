"""Forms of organizations: their facts, their renames, what became of them, and their former names."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.enums import SuccessionKind
from association.forms.act import ActForm
from association.forms.child import ChildForm
from association.forms.picks import pick_organization, pick_region
from association.methods.uscc import normalize_uscc
from association.models import FormerName, Membership, Organization
from office.forms.record import RecordForm


class OrganizationForm(RecordForm):
    """An organization's facts."""

    uscc = forms.CharField(
        label=_("Social credit code"),
        required=False,
        max_length=30,
        help_text=_("18 characters; spaces are taken out."),
    )
    region = pick_region()

    sections = (
        (_("Name"), ("kind", "school_level", "name", "short_name")),
        (_("Registration data"), ("uscc", "region", "founded_on", "closed_on", "is_illustrative")),
        (_("Postal address"), ("postcode", "address")),
    )

    class Meta:
        model = Organization
        fields = [
            "kind",
            "school_level",
            "name",
            "short_name",
            "uscc",
            "region",
            "postcode",
            "address",
            "founded_on",
            "closed_on",
            "is_illustrative",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["name"].help_text = _("Only to mend a mistake; a new name is entered by “Rename”.")

    def clean_uscc(self) -> str:
        """Return the code as it is stored."""
        return normalize_uscc(self.cleaned_data["uscc"])


class RenameForm(ActForm):
    """A new name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=120)
    short_name = forms.CharField(label=_("New short name"), max_length=60, required=False)
    on = forms.DateField(label=_("Effective"))
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False, help_text=_("Document that decided it."))


class SucceedForm(ActForm):
    """What became of an organization: the closing one is known, its successors are named."""

    kind = forms.ChoiceField(
        label=_("What happened"),
        choices=[choice for choice in SuccessionKind.choices if choice[0] != SuccessionKind.RENAME],
        help_text=_("A merger or an upgrade has one successor, a split at least two."),
    )
    on = forms.DateField(label=_("Effective"))
    successor = pick_organization(label=_("Successor"), required=True)
    second = pick_organization(label=_("Second successor"))
    third = pick_organization(label=_("Third successor"))
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False, help_text=_("Document that decided it."))

    @property
    def successors(self) -> list[Organization]:
        """The successors that are named."""
        named = [self.cleaned_data.get(name) for name in ("successor", "second", "third")]
        return [organization for organization in named if organization]


class MembershipForm(ChildForm):
    """A membership: from when until when, under which number, by which decision."""

    owners = ("organization",)

    class Meta:
        model = Membership
        fields = ["organization", "number", "since", "until", "basis"]


class FormerNameForm(ChildForm):
    """A name from before the records began."""

    owners = ("organization",)

    class Meta:
        model = FormerName
        fields = ["organization", "name", "since", "until"]
