"""Forms of agreements, their parties and their signing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from association.enums import DatePrecision
from association.forms.act import ActForm
from association.forms.child import ChildForm
from association.forms.picks import pick_body, pick_organization
from association.models import Agreement, AgreementParty
from office.forms.record import RecordForm


class AgreementForm(RecordForm):
    """An agreement; it is signed and ended by acts of their own."""

    body = pick_body(required=True)
    wide = ("title",)

    class Meta:
        model = Agreement
        fields = ["title", "body", "kind", "valid_until", "summary"]


class SignForm(ActForm):
    """When an agreement was signed."""

    signed_on = forms.DateField(label=_("Signed on"))
    date_precision = forms.ChoiceField(label=_("Precision"), choices=DatePrecision.choices)
    valid_until = forms.DateField(label=_("Valid until"), required=False)


class AgreementPartyForm(ChildForm):
    """One of those who sign."""

    owners = ("agreement",)
    organization = pick_organization()
    body = pick_body()

    class Meta:
        model = AgreementParty
        fields = ["agreement", "organization", "body", "name", "order"]
