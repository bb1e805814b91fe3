"""Forms of persons: the stored phone number never comes back to the screen by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.forms.child import ChildForm
from association.forms.picks import pick_organization
from association.models import Employment, Person
from office.forms.record import RecordForm


class PersonForm(RecordForm):
    """A person; an empty phone field keeps the stored number, a tick removes it."""

    organization = pick_organization(label=_("Employer"))
    forget_phone = forms.BooleanField(label=_("Remove the stored phone number"), required=False)

    class Meta:
        model = Person
        fields = ["name", "organization", "position", "phone", "is_illustrative"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["phone"] = ""
        if self.instance.phone:
            self.fields["phone"].help_text = gettext("Stored: %(phone)s. Leave this empty to keep it.") % {
                "phone": self.instance.masked_phone
            }
        else:
            del self.fields["forget_phone"]
            self.helper.layout = self.build_layout()

    @property
    def changes(self) -> dict[str, Any]:
        """The fields as the user wants them, without a phone that is to stay."""
        changes = super().changes
        if self.cleaned_data.get("forget_phone"):
            return changes | {"phone": ""}
        if not changes.get("phone"):
            changes.pop("phone", None)
        return changes


class TransferForm(ActForm):
    """Where a person works from a day on."""

    organization = pick_organization(label=_("New employer"), required=True)
    position = forms.CharField(label=_("Position"), max_length=100, required=False)
    on = forms.DateField(label=_("Since"))


class EmploymentForm(ChildForm):
    """A post of the past or a second one."""

    owners = ("person",)
    organization = pick_organization(label=_("Employer"), required=True)

    class Meta:
        model = Employment
        fields = ["person", "organization", "position", "since", "until"]
