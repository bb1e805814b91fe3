"""Forms of the expert pool: the card, its fields, a declared relation, the payee card."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.forms.child import ChildForm
from association.forms.picks import pick_organization, pick_person
from association.methods.identity import is_valid_card, is_valid_id, plain_number
from association.models import Expert, ExpertRelation, Topic
from office.forms.record import RecordForm


class TopicForm(RecordForm):
    """A field of the code table."""

    class Meta:
        model = Topic
        fields = ["code", "name", "order"]


class ExpertForm(RecordForm):
    """A person of the pool with the fields known."""

    person = pick_person(required=True)
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Fields of expertise"),
    )
    wide = ("topics",)

    class Meta:
        model = Expert
        fields = ["person", "title", "is_enterprise", "is_active", "topics", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["person"].disabled = True
            self.initial.setdefault("topics", list(self.instance.topics.values_list("topic_id", flat=True)))

    @property
    def chosen_topics(self) -> list[Topic]:
        """The fields that the user ticked."""
        return list(self.cleaned_data["topics"])


class ExpertRelationForm(ChildForm):
    """A tie to a person or to an organization."""

    owners = ("expert",)
    person = pick_person(label=_("Related person"))
    organization = pick_organization(label=_("Related organization"))

    class Meta:
        model = ExpertRelation
        fields = ["expert", "kind", "person", "organization", "note"]


class PayeeForm(ActForm):
    """Numbers never come back to the screen: an empty field keeps what is stored."""

    id_number = forms.CharField(label=_("ID number"), max_length=30, required=False)
    card = forms.CharField(label=_("Bank card"), max_length=40, required=False)
    bank = forms.CharField(label=_("Bank"), max_length=100, required=False)

    def clean_id_number(self) -> str:
        """Refuse a number whose check character does not fit."""
        number = plain_number(self.cleaned_data["id_number"])
        if number and not is_valid_id(number):
            raise forms.ValidationError(gettext("This is not a valid ID number: look for a mistyped character."))
        return number

    def clean_card(self) -> str:
        """Refuse a card number whose check digit does not fit."""
        number = plain_number(self.cleaned_data["card"])
        if number and not is_valid_card(number):
            raise forms.ValidationError(gettext("This is not a valid bank card number: look for a mistyped digit."))
        return number
