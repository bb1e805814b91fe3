"""The form of a quota."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from office.actor import Actor
from reviews.forms.child import ChildForm
from reviews.models import QuotaRule


class QuotaForm(ChildForm):
    """At most so many entries for each; afterwards only the number changes, because counters stand under the rest."""

    owner = "call"

    class Meta:
        model = QuotaRule
        fields = ("call", "scope", "track", "maximum")
        widgets = {"call": forms.HiddenInput}
        help_texts = {
            "scope": _("One participant or adviser in one entry only: choose that and write 1."),
            "track": _("Empty: the quota holds in the whole call."),
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["scope"], self.fields["track"]
            self.helper.layout = self.build_layout()
        else:
            self.limit("track", call_id=self.owner_key())
