"""Forms of referrals: place and reason, the result elsewhere, quotas."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from competitions.models import ExternalResult, Referral, ReferralQuota
from office.actor import Actor
from office.forms.record import RecordForm
from reviews.forms.child import ChildForm
from reviews.models import Call, Track


class ReferralForm(RecordForm):
    """Place and reason of a referral that stands."""

    wide = ("reason",)

    class Meta:
        model = Referral
        fields = ("order", "reason")


class ReferralResultForm(RecordForm):
    """What a referred entry won: the contest is known, and the school where the entry names one."""

    wide = ("work_title",)

    class Meta:
        model = ExternalResult
        fields = ("prize_name", "rank", "track_name", "organization_name", "work_title")

    def __init__(self, *args: Any, actor: Actor, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if referral.submission.organization_id:
            del self.fields["organization_name"]
            self.helper.layout = self.build_layout()
        else:
            self.fields["organization_name"].required = True


class ReferralQuotaForm(ChildForm):
    """At most so many of a call or track; afterwards only the number changes, because it is counted under the rest."""

    owner = "contest"

    call = forms.ModelChoiceField(queryset=Call.objects.all(), label=_("Call"))
    track = forms.ModelChoiceField(
        queryset=Track.objects.select_related("call"),
        label=_("Track"),
        required=False,
        help_text=_("Empty: the quota holds in the whole call."),
    )

    class Meta:
        model = ReferralQuota
        fields = ("contest", "call", "track", "maximum")
        widgets = {"contest": forms.HiddenInput}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        if self.instance.pk:
            del self.fields["call"], self.fields["track"]
            self.helper.layout = self.build_layout()
