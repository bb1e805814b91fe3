"""The form of the rules of log-in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from office.enums import Role
from office.forms.record import RecordForm
from office.models import AccountPolicy


class PolicyForm(RecordForm):
    """Numbers with their units, and a tick for each role that needs a second factor."""

    second_factor_roles = forms.MultipleChoiceField(
        label=_("Roles that need a second factor"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who has such a role and no second factor is led to set one up before anything else."),
    )

    sections = (
        (_("Wrong passwords"), ("tries", "lock_minutes", "address_tries")),
        (_("Sessions and links"), ("idle_minutes", "link_hours", "dormant_days")),
        (_("Second factor"), ("second_factor_roles",)),
    )
    wide = ("second_factor_roles",)

    class Meta:
        model = AccountPolicy
        fields = [
            "tries",
            "lock_minutes",
            "address_tries",
            "idle_minutes",
            "link_hours",
            "dormant_days",
            "second_factor_roles",
        ]
