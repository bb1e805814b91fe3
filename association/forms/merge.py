"""Forms of a merge: which is the other record, why, and until when its name was in use."""

from django import forms
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.forms.picks import pick_organization, pick_person


class OrganizationTwinForm(ActForm):
    """The second entry of an organization."""

    other = pick_organization(label=_("Second entry"), required=True)


class PersonTwinForm(ActForm):
    """The second entry of a person."""

    other = pick_person(label=_("Second entry"), required=True)


class MergeForm(ActForm):
    """Why two records are one."""

    reason = forms.CharField(label=_("Reason"), max_length=500)


class OrganizationMergeForm(MergeForm):
    """Why two organizations are one; the other name's last day where it is a former name."""

    former_until = forms.DateField(
        label=_("The name that goes held until"),
        required=False,
        help_text=_("Only where it is a former name: the first day of the next name. Otherwise leave this empty."),
    )


TWIN_FORMS: dict[str, type[ActForm]] = {"organization": OrganizationTwinForm, "person": PersonTwinForm}
MERGE_FORMS: dict[str, type[MergeForm]] = {"organization": OrganizationMergeForm, "person": MergeForm}


class UndoForm(ActForm):
    """Why two records are two after all."""

    reason = forms.CharField(label=_("Reason"), max_length=500)
