"""The form of a hand-over."""

from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from association.forms.act import ActForm
from association.forms.picks import pick_user
from association.queries.account import visible_accounts
from office.actor import Actor
from office.rules import may


class HandOverForm(ActForm):
    """Who takes over, why, and whether the roles end and the account closes with it."""

    successor = pick_user(label=_("Person taking over"))
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    end_grants = forms.BooleanField(label=_("End all roles of this person"), required=False, initial=True)
    close = forms.BooleanField(label=_("Deactivate the account too"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        field: Any = self.fields["successor"]
        field.queryset = visible_accounts(actor).filter(is_active=True)
        field.widget.options_url = reverse_lazy("reports:work_options")
        if not may(actor, "association.end_grant"):
            del self.fields["end_grants"], self.fields["close"]
