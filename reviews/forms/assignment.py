"""Forms of assigning: how a draft is made, and one pair by hand."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.forms.act import ActForm
from office.actor import Actor
from office.forms.choices import offer
from reviews.enums import MemberState
from reviews.models import Round, RoundEntry
from reviews.models.panel import PanelMember

BALANCE_CHOICES = [
    ("0", gettext_lazy("Best match only: loads may differ")),
    ("1", gettext_lazy("Match first, loads kept near each other")),
    ("2", gettext_lazy("Match and even loads alike")),
    ("4", gettext_lazy("Even loads first")),
]


class MemberChoice(forms.ModelChoiceField):
    """A reviewer, named with the unit."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}（{obj.organization}）" if obj.organization else str(obj)


class DraftForm(ActForm):
    """How far even loads weigh against the best match."""

    balance = forms.TypedChoiceField(
        choices=BALANCE_CHOICES,
        coerce=int,
        initial="1",
        label=gettext_lazy("Loads"),
        widget=forms.RadioSelect,
    )


class PairForm(ActForm):
    """One reviewer for one entry, by hand."""

    entry = forms.CharField(
        label=gettext_lazy("Entry in the round"),
        max_length=60,
        help_text=gettext_lazy("Its review code, or the number of the submission."),
    )
    member = MemberChoice(
        queryset=PanelMember.objects.filter(state=MemberState.ACCEPTED), label=gettext_lazy("Reviewer")
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, *args: Any, actor: Actor, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.round = round_
        rows = PanelMember.objects.visible_to(actor).filter(panel=round_.panel_id, state=MemberState.ACCEPTED)
        offer(self, "member", rows.select_related("expert__person", "organization"))

    def clean_entry(self) -> RoundEntry:
        """Return the entry of the round that the text names."""
        text = self.cleaned_data["entry"].strip()
        rows = RoundEntry.objects.filter(round=self.round).select_related("submission")
        found = list(rows.filter(Q(code=text) | Q(submission__number=text))[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("No entry of this round has this code or number."))
        return found[0]
